"""The rules for who says, asks or answers something. They are built as those of `phrases`."""

from __future__ import annotations

from ....index.text.language import HAN
from .rule import NAME, Rule
from .vocabulary import (
    ABOUT,
    ANSWER,
    ASK,
    AUDIENCE,
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
    ROLE,
    SAY,
    SUGGEST,
    TAKE,
    THINK,
    VIEW,
    WHAT,
)

# -- a question within a conversation

_TITLE = rf"(?:{HONORIFIC.en}\.?\s+)?"
_HONORIFIC = rf"{HONORIFIC.zh}?"
_ENDS = r"(?!\w)"
# “Ask for more time”, “ask money for it”: a wish, and no question.
_NO_WISH = (
    r"(?!\s+(?:(?!how|what|where|when|whether|who|about)\w+\s+to|for|to)\b|\s+(?:\w+\s+){0,3}(?:money|prices?|fees?|cash|payment|rent|deposit"
    r"|permission|help|euros?|dollars?|pounds?)\b)"
)
ASKS = (
    Rule(
        "seeks what somebody asks",
        rf"\b(?:did|does|do|has)\s+{_TITLE}{NAME}\s+{ASK.after_did}{_NO_WISH}"
        rf"|{NAME}\s+(?:asked|asks)\b{_NO_WISH}",
        ("What did Alex ask about Caffe?", "what does Dr. Alex want to know", "what Alex asked"),
        (
            "What did Alex say?",
            "Did they ask Alex?",
            "Why did Alex ask for more time?",
            "what did Alex ask them to do",
            "Alex asked a deposit of them",
        ),
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
        "|愿意|舍不?得|肯|乐意|情愿|喜欢|讨厌|支持|反对|赞成|赞不赞成|同意|同不同意|主张|介意|担心"
        f"|提|有|为什么|为啥|回答|在|做|的(?:{VIEW.zh}|{EXPLAIN.zh}|{SUGGEST.zh}|回答|说"
        "|话(?!题)))",
        (
            "Alex怎么看",
            "Alex委員也說了什麼",
            "Alex对 CUDA 的看法",
            "Alex 的立場",
            "Alex解释过CUDA吗",
            "Alex 愿意开源 CUDA 么",
            "Alex舍得卖吗",
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
_PEOPLE_ASK = (
    rf"\b(?:did|do|does)\s+(?:{PEOPLE.en}|{AUDIENCE.en}|{HOST.en})\s+{ASK.after_did}{_NO_WISH}"
)
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
        "why do they ask money for the diagnosis",
        "What do people ask for?",
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
    rf"\bwho\s+(?:else\s+|first\s+|actually\s+)?(?:{_CLAIMS}|called)"
    rf"|谁[^,。?]{{0,4}}(?:{_CLAIMS_ZH})|(?:{_CLAIMS_ZH})[^,。?]{{2,}}的是谁",
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
    rf"|(?:{SAY.zh}|{SUGGEST.zh}|承诺|答应)[了过]?.*[吗嘛]\W*$|(?:有没有|是否)(?:{SAY.zh}"
    rf"|{SUGGEST.zh}|承诺"
    r"|答应|保证)",
    ("Did Alex recommend buying GPUs?", "did he say GPUs are a match", "Alex 推荐买 GPU 吗"),
    ("What did he recommend?", "Is Alex for the map?", "Alex 推荐了什么"),
)
FRAME = Rule(
    "stands between a name and the subject; left in, jieba would cut “看酸|民” for “看|酸民”",
    r"\bwhat(?:'s|\s+(?:is|has|had))?\s+happen(?:s|ed|ing)\s+(?:to|with)\b|发生了?什么事?情?"
    rf"|{_PEOPLE_ASK}|{HOW_SEEN}|(?<![反针面绝])对于?|关于|有什么|什么|啥|的?(?:看法|观点|意见"
    rf"|态度)|{MENTION.zh}",
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
