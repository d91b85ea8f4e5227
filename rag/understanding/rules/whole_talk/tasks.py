"""Rules for questions that want to know who will do what."""

from __future__ import annotations

from ..rule import Rule
from ..speech.tasks import CHINESE_DOING, DOING

_WORK = r"(?:tasks?|jobs?|work|assignments?|duties|chores)"

_EACH = (
    r"(?:everyone|everybody|each (?:of them|person|one)|they all|(?:the )?[\w.'’-]+"
    r"(?: and [\w.'’-]+)?)"
)
_EVERYDAY = (
    r"\bwhat\s+(?:did|have|has)\s+(?:[\w.'’-]+\s+){1,3}?promised?\b"
    r"(?:\s+(?:each other|one another|everyone|everybody|him|her|them|us|(?:the )?[\w.'’-]+))?"
    r"(?:\s+(?:to \w+|at the end|at the start|in the end|after(?:wards)?|by \w+|in (?:the|this"
    r"|that) \w+|on (?:the|this|that) \w+))*\W*$"
    r"|\bwhat(?:['’]s| is| was)(?: still| now)? on [\w.'’-]+ (?:plate|list|desk|to-?do)\b"
    r"|\bon the hook\b|\bwho['’]?s (?:bringing|doing|taking|writing|making|preparing) what\b"
    r"|\b(?:tasks?|jobs?|work|chores) (?:\w+ )?(?:handed out|assigned|given out|distributed)\b"
    r"|^\W*did (?:anyone|anybody|someone|somebody|they|any of them) (?:promise|volunteer|offer"
    r"|commit"
    r"|sign up|agree to do)\b|\bwhich (?:tasks|jobs|action items|chores) (?:did|does|do|has|have"
    r"|were"
    r"|are|was)\b|\b(?:deadlines|owners|due dates) and (?:owners|deadlines|tasks|names)\b"
    r"|\b(?:anything|something|what(?:['’]s| is)?)(?: \w+)? for (?:me|us|him|her|them) to do\b"
    r"|谁(?:说|说过|表示)(?:要|会|去|可以)[^?]{0,4}(?:做|帮忙|负责)|^\W*要[^?]{1,8}做的(?:事情?"
    r"|工作|是)"
    r"|(?:还有|有)(?:什么|哪些|啥)?要(?:跟进|做|处理|落实|办)的"
    rf"|\bwhat (?:did|has|have) {_EACH} (?:take[n]? on|pick(?:ed)? up|sign(?:ed)? up for"
    r"|take[n]? away to do|end up (?:with|having to do))\W*$"
    r"|\bwhat(?:['’]s| is| are| was) (?:everyone|everybody|each person|[\w.'’-]+)['’]s? "
    r"(?:job|part|task)s? (?:until|till|now|next|after|before|for)\b"
    r"|\bwho (?:took|takes|gets|got|has|picks? up|picked up) (?:which|what) (?:task|job|item|ticket"
    r"|point|part)s?\b|\bwhat (?:needs to|must|has to) (?:get done|happen|be ready|be done)\b"
    r"|\bwho (?:owes|still owes)\b|\bwhat do (?:i|we|they) owe\b"
    r"|(?:要|得|该|需要|还要)干(?:嘛|啥|什么|哪些)|认领了?(?:什么|哪些|啥)"
    r"|(?:还|要|需要?|得|该)(?:要|得|再)?(?:跟进|追|落实|处理|盯)(?:的|着)?(?:有)?(?:哪些|什么|啥)"
    r"|谁要?(?:去|来)?(?:办|做|弄|搞|处理)(?:什么|哪些|啥)"
    r"|(?:分|派|留|交)给[^?]{1,6}的(?:活|任务|工作|事情?)|(?:各自|每个?人|大家|分别)领了?(?:什么"
    r"|哪些"
    r"|啥)|(?:互相|彼此|相互)(?:都)?答应了?|(?:有|还有)(?:什么|哪些|啥)活"
)
TASKS = Rule(
    "wants what will be done, and by whom",
    r"\baction (?:items?|points?|list)\b|\b(?:follow[- ]up )?actions\W*$|\bto[- ]?dos\b"
    r"|\bto-?do\b(?! (?:app|tool|software|service)s?\b)|\bto[- ]do list\b|\bdeliverables\b"
    r"|\bwho (?:took|takes|taking|take) on\b|\bwho (?:signed|signs) up\b|\bwho (?:volunteered"
    r"|volunteers|is on the hook|was asked to|offered|agreed to)\b"
    r"|\bwhat did (?:[\w.'’-]+\s+){1,3}?sign up (?:for|to)\b"
    r"|\bwhat (?:was|were|is|are) (?:[\w.'’-]+\s+){1,4}?(?:asked|told|expected|supposed) to do\b"
    rf"|\b(?:what|which) (?:\w+ )?{_WORK} (?:\w+ ){{0,2}}?(?:handed out|assigned|given|distributed"
    r"|left|remains?)\b|\bwhat needs (?:doing|to happen)\b|\bwhat (?:will|is going to) happen"
    r" (?:after|once) (?:the|this|that)\b"
    r"|\bwhat (?:did|do) (?:they|we|\w+) (?:plan|want|intend) to do next\b"
    r"|\bwhat did (?:[\w.'’-]+\s+){1,3}?(?:agree|promise|offer) to (?:take care of|look after"
    rf"|handle|{DOING})\b"
    r"|\bnext steps?\b(?! (?:of|in) )|\bfollow-?\s?ups?\b(?! question)|\b(?:the |all |any "
    r"|open |his |her |their |my |our |whose |list of )(?:tasks|assignments|homework|duties"
    r"|commitments)\b(?! of )|^\W*(?:tasks|assignments|homework)\b|['’]s (?:tasks?|assignments?"
    r"|homework|duties|action items?|to-?dos?)\b"
    r"|\bwho\s+(?:will|is going to|has to|should|needs to|must|does|is supposed to"
    r"|volunteered to|agreed to|offered to|promised to|is to|shall)\s+(?:do|take|handle|write"
    r"|send|call|prepare|bring|organi[sz]e|book|make|get|fix|check|look after|deal with|talk"
    r"|speak|contact|order|buy|follow)\b"
    r"|\bwho(?:['’]s| is| was)?\s+(?:responsible|in charge|takes care|taking care|going to \w+"
    r"|doing what|does what|handles|handling|owns)\b"
    r"|\bwhat\s+(?:will|is|are|was|were|does|do|did|must|should|shall|has"
    r"|have)\s+(?:[\w.'’-]+\s+){1,4}?(?:going to |have to |need to |needs to |supposed to "
    r"|agreed? to |promised? to |offer(?:ed)? to |volunteer(?:ed)? to |commit(?:ted)? to "
    r"|undert[ao]o?ke? to |still |asked to |told to |meant to |expected to )+(?:do|take|deliver"
    r"|prepare|bring|send|finish|write|work|get|make)\b"
    r"|\bwhat\s+(?:did|does|do)\s+(?:[\w.'’-]+\s+){1,3}?(?:say|tell (?:us|them|everyone))\s+"
    r"(?:that )?(?:he|she|they)(?:['’]d|['’]ll| would| will| (?:is|was|are|were) going to) do\b"
    r"|\bwhat\s+(?:will|shall|should)\s+(?!.*\b(?:never|always)\b)(?:[\w.'’-]+\s+){1,3}?(?:do"
    r"|deliver|prepare|bring|send"
    r"|finish|take care of)\b|\bwhat\s+did\s+(?:[\w.'’-]+\s+){1,3}?(?:promise|commit to"
    r"|volunteer|offer|agree to do|undertake)\b(?!\s+\w+\s+\w+\s+\w+\s+\w+)"
    r"|\bwhat\s+(?:did|does)\s+(?:[\w.'’-]+\s+){1,3}?(?:ask|tell|want|request"
    r"|expect)\s+(?:[\w.'’-]+\s+){1,3}?to\s+do\b"
    r"|\bwhat\s+(?:still )?(?:needs|has|remains|is left|is"
    r"|have)\s+(?:still )?to\s+(?:be\s+)?(?:done|do)\b|\bwhat(?:['’]s| is)\s+(?:left"
    r"|next)\b(?: to do)?"
    r"|\bwhat happens (?:next|now)(?: (?:with|to|for|after) [^?]*)?\W*$|\bwhat happens after (?:the"
    r"|this|that) (?:meeting|call|session|talk)\b|\bby when\b"
    r"|[说讲]了?[他她]?们?(?:会|要|来|去)(?:做|办|负责)(?:些)?(?:什么|哪些|啥)"
    r"|待办|行动项|行动计划|(?<![这那]个)任务(?=\W*$|是(?!什么意思)|有|分|清单|[呢吗])|下一步"
    r"|后续(?:工作|要"
    r"|怎么|安排|步骤|事项|行动)"
    r"|接下来(?:要|该|做|怎么|有|的(?:工作|安排|步骤))|谁(?:来|去|要|会|该|应该)(?:负责|做"
    r"|处理|跟进|联系|办)|谁(?:负责|跟进|值班|主责)|谁做什么|^[^,。?]{0,12}(?:(?<!主)要|得|该"
    r"|需要|还要|必须|应该)(?:做|办|完成|干)(?:些|的)?(?:什么|哪些|啥|事)|(?:会后|之后"
    r"|散会后)[^?]{0,12}(?:做|办)(?:什么|哪些|啥)|(?:答应|承诺|保证)了?(?:要|做|会)*(?:什么"
    r"|哪些|啥)(?:事情?)?\W*$|(?:有|哪些|什么)(?:事情?|工作|事项)(?:要|需要|得|该|还没"
    r"|待)(?:做|办|完成|跟进|处理)?|分工|^\W*[^,。?]{1,8}(?:让|叫|请|要求)[^?]{1,8}做(?:什么"
    r"|哪些|啥)|什么时候(?:之前|前)?(?:要|得)?(?:交|完成|做完)"
    rf"|谁(?:答应|承诺|愿意|自告奋勇)|谁(?:(?:之后|会后|明天|后续)会|要|去)(?:{CHINESE_DOING})"
    r"[^了过?]{0,10}\W*$|[要该得]负责(?:什么|哪些|啥)|(?:会后|后续)[^?]{0,12}(?:要|该|得|需要)"
    r"[^?]{0,6}(?:什么|哪些|啥)|请(?:各|大家|单位|谁|同仁|相关)[^?]{0,6}做(?:什么|哪些|啥)"
    r"|(?:分配|安排|布置|交代|指派|交办)"
    r"(?:给[^?]{1,6})?了?(?:什么|哪些)|[在要][^?]{1,10}之?前(?:要)?(?:完成|做完|交|提供)(?:什么"
    r"|哪些)"
    r"|(?:完成|做完)(?:什么|哪些)\W*$|(?:需要|请)谁(?:配合|帮忙|提供|协助)|[要需](?:要)?[跟和找]谁"
    r"(?:联[系络]|确认|讨论|沟通)|要回去(?:再)?(?:确认|问|研究|补|查)的|要补(?:充)?(?:哪些|什么)"
    rf"|{_EVERYDAY}",
    (
        "What are the action items?",
        "next steps",
        "to-dos",
        "who will do what?",
        "Who is responsible for the poster?",
        "what will Tom do by Friday?",
        "what did Priya ask Lena to do?",
        "What does Ann have to do?",
        "what did Kevin promise",
        "who took on the test vectors?",
        "what was Ann asked to do?",
        "which tasks were handed out?",
        "what will happen after the meeting?",
        "what happens next with the petition?",
        "教育部要負責什麼？",
        "誰答應整理名單",
        "小李被分配了什么工作",
        "還要補哪些資料",
        "主席交代了什麼",
        "what did Wei say he'd do",
        "Ann 说她会做什么",
        "what did they promise each other at the end",
        "what's on Ann's plate now?",
        "who took which task",
        "what needs to get done by Friday",
        "小李要干嘛",
        "谁认领了什么",
        "who's bringing what?",
        "did anyone promise anything?",
        "anything for me to do?",
        "还有什么要跟进的",
        "还要跟进哪些事",
        "待办事项有哪些",
        "谁负责场地？",
        "下一步是什么",
        "何志远要做什么",
        "會後各部會要做什麼",
        "他答应了什么",
    ),
    (
        "What did Tom do in 2016?",
        "What does he do?",
        "who wrote Caffe?",
        "他做了什么",
        "谁做了 Caffe",
        "what will happen to Julia?",
        "what should developers never do?",
        "what happens next in the protocol after the handshake?",
        "任务队列怎么工作",
        "what is his job?",
        "what did she promise him in her letter about the money?",
        "他怎么看这个任务",
        "what does Ann think about to-do apps",
        "谁要求了赔偿",
        "谁去过那里",
    ),
)
ASKED_BY = Rule(
    "asks what one person asked another to do; the other is in the group “rest”",
    r"\bwhat\s+(?:did|does)\s+.+?\b(?:ask|tell|want|expect|request)\b(?P<rest>.+)\bto\s+do\b"
    r"|(?:让|叫|请|要求)(?P<zh>[^?]{1,8})做",
    ("what did Priya ask Lena to do?", "Priya 让 Lena 做什么"),
    ("what did Priya do?", "Lena 做什么"),
)
WORDS_OF_TASKS = Rule(
    "asks who will do what, and is no subject",
    r"\b(?:actions?|deliverables?|sign(?:ed|s)? up|took|taking|on|up|happens?|next|hook|work"
    r"|jobs?|handed"
    r"|assigned|given|distributed|out|plan(?:s|ned)?|chores|after|homework|follow|names?|owners?"
    r"|assignees?|dates?|with|by|at the end|end|other|another|one|afterwards?|later|before|until"
    r"|plate"
    r"|desk|jobs?|picked|pick|owes?|get|gets|got|ready|happen|must|has|have|had|week|yet|now|person"
    r"|persons|bring(?:ing)?|(?:mon"
    r"|tues|wednes|thurs|fri|satur|sun)day|next|meeting|today"
    r"|tomorrow|weekend|month)\b|(?:下|这|本)?个?(?:周|礼拜|星期)[一二三四五六日天末]?|明天|今天"
    r"|月底"
    r"|录完|录音后?|活动|答应了?|结束|后面|(?<!待)办|列(?:一下)?|分给|带上|完了|散会|干[嘛啥]?|嘛|啥|活|认领|领了?|互相|彼此|带上|名字"
    r"|名单上|盯|追|工作|安排|布置"
    r"|分配|交代|指派|交办|打算|怎么走|怎么样|走|每个?人?|下次|回去|之后|后续|请"
    r"|被|提供什么|主席",
    ("what jobs were handed out", "布置了什么工作"),
    ("poster", "场地"),
)
