"""The rules by which a question is understood: what each means, and what it holds for.

They are built from the vocabulary and read folded text. A rule with NAME is about one person: the
name, and words like “he” or “the audience”, are put in its place. In their examples it is Alex.
"""

from __future__ import annotations

import re

from .rule import Rule
from .vocabulary import (
    ABOUT,
    ASK,
    CHANGE,
    DATE_FORMS,
    HE,
    HOW_SEEN,
    MENTION,
    POSSESSIVE,
    RECORDING,
    SAY,
    TAKE,
    THINK,
    VIEW,
    YEAR,
)

# -- a question within a conversation

LEAD_IN = Rule(
    "begins a follow-up",
    r"^\s*(?:(?:and|but|so|ok|okay)\b[\s,]*)?(?:(?:what|how)\s+about\b|and\b|but\b|also\b)[\s,]*"
    r"|^\s*(?:那么?(?![些边个里样])|还有|以及|至于)[\s,]*",
    ("and CUDA?", "What about HIP?", "ok, and Julia", "那 HIP 呢？", "還有 CUDA", "至於成本"),
    ("What is CUDA?", "Android 怎么样", "那些公司呢", "那個人是誰"),
)
TAIL = Rule(
    "ends a follow-up",
    r"(?:(?<!\s)\s*(?P<particle>呢|怎么样)[\s?!.。]*|(?<![\s?!.。])[\s?!.。]+)$",
    ("CUDA呢？", "Android 怎麼樣", "and CUDA?", "那 HIP 呢"),
    ("and CUDA", "呢子大衣"),
)
_WHICH_PART = "的?是?在?哪一?[段处块]"  # of a talk
ABOUT_SUBJECT = Rule(
    "names what was spoken of, as the group “en” or “zh”",
    rf"(?:\b(?:about|regarding)|{VIEW.en}\s+(?:on|of)|{TAKE.en}\s+on|\b(?:think|thinks|thought|make"
    r"|made) of|^\W*\w+\s+on|\bwhere\b[^?]{0,24}\b(?:get|got|come|came) to)\s+(?P<en>[^?]+)"
    rf"|(?:{HOW_SEEN}|{MENTION.zh}|(?<![面绝反])对于?|{ABOUT.zh}|[说讲谈聊](?=[^?,]+{_WHICH_PART}))\s*"
    rf"(?P<zh>.+?)(?={_WHICH_PART}|有什么|{HOW_SEEN}|的{VIEW.zh}|[吗呢]|[?。,]|$)",
    (
        "what did he say about OpenCL",
        "What's Alex's take on CUDA?",
        "what does Alex think of CUDA?",
        "Alex on CUDA",
        "贾扬清怎么看OpenCL的前景",
        "她對口罩有什麼看法",
        "关于OpenCL，他说了什么",
        "讲女儿接不接班的是哪一段",
        "where in the call do they get to the guest list",
    ),
    ("Why is NVIDIA successful?", "what did he say?", "他面对什么", "绝对不是", "it depends on it"),
)
ACTS = Rule(
    "asks in Chinese why, how or when somebody does something, as the group “who”",
    r"^\W*(?P<who>[^\W\d_](?:(?!为什么|为何|怎么|如何|觉得|认为|希望|打算)[^,。?]){0,11}?)(?=(?:会"
    r"|要|想|又|也|都)?"
    r"(?:为什么|为何|怎么|如何|觉得|认为|希望|打算|什么时候|何时))",
    ("加油站為什麼反對隨油徵收", "交通部什麼時候開會", "小王打算怎么做"),
    ("为什么反对", "怎么看 CUDA", "why did Bob leave"),
)
MORE = Rule(
    "is nothing but a wish for more of the same",
    r"^\W*(?:(?:and|so|ok|okay|please)\b\W*)?"
    r"(?:what else\b(?: (?:did|does|has|do|have) \w+(?: \w+)?"
    rf" (?:{SAY.en}|{THINK.en}|{MENTION.en}))?"
    r"(?: (?:about|on) (?:it|that|this))?|(?:is there )?anything else"
    r"|(?:tell me )?more(?: details?| about (?:it|that|this))?"
    r"|(?:(?:can|could) you )?(?:elaborate|go on|expand)|continue"
    r"|(?:那|他|她)?还有(?:呢|吗|别的|其他的?|什么|更多)*"
    r"|请?(?:继续|详细[说讲]{1,2}|展开[说讲]{1,2}|多说一?点)[吧呢]?"
    r"|(?:[他她]|嘉宾)?还有?[说讲谈提][到过了]*(?:什么|哪些|别的)*)(?: please)?\W*$",
    ("what else did he say?", "and what else?", "tell me more", "還有別的嗎", "他还说了什么？"),
    ("what else is open source?", "more about CUDA", "还有什么语言适合硬件设计？", "继续教育"),
)
REFERS_BACK = Rule(
    "refers to what was spoken of before",
    r"\b(?:it|its)\b|它|\b(?:this|that|these|those)\b(?=\W*$|\s+(?:is|was|are|were|mean|happen)\b)"
    r"|(?:这|那)(?:个|件事|样)(?=[是会要有能怎什为的么吗呢?。]|$)",
    (
        "how about its ecosystem?",
        "它有什么问题？",
        "What does it cost?",
        "why is that?",
        "这个是谁做的",
    ),
    ("What is an item?", "其他框架怎么样", "what does he say about that plan", "这个框架好吗"),
)
RELATION = Rule(
    "says what happens with something that is not named: who decides, when it begins",
    r"\b(?:responsible|in charge|own|owns|decide[sd]?|decision|start(?:s|ed)?|begin|began"
    "|end(?:s|ed)?"
    "|finish(?:ed)?|cost(?:s)?|pay|pays|paid|take[sn]?|took|need(?:s|ed)?|do|does|did|done"
    "|happen(?:s|ed)?"
    "|agree[sd]?|disagree[sd]?|object(?:s|ed)?|due|ready|long|much|many|time|start(?:ed)?"
    "|reason|now"
    r"|lead|leads|led|use[sd]?|long|exactly|approximately|currently|else|first|next|then)\b"
    "|负责|决定|开始|结束|完成|需要|同意|反对|赞成|费用|成本|时间|原因|理由|现在|目前|大概|具体"
    "|上线|进行|参加|花|钱",
    ("who is responsible?", "谁负责？", "when did they start?", "多少钱"),
    ("who likes CUDA?", "谁迟到了", "where is the lake"),
)
CLAUSE = Rule(
    "is a question by itself, not only the name of another subject",
    r"^\W*(?:how(?! about)|what(?! about)|when|where|who|whom|whose|which|why|is|are|was|were|do"
    r"|does|did|can|could|will|would|has|have|had|should)\b(?=\W+\w)"
    r"|什么|怎么(?!样)|为何|为啥|谁|哪|多[少久长大远]|几[个次年天家位点号月]|[吗嘛]\W*$|有没有|是不是|能不能",
    (
        "how much did they borrow",
        "what do they do now?",
        "is it open",
        "她什么时候入职",
        "有人反对吗",
    ),
    ("what about HIP", "HIP", "on the price?", "新加坡", "Android 怎么样"),
)
SAYS_THEY = Rule(
    "refers to what was spoken of, or to people, by “they” or “there”",
    r"\b(?:they|them|their|those|these|it|its|then|instead|he|she|him|her|his)\b"
    r"|\b(?<!is )(?<!are )(?<!was )(?<!were )there\b(?! (?:is|are|was|were)\b)"
    r"|它|[他她]们?(?![乡山])|那[边里]|当时",
    (
        "when do they arrive?",
        "how many people worked there?",
        "怎么联系她",
        "那边有几个人",
    ),
    ("who wrote Caffe", "is there a plan", "谁写的 Caffe"),
)
REACTS = Rule(
    "asks how somebody takes what was asked about before",
    r"\b(?:agree[sd]?|disagree[sd]?|react(?:s|ed)?|reaction|respond(?:s|ed)?|response|reply|replied"
    r"|say|said|says|think|thinks|thought|feel|feels|felt|like[sd]?|object(?:s|ed)?|support(?:s|ed)?"
    r"|view|take|opinion|see|sees|too|also|either|same|okay|ok|fine|happy|on board|answer|convinced"
    r"|against)\b|不?(?:同意|赞成|反对|支持|喜欢|满意)|怎么(?:说|看|想)|什么(?:意见|看法|态度|反应)|觉得|认为"
    r"|回应|也",
    ("does Mia agree?", "how did Ken react?", "老王怎么说", "小李同意吗"),
    ("who paid?", "where is Mia", "谁写的"),
)
GOES_ON = Rule(
    "asks what came of it, or for its reason, in so few words that it names nothing",
    r"^\W*(?:and |but |so )?(?:then(?: what)?|how come|what (?:happened|came) (?:then|next|after(?:"
    r" that)?|of (?:it|that))|what next|which (?:one|\w+)|what (?:colou?r|size|kind|sort|type)"
    r"|how (?:big|old|far|heavy|fast|high|often|so)|says who|in what way|for (?:whom|what))\W*$"
    r"|^\W*那?么?(?:后来|然后|结果|最后|所以|现在|之后)(?:呢|怎么样了?|怎样了?)?\W*$"
    r"|^\W*那?(?:为什么|怎么|还|最后|后来|结果|具体|预算|总共|一共|有人|有没有人|多少|是|之前|原来)"
    r"[^,。?\s]{0,4}(?:什么|多少|多久|[吗了呢]|谁|哪[里天家个]?|的)?\W*$",
    (
        "how come?",
        "which colour?",
        "what happened then?",
        "后来呢",
        "为什么推迟了",
        "还差什么",
        "预算多少",
        "最后涨了吗",
        "有人反对吗",
    ),
    (
        "which colour is the van?",
        "新官网呢",
        "为什么加油站反对随油征收",
        "Android 怎么样",
        "谁迟到了",
    ),
)
SAYS_HE = Rule(
    "refers to somebody by “he” or “she”",
    HE.either,
    ("What will he write?", "她住在哪裡？", "他怎么看"),
    ("the help", "他們住在哪裡", "其他人怎麼看", "吉他好学吗", "他山之石", "她鄉"),
)

