"""The rules by which a question is understood: what each means, and what it holds for.

They are built from the vocabulary and read folded text. A rule with NAME is about one person: the
name, and words like “he” or “the audience”, are put in its place. In their examples it is Alex.
"""

from __future__ import annotations

import re

from ....index.text.language import HAN
from .rule import NAME, Rule
from .vocabulary import (
    ABOUT,
    ANSWER,
    ASK,
    AUDIENCE,
    CHANGE,
    DATE_FORMS,
    EXPLAIN,
    GUEST,
    HE,
    HIM,
    HONORIFIC,
    HOST,
    HOW_MANY_ZH,
    HOW_SEEN,
    MENTION,
    NUMERALS,
    ORDINALS,
    PEOPLE,
    POSSESSIVE,
    QUESTION,
    RECORDING,
    ROLE,
    SAY,
    SUGGEST,
    TAKE,
    THINK,
    VIEW,
    WHAT,
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
ABOUT_SUBJECT = Rule(
    "names what was spoken of, as the group “en” or “zh”",
    rf"(?:\b(?:about|regarding)|{VIEW.en}\s+(?:on|of)|{TAKE.en}\s+on|^\W*\w+\s+on)\s+(?P<en>[^?]+)"
    rf"|(?:{HOW_SEEN}|{MENTION.zh}|(?<![面绝反])对于?|{ABOUT.zh})\s*"
    rf"(?P<zh>.+?)(?=有什么|{HOW_SEEN}|的{VIEW.zh}|[吗呢]|[?。,]|$)",
    (
        "what did he say about OpenCL",
        "What's Alex's take on CUDA?",
        "Alex on CUDA",
        "贾扬清怎么看OpenCL的前景",
        "她對口罩有什麼看法",
        "关于OpenCL，他说了什么",
    ),
    ("Why is NVIDIA successful?", "what did he say?", "他面对什么", "绝对不是", "it depends on it"),
)
ACTS = Rule(
    "asks in Chinese why, how or when somebody does something, as the group “who”",
    r"^\W*(?P<who>[^\W\d_](?:(?!为什么|为何|怎么|如何|觉得|认为|希望|打算)[^,。?]){0,11}?)(?=(?:会|要|想|又|也|都)?"
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

_TITLE = rf"(?:{HONORIFIC.en}\.?\s+)?"
_HONORIFIC = rf"{HONORIFIC.zh}?"
_ENDS = r"(?!\w)"
ASKS = (
    Rule(
        "seeks what somebody asks",
        rf"\b(?:did|does|do|has)\s+{_TITLE}{NAME}\s+{ASK.after_did}|{NAME}\s+(?:asked|asks)\b",
        ("What did Alex ask about Caffe?", "what does Dr. Alex want to know", "what Alex asked"),
        ("What did Alex say?", "Did they ask Alex?"),
    ),
    Rule(
        "seeks somebody's questions",
        rf"{NAME}{POSSESSIVE}\s+(?:\w+\s+)?{QUESTION.en}",
        ("What was Alex's second question?", "Alex’s questions"),
        ("What is Alex's view?", "a question for Alex"),
    ),
    Rule(
        "seeks in Chinese what somebody asks",
        rf"{NAME}{_HONORIFIC}\s*的\s*(?:第\S个|最后一个)?{QUESTION.zh}"
        rf"|{NAME}{_HONORIFIC}\s*[都还也]?(?:问|提问)(?!题)",
        ("Alex的第二个问题是什么", "Alex老师也問了什麼", "Alex 提问了吗"),
        ("Alex 的看法", "谁问Alex", "Alex问题"),
    ),
)
SAYS = (
    Rule(
        "seeks what somebody says, does or is",
        r"\b(?:did|does|do|has|have|would|is|was|were|can|could|should|will|according to)"
        rf"\s+{_TITLE}{NAME}{_ENDS}",
        (
            "What did Alex say about OpenCL?",
            "how did Alex explain CUDA",
            "According to Alex, what is Caffe?",
            "what did Ms. Alex say?",
        ),
        ("What is Alexandria?", "what happened to Alex?", "Alex"),
    ),
    Rule(
        "seeks what somebody said, as a statement has it",
        rf"{NAME}\s+(?:(?:also|ever|once|first|really)\s+)?"
        rf"(?:{SAY.inflected}|{THINK.inflected}|{MENTION.inflected}|{EXPLAIN.inflected}"
        rf"|{SUGGEST.inflected}|answered\b)",
        (
            "Alex explained CUDA how?",
            "what Alex thinks of CUDA",
            "why Alex recommends CUDA",
            "everything Alex ever said about Julia",
        ),
        ("Alex's talk", "the people who thought of Alex", "Alex and the thinkers"),
    ),
    Rule(
        "seeks somebody's view",
        rf"{NAME}{POSSESSIVE}\s+(?:\w+\s+)?(?:{VIEW.en}|{TAKE.en}"
        r"|\b(?:advice|answers?|explanations?|arguments?|reasoning|comments?|remarks?|words)\b)"
        rf"|{NAME}\s+\b(?:views?|opinions?|thoughts?|advice|answers?)\b",
        (
            "What's Alex's take on CUDA?",
            "What were Alex’s thoughts?",
            "Alex's current position on CUDA",
            "Alex's explanation of CUDA",
            "Alex opinion CUDA",
        ),
        ("Alex takes the train", "what is the view of CUDA at Alex Inc.?", "Alex's talk"),
    ),
    Rule(
        "begins with somebody, and what they speak on",
        rf"^\W*(?:(?:and|so|but|ok|okay)\W+)?{NAME}\s*[,:]?\s*{ABOUT.en}\s+\w",
        ("Alex on CUDA", "Alex about CUDA?", "and Alex on Julia"),
        ("a show with Alex on CUDA", "Alex on?", "Alex only knows CUDA"),
    ),
    Rule(
        "seeks what comes from somebody",
        rf"(?:{SAY.en}|{MENTION.en}|{EXPLAIN.en}|{SUGGEST.en}"
        r"|\b(?:words|quotes?|answers?|comments?|remarks?|thoughts|anything|something)\b)"
        rf"\s+(?:by|from)\s+{_TITLE}{NAME}{_ENDS}",
        ("what was said by Alex about CUDA", "quotes from Dr. Alex on CUDA", "anything from Alex?"),
        ("the code written by Alex", "a letter from Alex", "said by Alexandra"),
    ),
    Rule(
        "seeks in Chinese what somebody says, does or is",
        rf"{NAME}{_HONORIFIC}\s*[也还都曾在又]?\s*"
        rf"(?:是|不|没|会|要|想|能|对|怎|如何|{SAY.zh}|{THINK.zh}|{EXPLAIN.zh}|{SUGGEST.zh}"
        f"|提|有|为什么|为啥|回答|在|做|的(?:{VIEW.zh}|{EXPLAIN.zh}|{SUGGEST.zh}|回答|说"
        "|话(?!题)))",
        (
            "Alex怎么看",
            "Alex委員也說了什麼",
            "Alex对 CUDA 的看法",
            "Alex 的立場",
            "Alex解释过CUDA吗",
        ),
        ("谁是Alex", "Alex和CUDA", "Alex的公司", "Alex的话题"),
    ),
    Rule(
        "seeks in Chinese what somebody says of a subject named after them",
        rf"(?<![问给]){NAME}{_HONORIFIC}\s*(?:{ABOUT.zh}|就(?![是在要会能]))"
        rf"|(?:在\s*)?{NAME}{_HONORIFIC}\s*(?:眼[中里]|心目中|口中|看来)",
        (
            "Alex关于CUDA讲了啥",
            "Alex 就 CUDA 谈了什么",
            "Alex针对成本说了啥",
            "在Alex眼中CUDA怎么样",
        ),
        ("有人問Alex關於CUDA的事吗", "Alex就是作者", "关于Alex"),
    ),
)
CAPITALISED_SAYER = Rule(
    "asks for the words of somebody; a name, as the group “name”, where it has capitals",
    r"\b(?:did|does|has|would)\s+(?P<name>\w[\w'’-]+(?:\s+\w[\w'’-]+){0,3}?)\s+(?:ever\s+|also\s+)?"
    rf"(?:{SAY.en}|{THINK.en}|{MENTION.en}|{SUGGEST.en})",
    ("What did Barack Obama say about Julia?", "Did Ales ever mention Julia?"),
    ("Why did OpenCL fail?", "Who said so?", "say did it"),
)
CHINESE_SAYER = Rule(
    "asks in Chinese for the words of somebody; perhaps a name, as the group “name”",
    rf"^\W*(?P<name>[{HAN}]{{1,3}}[^\W人们])\s*"
    r"(?:在(?:会|会议|访谈|采访|节目|对话|这)(?:上|里面?|中))?"
    rf"(?:{HOW_SEEN}|(?:怎么|如何)回[应答复]|{SAY.zh}[了过]?{WHAT.zh}|{MENTION.zh}"
    rf"|(?:对|{ABOUT.zh}).+?(?:{HOW_SEEN}|有什么|的{VIEW.zh}|{SAY.zh}[了过]?{WHAT.zh}))",
    (
        "王强怎么看融资",
        "王強關於融資講了啥",
        "王強對融資有什麼看法",
        "贾扬青提到 Julia 吗",
        "王强在会上说了什么",
    ),
    ("任何人怎么看 Julia", "王强是谁", "他们怎么看"),
)
ROLE_BEFORE_NAME = Rule(
    "names a role before a name",
    rf"^{ROLE.zh}(?=\S\S)",
    ("记者李晴", "主持人王強"),
    ("记者", "李晴记者"),
)
SEEKS_GUEST = Rule(
    "seeks the guest's words",
    f"{HE.either}|{HIM.en}|{GUEST.either}",
    (
        "what did he say about OpenCL",
        "his view",
        "她覺得呢？",
        "what does the guest think?",
        "嘉宾怎么看",
    ),
    ("他山之石是什么", "what about the others", "其他框架怎么样", "他们怎么看", "the help"),
)

# -- questions of the talk, named by who asks or by their number

ANSWERS_TO = (
    Rule(
        "seeks the answers to somebody",
        rf"(?:(?<!please )(?<!the )(?<!an )\banswer(?:s|ed|ing)?|{ANSWER.en}\s+to)"
        rf"\s+{NAME}(?![a-z\d_])(?!(?:\s+\w+)?\s+(?:gave|gives)\b)"
        rf"|\b(?:was|were)\s+{NAME}(?:{POSSESSIVE}\s+{QUESTION.en})?\s+answered\b",
        (
            "How did Bob answer Alex?",
            "What's the answer to Alex?",
            "How was Alex's question answered?",
        ),
        ("please answer Alex's question", "the answer Alex gave", "How did Alex answer?"),
    ),
    Rule(
        "seeks in Chinese the answers to somebody",
        rf"(?:怎[么样]|如何){ANSWER.zh}了?\s*{NAME}(?![a-z\d_])"
        rf"|{ANSWER.zh}了?\s*{NAME}{_HONORIFIC}\s*(?:的?{QUESTION.zh}|的?时|\W*$)"
        rf"|{NAME}{_HONORIFIC}\s*的?{QUESTION.zh}.{{0,9}}{ANSWER.zh}"
        rf"|对\s*{NAME}{_HONORIFIC}\s*的?{QUESTION.zh}?的?{ANSWER.zh}(?=\s*(?:是|\W*$))",
        ("Bob怎么回答Alex的", "Alex的问题他怎么回答的", "对 Alex 的回答", "Bob回應Alex的時候"),
        ("大家对Alex的回答满意吗", "请回答Alex怎么看", "Alex 怎么回答的"),
    ),
)
HOW_ANSWERED = Rule(
    "seeks the answer to the questions named with it",
    rf"(?:\b(?:did|does|do)\s+(?:[\w.']+\s+){{1,3}}{ANSWER.after_did}"
    r"|\b(?:was|were)\b.*\banswered\b|\banswers?\W*$"
    rf"|(?:怎[么样]|如何|什么).{{0,2}}{ANSWER.zh}|{ANSWER.zh}[了的]?是?\s*什么|的{ANSWER.zh}\W*$)",
    ("how did he answer Q3", "How was Q1's question answered?", "怎麼回答的", "Q3 的回答是什么"),
    ("answer the question please", "What did he ask?", "请回答"),
)
_NTH = (
    rf"(?:\b({'|'.join(ORDINALS)}|last|\d{{1,3}}(?=st|nd|rd|th))(?:st|nd|rd|th)?\s+question\b"
    r"|\bquestion\s+(?:number\s+|no\.?\s*|#)?(\d{1,3})\b"
    rf"|(?:第([{NUMERALS}]|\d{{1,3}})|(最后一))个{QUESTION.zh})"
)
NTH_QUESTION = Rule(
    "names a question by its number, the one group that matches",
    _NTH,
    (
        "What was the first question?",
        "the 2nd question",
        "question no. 3",
        "第二個問題",
        "最后一个提问",
    ),
    ("the third problem", "the question", "什么是第三个模型"),
)
NOT_ASKED_HERE = Rule(
    "names a question that nobody asks in the talk",
    rf"{MENTION.zh}|[说讲]的|{THINK.zh}|遇到|面[临对]|自己|现在|我的|你的|\b(?:my|your)\b",
    ("他提到的第三个问题是什么", "What was my last question?", "他遇到的第一個問題"),
    ("What was the last question?", "最后一个问题是什么", "他怎么看待第三个问题"),
)
NAMES_AUDIENCE = Rule(
    "names the audience",
    AUDIENCE.either,
    ("What did the audience ask?", "现场同学问了什么", "觀眾問了什麼"),
    ("What did people ask?", "同学"),
)
NAMES_HOST = Rule(
    "names the host",
    HOST.either,
    ("What did the host ask?", "主持人問了哪些問題"),
    ("What did people ask?", "观众问了什么"),
)
WORDS_OF_ASKING = Rule(
    "is about asking and answering, and no subject",
    rf"{_NTH}|{AUDIENCE.either}|{ANSWER.either}|{QUESTION.either}|{ASK.either}",
    ("the third question", "观众问了什么", "how did he answer?", "what he wanted to know"),
    ("what did he say about CUDA", "CUDA 怎么样"),
)

# -- what kind of answer

_PEOPLE_ASK = rf"\b(?:did|do|does)\s+(?:{PEOPLE.en}|{AUDIENCE.en}|{HOST.en})\s+{ASK.after_did}"
_HAVE_ASKED = rf"[都还也]?(?:提?问|提)[了过到]*{WHAT.zh}"
SEEKS_QUESTIONS = Rule(
    "seeks questions, and not answers",
    rf"\bwho\s+(?:else\s+)?(?:{ASK.inflected}|\b(?:raised|brought up)\b)|\b(?:was|were) asked\b"
    rf"|{_PEOPLE_ASK}"
    r"|谁[^,。?]{0,4}(?:问|提出)|被问|哪些提问"
    rf"|(?:{PEOPLE.zh}|{HOST.zh}|{AUDIENCE.zh}|同学){_HAVE_ASKED}",
    (
        "Who asked about Julia?",
        "What was asked about Julia?",
        "What did the host ask?",
        "誰問了 Julia？",
        "大家问了哪些关于 Julia 的问题",
        "記者問了什麼",
        "观众都问了啥",
    ),
    (
        "What does he say when people ask him for money?",
        "主持人问他的时候他说了什么",
        "Who said so?",
    ),
)
ONLY_SAYS = Rule(
    "seeks what somebody says or asks, whatever it is",
    r"\b(?:say|says|said)\b|[说讲提问]",
    ("What did Q8 say?", "Q2 說了什麼"),
    ("What is Q1?", "Q1"),
)
SEEKS_A_FACT = Rule(
    "seeks a fact, which a few words can tell: how long, who, where, whether",
    r"\bhow\s+(?:long|many|much|old|often|far|big|large|fast|soon)\b"
    r"|\b(?:what|which)\s+(?:year|month|day|date|time|number|percentage|share|age)\b"
    r"|^\W*(?:(?:and|but|so)\W+)?(?:when|where|which|who|whom|whose|is|are|was|were|am|do|does|did"
    r"|can|could|will|would|has|have|had|should|may|must)\b"
    rf"|多[少久长大高远快]|{HOW_MANY_ZH}[个年岁次天月点位家种周届场分]|[吗嘛]\W*$|是不是"
    "|有没有|是否|能不能|会不会"
    r"|谁|哪(?!些)|何[时地人]|什么时候|什么时间",
    (
        "How long did Caffe take?",
        "in what year did he join",
        "And who wrote it?",
        "Caffe做了多久",
        "他去過哪裡？",
        "團隊有幾個人",
        "是不是开源的",
    ),
    (
        "what did he say about masks when they were scarce?",
        "how does it work?",
        "为什么做 Caffe",
        "他怎麼看 Julia？",
        "这几年有哪些变化",
    ),
)
_CLAIMS = "|".join(verb.inflected for verb in (SAY, THINK, MENTION, SUGGEST))
_CLAIMS_ZH = "|".join(verb.zh for verb in (SAY, THINK, MENTION, SUGGEST))
SEEKS_WHO_SAID = Rule(
    "seeks who said something",
    rf"\bwho\s+(?:else\s+|first\s+|actually\s+)?(?:{_CLAIMS}|called)|谁[^,。?]{{0,4}}(?:{_CLAIMS_ZH})|(?:{_CLAIMS_ZH})[^,。?]{{2,}}的是谁",
    ("Who said GPUs are a perfect match?", "谁说过 GPU 是绝配", "Who thinks so?", "提到芯片的是谁"),
    ("Who asked about GPUs?", "the man who wrote it", "誰問了 Julia？", "他说的是谁"),
)
ASKS_WHETHER_SAID = Rule(
    "asks whether something was mentioned",
    rf"^\W*(?:and\W+)?(?:did|does|do|has|have)\b.*(?:{MENTION.en})"
    rf"|{MENTION.zh}[了过]?.*[吗嘛]\W*$|(?:有没有|是否)(?:提|说到|谈到)",
    ("Did Alex ever mention Julia?", "has anybody brought up Julia", "他有沒有提到 Julia"),
    ("What did he mention of Julia?", "他提到 Julia 的时候说了什么"),
)
ASKS_WHETHER_CLAIMED = Rule(
    "asks whether somebody said or advised something: only their own words tell",
    rf"^\W*(?:and\W+)?(?:did|does|do|has|have|would)\b.*(?:{SAY.en}|{SUGGEST.en}|\bpromised?\b)"
    rf"|(?:{SAY.zh}|{SUGGEST.zh}|承诺|答应)[了过]?.*[吗嘛]\W*$|(?:有没有|是否)(?:{SAY.zh}|{SUGGEST.zh}|承诺)",
    ("Did Alex recommend buying GPUs?", "did he say GPUs are a match", "Alex 推荐买 GPU 吗"),
    ("What did he recommend?", "Is Alex for the map?", "Alex 推荐了什么"),
)
FRAME = Rule(
    "stands between a name and the subject; left in, jieba would cut “看酸|民” for “看|酸民”",
    r"\bwhat(?:'s|\s+(?:is|has|had))?\s+happen(?:s|ed|ing)\s+(?:to|with)\b|发生了?什么事?情?"
    rf"|{_PEOPLE_ASK}|{HOW_SEEN}|(?<![反针面绝])对于?|关于|有什么|什么|啥|的?(?:看法|观点|意见|态度)|{MENTION.zh}",
    (
        "唐鳳怎麼看酸民",
        "What did people ask about Julia?",
        "她對口罩有什麼看法",
        "讲了啥",
        "What happened to the bridge?",
        "那座桥发生了什么事",
    ),
    ("what happened in 2016?", "OpenCL", "what did he say about CUDA", "酸民"),
)
FRAME_OF_NAME = Rule(
    "stands beside the name of somebody whose words the question asks for, and is no subject",
    rf"{POSSESSIVE}\s+(?:{VIEW.en}|{TAKE.en})|\baccording to\b|的?{VIEW.zh}"
    "|在?(?:会议?|访谈|采访|节目|对话)(?:上|中|里面?)",
    (
        "What's Alex's take on CUDA?",
        "According to Alex, what is Caffe?",
        "Alex 對 CUDA 的立場",
        "Alex 在会上说了什么",
    ),
    ("what did Alex say about CUDA", "the take-off of CUDA", "Alex讲了啥"),
)
