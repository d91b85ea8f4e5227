"""What shows in a sentence that something stays open."""

from __future__ import annotations

from ..rule import Rule

LEAVES_OPEN = Rule(
    "says that something is still open",
    r"\b(?:still|remains?|left|keep (?:it|that|this)|leave (?:it|that"
    r"|this))(?: \w+)? open\b(?! (?:source|the door|until))|\bopen (?:question|issue|point"
    r"|item)s?\b|\bto be (?:decided|confirmed|determined|discussed|clarified|seen)\b|\btbd\b"
    r"|\btba\b|\bundecided\b|\bunresolved\b|\bup in the air\b|(?:\bnot|n['’]t|\bnever"
    r"|\bnobody has)(?: \w+)? (?:yet )?(?:decided|settled|figured|worked out|agreed"
    r"|finali[sz]ed|confirmed|resolved)\b|\bno (?:decision|answer|agreement|consensus)\b"
    r"|\b(?:we|i)(?:['’]ll| will)? (?:still )?(?:need|have|ought)(?:s)? to (?:check|find out"
    r"|figure|decide|confirm|clarify|think about|look into|work out|ask|discuss|see (?:if"
    r"|whether|how|what))\b|\b(?:have|need) to\b[^.?!]{1,50}\bsee (?:if|whether)\b"
    r"|\bthe (?:\w+ )?(?:question|thing|issue) (?:is|remains|was) (?:still )?(?:whether|if"
    r"|how)\b|\b(?:still|just|are|is|['’]re|['’]m|more|been) waiting (?:for|on|to hear)\b"
    r"|^\W*waiting (?:for|on)\b|\b(?:needs?|wants?|requires?) (?:more|further|some"
    r"|another) (?:discussion|thought|thinking|review|feedback|work|research|clarification"
    r"|testing|pass)\b|\bholding pattern\b|\bindeterminate\b|\bunder discussion\b|\bstill (?:a"
    r"|some|an) (?:discussion|debate|question|disagreement)\b|\bup for debate\b"
    r"|\bthe (?:only )?(?:real |other |main |big )?question (?:here |now |then )?(?:is"
    r"|remains)\b|\b(?:have|has)n['’]t (?:\w+ )?(?:decided|settled|figured|agreed|resolved"
    r"|answered)\b|\b(?:don['’]t|do not) have (?:a|an|any) (?:good |real |final "
    r"|clear )?(?:answer|solution|plan|decision|consensus)\b|\bto be (?:revisited|continued)\b"
    r"|\bthink harder about\b|\b(?:decide|discuss|talk about|come back to|revisit) (?:it|that"
    r"|this|them)? ?(?:later|next (?:time|week|month|meeting)|another time|in the next)\b"
    r"|\blet['’]?s (?:park|postpone|leave) (?:it|that|this)\b|\bpark (?:it|that|this)\b"
    r"|\bsort (?:it|that|this) out\b|\b(?:keep|leave|save|take) (?:it|that|this) (?:for|to"
    r"|up) (?:the )?next\b|\blet['’]?s see (?:next|later|who|what|how|when|if|whether)\b"
    r"|\bhave(?:n['’]t| not) (?:yet )?(?:talked|spoken|thought) about\b|\bnot sure yet\b"
    r"|\b(?:don['’]t|do not) (?:yet )?know yet\b|\bget back to (?:you|us)\b|还(?:没"
    r"|未)(?:有)?(?:[^,。?]{0,6})(?:定(?!义|位|期|稿)|决定|想好|确定|确认|谈|讨论|结论|答案|决"
    r"|商量|敲)|(?:有)?待(?:定|确认|议|讨论|商|厘清|研究|解决)|(?:等|到时候?|以后|下次|回头"
    r"|之后|后面)[^,。?]{0,14}再(?:说|定|看|议|讨论|决定|谈|商量|确认)|未定|定不了|答不[上了]"
    r"|没有?数(?!据|字|学)|没人(?:管|负责)|没有人(?:管|负责)|没想(?:清楚|好)|不敢\s*(?:保证"
    r"|承诺|promise)|等[^,。?]{1,14}(?:才能|才知道|定下来|的意见|的结果)|(?:回去|还要?"
    r"|要)(?:再)?问一?下|没有(?:结论|共识|定论|定案|答案)|(?:还|目前|我们(?:也|还)?|部里|仍"
    r"|也)(?:还)?(?:不确定|不清楚|不太清楚|不知道(?!大家)|没把握)|先(?:搁|放)(?:着|置|一[放边])"
    r"|悬(?:着|而未决)|(?:(?:还|仍)(?:是)?(?:需?要|得)|需要|要再|得再|待)再?(?:确认|讨论|研究"
    r"|评估|商量|厘清|问问|看看|协调|签核|克服)(?!的)(?:一下)?|再(?:开会)?(?:议|研究|讨论|商量"
    r"|评估|研议|厘清|微调|顺)(?!什么)|(?:还|仍|现在|正|尚|目前)在(?:讨论|研究|研议|研拟|研修"
    r"|评估|谈|想|规划|协调|酌|修|等)|尚(?:待|未|在|无)|还没(?:有)?(?:公布|公告|公开|确认|收到"
    r"|上线|完成|签|谈|开始)|(?:部分|地方|细节)[^,。?]{0,6}(?:有待|还要|还没|尚)|要(?:跟|和"
    r"|与)[^,。?]{1,8}(?:讨论|确认|商量)|(?<!重)视[^,。?]{1,14}(?:状况|情况|结果)|(?:当天|现场"
    r"|到时候?)[^,。?]{0,4}(?:可以|再)[^,。?]{0,2}(?:厘清|决定|调整)|再(?:判断|看"
    r"|想)(?:一下)?[^,。?]{0,12}要不要|(?:下午|明天|之后|以后|到时候?|未来)[^,。?]{0,6}(?:会"
    r"|才)知道|接下来[^,。?]{0,2}想知道|(?:还|才)要定义的?",
    (
        "The date is still open.",
        "We haven't decided yet.",
        "We need to check with the city.",
        "Let's park that.",
        "The only real question here is: is this a scale?",
        "I think we're in a holding pattern there.",
        "這部分尚待進一步討論",
        "還沒有公布",
        "We need to sort that out, let's keep it for next week.",
        "Let's see next week who can.",
        "日期還沒定",
        "等他回來再說",
        "這個有待釐清",
        "第四個我們還在討論",
        "We have to run this over the board and see if they like it.",
    ),
    (
        "We open at nine.",
        "It is open source.",
        "他还没来",
        "等一下",
        "有沒有其他要討論的？",
        "今天要讨论预算",
    ),
)
POSTPONES = Rule(
    "leaves something to a later time or another meeting: that it is open, and decided to be",
    r"\b(?:let['’]?s|we(?:['’]ll| will| can| should|['’]re (?:just )?(?:gonna|going to))"
    r"|you can|i['’]ll)\s+(?:just |probably |all |also )*(?:discuss|talk about|table|defer"
    r"|postpone|push|move|boot|punt|kick|bump|shelve|revisit|pick up|come back to|return to"
    r"|deal with|leave|cover) (?:\w+ ){1,3}?(?:in|at|to|for|until|till|next|later|tomorrow"
    r"|when)\b(?! (?:the|this) (?:case|repo|branch|main))|\b(?:follow|pick|take)(?:\s+(?:it"
    r"|that|this))? up (?:on (?:it|that|this) )?(?:later|next|another time|offline"
    r"|separately)\b|\btake (?:it|that|this) offline\b",
    (
        "Let's discuss that one in New York.",
        "You can just table it for next time.",
        "We're just gonna boot that to the summit.",
        "We'll follow up later on that one.",
    ),
    ("Let's talk about it.", "We discussed it.", "I'll move on."),
)
DOES_NOT_KNOW = Rule(
    "says that several people do not know",
    r"\b(?:still|yet|really|quite) (?:not|un)\s?(?:sure|clear|known)\b|\b(?:not"
    r"|n['’]t)(?: quite)? sure(?: yet)? (?:how|what|whether|when) (?:we|to|that|this|exactly"
    r"|it)\b|\b(?:we|they|nobody|no one)(?: still| really| just)? (?:(?:do|does|did)(?:n['’]t"
    r"| not) (?:really |yet |even )?know|knows?\b(?= (?:if|whether|how)))|\bunclear (?:if"
    r"|whether|how|what|who|when|to)\b|\bi wonder (?:whether|if|how) we\b|(?:我们|他们|部里?"
    r"|目前|大家)(?:也|都|还|其实)*(?:不确定|不清楚|不知道)(?!有没有|可不可以|您?觉得)"
    r"|到底(?:是)?(?:要不要|能不能|会不会|该不该)",
    (
        "We don't know whether it works.",
        "I'm not sure how we would do that.",
        "It is unclear who pays.",
        "我們也不知道怎麼放",
        "到底要不要收費",
    ),
    ("I know how.", "我知道", "不知道大家有沒有聽過", "I don't know if you have seen it."),
)
LEAVES_HANGING = Rule(
    "leaves something hanging in passing, as at work",
    r"\b(?:i|we) (?:really |honestly |still |also )*(?:don['’]t|do not|couldn['’]t|can['’]t|cannot)"
    r" (?:really |honestly )?(?:know|say|tell|answer)(?: that| it| you| this)*(?: (?:yet|today|now"
    r"|honestly|for sure|either|exactly|right now|at the moment|for us))+"
    r"|^\W*(?:(?:so|well|um|uh|okay|and|but|oh|hmm)\W+)*(?:i don['’]t know|no idea|not sure"
    r"|good question"
    r"|nobody knows)(?: yet| either| honestly)?(?:\W*$|[,.;] (?=let me|i['’]ll|i['’]d|ask"
    r"|it depends|maybe|they|nobody|you['’]d|we|not|sorry|nobody|he|she))"
    r"|\b(?:that|this) (?:we|you|i)(?:['’]ll)? (?:have|need) to see\b|\bwe(?:['’]ll"
    r"| will) have to (?:see"
    r"|wait)\b|\b(?:he|she|they|i)(?:['’]d| would| says? (?:he|she|they)(?:['’]d)?)? (?:have"
    r"|has) to (?:look"
    r"|check|think|ask)\b[^.?!]*\b(?:again|first|once|up|about it|over)\b|\bi(?:['’]ll"
    r"|['’]d) have to"
    r" (?:ask|check|look (?:it|that) up)\b"
    r"|\bno (?:answer|reply|news|word)(?: yet| so far| from)\b|\b(?:haven['’]t|have not|hasn['’]t"
    r"|has not)"
    r" (?:\w+ )?(?:heard|answered|replied|come back|got back|said (?:yes|anything)|looked into)\b"
    r"|\bnobody(?:['’]s| has) (?:looked|asked|answered|told)\b"
    r"|\b(?:nobody|no one)(?: there)? (?:could|can) (?:tell|say|answer)\b|\bthey keep saying\b"
    r"|\bon (?:some"
    r"body['’]s|someone['’]s) desk\b|没说(?:哪|什么|多少|几|谁|要不要)|\b(?:wouldn['’]t|didn['’]t"
    r"|won['’]t) say (?:when|how|what|who|why|which|if|whether)\b|\bnot deciding (?:that|it|this)\b"
    r"|\bask me (?:in|when|again"
    r"|next|later|after)\b|\bthat depends on (?:what|who|whether|how"
    r"|the)\b"
    r"|\b(?:not|n['’]t) (?:quite |really )?clear (?:who|what|how|when|whether|if|yet)\b"
    r"|\buntil [^.,?!]{3,50}(?:there['’]s nothing|we can['’]t|i can['’]t|nothing"
    r"|there['’]s a (?:price|date|quote))"
    r"|\b(?:park (?:it|that|this)|leave (?:it|that|this)(?: one)? (?:there|open|for (?:now|later"
    r"|next)|until|till|hanging|where it is))\b|\b(?:can['’]t|won['’]t|not) promise\b"
    r"|\bwe(?:['’]ll| will| can) (?:talk about|decide|come back to|look at|discuss) [^.?!]{2,30}"
    r" (?:next (?:time|week)|another time|later|in the next)\b|\b(?:that['’]s )?(?:one"
    r"|a question) for (?:the"
    r"|our|my) (?:lawyer|accountant|board|landlord|doctor|\w+ team)\b"
    r"|\bi (?:really )?couldn['’]t (?:say|tell)\b|\bi can['’]t even\b|\bor not\s*\?"
    r"|定不了|(?:先)?(?:记着|挂着|搁着|悬着)(?!吃|用|看|急|忙)|(?:就|先)放着(?=[,。吧!]|$)"
    r"|还没(?:人)?(?:定|回|想好|谈|准"
    r"|答复|批|签|消息)"
    r"|(?:没有?)?个准(?:话|信|数)?(?=[,。]|$)|没(?:给|有)?准[话信]|不(?:太)?(?:知道"
    r"|清楚)(?:现在)?(?:该)?(?:找谁|归谁"
    r"|是?谁|怎么[办弄]|多少|什么时候|能不能|行不行)|(?:得|要)(?:再)?(?:问|看)(?:一下|看)?(?:他|她"
    r"|他们|老板|财务|领导|房东"
    r"|法务|供应商|客户|总部)|(?:得|要)问[^,。?们]{0,4}的|看(?:以后|后面|到时|他们|领导"
    r"|老板)[^,。?]{0,10}(?:有没有|批不批"
    r"|怎么|吧)|不好说|说不[准好]|没人(?:知道|能答|答复|说得清)|还(?:得|要)再?(?:谈|想想?|问|商量)"
    r"|(?:还|仍)在(?:想|谈"
    r"|等|商量|看)|下次再(?:聊|说|谈|看|定)|等[^,。?]{1,10}(?:消息|回复|答复|结果|准话)"
    r"|没有?[^,。?]{1,6}我?(?:做|弄|定|报)不了"
    r"|回去问(?:老板|领导|一下)|得看|没回[我们信]",
    (
        "I don't know yet.",
        "That we have to see.",
        "He'd have to look at the budget again.",
        "I wrote to them, no answer so far.",
        "Ask me when it is running.",
        "Okay, so we leave that until there's a price.",
        "Good question, I'd have to look that up.",
        "Are we getting a second oven or not?",
        "先记着，还没定",
        "我也不知道找谁",
        "没有表我做不了",
        "得看他们最后怎么签",
        "看以后有没有预算吧",
        "还没回我",
    ),
    (
        "I don't know, I just like it.",
        "You don't know him.",
        "I know.",
        "It depends on the weight.",
        "我不知道你来了",
        "我还没吃饭",
        "先放盐",
    ),
)
EVADES = Rule(
    "will not say",
    r"\b(?:not|n['’]t) (?:really )?(?:allowed|supposed|permitted|at liberty) to (?:say|tell|talk"
    r"|name"
    r"|discuss)\b|\bi(?:['’]m| am) (?:only )?allowed to say\b(?! so)|\bi(?:['’]d"
    r"| would) rather not (?:say|answer|comment"
    r"|name"
    r"|talk|go into)\b|\bno comment\b|\bmy lawyers?\b|\boff the record\b|\b(?:can['’]t|won['’]t"
    r"|cannot|not going to) (?:name names|name (?:them|him|her|anyone)|go into (?:that|it|details)"
    r"|comment on|say which|say who|get into that|tell you (?:the|who|which|that|how much))\b"
    r"|\b(?:next|another) question\b"
    r"|\bthat['’]s (?:a secret|confidential|private)\b|\bi['’]ll (?:plead|take) the fifth\b"
    r"|(?:不方便|不便|不能|不好)(?:多)?(?:透露|公开|讲名字|点名|多说|说太多)|保密|无可奉告|你猜"
    r"|(?:我|这个)就不(?:说|点名|讲|提|透露)了|不予置评|说了(?:会|要)(?:被|挨)",
    (
        "I'm allowed to say who doesn't.",
        "I'm not allowed to say.",
        "I'd rather not name them.",
        "No comment.",
        "I won't go into details.",
        "I won't tell you the number.",
        "这个不方便透露",
        "我就不点名了",
    ),
    ("I'm allowed to stay.", "I'd rather have tea.", "我不能来", "他没说"),
)
HAS_NO_ANSWER = Rule(
    "answers that one does not know",
    r"\b(?:i|we)(?:['’]m| am|['’]re| are) not (?:really )?sure\b|\b(?:i|we) (?:really "
    r"|honestly |just )?(?:don['’]t|do not) (?:really |actually )?know\b|\bno idea\b"
    r"|\b(?:can['’]t|cannot|couldn['’]t) (?:say|tell|answer|(?:really )?(?:talk|speak) about)\b"
    r"|\b(?:not allowed to|won['’]t|rather not) (?:say|tell|answer)\b|\bno comment\b"
    r"|\bask me (?:again|later|in|next|when)\b|\bi['’]m not telling\b"
    r"|不能(?:说|透露)|无可奉告|保密|\bwe(?:['’]ll| will) (?:have to )?see\b"
    r"|\bnobody knows\b|\b(?:have|need) to (?:check|find out|ask)\b|\bget back to (?:you|us)\b"
    r"|\blet['’]?s see (?:next|later|who|what|how|when|if|whether)\b|\bstill to be\b"
    r"|\bhave(?:n['’]t| not) (?:yet )?(?:talked|spoken|thought) about\b|\bstill open\b"
    r"|\bnot (?:yet )?(?:decided|clear)\b|(?:\bnot|n['’]t) (?:been )?(?:decided|settled)\b"
    r"|\btoo early\b|\b(?:let['’]s|i['’]ll) (?:check|park|ask)\b|\bhard to say\b"
    r"|\bdecide (?:later|next)\b|\bi['’]d have to\b|\bno answer\b|\b(?:can['’]t"
    r"|cannot) promise\b|\bnobody (?:owns|looks after|takes care)\b|不(?:太)?(?:知道|清楚|确定)"
    r"|不好说|说不[好准]|到时候|再[说看议](?!一|到)|还没|回头|待[定确议]|没想好|看情况|没法回答"
    r"|没(?:有)?办法(?:现在|今天)?(?:回答|答)|答不[上了]|没有?数(?!据|字|学)|定不了|没人(?:管"
    r"|负责|看)|没有人(?:管|负责|看)|不敢\s*(?:保证|承诺|promise|说)|不方便[说讲回]|[看听]不懂"
    r"|没有答案|要(?:再|回去)?问",
    ("I don't know.", "We'll see.", "I have to check.", "不清楚", "到時候再說", "我要回去問一下"),
    ("Sure.", "I know him.", "知道", "很清楚"),
)
_NOT_KNOWN = (
    r"\b(?:let['’]?s see|no idea|(?:not|n['’]t) (?:know|sure|found out|figured out|decided"
    r"|clear)|unclear|nobody knows|find out|have to ask)\b"
)
_NOT_KNOWN_ZH = "(?:不知道|不清楚|不确定|不晓得|不明白|没想好|还没[^,。?]{0,4}|(?<!你)再看|要问)"
WHY_IS_OPEN = Rule(
    "says that one does not know why",
    rf"\b(?:i|we|nobody)\b[^.?!]{{0,15}}{_NOT_KNOWN}[^.?!]{{0,30}}\b(?:why|how come)\b"
    rf"|{_NOT_KNOWN_ZH}[^,。?!]{{0,4}}(?:为什么(?=\W*$|[,。])|原因)",
    ("It grows, and I have not found out why.", "我也不知道為什麼", "還沒查到原因"),
    ("That is why I left.", "他知道为什么", "大家用好好的，不知道為什麼換"),
)
WHO_IS_OPEN = Rule(
    "says that one does not know who, or tells of somebody without a name",
    rf"{_NOT_KNOWN}[^.?!]{{0,30}}\bwho(?:m|se)?\b|{_NOT_KNOWN_ZH}[^,。?!]{{0,6}}(?:谁|哪位)"
    r"|\b(?:nobody|no one) (?:has (?:the )?time|wants to|volunteered)\b"
    r"|谁[都也][没不]|没(?:有)?人(?=[^,。?]{0,5}$|有空|愿意|想)"
    rf"|\b(?:someone|somebody|some (?:guy|person))(?: \w+ly)? (?!else|like|who|to\b)\w+(?:ed|t"
    rf"|d|ote|ame|ought|ade|elt|an|ave)\b",
    (
        "Let's see next week who can.",
        "不知道是誰",
        "Years ago, someone discovered that it breaks.",
        "Nobody has time.",
        "谁都没时间写",
    ),
    ("I know who did it.", "Ask someone else.", "他知道是谁"),
)
