"""What shows in a sentence that something stays open."""

from __future__ import annotations

from ..rule import Rule

LEAVES_OPEN = Rule(
    "says that something is still open",
    r"\b(?:still|remains?|left|keep (?:it|that|this)|leave (?:it|that"
    r"|this))(?: \w+)? open\b(?! (?:source|the door|until))|\bopen (?:question|issue|point"
    r"|item)s?\b|\bto be (?:decided|confirmed|determined|discussed|clarified|seen)\b|\btbd\b"
    r"|\btba\b|\bundecided\b|\bunresolved\b|\bup in the air\b"
    r"|(?:\bnot|n['’]t|\bnever|\bnobody has)(?: \w+)? (?:yet )?(?:decided|settled|figured"
    r"|worked out|agreed|finali[sz]ed|confirmed|resolved)\b|\bno (?:decision|answer|agreement"
    r"|consensus)\b"
    r"|\b(?:we|i)(?:['’]ll| will)? (?:still )?(?:need|have|ought)(?:s)? to (?:check|find out"
    r"|figure|decide|confirm|clarify|think about|look into|work out|ask|discuss|see (?:if"
    r"|whether|how|what))\b"
    r"|\b(?:have|need) to\b[^.?!]{1,50}\bsee (?:if|whether)\b"
    r"|\bthe (?:\w+ )?(?:question|thing|issue) (?:is|remains|was) (?:still )?(?:whether|if|how)\b"
    r"|\bwaiting (?:for|on|to hear)\b|\b(?:decide|discuss|talk about|come back to"
    r"|revisit) (?:it|that|this|them)? ?(?:later|next (?:time|week|month|meeting)|another time"
    r"|in the next)\b|\blet['’]?s (?:park|postpone|leave) (?:it|that|this)\b|\bpark (?:it|that"
    r"|this)\b"
    r"|\bsort (?:it|that|this) out\b"
    r"|\b(?:keep|leave|save|take) (?:it|that|this) (?:for|to|up) (?:the )?next\b"
    r"|\blet['’]?s see (?:next|later|who|what|how|when|if|whether)\b"
    r"|\bhave(?:n['’]t| not) (?:yet )?(?:talked|spoken|thought) about\b"
    r"|\bnot sure yet\b|\b(?:don['’]t|do not) (?:yet )?know yet\b|\bget back to (?:you|us)\b"
    r"|还(?:没|未)(?:有)?(?:[^,。?]{0,6})(?:定(?!义|位|期|稿)|决定|想好|确定|确认|谈|讨论|结论|答案|决|商量"
    r"|敲)|(?:有)?待(?:定|确认|议|讨论|商|厘清|研究|解决)|(?:等|到时候?|以后|下次|回头|之后"
    r"|后面)[^,。?]{0,14}再(?:说|定|看|议|讨论|决定|谈|商量|确认)|未定|定不了|答不[上了]"
    r"|没有?数(?!据|字|学)|没人(?:管|负责)|没有人(?:管|负责)|没想(?:清楚|好)|不敢\s*(?:保证"
    r"|承诺|promise)|等[^,。?]{1,14}(?:才能|才知道|定下来|的意见|的结果)|(?:回去|还要?"
    r"|要)(?:再)?问一?下|没有(?:结论|共识|定论|定案|答案)"
    r"|还(?:不确定|不清楚|不知道|没把握)|先(?:搁|放)(?:着|置|一[放边])|悬(?:着|而未决)|(?:需要"
    r"|(?<!主)(?<!是)要|得)再?(?:确认|讨论|研究|评估|商量|厘清|问问|看看)(?:一下)?|再(?:开会)?(?:议|研究|讨论|商量"
    r"|评估|研议|厘清|微调|顺|修|想)(?!什么)|(?:还|仍|现在)在(?:讨论|研究|评估|谈|想|规划)"
    r"|要(?:跟|和|与)[^,。?]{1,8}(?:讨论|确认|商量)|(?<!重)视[^,。?]{1,14}(?:状况|情况|结果)|(?:当天|现场|到时候?)[^,。?]{0,4}"
    r"(?:可以|再)[^,。?]{0,2}(?:厘清|决定|调整)|再(?:判断|看|想)(?:一下)?[^,。?]{0,12}要不要"
    r"|(?:下午|明天|之后|以后|到时候?|未来)[^,。?]{0,6}(?:会|才)知道|接下来[^,。?]{0,2}想知道|(?:还|才)要定义的?",
    (
        "The date is still open.",
        "We haven't decided yet.",
        "We need to check with the city.",
        "Let's park that.",
        "We need to sort that out, let's keep it for next week.",
        "Let's see next week who can.",
        "日期還沒定",
        "等他回來再說",
        "這個有待釐清",
        "第四個我們還在討論",
        "We have to run this over the board and see if they like it.",
    ),
    ("We open at nine.", "It is open source.", "他还没来", "等一下"),
)
POSTPONES = Rule(
    "leaves something to a later time or another meeting: that it is open, and decided to be",
    r"\b(?:let['’]?s|we(?:['’]ll| will| can| should|['’]re (?:just )?(?:gonna|going to))|you can"
    r"|i['’]ll)\s+(?:just |probably |all |also )*(?:discuss|talk about|table|defer|postpone|push"
    r"|move|boot|punt|kick|bump|shelve|revisit|pick up|come back to|return to|deal with|leave"
    r"|cover) (?:\w+ ){1,3}?(?:in|at|to|for|until|till|next|later|tomorrow|when)\b(?! (?:the"
    r"|this) (?:case|repo|branch|main))"
    r"|\b(?:follow|pick|take)(?:\s+(?:it|that|this))? up (?:on (?:it|that|this) )?(?:later|next"
    r"|another time|offline|separately)\b|\btake (?:it|that|this) offline\b",
    (
        "Let's discuss that one in New York.",
        "You can just table it for next time.",
        "We're just gonna boot that to the summit.",
        "We'll follow up later on that one.",
    ),
    ("Let's talk about it.", "We discussed it.", "I'll move on."),
)
DOES_NOT_KNOW = Rule(
    "says that one does not know",
    r"\bnot sure (?:if|whether|how|what|who|when)\b|\b(?:don['’]t|do not) know (?:if|whether"
    r"|how|what|who|when)\b|(?:不确定|不清楚|不知道)|到底(?:是)?(?:什么|谁|哪|要不要|能不能|会不会)",
    ("I don't know whether it works.", "我不知道怎么放"),
    ("I know how.", "我知道"),
)
HAS_NO_ANSWER = Rule(
    "answers that one does not know",
    r"\b(?:i|we)(?:['’]m| am|['’]re| are) not (?:really )?sure\b|\b(?:i|we) (?:really "
    r"|honestly |just )?(?:don['’]t|do not) (?:really |actually )?know\b|\bno idea\b"
    r"|\b(?:can['’]t|cannot) (?:say|tell|answer)\b|\bwe(?:['’]ll| will) (?:have to )?see\b"
    r"|\bnobody knows\b|\b(?:have|need) to (?:check|find out|ask)\b|\bget back to (?:you|us)\b"
    r"|\blet['’]?s see (?:next|later|who|what|how|when|if|whether)\b|\bstill to be\b"
    r"|\bhave(?:n['’]t| not) (?:yet )?(?:talked|spoken|thought) about\b"
    r"|\bstill open\b|\bnot (?:yet )?(?:decided|clear)\b|(?:\bnot|n['’]t) (?:been )?(?:decided"
    r"|settled)\b|\btoo early\b|\b(?:let['’]s|i['’]ll) (?:check|park|ask)\b|\bhard to say\b"
    r"|\bdecide (?:later|next)\b|\bi['’]d have to\b|\bno answer\b|\b(?:can['’]t"
    r"|cannot) promise\b|\bnobody (?:owns|looks after|takes care)\b"
    r"|不(?:太)?(?:知道|清楚|确定)|不好说|说不[好准]|到时候|再[说看议](?!一|到)|还没|回头"
    r"|待[定确议]|没想好|看情况|没法回答|没(?:有)?办法(?:现在|今天)?(?:回答|答)|答不[上了]"
    r"|没有?数(?!据|字|学)|定不了|没人(?:管|负责|看)|没有人(?:管|负责|看)|不敢\s*(?:保证|承诺"
    r"|promise|说)|不方便[说讲回]|[看听]不懂|没有答案|要(?:再|回去)?问",
    ("I don't know.", "We'll see.", "I have to check.", "不清楚", "到時候再說", "我要回去問一下"),
    ("Sure.", "I know him.", "知道", "很清楚"),
)
_NOT_KNOWN = (
    r"\b(?:let['’]?s see|no idea|(?:not|n['’]t) (?:know|sure|found out|figured out|decided|clear)"
    r"|unclear|nobody knows|find out|have to ask)\b"
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
    r"|\b(?:someone|somebody|some (?:guy|person))(?: \w+ly)? (?!else|like|who|to\b)\w+(?:ed|t|d|ote"
    r"|ame|ought|ade|elt|an|ave)\b",
    ("Let's see next week who can.", "不知道是誰", "Years ago, someone discovered that it breaks."),
    ("I know who did it.", "Ask someone else.", "他知道是谁"),
)
