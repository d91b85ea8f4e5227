"""What shows in a sentence that something is decided."""

from __future__ import annotations

from ..rule import Rule

DECIDES = Rule(
    "says what was decided",
    r"(?<!when )(?<!why )\b(?:we|everybody|everyone|the (?:team|group|board"
    r"|committee))(?:['’]ve| have| had)?(?: all| both| now| already| just| finally)* (?:decided"
    r"|agreed|settled|resolved|voted|approved|concluded|opted)\b(?! (?:with him|to disagree"
    r"|that they would))|(?<!once )(?<!if )(?<!until )(?<!when )\b(?:it|that|this)(?:['’]s"
    r"| is)(?: all| now| then| already)* (?:settled|decided|agreed|a deal|approved|final)\b"
    r"|\b(?:is|are|was|were|been|be) (?:decided|agreed|settled|approved|adopted|rejected"
    r"|cancelled|canceled|postponed)\b|^\W*(?:so |ok(?:ay)?,? |then |good,? |fine,? )*(?:agreed"
    r"|decided|settled|approved|deal)\b|\b(?:the|our|final|one) decision(?: is|:| was)\b"
    r"|\bmy decision is\b|\bdecision:|\bmotion (?:carries|carried|passes|passed)\b"
    r"|\bthe (?:vote|motion|amendment|proposal|resolution) (?:is|was|has been) (?:carried"
    r"|passed|adopted|accepted|rejected)\b|\b(?:all in favou?r|so moved"
    r"|no objections?(?! from me))\b",
    (
        "We decided to move the launch.",
        "Then that's settled.",
        "The budget was approved.",
        "So agreed: no balloons.",
        "The decision is final... the decision is yes.",
    ),
    (
        "How did you decide?",
        "I agree with him.",
        "They were settlers.",
        "He decided to leave school.",
    ),
)
PROPOSES_FIRMLY = Rule(
    "says what will be done by all",
    r"\blet['’]?s (?!say)(?:plan|go (?:with|for|ahead)|do|use|keep|stick (?:with|to)|drop|move"
    r"|make (?:it|that)|call it|take|set|push|postpone|leave|skip|put|not|cut|change|cancel"
    r"|hold|meet|order|buy|have|start with|fix)\b|\bwe(?:['’]ll| will|['’]re going to"
    r"| are going to| won['’]t| will not|['’]re not going to)(?: then| just| not| also"
    r"| all)* (?:go with|go for|keep|stick|drop|use|launch|stay|postpone|skip|move|choose|take"
    r"|hold|have(?! (?:to|been)\b|,)|open|close|cancel|meet|do|make|cut|change|raise|lower|buy"
    r"|order|start|stop|need|limit|print|charge|publish|sell|run|wait|ship|release|deploy"
    r"|roll out)\b|\b(?:so|then|ok(?:ay)?),? (?:it will be (?:on|at|in)"
    r"|the \w+(?: \w+)?(?: is (?:on|at|in|the)| stays| moves| will be)|no \w+"
    r"|we (?:do(?! (?:have|not|see|think)\b)|go|keep|take|use|make|start|stay|drop|meet)\b)"
    r"|\b(?:is|are) (?:out|in|off the table)\b\W*$|\bgo ahead (?:with|and)\b|\bthumbs up\b"
    r"|(?:那|那么|所以|(?<!他)们|大家)?(?<!我)(?<!他)就(?:先|直接)?(?:这么|这样|按|用|选|定|改"
    r"|不(?=做|搞|用|要|改|去|办|买|卖|印|开|发|上|加|写)|先|订|放|去|走|做|以|照|采|从|维持"
    r"|保留)[^,。?]{0,30}(?:吧|了|办|定|好了|$)|那(?:我们|咱们|么)?就(?!是(?!按|照|这|用|以|先"
    r"|维持)|可以|不(?:需要|会|是|能)|没|会|有|要[^,。?]{0,2}不|[像很])[^,。?]{1,}|(?:^"
    r"|[,。])\W*(?:所以|好)?(?:我们|咱们)?还是(?:以|按|照|用|先|维持|不)[^,。?]{2,}|(?:^"
    r"|[,。])\W*就(?:请|按|照|用|以|由|先|列|改|维持|继续)[^,。?]{2,}|(?:我们|咱们"
    r"|大家)就(?:先|直接)?(?:用|选|定|改|不|订|按|照|采|从|维持|保留|先|以)[^,。?]{1,30}|(?:我们"
    r"|咱们)(?:就|还是|先)[^,。?]{2,30}(?:吧|了)$|先不[^,。?]{0,12}(?:了|吧|$)|(?:我们|这次"
    r"|今年)不(?:做|搞|用|要|办|去|买|卖)[^,。?]{0,10}了?",
    (
        "Let's go with the blue one.",
        "We'll keep the old price.",
        "So the launch is on the 9th.",
        "那就用藍色的",
        "就按第二個方案",
        "我們先不賣票吧",
        "還是以法規命令草案預告為主。",
        "就請教育部自行追蹤",
    ),
    (
        "We'll see.",
        "Let's see.",
        "Let us know.",
        "这样的话就很难",
        "我们就是学生",
        "那就是意見領袖",
        "那就可以了",
    ),
)
SETTLES = Rule(
    "says how it will be, after others had a say",
    r"\bthe (?:current )?plan is (?:still )?to\b|\b(?:leave|keep|park|put) (?:it|that"
    r"|this) (?:on the"
    r" shelf|as is|for now)\b|\bi(?:['’]m| am|['’]d be) (?:happy|fine|okay|ok"
    r"|good)(?: to (?:merge|put"
    r"|drop|go|accept|leave|close|include|do that)| with (?:that|this|it|\w+ing))\b"
    r"|\bworks for me\b"
    r"|\bi(?:['’]ll| will|['’]d| guess i['’]ll)(?: then| just)* go (?:then )?(?:with|ahead"
    r"|for)\b|\bwe(?:['’]ll| will| can| should|['’]d)? (?:just )?consider \w+ing\b"
    r"|\bwe should just\b|^\W*(?:(?:so|ok(?:ay)?|yeah|yes|alright|right|and)\W+)*(?:i think "
    r"|i guess )?we (?:can|should|could) (?:just )?(?!\w+ (?:if|whether)\b|all see|go (?:back"
    r"|on|over)|move on|start)\w+ (?!see)|^\W*(?:(?:so|ok(?:ay)?|yeah|then"
    r"|alright)\W+)+[^?]{4,120}\bthen\.?$|(?<!认)(?<!行)以[^,。?以]{1,12}为(?:主|准|优先)"
    r"|(?:[个位人份次页场]|版本?|这样|那样|回[复覆应]|说明|处理|公开)就(?:好|可以|行)了?\W*$"
    r"|即可\W*$|^\W*(?:最[少多]|至少|就)[一二两三四五六七八九十几\d]{1,3}[个位名份场人次]"
    r"|^\W*[^,。:?]{0,6}(?:问题|主题|题目|日期|地点|名称|方案|口号)\s*:(?=.{6})",
    (
        "So I guess I'll go with closing it.",
        "The plan is to merge both.",
        "I'm happy to put this under the spelling rule.",
        "Maybe I'll leave it on the shelf for now.",
        "Okay, so we consider using the other library then.",
        "I think we should just use the old one.",
        "So, I think we can handle the moderation manually.",
        "以這個為主",
        "建議最多三個就好",
        "在平台上回應即可",
        "核心問題：怎麼讓學生回來上課？",
    ),
    ("I'll go home.", "We considered it.", "Can we see it?", "我以為他來了", "好就好", "什么问题"),
)
CHINESE_DECIDES = Rule(
    "says in Chinese what was decided",
    r"就这[样么](?!的|多|少|一|个|会|就|[,。]?(?:子)?[,。]?(?:谢谢|感谢))|(?:已经|都"
    r"|就)\s*(?:approve|decide|confirm|agree)d?\s*了|决议(?:由|:|是)|(?:我们|咱们|大家|会议"
    r"|双方|院里|已经|刚刚?|今天|最后|就)[^,。?的]{0,5}(?<!不能做)(?<!没有)决定(?!权|性|因素|论"
    r"|于|了我|[的吗])|(?<!如果)(?<!由谁)决定(?:就|要|是|采|用|不(?!了)|先|还是|把|延|改|取消)"
    r"|(?<!规)(?<![认固])定(?:好了|下来了?)|(?:时间|日期|地点|名称|已经|就|先"
    r"|我们)[^,。?]{0,4}定(?:在|为(?!了)|成)|敲定|(?<!谁)拍板|(?:一致|都|大家|部|处|署|会|司|局"
    r"|双方|两边)(?:都|也)?(?:同意|赞成|通过)(?!的话|的人|吗)|(?:双方|大家|两边"
    r"|我们)?都?没(?:有)?(?:什么|任何)?(?:反对)?意见(?!的话)|(?:会议|目前)?的?(?:决议|结论"
    r"|共识)(?:是|就是|如下|:)|(?<![能以要望得])达成了?(?:一致|共识|协议)|通过(?:这个|该"
    r"|本)(?!电|网|什)|确定(?:用|在|要)(?!吗)|(?:我们|就|改|决定)采用|照(?:案|这样)(?:通过|办理"
    r"|做)|那就这么(?:定|办)|说定了|(?<!建请)(?<!建议)(?<!建请可以)(?<!是否)(?:解除|继续)列管"
    r"|解列|(?:可以|就|先)解管|列为|列入|不(?:再)?(?:纳入|列管)",
    (
        "我們決定延後",
        "時間定在週六",
        "大家都同意",
        "會議結論是照案通過",
        "那就这么定了",
        "雙方都沒有意見",
        "那我們就繼續列管",
        "目前的共識是先試辦",
    ),
    (
        "不決定性的因素",
        "这取决于价格",
        "他有决定权",
        "怎么改变",
        "規定在辦法裡面",
        "我們不能做決定",
        "這個月就這樣，謝謝大家",
        "看大家的決定",
    ),
)
CHANGES = Rule(
    "says what becomes otherwise, or is allowed: a decision where others agree",
    r"改(?:成|到|为|在)(?!变)|(?:推迟|延后|延期|提前|挪|调)到|(?:砍|取消|去)掉|取消|(?:那|当然"
    r"|案|然后|之后|后)[^,。?]{0,6}就可以(?!了解|看)|\b(?:moved?|changed?|postponed|pushed"
    r"|brought forward) (?:it |that |this |the \w+ )?(?:to|from|until)\b|\bmoves to\b",
    ("展覽改到九月", "這一案就可以解除", "we moved it to Friday", "the retro moves to Thursday"),
    ("怎么改变", "he changed"),
)
_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen(?:th)?|twenty\S*"
    r"|thirty\S*|half|\d[\d:.]*|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|twentieth|thirtieth|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january"
    r"|february"
    r"|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn"
    r"|winter|next (?:week|month|year))"
)
_NUMBER_ZH = "[一二三四五六七八九十两半\\d百]+(?:个|家|号|点|块|份|台|人|场|版|次|周|天|杯|楼|月)"
_SO = (
    r"^\W*(?:(?:so|ok(?:ay)?|right|alright|all right|good|fine|lovely|great|yes|yeah|no|well"
    r"|perfect|and"
    r"|agreed|cool|sure)\W+)+"
)
CONSENTS = Rule(
    "settles it in passing, as at work",
    rf"{_SO}(?:then )?(?:(?:it['’]s|it is) (?:yes|no|settled)\b|not (?:this|for|in|now|yet"
    rf"|today)\b[^?]*$"
    r"|that['’]s (?:how|what) (?:we|it)|we (?:go|do|don['’]t|stay|keep|start|meet|take|leave|drop"
    r"|stick"
    r"|print|order|open|say|wait|use)\b|[^?]{2,60}\b(?:it is|goes (?:in|into|out|with|first|live|to"
    r"|up))\b"
    r"(?! (?:a|the|not|that|very|so|just|about|like)\b)|i['’]m (?:taking|crossing|striking|closing"
    r"|dropping)\b"
    rf"|(?:the |on )?{_NUMBER}(?: it is| then| sharp| o['’]clock)?\W*$|we (?:don['’]t (?:say|do"
    rf"|decide|sell|open|print|go"
    rf"|take|change|touch)"
    r"|wait|hold|ship|move|postpone)\b"
    r"|(?:\w+ ){1,5}(?:now|this year|this time|in \d[\d.]*), (?:and )?(?:the|then))"
    r"|\b(?:so|then|okay),? (?:we (?:drop|go(?: on| with)?|leave|keep|stay|skip|print|start|open"
    r"|take|do) |it goes (?:out|in|live|up)|that['’]s how (?:it|we)|not this)"
    rf"|^\W*(?:the |a |an |on )?(?:{_NUMBER}|\w+ one)(?: [\w']+)?,? then\W*$"
    r"|\bthen it['’]s (?:the|a|an|on|at|in|us|you|me)\b|\b(?:the \w+(?: \w+)?|that|it)['’]s (?:out"
    r"|off the table"
    r"|cancelled|dropped|agreed|fixed)\W*$|\bnever again with\b|\bno (?:more )?\w+ this (?:year"
    r"|time)\b"
    r"|\bwe (?:meet|see each other|talk) again (?:on|in|at|next)\b|\bmeet again on\b"
    r"|\bwe (?:wait|hold off|do nothing) (?:for|until|till|with)\b"
    r"|\bfine,? (?:by me,? then|not|then)\b|\bthe (?:\w+ )?(?:one|version) it is\b|\w it is(?:,|\."
    r"|$)"
    r"|\blet['’]?s (?:say (?:\w+ )?(?:o['’]clock|\w+day|half|at|by|six|seven|eight|nine|ten|\d)"
    r"|leave"
    r" (?:the|it|that)|make it|drop|keep|do (?:it|that|the))\b|\bwe(?:['’]re| are) not (?:doing"
    r"|taking"
    r"|selling|printing|opening|inviting|having)\b|^\W*(?:no|yes),? we (?:stay|keep|stick|go|do)\b"
    r"|(?<!the )\bsame (?:time|place)\b(?! (?:as|that|i|we|the|people|and)\b)|\bany objections\b"
    r"|(?<!that)(?<!it)['’]s fine(?:,? (?:i think|then|with me|by me))?\W*$"
    r"|\bnot going in\b|\bthat['’]s (?:settled"
    r"|clear"
    r"|decided)\b|\bfrom now on\b|\bthere['’]s a rule\b"
    r"|\bwe(?:['’]ve| have) (?:signed|booked|ordered|hired|rented)\b"
    r"|那就(?:先)?(?:[一二三四五六七八九十两\d百千]+(?:家|个|号|点|台|份|场|次|块|万|天|周|楼|元"
    r"|人)|这样|这么|老样子"
    r"|改|按|用|跟|定|放|一起|照|听|印|不(?!是|会|对|好|知|能|用说))"
    rf"|^\W*(?:好的?|行|可以|ok(?:ay)?|那)[,。\s]*(?:就|那就)?{_NUMBER_ZH}\W*$"
    rf"|^\W*(?:ok(?:ay)?|好)[,。\s]+{_NUMBER}\W*$"
    r"|还是[^,。?]{1,10}(?:吧|好了)|先[^,。?]{1,4}[一二两三半\d]+个?(?:月|周|礼拜|星期|天)(?:看看"
    r"|试试|再)"
    r"|^\W*(?:要的|好|可以|行)[,。\s]*一起|超过[^,。?]{1,8}就(?:不|算了)"
    r"|^\W*那(?:就)?这样[,:](?!的话)|先在[^,。?]{1,6}(?:试|跑|做|开)|还是(?:用|按|照|走|维持|保持)"
    r"|别超过"
    r"|以下[^,。?]{0,3}不[^,。?]{1,3}(?=[,。]|$)|[^,。?]{1,6}我?能接受[,。]|(?:明年|以后|下次)再说"
    r"|\bthen i['’]ll (?:confirm|book|tell them|order|cancel|sign|take|say|put)\b"
    r"|^\W*(?:the )?\w+(?: \w+)? first, (?:and|then)\b|\bif [^,.?!]{3,50}, we (?:buy|take|do|go"
    r"|stop|drop"
    r"|use|close|cancel|rent|order|keep|move)\b|\bunless (?:somebody|anybody|anyone"
    r"|someone) objects\b"
    r"|(?:就)?跟(?:着)?[^,。?]{1,8}一起(?:上|发|做|走|出|印|办)|放(?:到|在)?(?:第[二三四]"
    r"|下一?)[版期批轮次]"
    r"|(?:第[一二三]|这一?|首)[批版期][^,。?]{0,6}(?:不|先|只|就)(?:带|上|做|放|开|有)"
    r"|先不(?:等(?!他|她|你|人|大家)|做|上|带|弄|管|买|印|开|办|改)了?|(?:二?十"
    r"|三十)?[一二三四五六七八九十\d]+[号点](?:上|开|见)(?![面海班学])"
    r"|(?:记|算)(?:在|到)?(?:你|我)们?[^,。?]{0,4}(?:账上|头上)|(?:钱|费用)(?:就)?(?:我们"
    r"|由)[^,。?]{0,4}出"
    r"|(?:就|都|先)不(?!说|讲|提|聊|问|多说|用|会|是|能|知)[^,。?]{1,3}了(?=[,。!吧]|$)"
    r"|(?<=[,。])(?:不要|不做|不去|不搞"
    r"|不用)了(?=[,。!吧]|$)"
    r"|(?:老|旧|原来)的?[^,。?]{0,6}(?:先)?(?:别|不要)(?:撤|拆|扔|关|删)|就(?:按|照"
    r"|听)你们?(?:说)?的"
    r"|(?:都)?没意见[,。]|(?:^|[,。])定了(?=[,。!]|$)|就印这|从(?:今天|现在|下[周个]月?)(?:起|开始)"
    r"|先[开做上买印发办]?[^,。?]{0,2}[一二三四五六七八九十两\d]+[家个台份],剩下"
    r"|剩下的[^,。?]{0,8}再[说看]"
    r"|(?:下|这)个?[周礼拜星期月]+[^,。?]{0,4}同一(?:个)?时间",
    (
        "Okay, so two boxes now, and the rest goes in with the spring order.",
        "Lovely, then that's how we do it.",
        "Fine, not this year then.",
        "Right, so the blue one it is.",
        "Alright, we go on the Saturday then.",
        "Same time next week.",
        "We've signed for the place.",
        "那行吧，那就五家",
        "那马来文就跟第一版一起上",
        "第一批不带它上",
        "记我们账上，没问题",
        "那票价就不涨了",
        "The nineteenth then.",
        "All right, the tombola's out.",
        "So we don't say yes or no today, we wait for the fund.",
        "We meet again on the third.",
        "Okay, eight.",
        "好，八个。",
        "还是八个吧",
        "那这样，先在华东试",
        "双十一还是用旧的",
        "Four fifty's fine, I think. Any objections?",
        "Then Tuesday same time.",
        "Seal first, and if it goes again, we buy the new one.",
        "Then I'll confirm the sixteenth.",
    ),
    (
        "So that's about six hundred a month.",
        "So we did it to ourselves.",
        "Then it rains.",
        "It is green.",
        "那就是你不对了",
        "那就热闹了",
        "我不去了吗",
        "So we asked him why.",
        "So we still don't know.",
        "Okay, great.",
        "So, both send it at the same time.",
        "So, it's not really a huge deal.",
        "先不等他",
    ),
)
CHOSE_ONCE = Rule(
    "tells of a choice that the speaker made for a firm or a life",
    r"\b(?:i|we) (?:then |finally |just |later )*(?:closed (?:it|that|the)|stopped \w+ing"
    r"|started \w+ing"
    r"|opened (?:the|a|our)|bought (?:the|a|our)|built|refused|brought in|introduced|stayed(?=\W*$)"
    r"|fired|merged"
    r"|dropped|gave up|quit|signed|turned (?:\w+ )?down|said (?:no|enough|yes)|walked (?:out|away)"
    r"|rented"
    r"|sold (?:the|our|memberships|it)|moved (?:to|the)|hired|took (?:out )?(?:a|the) (?:loan|job)"
    r"|switched (?:to|over)|left (?:the|my)|decided|chose|opted|founded|started (?:a|the|charging)"
    r"|raised (?:the|our) prices?|went (?:back in and said|with|for))\b|\bsaid,? never again\b"
    r"|\band that was (?:that"
    r"|it)\b"
    r"|(?:后来|最后|于是)(?:我们?|他们)?就?(?:不[^,。?]{1,3}了|没[^,。?]{0,3}[签去要做接拿]|关|停"
    r"|改|换|搬|辞"
    r"|签|卖掉?|决定|选|退)|我们?(?:就)?(?:辞职|关掉|关了|停掉|拒绝|婉拒|放弃|退了|租了|搬到|换成"
    r"|转行)",
    (
        "We tried it and then we said enough.",
        "So we closed it after a year.",
        "I rented a garage.",
        "And that was that.",
        "后来我们就不卖了",
        "最后我们没签",
    ),
    ("We said hello.", "I left early.", "后来下雨了", "他辞职了"),
)
PROPOSES = Rule(
    "asks others whether to do something",
    r"(?:^|[.!?,;] )(?:(?:so|and|or|then|okay|well|but|maybe)\W+)*(?:(?:shall|should|could|can"
    r"|do) we (?!see\b|hear"
    r"\b|start\b|begin\b|go on\b|move on\b|know\b|have (?:any|a minute)\b|say\b|talk\b"
    r"|look at\b)\w+|what if we\b"
    r"|how about\b|why don['’]t we\b|what about (?:the |a |on )?(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day)"
    r"[^?]*\?\W*$"
    r"|(?:要不|不如|能不能|可不可以|要不要)(?:我们|咱们|就|先|把|再)?[^,。?]{2,}\?"
    r"|[^,。?]{2,}(?:行不行|好不好|行吗|可以吗|怎么样)\?",
    (
        "Could we move it to Friday?",
        "Shall we print the second draft?",
        "How about the nineteenth?",
        "要不先开三家？",
        "放到下午好不好？",
    ),
    ("Can we start?", "Shall we move on?", "We could move it.", "要不要紧"),
)
ASKS_FOR_A_DECISION = Rule(
    "asks what is decided, so that the answer decides",
    r"\b(?:fixed|decided|settled|agreed|final)\b[^?]{0,20}\?|\b(?:are|is|do"
    r"|will) we (?:going with|keeping|doing|agreed|keep|go with|use|take|do it)\b"
    r"|\bwhat did we (?:decide|agree)\b|(?:定|决定|敲定|确定)(?:了|下来|好)?了?(?:没有?|吗|么"
    r"|哪|什么)|用哪|选哪|到底(?:用|做|选)",
    ("Is the date fixed?", "Do we keep the old price?", "launch date 定了没?", "最後用哪個？"),
    ("What is a date?", "Should I go?", "要不要延後？", "他定居在哪"),
)
ASSENTS_FIRST = Rule(
    "begins as an answer does that agrees",
    r"^\W*(?:yeah|yes|ok(?:ay)?|cool|alright|all right|sure|perfect|great|right|so|then|awesome"
    r"|nice|sounds good|i guess)\b|^\W*(?:好|对|ok|可以|那|所以|嗯|了解|没问题)",
    ("Okay, we'll do that.", "那就這樣做", "好，我們就先不公開"),
    ("We'll do that.", "我們就先不公開"),
)