# -- where to look
_DATE = "(?P<date>" + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in DATE_FORMS) + ")"
HAS_YEAR = Rule(
    "may name a date",
    YEAR,
    ("what about CUDA in the 2018 interview?", "2018年的访谈"),
    ("what about 3D?", "in 1812"),
)
OF_A_RECORDING = Rule(
    "looks in the recordings of a date",
    r"(?:\b(?:in|from|of|during)\s+(?:the|that|your|his|her)\s+|在)?"
    rf"(?<!\d){_DATE}\s*年?的?\s*(?:{RECORDING.english}|{RECORDING.chinese})(?:里面?|中|上)?",
    (
        "what about CUDA in the 2018 interview?",
        "唐鳳對CUDA in the 2018 interview有什麼看法",
        "2018年的訪談裡他怎么看OpenCL",
        "2020年5月的会议谈了什么",
    ),
    ("what about the 2018 election", "他在2018年做了什么", "he has 2018 machines"),
)
RECORDING_OF = Rule(
    "looks in a recording, whose date follows",
    rf"\b(?:in|from|during)\s+(?:the|that)\s+{RECORDING.en}\s+(?:of|from|on|in)\s+{_DATE}",
    ("in the talk of March 2019 what did she say?", "from the call on 2018-11-02"),
    ("in the interview of Alex", "an interview of 2018"),
)
AT_THE_END = Rule(
    "ends with a date",
    rf"(?<=\s)in\s+{_DATE}(?=\s*[?.]?\s*$)",
    ("what did he say about CUDA in 2018?", "what did he say in Nov. 2018"),
    ("what in 2018 did he say", "what did he say in the 2018 talk?"),
)
BEFORE_SAYING = Rule(
    "says when something was said",
    rf"在?(?<!\d){_DATE}\s*(?:的?时(?:候)?)?(?=\s*(?:是?怎么[说看谈讲]|[说谈讲][了过到]))",
    ("他在2019年3月怎麼說CUDA", "2018-11-02谈了什么"),
    ("他在2018年做了什么", "他在2018年提出了什么理论"),
)
WHOLE_DATE = Rule(
    "names a date, perhaps to the day",
    rf"(?:\bon\s+|在)?(?<!\d){_DATE}(?:那天)?",
    ("what was said on November 2, 2018 about CUDA?", "on 2nd Nov 2018", "2018-11-02那天"),
    ("what was said on Friday", "the 12018th"),
)
OF_SPEAKING = Rule(
    "speaks of what somebody says, thinks or asks",
    rf"{SAY.en}|{THINK.en}|{ASK.en}|{MENTION.en}",
    ("what did he say about CUDA", "what was mentioned", "what they thought"),
    ("what happened to CUDA", "the essay"),
)
QUOTED_TITLE = Rule(
    "names a recording by a quoted title, as the group “en” or “zh”",
    r"(?P<at>在)?《(?P<zh>[^《》]{2,})》(?P<inside>里面?|中|这期|那期)?"
    rf"|\b(?:in|from|during)\s+(?:the\s+)?(?:{RECORDING.en}\s+)?"
    r"[“\"](?P<en>[^“”\"]{3,})[”\"]",
    ("《硬体》裡怎么说", "在《框架》中谈了什么", "What did they decide in “from data”?"),
    ("what is “AI”", "《》里", "he said “from data”"),
)

