"""What shows in a sentence that a task is taken on or asked for in passing, as at work."""

from __future__ import annotations

from ..rule import Rule

_NO_TASK = (
    r"(?:be (?:honest|frank|back|fine|happy|dead|glad|sorry|surprised|lying|quick|brief)|never"
    r"|see\b|admit|tell you (?:a|the|what|why|how|one|something)|say|give you (?:an?|the|one"
    r"|another)"
    r"|explain|start|begin|let (?:you|him|her|them)|just say|have to|bet|guess|come (?:back )?to"
    r"|take (?:a|your|one|that as|any)|ask you|skip|stop|read (?:it|this|that) out|miss|always"
    r"|remember|forget|probably|maybe|show you|go (?:first|on|back|ahead|through)|(?:talk"
    r"|speak)(?! (?:to|with) (?!you\b))|mention"
    r"|leave it (?:there|at)|return|continue|pass|end|close with|quote|cite|note|add that|answer"
    r"|spend|share|quickly|briefly|present|cover|focus|run (?:through|you)|walk|demo|play|try|use"
    r"|move on|turn|hand over|introduce|describe|repeat|get (?:to|into)|wait|try to (?:explain|be"
    r"|answer)|die|cry|live|stay|think|know|find (?:it|that|out that))"
)
_DOES = (
    r"(?:do|does|take[s]?|bring[s]?|write[s]?|call[s]?|ring[s]?|book[s]?|send[s]?|order[s]?"
    r"|submit[s]?|measure[s]?|print[s]?|buy[s]?|ask[s]?|talk[s]? to|test[s]?|pick[s]? up|cover[s]?"
    r"|handle[s]?|get[s]?|prepare[s]?|check[s]?|clean[s]?|host[s]?|cook[s]?)"
)
_DO_FOR_US = (
    r"(?:send|bring|text|mail|e-?mail|call|ring|ping|drop|forward|remember to|don['’]t forget"
    r"|make sure|book|order|tell|remind|poke)"
)
_SOON_ZH = "(?:等下|等会儿?|一会儿?|待会儿?|马上|回头|晚点|今晚|晚上|明天|明早|稍后|改天)"
_ACTS_ZH = (
    "(?:加(?!入)|改(?!变)|弄|订|写|做|发(?!现|生)|查|问|买|排|搞|定(?!义)|催|准备|整理|试|拿|取|找"
    "|约"
    "|联系|跟进|拍|剪|装|部署|说一声|沟通|盯|打电话|打印|跑|对一下|画|翻|校|核|收|拉|建|传|贴|搬|接"
    "|送"
    "|带|补|算|管|安排|处理|负责|看一?[下看])"
)
TAKES_ON = Rule(
    "the speaker takes something on in passing",
    rf"\bi['’]?(?:ll| will) (?!(?:just |also |then |now )*{_NO_TASK})\w+"
    r"|\bi (?:can|could) (?:gladly |easily |also )?(?:take|do|handle|manage|sort|cover|own) (?:that"
    r"|this|it|those|these|the)\b|\bthat i can do\b|\bi(?:['’]m| am) (?:just )?(?:doing|taking"
    r"|bringing|pulling|calling|writing|sending|making|booking|ordering|putting|removing|picking"
    r"|crossing|asking|getting) (?!(?:well|fine|good|great|okay|ok|my best|sense|sure|it for"
    r"|part|care|notes|this as|that as)\b)|\bgive me (?:till|until|to the|(?:a|two|three"
    r"|four) (?:days?"
    r"|weeks?))\b|\bremind me\b(?! (?:of|what|how|why|who|when|where|again)\b)"
    r"|\blet me (?:check|look (?:at|into)|ask|find out|talk to|dig|try|see (?:if|whether|what))\b"
    r"(?=[^.?!]*\b(?:and|then|back|tomorrow|later|tonight|first)\b)"
    r"|\b(?:i['’]?ll|let me|i can)\b[^.?!]*\b(?:get|come) back to (?:you|him|her|them|us)\b"
    r"|\bleave [^.?!]{1,30} (?:with|to) me\b|\b(?:happy|glad) to (?:do|take|help with|send|write) "
    r"(?:that|it|this)|\byou(?:['’]d| would|['’]ll) have (?:it|them) (?:by|tomorrow|on|before"
    r"|tonight)"
    r"|\bi(?:['’]m| am) \w+ing\b[^.?!]*\b(?:tomorrow|tonight|this (?:afternoon|evening|week)"
    r"|next (?:week|\w+day)"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\b(?:gave|given|give) me (?:until|till)\b|\bi have (?:until|till)\b"
    rf"|\b(?:and|then|so) i (?:do|take|write|call|bring|send|book|order|ask|get|talk to)\b"
    r"|那我(?:来|就|去|先|再)?(?!们)(?:把)?[^,。?]{0,4}?" + _ACTS_ZH + r"|我(?:这边|这儿|自己)?"
    r"(?:再|先|就|也|自己)*(?:来|去)(?:把)?" + _ACTS_ZH + r"(?!过|了(?!.*[,。]))"
    r"|我(?:把[^,。?]{1,8})?(?:排|放|加|写|记)(?:进|到|在)(?:下|我|群|前台|计划|清单|里)|排进下"
    r"|我(?:先)?记(?:一下|下来|下了)|我(?:来)?拉个群|" + _SOON_ZH + "(?:就|我|我就)?(?:给你|给大家"
    r"|发|弄"
    r"|改|做|办|去|拉|问|回你)|给我(?:到|一天|两天|三天|一周|点时间)|(?:我|明天|晚上|今晚|回头"
    r"|下周)(?:再|就)?(?:让|叫|请)[^,。?]{1,6}"
    r"(?:帮|来|去|看|弄)|我[^,。?]{0,8}(?:之前|以前|前)(?:把|给|发|弄|交)"
    r"|[^,。?]{1,6}我(?:来)?(?:订|买|写"
    r"|改|做|管|负责|弄|剪|排)(?=[,。]|$)|我(?:会)?(?:亲自)?在现场|包给我|我盯着"
    r"|我每[天周月个][^,。?]{0,6}(?:发|给|更新|报)|(?<!谁)(?<!让)我来(?=[,。!]|$)|我(?:先"
    r"|再)?" + _SOON_ZH + "?(?:先|再)?(?:看|查|问|算|翻|改|试|理)一下"
    r"|(?:回头|晚点|会后)[^,。?]{0,2}(?:跟|和|给|找)[^,。?]{1,6}(?:说|讲|聊|谈|打)",
    (
        "I can take that one.",
        "I'll courier it today.",
        "Give me till Thursday.",
        "Let me check with her and get back to you.",
        "You'd have it by Monday.",
        "I'm pulling it out of the brochure.",
        "Leave the insurance with me.",
        "那我加",
        "这个我来弄吧",
        "我去问顾敏",
        "等下就发",
        "我排进下个月的计划",
        "给我到下周三",
        "I'm going there in person next Monday.",
        "我晚上看一下日历",
        "翻译我来。",
        "数据我每周五发一版",
        "They gave me until Thursday to send a plan.",
        "I'll talk to the scouts.",
        "回头跟花店说",
    ),
    (
        "I'll be honest.",
        "I'll never forget it.",
        "I'll let you finish.",
        "I'm doing well.",
        "I can see that.",
        "Remind me what that was.",
        "我来说两句",
        "我去过那里",
        "那我们走",
    ),
)
ASKS_A_FAVOUR = Rule(
    "asks somebody in passing to do something",
    r"\b(?:would|could|can|will) (?:you|somebody|someone|one of you|anyone)(?: please| just| also"
    r"| maybe)* (?!(?:say|think|mean|call|consider|recommend|have|describe|like|agree|hear|see|tell"
    r"|explain|ever|want|be|know|go|believe|imagine|do|you|give|talk|speak|walk|share|comment|help"
    r"|show|start|also|argue|expect|need|still|not|even|really|actually|that|remember|feel)\b)\w+"
    rf"|^\W*(?:(?:okay|right|and|so|then|good|great|yes|no|but|please|oh)\W+)*{_DO_FOR_US}\s"
    r"(?!(?:him|her|me|us) (?:that|what|how|why)\b)(?:me|us|him|her|them|the|it|your|my|round|in"
    r"|to)"
    rf"|\b{_DO_FOR_US}\b[^.?!]{{2,50}},? (?:would|could|will|can) you\b"
    r"|\bi(?:['’]d)? (?:will )?need [^.?!]{3,60}\b(?:by|before|from (?:all of )?you|until)\b"
    r"|,\s*(?:will|would|could|can) you(?: please)?\W*$"
    r"|(?:^|[.!?,] )(?!(?:so|and|then|okay|ok|right|well|yes|no|but|also|now|just|or|oh|please"
    r"|maybe"
    r"|sure|yeah|hey|look|listen|good|great|first|you|i|we|they|he|she|it|sometimes|usually)\b)"
    r"[a-z][\w'’]{1,11}, (?:please |maybe |just )?(?:find out|look into|ask|check|send|bring|call"
    r"|ring"
    r"|book|order|write|get|take|make sure|remember|talk to|tell|put|print|buy)\b(?! (?:me why"
    r"|it easy))"
    r"|(?:^|[.!?,] )(?!(?:it|that|what|there|here|this|where|who|how|he|she|everybody"
    r"|nobody)\b)[a-z]"
    r"[\w]{1,11}['’]s (?:bringing|taking|writing|sending|calling|booking|ordering|organi[sz]ing"
    r"|covering"
    r"|handling|getting|doing) (?:the|a|an|it|that|us|some)\b"
    rf"|\byou {_DOES} [^.?!]{{2,40}}(?:,| and) i(?:['’]ll)?\b"
    r"|^[^?]{0,14}记得(?:要|再|也)?(?:把|给|发|带|跟|和|去|来|叫|提醒|帮|拿|买|交|打)[^?吗]*$"
    r"|[你您](?:先|再|来|去|也|就|那边|这边|挑好|回去)*(?:把|帮我|帮忙|给我|发我|发给我)(?!说|讲"
    r"|介绍)"
    r"|(?:^|[,。\s])你(?:先|再|去|来|也|就|们)?" + _ACTS_ZH + r"(?:一下|一[个份]|[两三几]|吧|掉"
    r"|好(?!像))"
    r"|(?:请|麻烦)?帮(?:我|我们|忙)(?:先)?(?:问|看|查|带|拿|盯|催|放|订|约|印|转)"
    r"|(?:发|寄|交|回|丢|转)(?:给我|我(?!们)|到?群里)(?!的|了)|下次[^,。?]{0,6}(?:你|他|她)来"
    r"|[^\s,。?我他她你]{2,4}你(?:来|去|先)?" + _ACTS_ZH + r"[^,。?吗呢了过]{1,6}(?=[,。]|$)"
    r"|(?:由|就)?你(?:来)?(?:负责|弄|订|写|记|主持)(?:一下)?(?=[,。吧]|$)",
    (
        "Would you bring the leads, please?",
        "Could somebody book the hall?",
        "Send me the photos.",
        "Bring the keys, would you?",
        "I need the list by Wednesday.",
        "You do the slides and I'll do the talking.",
        "小陈记得把合同发我",
        "你先把报价要过来",
        "你把链接丢群里",
        "你那边帮我问问",
        "下次会你来记一下",
        "Kelvin 你改一下小程序",
        "高晓你盯数据",
        "Benji, find out what they cost, will you?",
        "Hugo's bringing the coffee.",
        "你先问两家别的",
    ),
    (
        "Would you say so?",
        "Could you tell us more?",
        "What would you recommend?",
        "I need a break.",
        "你记得那家店吗？",
        "他发我的那张",
    ),
)
REPORTS = Rule(
    "tells what somebody said or thought that they would do",
    r"\b(?:said|thought|told (?:me|him|her|us|them)|says|thinks|was like|goes"
    r"|asked me)\b[^.?!]{0,40}[,:]"
    r"? [“\"']?i['’](?:ll|d|m)\b|(?:说|想|觉得)[,:]?[“「\"]?我(?:要|会|来|去)",
    ("He said to me, I'll give you three years.", "I thought, I'll teach biology.", "他说我来弄"),
    ("I'll ask what he said.", "I said so.", "我来说"),
)
WISHES = Rule(
    "only wishes that somebody did something",
    r"\b(?:somebody|someone|people|they|one) (?:should|ought to)\b|\bit(?:['’]d"
    r"| would) be (?:lovely|nice"
    r"|great|good|cool) (?:if|to)\b|\bnot volunteering\b|\bif only\b|\bi wish\b|\bi(?:['’]d"
    r"| would) love"
    r" (?:it if|to (?:see|have|do that|be|go))\b|\bi should have\b|\bi could have\b"
    r"|\bif\b[^.?!]*\bi (?:could|would)\b|(?:要是|如果)[^,。?]{0,14}就好了|要是有人|谁要是能"
    r"|有人能[^,。?]{1,10}就好",
    (
        "Somebody should make a film.",
        "It'd be lovely if someone tidied up.",
        "I could have told you.",
        "要是有人能拍就好了",
    ),
    ("I'll tidy up.", "You should call him.", "我来拍", "要是下雨就不去"),
)
