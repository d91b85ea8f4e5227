"""How a sentence is meant, whatever it is about."""

from __future__ import annotations

from ..rule import Rule

IS_ASKED = Rule(
    "is asked, and not said",
    r"\?\W*$|[吗呢]\W*$",
    ("Do we keep it?", "這樣可以嗎"),
    ("We keep it.", "可以"),
)
ASKS_NOTHING = Rule(
    "is a question of politeness or order, and asks nothing of the subject",
    r"\b(?:any|no) (?:other |more |further |last )*(?:questions?|comments?|thoughts)\b"
    r"|\banything else\b|\b(?:any|some)thing (?:to|you['’]?(?:d like|want) to) (?:add|cover|say"
    r"|mention)\b|\b(?:can|could|do) you (?:hear|see) (?:me|us|this|it)\b|\b(?:ready"
    r"|shall we (?:start|begin|go on|move on|continue))\b|\bhow are you\b"
    r"|\bdoes that make sense\b|\bmake sense\?|\byou know what i mean\b"
    r"|\b(?:shall|should|can|could) we (?:talk|move|go|start|look|take|continue)\b|^\W*(?:right"
    r"|ok(?:ay)?|sorry|pardon|really|yes|no|huh|what|hm+|eh|isn['’]t it|who knows|why not"
    r"|you know|is that (?:right|so|ok(?:ay)?)|correct|what do you mean|are you sure|seriously"
    r"|excuse me)\W*$"
    r"|\b(?:can|could|may) i (?:ask|say|add|just)\b[^?]{0,12}\?|\bisn['’]t (?:it|that)\s*\?\s*$"
    r"|还有(?:没有)?(?:其他|别的|什么)?(?:问题|意见|补充)|有没有(?:其他|别的)?(?:问题|意见"
    r"|补充)|听得?(?:到|见|清)吗|^\W*(?:对[吧吗不]对?|是[吧吗]|真的吗|好[吗吧]|可以吗|什么|啊"
    r"|不是吗|你知道吗|准备好了吗)\W*$|怎么称呼|你好吗|我可以(?:问|说)",
    (
        "Any other questions?",
        "Right?",
        "Can you hear me?",
        "How are you?",
        "还有没有其他问题？",
        "對吧？",
    ),
    ("What questions did they raise?", "Why is the lake cold?", "湖水为什么冷？"),
)
READS_OUT = Rule(
    "reads out a question that somebody sent in",
    r"\bfrom (?:a |an |our |the |one of (?:our|the) |two |three )?(?:listeners?|viewers?|readers?"
    r"|subscribers?|audience|chat|inbox|mailbag|twitter|q ?& ?a)\b"
    r"|\b(?:listeners?|viewers?|readers?|followers?|subscribers?)\b[^.?!]{0,40}\b(?:asks?|asked"
    r"|wants? to"
    r" know|writes?|wrote|sent|wonders?)\b"
    r"|(?:^|[.,;:!?]\s*|\band )(?!(?:he|she|it|who|that|this|nobody|everybody|everyone|somebody|one"
    r"|which|what|they|what he|what she)\b)[a-z][\w'’-]+(?: [\w'’-]+)?(?: (?:from|in"
    r"|over in) [\w ]{2,20}?)?"
    r",? (?:asks|wants to know|writes in|writes|wonders|has a question|would like to know"
    r"|says,? (?=what|how|why|is|are|do|does|can|will))\b|\blistener (?:mail|questions?|letters?)\b"
    r"|\b(?:questions?|messages?|mails?|e-?mails?|letters?|notes?|voice ?mails?|comments?) from\b"
    r"|\b(?:she|he|they) (?:writes?|asks?):|\b(?:emailed|wrote|written|sent|texted|tweeted"
    r"|dm['’]?d) (?:us |in )(?:and |with |to ask"
    r"|a question"
    r"|asking)|\bquestions? (?:that )?(?:came|comes|sent|come) (?:in|from)\b"
    r"|(?:听众|网友|观众|读者|粉丝|朋友|同学|留言区?|评论区|弹幕|后台|群里|来信)[^,。?]{0,14}(?:问"
    r"|留言|想知道|来信|写信"
    r"|提问|发来)|(?:听众|网友|观众|读者|粉丝)(?:朋友)?的?(?:提问|问题|来信|留言)",
    (
        "We've got two from listeners.",
        "Marit from Bergen asks, is it true?",
        "And Dev wants to know, will you ever do cars?",
        "A listener wrote in to ask about the price.",
        "有位听众问，真的不能充满吗？",
        "评论区有人想知道多少钱",
        "And a question from Ines, she writes: what do I do?",
    ),
    ("He asks too much.", "Who wants to know?", "I ask you, is it true?", "他问听众", "她想知道"),
)
ASKS_INDIRECTLY = Rule(
    "reports a question",
    r"\b(?:asks?|wants? to know|wonders?|would like to know) (?:if|whether|how|what|why|who|when"
    r"|where)\b"
    r"|(?:问|想知道)[^,。]{0,12}(?:怎么|什么|多少|能不能|会不会|是不是|有没有|几|哪|谁)",
    ("Torben asks if you'd open a second shop.", "有人想知道能不能寄"),
    ("He asked for bread.", "他问了"),
)
RESERVES = Rule(
    "takes a sentence back: a condition, a doubt, a mere proposal",
    r"\b(?:if|maybe|perhaps|might|would have|could have|whether|unless|suppose|imagine|someday"
    r"|hopefully|not sure|i think we should|should we|do we|i wonder)\b"
    r"|如果|要是|也许|可能|或许|假如|(?<![这那]样)的话|是不是|要不要|会不会|应不应该|建议"
    r"|不一定|万一"
    r"|等[^,。?]{1,12}(?:定下来|再)",
    ("If we go, I'll drive.", "Should we go?", "如果去的話", "要不要改"),
    ("We'll drive.", "我们改到周六"),
)
TELLS_THE_PAST = Rule(
    "tells what happened before",
    r"\b(?:yesterday|last (?:week|month|year|time|summer)|years ago|back then|in (?:19|20)\d\d"
    r"|used to|at that time|when i was|ago|had been)\b"
    r"|昨天|去年|前年|以前(?!前)|当时|那时(?!间)|上(?:周|次|个月|个星期)"
    r"|我们?(?:已经)?把[^,。?]{1,16}(?:改|换)成|年前|曾经|小时候",
    ("I called him yesterday.", "two years ago", "去年我們做過", "當時決定"),
    ("I call him tomorrow.", "明年我们做"),
)
SPEAKS_OF_SPEAKING = Rule(
    "is about the talk itself: what will be said now",
    r"\bi (?:want(?:ed)?|would like|['’]d like) to (?:ask|know|hear|say|talk|add|start|come back)\b"
    r"|\b(?:i['’]ll|i will|let me|we['’]ll|we will|i['’]m going to|i can|we can|let['’]s|i could"
    r"|we could)\s+(?:just |also |then |now |try to |come back to |quickly )*"
    r"(?:say|tell|admit|be honest|(?:talk|speak)(?! (?:to|with) (?!you\b|us\b|me\b))|get (?:into|to"
    r"|back)|see|start|begin|show|ask (?:you|a"
    r"|one|another|about)|read"
    r"|mention|note|jump|add(?! (?:a|an|the|them|it to)\b)|guess|bet|explain"
    r"|describe|give you|give an|answer|continue|go (?:first|on|back"
    r"|through|over|into)|come (?:back|to)|look at|take (?:a |some "
    r"|one )?(?:questions?|break|step)|do (?:an|a) (?:introduction|intro)|dive|skip|pause"
    r"|leave it there|move on|turn|hand (?:it )?(?:over|back)|introduce|wrap)\b"
    r"|\bcan you (?:tell|talk|explain|describe|say|speak|give|share|walk|go|show|hear|see"
    r"|help (?:us|me) understand|expand|elaborate|comment|repeat)\b|\b(?:thank|welcome)\b"
    r"|我(?:来|先|再|想)?(?:说|讲|谈|问|回答|解释|介绍|补充|分享|报告|念|举|回应)(?:一下|个|一"
    r"|两|几|说|讲|的)|(?:你|您|能不能|可以)(?:先|再|来)?(?:说|讲|谈|介绍|解释|分享|报告|自我"
    r"|发言|补充)|请(?:参阅|参考|看)|请(?![^,。?!]{0,10}(?:联[络系]|沟通))[^,。?!]{0,14}(?:说明"
    r"|分享|报告|介绍|发言|解释|说|谈"
    r"|讲)|^\W*(?:谢谢|感谢|欢迎)",
    (
        "I'll give you an example.",
        "Let me start with that.",
        "Can you tell us more?",
        "我先說一下",
        "请介绍一下",
    ),
    ("I'll call him.", "Can you call him?", "我来联系他"),
)
OPENS_A_TALK = Rule(
    "says what the talk is about",
    r"\b(?:today|tonight|this (?:morning|afternoon|evening|meeting|episode|talk|session|call"
    r"|panel|week|time)|in this (?:episode|talk|session|meeting|interview))\b.*\b(?:we|i|talk"
    r"|discuss|about|topic|subject|focus|look|agenda|going to|will|is|with|show|review)\b"
    r"|\b(?:welcome to|this is the|this is a|(?:we['’]re|we are|i['’]m|i am) (?:here"
    r"|going) to (?:talk|discuss|speak|look|present|review)|the (?:topic|subject|purpose|goal"
    r"|agenda|theme|title) (?:is|of|for)|my (?:talk|topic) is|we have (?:\w+ )?(?:topics|items"
    r"|points)|joined by|(?:our|today['’]s|my) guests? (?:is|are|today)|(?:i['’]d like to|let['’]?s"
    r"|we['’]ll|i want"
    r" to|we need to|we should) (?:quickly |briefly )?(?:go|run|walk) (?:through|over)"
    r"|we(?:['’]ve| have) got (?:the )?[^.,?!]{3,30}, (?:the )?[^.,?!]{3,30}(?:,| and)"
    r"|(?:two|three|four|five|a few|a couple of) (?:things|topics|items|points|subjects) (?:today"
    r"|for today|on (?:the|my|our) (?:list|agenda)|to (?:cover|discuss|go through)))\b"
    r"|(?:今天|今日|这次|本次|这一?[期集场]|本[期集场节]|这个会)[^。?!]{0,24}(?:主题|题目|聊"
    r"|谈|讲|讨论|说|主要|分享|来|是|要|请到|邀请|访问|采访|demo|show|过|定|报告)|欢迎(?:来到"
    r"|收听|收看|参加|大家)|(?:主题|题目|议程|议题)(?:是|为|有)|我们(?:来|要)(?:聊|谈|讲|讨论)"
    r"|(?:今天|这次|会上)?[^,。?!]{0,6}[两三四五几](?:件事|个(?:议题|话题|主题))(?=[,:。]|要)",
    (
        "This is the weekly review.",
        "Today we talk about ducks.",
        "Welcome to the podcast about birds.",
        "I'd like to go through the two boats.",
        "今天三件事，一个是船",
        "今天我們主要談預算",
        "欢迎收听本期节目",
        "今天先过上周的进展",
    ),
    ("Good morning.", "Can you hear me?", "大家好", "谢谢大家"),
)
COURTESY = Rule(
    "is a courtesy or about the recording, and says nothing of the subject",
    r"^\W*(?:(?:so|and|well|ok(?:ay)?|yeah|all right|alright|great|awesome|perfect"
    r"|oh)\W+)*(?:thanks?(?: you)?|good (?:morning|afternoon|evening|night)|hello|hi|hey|bye"
    r"|see you|nice to meet|great to (?:be|have|see)|it['’]s (?:great|good|nice|a pleasure) to"
    r"|my pleasure|you['’]re welcome|congratulations|have a (?:good|great|nice))\b"
    r"|\bthank you (?:so much|very much|all|both|guys|for|everyone)\b|\bthat was (?:great )?fun\b"
    r"|\bthanks (?:for|to|everyone"
    r"|again)\b|\bplease (?:subscribe|welcome|join me)\b|\b(?:sponsor(?:ed|s)?"
    r"|brought to you by|promo code|subscribe)\b"
    r"|^\W*(?:(?:好|嗯|对|那|那么|ok)\W*)*(?:谢谢|感谢|多谢|大家好|各位好|你好|您好|再见|拜拜"
    r"|早安|辛苦了)|(?:谢谢|感谢)(?:大家|各位|主席|你|您|收看|收听|政委)?\W*$",
    (
        "Thank you for having me.",
        "Good morning, everyone.",
        "谢谢大家",
        "大家好，我是唐鳳",
        "so, hello there",
    ),
    ("He thanked them.", "Say goodbye to paper.", "他谢谢了我们以后走了"),
)
REFERS_BACK = Rule(
    "is not clear without what stands before it",
    r"^\W*(?:(?:and|so|but|because|well|yeah|yes|no|or|then|also|right|ok(?:ay)?)\W+)*(?:it"
    r"|that|this|they|he|she|these|those|which|there|them)\b|^\W*(?:and|but|or|because|which)\b"
    r"|^\W*(?:(?:所以|但是?|然后|因为|而且|不过|对|嗯|那么?|就是)\W*)*(?:这|那|它|他|她|他们"
    r"|其|此)|^\W*(?:但是?|然后|因为|而且|或者|不过)",
    ("It was green.", "And they did so.", "So that was it.", "但是他沒有來", "這個很好"),
    ("Ducks eat grass.", "The lake is warm.", "鸭子吃草"),
)
STUMBLES = Rule(
    "stumbles, as recognisers write it down",
    r"\{\w+\}|\[\w+\]|\b(?:um|uh|er|erm|hmm)\b|\b(\w+)\W+\1\b|呃|嗯",
    ("Um, it is green", "the the map", "{vocalsound} yes", "呃，就是"),
    ("The map is green.",),
)
