"""What shows in a sentence that somebody will do something, or is asked to."""

from __future__ import annotations

from ..rule import Rule

_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|noon|midnight|christmas"
    r"|(?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|(?:the )?(?:end|start|beginning|middle) of (?:the |this |next )?\w+"
    r"|(?:the |this |next |coming )+(?:\w+day|week|month|weekend|year|quarter|evening|morning"
    r"|afternoon"
    r"|meeting|session|call|\d+(?:st|nd|rd|th)|\w+teenth|first|second|third)"
    r"|\d{1,2}(?::\d\d)?(?:st|nd|rd|th|\s?[ap]\.?m\b)?|(?:two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven) o['’]clock"
)
_CHINESE_DAY = (
    r"(?:今天|今晚|明天|明早|明晚|后天|大后天|晚上|(?:这|本|下下?)个?(?:周|星期|礼拜)"
    r"[一二三四五六日天末内]?|(?:周|星期|礼拜)[一二三四五六日天末](?!报)"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}"
    r"|[一二三四五六七八九十]{1,3})[日号])?(?:底|初|中)?"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|(?:这|本|下)个?月|月[底初]|年[底初前])"
    r"(?:[早晚]上|上午|下午|中午|一早)?(?:的?(?:\d{1,2}|[一二三四五六七八九十两]{1,2})点[半钟]?)?"
)
_ADDRESSED = (
    r"(?!(?:basically|eventually|like|now|then|so|yeah|yes|yep|ok|okay|but|and|well|also|actually"
    r"|maybe|right|again|however|otherwise|sure|sorry|here|there|today|tomorrow|oh|no|cool"
    r"|great|we|it|they|people|he|she|you|this|who|which|everyone|everybody|what|i|there"
    r"|alright|look|listen|first|second|naively|hopefully|obviously|thanks|for|in|if|as|that)\b)"
    r"[a-z][\w'’-]+(?: [a-z][\w'’-]+)?"
)
DOING = (
    r"(?:send|write|define|clarify|document|merge|rebase|ping|investigate|implement|comment|respond"
    r"|reply|reach out|explore|evaluate|push|rewrite|tweak|detail|call|ask|check|fix|prepare"
    r"|make|draft|finish|update|book|order|talk|speak"
    r"|find|look|bring|get"
    r"|set|take|share|test|try|review|print|buy|email|mail|phone|ring|contact|arrange"
    r"|organi[sz]e|schedule|plan"
    r"|post|publish|collect|count|measure|compare|confirm|tell|let|give|put|add|move|clean|draw"
    r"|design|build|run"
    r"|read|file|pay|sign|submit|help|work|do|handle|see to|deal|watch|follow|report|present"
    r"|show|keep|go|meet|pick"
    r"|drop|change|translate|record|upload|cut|edit|plant|paint|visit|order|invite|inform"
    r"|replace|repair|remove"
    r"|open|close|start|begin|move|cover|lead|own|chase|circulate|forward|raise|propose"
    r"|complete|hand|look)(?! (?:back|out|for a second|at (?:that|this|it)\b))"
)
CHINESE_DOING = (
    r"(?<!国)发(?!言|展|表|现|生|改|会)|写|做|改(?!革|变|善)|整理|联系|联络|准备|提供|安排|确认"
    r"|处理|协调|订|买|约(?!略|定)|查(?!核|处)|问(?!题|一问)|拿|跟进|落实|补"
    r"|更新|提交|通知|打(?!算|击)|找|带(?!状)|画|测"
    r"|修|搞定|完成|负责|提出|研议|规划|办理|评估|拟|汇整|汇总|收集|统计|寄|给|回复|回应|回报"
    r"|追踪|翻译|预约|布置|盯|列(?!管|席|入|为)|(?<!外)(?<!社)交(?!通|流|接|换|易|部)|上传|印"
    r"|贴|陪|送"
    r"|申请|邀|约访|公开|加(?!强|入|上|速)|调(?!查|解|度)|放(?!假|心|宽)|装(?!置)|检查|讨论"
    r"|研商|协助|补充|转达|带|留(?!言|学)|挪|分享|[a-z]{3,}"
)
_SURELY = (
    r"(?:(?:also|then|just|definitely|certainly|try to|try and|go and|go ahead and|have to"
    r"|gladly|personally"
    r"|be able to|make sure(?: to| that)?|still|do my best to|happily|probably)\s+)*"
)
_WILL = (
    r"(?:['’]ll| will| shall|['’](?:m|re)(?: also| just| probably| definitely| currently| then)*"
    r" (?:going to|gonna)| (?:am|are) (?:going to|gonna)|['’]d be happy to"
    r"| promise to)"
)
_AIMS = (
    rf"{DOING}\b(?!\s+(?:you (?:a|an|the) (?:example|secret|story)|with (?:that|this|the first)))"
)
_HOW = r"(?:再|先|尽快|马上|亲自|也|就|都|一起|继续|另外|去|来|会|要|\s)*"
_TO_WHOM = r"(?:(?:把|给|跟|和|帮|请|在|向|对|用|为|于)[^,。?!;]{1,18}?)?"
_CHINESE_AIMS = rf"{_HOW}{_TO_WHOM}{_HOW}(?:{CHINESE_DOING})"
_WHEN = rf"(?:{_CHINESE_DAY}|{_DAY}|回去|回头|稍后|马上|尽快|晚点|会后|晚上|之后)"
PROMISES = Rule(
    "the speaker promises to do something",
    rf"\bi{_WILL}\s+{_SURELY}(?:{_AIMS}|be \w+ing\b)"
    r"|\b(?:leave (?:it|that|this) (?:to|with) me|i['’]m on it|count me in|i['’]ve got (?:it"
    r"|that|this)(?! (?:one|\w+ already)|\s*already)|i volunteer"
    r"|i can do (?:it|that|this))\b"
    rf"|我(?!们|觉|认|想|也很|今天|要请|要讨论|需要)[^,。?!;担怕]{{0,4}}?(?:会|来|去"
    rf"|负责)(?:{_CHINESE_AIMS})"
    rf"|我(?!们)\s*(?:这边|先|就|也|自己|(?:在|等))*\s*{_WHEN}[^,。?!;]*?(?:{CHINESE_DOING})"
    r"|我(?:再|先|会后|回去)(?!重新)[^,。?!;]{0,4}(?:转达|转告|确认(?!一下听)|联系|联络|整理|补"
    r"|发|查|问问)"
    r"|^\W*(?:好\W*)?(?:回去|会后|稍后)(?:我们?)?[会再]+[^,。?]{0,4}(?:跟进|追踪|确认|联[络系]"
    r"|问|查|整理|补)"
    rf"|^\W*{_CHINESE_DAY}(?:跟|和|给|向|把)[^,。?]{{1,8}}(?:{CHINESE_DOING}|沟通|说|谈)"
    r"|交给我|包在我身上|我来(?=[^,。?]{0,6}(?:整理|联[络系]|处理|写|做|安排|准备|跟进|负责))"
    r"|算我一个|我(?:来)?负责(?=[^,。的]{0,6}[,。!]|[^,。的]{0,6}$)"
    r"|我[^,。?]{0,4}(?:值班|值日)",
    (
        "I'll call the printer tomorrow.",
        "I'll be watching the trends.",
        "Leave it to me.",
        "我来整理名单",
        "那個交給我",
        "我明天联系场地",
        "我 Friday 之前把 icon 放到 Figma",
        "回去會再追蹤",
        "這週跟他溝通。",
        "我会在 March 9 之前 fix 完",
    ),
    (
        "I'll give you an example.",
        "We will see.",
        "I called the printer.",
        "I can swim.",
        "我来说一下",
        "我会觉得很奇怪",
        "我去过那里",
        "我们会担心价格",
    ),
)
WE_WILL = Rule(
    "several people, or one for them, will do something: a task, or only how it is",
    rf"\bwe{_WILL}\s+{_SURELY}{_AIMS}"
    rf"|我们(?!觉|认|想说)[^,。?!;]{{0,6}}?(?:会|来|去|负责)(?:{_CHINESE_AIMS})"
    rf"|我们\s*(?:这边|先|就|也|(?:在|等))*\s*{_WHEN}[^,。?!;]*?(?:{CHINESE_DOING})",
    ("We're going to send the draft.", "我們會後再提供資料", "我們會把資料提供給大家"),
    ("We will see.", "我们是学生", "I'll send it."),
)
OFFERS = Rule(
    "the speaker could do something",
    r"\bi (?:can|could),?\s+(?:(?:also|then|just|definitely|certainly|try to|still|always"
    rf"|of course|probably),?\s+)*(?:{DOING}|spend|reach out|dig|double[- ]check|poke|ping)\b"
    rf"|\bi(?:['’]d like| would like| want| plan| intend"
    rf"| hope)(?:d)? to {DOING}\b|\b(?:let me|i['’]m) (?:past|send|shar|post|forward|writ)(?:e"
    r"|ing)\b|\bi['’]m (?:also |currently |just |still |already )*(?:fixing|working on|writing"
    r"|testing"
    r"|preparing|drafting|looking into|putting together|updating|reviewing)\b"
    r"|\bi should (?:be able to|have|get|finish)\b|\bi (?:still )?(?:need|have"
    r"|['’]ve got) to (?!say"
    rf"|admit|think|ask you)(?:go (?:back|around)|revisit|{DOING}|clean|rebase|push|revisit"
    rf"|look|dive|dig)\b"
    r"|\bon my (?:\w+ )?(?:to-?do|list|queue|plate|radar)\b"
    rf"|我们?(?:这边)?可以[^,。?!;]{{0,8}}(?:{CHINESE_DOING})",
    (
        "I can bring the keys on Monday.",
        "I can spend some time on that.",
        "I still have to write the creation code.",
        "I'm fixing this bug first.",
        "That is on my list.",
        "我可以帮你整理",
    ),
    ("I can see.", "I could swim.", "我可以的", "I want to say", "We can also measure it."),
)
WE_COULD = Rule(
    "several people could do something: an offer, or only how it is",
    rf"\bwe (?:can|could|should),?\s+(?:(?:also|then|just|definitely|probably"
    rf"|try to),?\s+)*{DOING}\b",
    ("We could ask the city.", "We should probably define that."),
    ("We could see.",),
)
PLANS = Rule(
    "says what is planned",
    r"(?:预计|预定|规划|打算|计划)(?:[^,。?]{0,8}?)(?:会|要|在|于|将|再|开|请)|将(?:会|在|于)"
    r"|(?:会后|之后|后续)(?:我们|再|也|就)*会(?:再|后|请|约|把|提)|\b(?:is|are) (?:scheduled"
    r"|due|planned|expected) (?:to|for)\b",
    ("預計會在11月1日上線", "之後會約訪相關的人", "It is due to open."),
    ("他估计不到", "It will be fine.", "It is planned."),
)
ASKS_TO_ACT = Rule(
    "asks somebody to do something",
    r"\b(?:can|could|would|will) you\s+(?:(?:also|please|then|just|maybe|perhaps|both|guys"
    rf"|all)\s+)*{DOING}\b"
    rf"|\bplease\s+(?:also |just |both |all |make sure (?:to |that )?)?{DOING}\b"
    r"|\bwould you mind\s+\w+ing\b|\bi(?:['’]d| would) (?:like|want|need) you to\b|\bi (?:need"
    r"|want) you to\b"
    r"|\bdon['’]t forget to\b|(?:麻烦|拜托|劳烦|烦请)(?!您?了|的|大|很|就|在)[^,。]{2,}"
    r"|(?<![申邀聘有])请(?!到|问|教(?!育|授|师|务|练)|客|假|示|益|愿|看过|大家欢迎|求|坐|进|说$"
    rf"|讲$)(?:[^,。?!;]{{0,16}}?)(?:{CHINESE_DOING})"
    r"|(?:你|您|大家|各位)(?:那边|这边|们|就|也|再|先|今天|明天|回去|回头|能不能"
    rf"|可不可以)*(?:来负责|负责|帮[我他她大们]|给我|来(?:{CHINESE_DOING}))"
    rf"|(?:可以|能不能|能否|可不可以)(?:在)?{_CHINESE_DAY}[^,。?]{{1,10}}吗"
    rf"|^\W*{_CHINESE_DAY}[^,。?]{{0,4}}(?:以前|之前|前)(?:请)?(?:回[复覆报]|提供|寄|交|完成|给)"
    r"|(?:你们?|您)[^,。?]{0,4}(?:跟|和)[他她][们]?[^,。?]{0,2}(?:沟通|联[络系]|说)(?:看看|一下)"
    rf"|你们?要[^,。?!;]{{0,20}}(?:{_CHINESE_DAY}|之前|以前)|我(?:需要|想请|想让|希望)(?!说"
    rf"|讲)\w{{1,6}}(?:帮|提供|给|准备)",
    (
        "Can you send me the list by Friday?",
        "Please book the room.",
        "Would you mind calling him?",
        "麻煩你把表格發給我",
        "请業務單位再提供資料",
        "你明天帮我联系一下场地",
        "我需要志远帮我准备一份样本",
        "國教署可以明天簽完嗎？",
        "三月九日下班前回覆聯絡情況。",
    ),
    (
        "Can you hear me?",
        "Can you say why?",
        "You can send it.",
        "请问您怎么看",
        "我申请提供了资料",
        "麻烦了",
    ),
)
TELLS_TO_ACT = Rule(
    "tells somebody what they will do or have to do",
    r"\byou(?:['’]ll| will| should| need to| have to|['’]re going to| are going to"
    rf"| must)\s+(?:\w+ly )?(?:be )?(?:{DOING}|looking|doing|working|making|watching"
    r"|writing)\b|\bmake sure (?:to|that|you)\b"
    r"|\b(?:needs?|has|have) to be (?:done|sent|fixed|written|checked|ready|finished)\b|(?:你"
    r"|您|大家|各位)们?(?:要|得|记得|必须|需要)(?!是|有)",
    (
        "You will look at the components.",
        "Make sure that he knows.",
        "你要先問他",
        "It has to be done.",
    ),
    ("You will see.", "you know", "你是谁"),
)
ASSIGNS = Rule(
    "says who does what",
    rf"(?:^|[,.;:]\s*|\band )(?P<name>{_ADDRESSED})"
    r"(?:['’]ll| will| is going to| takes?| finish(?:es)?| sends?| writes?| calls?| prepares?"
    r"| books?| checks?| asks?| does| brings?| handles?| owns?| drafts?| orders?| gets"
    rf"| makes)\s+(?:\w+ ){{0,8}}?(?:by|before|on|until|tomorrow|today|tonight|this|next)\b"
    rf"|(?:^|[,.;:]\s*)(?P<called>{_ADDRESSED}),\s+(?:you(?:['’]ll| will| take| do| handle"
    rf"|['’]re| can)\b|(?:can|could|would|will) you\s+{DOING}\b|please\b)"
    r"|\b(?:is|are|will be|['’]s) (?:responsible for|in charge of|taking care of)\b"
    r"|\b(?:action items?|to-?dos?)\b"
    r"|(?:^|[,。;:、]|你)\s*(?!由|会|像|这)[^\s,。?:]{0,4}(?:来)?负责(?!人|任|的)|(?:就|后续"
    r"|之后|会后|那|先"
    r"|改|统一)由[^,。?]{1,14}"
    r"(?:负责|处理|办理|研议|提供|主责|主办|汇整|去|来|统筹)|交给(?!我|你|他|她|时间"
    r"|谁)[^,。?]{1,6}"
    r"|分工(?:如下|是)",
    (
        "Tom finishes the poster by Friday.",
        "Lena, you take the minutes.",
        "Marcus, can you call the printer?",
        "Ann is responsible for the tickets.",
        "晓燕负责场地",
        "後續由資訊處負責處理",
        "海报交给老王",
    ),
    (
        "Tom finished the poster.",
        "Basically, you can do both.",
        "由資訊處負責",
        "I know you, Tom.",
        "谁是负责人",
        "这是交给时间的事",
    ),
)
ASKS_WHO_WILL = Rule(
    "asks who will do something, so that who answers will",
    r"\bwho (?:can|could|will|wants to|would like to|is going to|takes?|has time|volunteers|calls?"
    r"|writes?|talks? to|does)\b|谁(?:来|去|能|可以|愿意|有空|负责)",
    ("Who can take it?", "And who talks to the printer?", "通知谁来写？"),
    ("Who is that?", "谁是主任"),
)
HAS_DEADLINE = Rule(
    "says by when; the whole match",
    rf"\b(?:by|before|until|till|no later than|due|on|at|within|in|this coming) (?:{_DAY})(?!\w)"
    r"|\b(?:within|in) (?:an?|one|two|three|four|\d+|the next) (?:\w+ )?(?:hours?|days?|weeks?"
    r"|months?)\b"
    r"|\b(?:tomorrow|tonight|right after (?:this|the meeting)|(?:this|next) (?:week|month"
    r"|weekend|afternoon|evening|\w+day)"
    r"|after (?:lunch|the meeting|this meeting|this call)|before (?:the )?(?:meeting|lunch"
    r"|launch|holidays?|weekend)|end of (?:day|week|month))\b"
    rf"|(?:在)?{_CHINESE_DAY}(?:之?[前内]|以前|以内)?|(?:会|散会|开会|下班"
    r"|活动)[之以]?[前后](?!面)|尽快|[一两三\d]个?(?:天|周|礼拜|星期|月)(?:之?内|以内)",
    (
        "by Friday",
        "until the end of the month",
        "before the meeting",
        "in two weeks",
        "下周三之前",
        "禮拜一",
        "月底前",
    ),
    ("by train", "before him", "in the box", "三个人"),
)
RECAPS = Rule(
    "sums up what was agreed",
    r"\b(?:to recap|recap|to sum up|to summari[sz]e|in summary|action items?|next steps?"
    r"|to-?do list|just to be clear|so we have|let me repeat"
    r"|before we (?:go|finish|close|wrap)|wrap(?:ping)? up|so,? (?:to|the) (?:list|plan)"
    r"|who does what)\b"
    r"|^(?:ok(?:ay)?[,. ]+|right[,. ]+|good[,. ]+)?so:"
    r"|(?:我)?(?:总结|小结|重复|归纳|梳理|汇总|复述|确认)一下|那(?:么)?(?:今天)?就这[样么]"
    r"|待办|下一步|接下来(?=[,:]|我们要)|(?:会议)?(?:结论|决议)(?:是|就是|如下|:)|分工",
    (
        "So: Tom finishes the map.",
        "To recap, we meet on Monday.",
        "Let me sum up... to sum up, yes",
        "我总结一下",
        "會議決議如下",
    ),
    ("So we went home.", "他总结了经验", "下一个"),
)
ACCEPTS = Rule(
    "accepts a request or a proposal",
    r"^\W*(?:(?:yes|yeah|yep|ok(?:ay)?|sure(?: thing)?|of course|will do|no problem|absolutely"
    r"|certainly|happy to|gladly|fine(?: by me| with me)?|all right"
    r"|alright|agreed|done|deal|i agree|sounds good|good|great|perfect|works(?: for me)?|that works"
    r"|makes sense|same here|fair enough|why not"
    r"|got it|right|consider it done|i (?:can|will)|i['’]ll|thanks|thank you)\b)"
    r"|^\W*(?:好(?:[的啊吧呀]|(?=\W|$))|行[啊吧]?|没问题|可以[的啊]?|嗯[,。]?好|收到|明白|了解"
    r"|同意|没意见|赞成|对[,。]|是[,。]|ok|当然|我来|谢谢|多谢|就这么[定办])",
    ("Sure, no problem.", "Will do.", "Yes, by Friday.", "好，沒問題", "行", "同意。"),
    ("I am not sure.", "No.", "不行", "好像不是"),
)
DENIES_OR_ASKS = Rule(
    "says that something need not be done, or asks what",
    r"没有?(?:什么)?要|不用(?!说)|不要|不必|不需要|什么|怎么|哪[个里些]|\b(?:don['’]t"
    r"|doesn['’]t|do not) (?:have|need) to\b|\b(?:what|how|why|who) \w+",
    (
        "我沒有什麼要補充的",
        "不用寫講稿",
        "你們要強調什麼",
        "You don't have to email them.",
        "what will they do",
    ),
    ("要写讲稿", "You have to email them."),
)