# -- change in the course of time
VIEW_CHANGES = Rule(
    "asks how a view changed; the group “view” is what is left",
    r"^\s*(?:how\s+)?(?:has|have|had|did|does|do)\s+"
    rf"(?P<view>.*(?:{VIEW.en}|(?:\b(?:his|her|their)|{POSSESSIVE})\s+{TAKE.en}).*?)"
    rf"\s+{CHANGE.en}",
    (
        "How did his view of CUDA change?",
        "how has Ann's opinion on Julia evolved over the years",
        "How did Alex's take on CUDA change?",
    ),
    ("what did CUDA change?", "how did the company develop?", "did it take long to change?"),
)
CHANGES_MIND = Rule(
    "asks whether somebody changed their mind",
    r"\bchang(?:e|ed|ing)\s+(?:his|her|their)\s+minds?\b",
    ("Did he change his mind about CUDA?",),
    ("Did he change his job?", "what is on his mind?"),
)
CHINESE_VIEW_CHANGES = Rule(
    "asks in Chinese how a view changed; the group “view” is what is left",
    rf"(?P<view>{VIEW.zh})"
    r"(?P<when>(?:这些年|历年)来?(?:前后)?|前后|后来)?"
    r"(?:是|都)?(?:有没有|有过|有|发生了?|怎么|怎样|如何)?"
    rf"(?:什么|哪些|过)?(?:{CHANGE.zh}|变过|变了?|(?(when)(?:不同|不一样)|(?!)))的?过?",
    ("他对 CUDA 的看法有什么变化？", "唐鳳對開放政府的看法是怎麼變的？", "他的态度前后不一样"),
    ("气候变化有什么影响", "大家的想法不同，怎么办", "他对 CUDA 的看法有什么不同"),
)
SPAN_OF_TIME = Rule(
    "spans years",
    r",?\s*\b(?:over\s+time|(?:over|through|across)\s+(?:all\s+)?(?:the|these|those)\s+years)\b"
    r"|这[些几]年来?,?|(?:历年|多年)来?,?|前后(?=[是都]?(?:怎|如何))",
    ("what did Ann say about CUDA over time?", "這些年來他怎么看 CUDA", "他前后怎么说 CUDA 的"),
    ("what did Ann say of the time?", "疫情前后的差别", "the years"),
)
OF_SAYING = Rule(
    "speaks of what somebody says or thinks",
    rf"{SAY.en}|{THINK.either}|{VIEW.either}|看待|[说谈讲提看][了过到法]|[怎如][么何]?[看说谈讲]",
    ("what did Ann say over time?", "他历年怎麼看 CUDA", "她的觀點"),
    ("how did the company develop over the years?", "这些年公司做了什么", "what does it take?"),
)

# -- whose questions, whose words; where there are several, one is enough
