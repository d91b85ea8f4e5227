"""Rules for facts of a talk itself: who took part, when, how long.

A question must be about the talk and nothing else, not “who took part in the Caffe project?”.
"""

from __future__ import annotations

from ..query import TalkFact
from .rule import Rule
from .vocabulary import GUEST, HOST

_TALK = (
    r"(?:(?:interview|talk|meeting|episode|podcast|conversation|recording|call|session|lecture"
    r"|discussion|panel|show|demo|webinar|chat|transcript|debate|workshop|stand-?up|sync|video"
    r"|triage|kick-?off|retro(?:spective)?|all[- ]hands|check-in|catch-?up"
    r"|audio|file|library|dialogue|program(?:me)?|stream|q ?(?:&|and) ?a)s?)"
)
_THE = (
    r"(?:(?:the|this|that|these|those|our|your|today's|all(?: the)?)\s+)?(?:(?:whole|weekly)\s+)?"
)
_WHICH_TALK = r"(?:\s+(?:with|between|about|by|called)\s+[^?]{2,60}|\s*[“\"][^”\"]{2,}[”\"])?"
_THE_TALK = rf"(?:{_THE}{_TALK}{_WHICH_TALK}|it|this|that|here|there)"
_IN_TALK = rf"(?:\s+(?:(?:in|at|on|for|of|to|during|from)\s+)?{_THE_TALK})?"
_WE = r"(?:we|you|they|it|this|that)"
_START = r"^\W*(?:(?:and|so|ok|okay|please|(?:can|could) you (?:please )?tell me)\W+)?"
_END = r"(?:,? please)?\W*$"
_TALK_ZH = (
    r"(?:\s*(?:电话会议?|电话|通话|访谈|采访|会议|会|节目|播客|对话|对谈|谈话|录音|录像|演讲|讲座|讨论|座谈会?|访问|视频"
    "|音频|文字记录|逐字稿|周会|例会|月会|直播|活动|沙龙|文件|资料库"
    r"|(?:meeting|interview|podcast|episode|call|session|talk|panel|demo|workshop|webinar)\b)\s*)"
)
_THIS_ZH = r"(?:在?(?:这|那|本|该|此|整)?(?:一)?(?:次|场|个|期|集|份|段|篇|些)?的?)"
_TALK_HERE = rf"(?:{_THIS_ZH}{_TALK_ZH}?(?:里面?|中|上|当中)?的?)"
_START_ZH = r"^\W*(?:请问|那么?|所以|告诉我)?\W*"
_END_ZH = r"(?:的)?(?:呢|啊|呀)?\W*$"
_WHO_ZH = "(?:都?有?(?:谁|哪些人?|哪几[个位]人?|什么人|哪些嘉宾))"
_JOIN_ZH = "(?:参加|参与|出席|到场|在场|发言|说话|讲话|与会|参会|开会|对谈|谈话|聊天?|来)"
_PEOPLE = (
    rf"(?:participants?|speakers?|attendees|panel(?:l)?ists?|people|{GUEST.english}|guests?|hosts?"
    rf"|{HOST.english}|interviewers?|interviewees?|moderators?)"
)
_ATTEND = (
    r"(?:took part|takes? part|participated?s?|attended|attends?|joined|spoke|speaks?|talked|talks"
    r"|is speaking|are speaking|is talking|are talking|(?:was|were|is|are) (?:there|present|here"
    r"|involved|speaking|talking|on|in))"
)
_WAS = r"(?:'s|\s+(?:is|are|was|were))"
_IS_WHO_ZH = "(?:都|分别)?(?:是谁|有谁|是哪位|是哪几位|有哪些人?|有哪几位|是什么人|叫什么名?字?)"
# Somebody by name, not “the candidates”.
_SOMEBODY = r"(?!(?:the|an?|for|at|about|in|people|whom?)\b)[\w.'’-]+(?: [\w.'’-]+){0,2}"
_HOSTS_AND_GUESTS = r"who (?:are|were) the hosts?(?: and | & |, )(?:the |their )?guests?"
_HOSTS_AND_GUESTS_ZH = rf"主持人?[和跟与、](?:{GUEST.chinese})们?{_IS_WHO_ZH}"
_LONG_ZH = "(?:多久|多长时间?|多少(?:分钟|个?小时|时间)|几(?:分钟|个?小时))"
_DAY_ZH = "(?:什么时候|什么时间|哪一?天|哪一?日|几月几[号日]|何时|哪一?年|哪个?月)"
_HOLD_ZH = "(?:录制?|开|举行|做|进行|发生|召开|举办|播出|发布)"
_MANY_ZH = "(?:一共|总共|共|都)?(?:有|问|提|说)?了?(?:多少|几)"


def _either(english: str, chinese: str) -> str:
    return rf"{_START}(?:{english}){_END}|{_START_ZH}(?:{chinese}){_END_ZH}"


TALK_FACTS: dict[TalkFact, Rule] = {
    "hosts": Rule(
        "asks who leads the talk and asks the questions",
        _either(
            rf"who{_WAS} (?:the )?(?:hosts?|{HOST.english}|interviewers?|moderators?){_IN_TALK}"
            rf"|who(?:'s|\s+is|\s+was)? (?:interview(?:s|ed|ing)|host(?:s|ed|ing)"
            rf"|moderat(?:es|ed|ing)) (?:{_THE_TALK}|him|her|them|{_SOMEBODY})"
            rf"|{_HOSTS_AND_GUESTS}|who(?:'s|\s+is|\s+was) hosting|who moderated"
            rf"|(?:the )?names? of the (?:hosts?|{HOST.english}){_IN_TALK}",
            rf"{_TALK_HERE}(?:{HOST.chinese}|主持|采访者|提问者|提问的人){_IS_WHO_ZH}"
            rf"|(?:{_TALK_HERE}是?)?谁(?:是|在)?(?:主持人?|提问者|采访者)(?:的)?(?:{_TALK_HERE})?"
            rf"|(?:是)?谁(?:采访|访问|专访)(?:了|过|的)?(?!谁)[^,。?]{{1,12}}"
            rf"|[^,。?]{{1,12}}(?:是)?(?:被|受)谁(?:采访|访问|专访)|谁(?:来)?主持|{_HOSTS_AND_GUESTS_ZH}",
        ),
        (
            "who is the host?",
            "Who interviewed Audrey Tang?",
            "who was interviewing him",
            "who hosted the podcast",
            "主持人是谁？",
            "谁采访了贾扬清",
            "這次訪談是誰主持",
        ),
        (
            "who interviewed for the job",
            "who interviewed the candidates at Google",
            "who hosted the servers",
            "谁采访谁",
            "谁负责采访",
            "主持人问了什么",
        ),
    ),
    "guests": Rule(
        "asks who is interviewed",
        _either(
            rf"who{_WAS} (?:the |all the )?(?:{GUEST.english}|guests?|interviewees?){_IN_TALK}"
            rf"|who{_WAS} (?:being )?interviewed{_IN_TALK}"
            rf"|who did (?:{_WE}|he|she|{_SOMEBODY}) interview|{_HOSTS_AND_GUESTS}",
            rf"{_TALK_HERE}(?:受访)?(?:{GUEST.chinese}|来宾|主讲人|讲者)们?{_IS_WHO_ZH}"
            rf"|谁(?:是)?(?:{GUEST.chinese})(?:{_TALK_HERE})?|{_TALK_HERE}(?:都)?(?:请|邀请)(?:了|到|来)?(?:的)?(?:是)?谁|{_HOSTS_AND_GUESTS_ZH}|{_TALK_HERE}(?:采访|访问)的?是谁",
        ),
        ("who is the guest?", "who was interviewed", "主持人和嘉宾是谁", "嘉宾是谁"),
        ("who was interviewed by the police", "嘉宾说了什么", "who was the guest of honour"),
    ),
    "speakers": Rule(
        "asks how many people spoke",
        _either(
            rf"how many (?:different )?{_PEOPLE}\s+(?:{_ATTEND}|are there|were there"
            rf"|does {_THE_TALK} have|(?:have|has) (?:spoken|talked))?{_IN_TALK}"
            rf"|(?:the )?number of {_PEOPLE}{_IN_TALK}",
            f"{_TALK_HERE}{_MANY_ZH}(?:个|位|名)?(?:不同的)?(?:人|发言者|发言人|说话人|嘉宾"
            "|与会者)"
            f"{_JOIN_ZH}?了?|{_TALK_HERE}(?:参加|参与|出席|与会|发言|参会)的?(?:人数|有(?:多少"
            "|几个?)人)"
            "(?:是多少)?",
        ),
        (
            "how many people spoke",
            "How many speakers are there?",
            "how many people attended the meeting?",
            "有多少人参加",
            "幾個人發言了？",
            "这次会议有几位嘉宾",
        ),
        (
            "how many people work there at Lightning Labs",
            "how many people spoke about CUDA",
            "有多少人附议",
            "法务有多少人",
            "多少人参加黑客松",
        ),
    ),
    "questions": Rule(
        "asks how many questions were asked",
        _either(
            rf"how many questions\s+(?:(?:are|were)\s+(?:asked|there)|(?:did|does|do|has|have)\b"
            rf".{{1,40}}\b(?:ask|asked|have)|{_ATTEND}|came up|came from the audience){_IN_TALK}"
            rf"|(?:the )?number of questions{_IN_TALK}",
            f"(?:{_TALK_HERE}|.{{1,12}}?)?(?:一共|总共|共|都)?(?:有|问|提)了?(?:多少"
            "|几)个?(?:问题|提问)",
        ),
        (
            "How many questions were asked?",
            "how many questions did the audience ask?",
            "观众提了几个问题",
            "一共問了多少個問題",
        ),
        (
            "which questions were asked",
            "how many questions are open in physics",
            "问了哪些问题",
            "他回答了几个问题",
        ),
    ),
    "turns": Rule(
        "asks how many turns the talk has",
        _either(
            rf"how many (?:speaker |speech )?turns\s*(?:are there|were there|does {_THE_TALK} have"
            f"|(?:did|does) .{{1,40}} (?:have|take|speak))?{_IN_TALK}"
            f"|(?:the )?number of turns{_IN_TALK}",
            f"(?:{_TALK_HERE}|.{{1,12}}?){_MANY_ZH}(?:个|段|次)(?:发言|话轮|讲话)"
            f"|{_TALK_HERE}{_MANY_ZH}段话?",
        ),
        ("how many turns does this meeting have", "How many turns are there?", "一共有多少段发言"),
        ("how many turns did the wheel take to stop", "whose turn is it", "多少段代码"),
    ),
    "transcripts": Rule(
        "asks how many or which transcripts there are",
        _either(
            rf"(?:how many|which|what) (?:{_TALK}|documents)\s+(?:are there|are here|do (?:you|i"
            "|we) have"
            "|are (?:there )?in (?:the|this|my) library|(?:can you|do you) (?:search"
            "|know))(?: in (?:the|this|my) library)?"
            "|(?:list|show)(?: me)? (?:all )?(?:the |my )?transcripts|what(?:'s| is) in (?:the"
            "|this|my) library",
            "(?:资料库|库)(?:里面?|中)?(?:一共|总共)?有(?:多少|几|哪些"
            f"|什么).{{0,2}}(?:{_TALK_ZH}|文字稿|内容)?"
            rf"|(?:一共|总共)?有(?:多少|几)(?:份|篇|场|期|集|个)(?:{_TALK_ZH}|文字稿)",
        ),
        (
            "how many transcripts are there?",
            "Which talks are in the library?",
            "list all transcripts",
            "资料库里有哪些访谈",
            "有多少份文字记录",
        ),
        (
            "how many meetings did they hold",
            "which talks did he give",
            "公司有几个会议室",
            "有哪些会议要开",
        ),
    ),
    "participants": Rule(
        "asks who took part",
        _either(
            rf"who(?:'s| all| else)?\s+(?:all\s+)?{_ATTEND}{_IN_TALK}(?: from (?:the|your|our"
            r"|their) \w+)?"
            f"|who(?:'s| is| are| was| were) (?:all )?(?:present )?(?:in|on|at|part of) {_THE_TALK}"
            "|who(?:'s| is) (?:this"
            "|that|it)"
            rf"|who(?:'s| is| are| was| were) (?:the |all |all the )?(?:participants?|speakers?"
            rf"|attendees|panel(?:l)?ists?|people){_IN_TALK}"
            "|(?:(?:list|name|show|give)(?: me)? )?(?:all )?(?:of )?(?:the )?(?:participants"
            "|speakers|attendees|panell?ists)"
            f"{_IN_TALK}|(?:who|which people) (?:talks?|talked|speaks?|spoke|is talking"
            "|is speaking) (?:to|with) (?:whom?|each other)"
            "|who (?:interviews?|interviewed|is interviewing) whom?"
            f"|(?:which|what) (?:people|persons) {_ATTEND}{_IN_TALK}|who did (?:{_WE}|he"
            "|she) (?:talk|speak) (?:to|with)",
            rf"{_TALK_HERE}{_WHO_ZH}(?:都)?(?:{_JOIN_ZH})(?:过|了)?{_THIS_ZH}{_TALK_ZH}?"
            f"|{_TALK_HERE}(?:都)?有(?:谁|哪些人|哪几[个位]人?|什么人|哪些(?:嘉宾|成员|与会者"
            "|发言人|说话人))"
            f"|{_TALK_HERE}{_JOIN_ZH}(?:的|者|人员|人)*(?:都|分别)?(?:有|是)(?:谁|哪些人?"
            "|哪几[个位]人?|什么人)"
            rf"|{_TALK_HERE}(?:参会|与会|出席|参加|发言)(?:的人|者|人员|人|名单)"
            rf"|{_TALK_HERE}(?:主要)?(?:是|在)?[和跟与]谁(?:一起)?{_JOIN_ZH}?"
            rf"|谁[和跟与]谁(?:在)?(?:对谈|聊天?|说话|谈话|对话|谈|讲)?|谁(?:采访|访问)(?:了)?谁"
            f"|{_TALK_HERE}说话人们?{_IS_WHO_ZH}|(?:都)?有?谁(?:都)?在{_TALK_HERE}",
        ),
        (
            "who took part in this interview",
            "who took part in the interview with Nicola Smith?",
            "Who attended?",
            "who was there from the team",
            "who is on the panel",
            "Who are the speakers?",
            "list the participants",
            "有哪些人參加",
            "参会的都有谁",
            "誰跟誰對談",
            "這次 meeting 是跟誰",
            "这期节目是和谁聊的",
            "这次访谈有谁参加",
        ),
        (
            "who took part in the Caffe project",
            "who spoke about CUDA?",
            "who is Dana?",
            "who is on the board of Caffe",
            "who attended the hackathon",
            "谁参加了黑客松",
            "谁说可以出一本书",
            "故宫的院长是谁",
            "有哪些人反对",
        ),
    ),
    "date": Rule(
        "asks when the talk was",
        _either(
            "(?:when|(?:on )?(?:what|which) (?:date|day|year)) (?:was|is|did|does"
            rf"|were)\s+{_THE_TALK}"
            "(?: (?:recorded|held|happen|take place|taken place|published|conducted|filmed|from"
            "|come out|air|aired|broadcast|posted|uploaded"
            "|made|done|taped))?(?: on)?"
            rf"|when did {_WE} (?:meet|talk|speak|record (?:this|it))"
            rf"|(?:what(?:'s| is| was) )?(?:the )?(?:recording )?date(?: (?:of|for) {_THE_TALK})?"
            rf"|{_THE_TALK} date|how old is {_THE_TALK}",
            rf"(?:{_THIS_ZH}{_TALK_ZH}|这|那)是?(?:在)?{_DAY_ZH}{_HOLD_ZH}?"
            f"|(?:这|那|这次|那次|是)?(?:是)?(?:在)?{_DAY_ZH}(?:{_HOLD_ZH}|聊"
            f"|谈)的(?:{_THIS_ZH}{_TALK_ZH})?"
            f"|{_TALK_HERE}(?:(?:录制?|开会|举行|召开)的?)?(?:日期|时间)(?:是|在)?(?:{_DAY_ZH}"
            "|多少|什么)?|开会(?:的)?(?:日期|时间)"
            rf"|{_DAY_ZH}开的?会|(?:这|那)(?:次|场)?是{_DAY_ZH}的{_TALK_ZH}",
        ),
        (
            "when did this episode come out",
            "when was this?",
            "When was the interview recorded?",
            "what is the date of the meeting",
            "meeting date",
            "這個訪問是哪一天",
            "开会日期",
            "这次会议是什么时候开的",
            "什么时候录的",
            "這是什麼時候的會",
        ),
        (
            "when was the launch?",
            "when is the next meeting",
            "when was Caffe published",
            "下次会议是什么时候",
            "什么时候上线",
            "登山网站什么时候上线",
            "when did it ship",
            "發布日期",
        ),
    ),
    "duration": Rule(
        "asks how long the talk is",
        _either(
            "how (?:long|many (?:minutes|hours)) (?:is|was|are|did|does"
            rf"|were)\s+(?:{_THE}{_TALK}|it|this)"
            f"(?: (?:last|run|go|go on|take|long))?(?: for)?|how long did {_WE} (?:talk|speak"
            "|meet)(?: for)?"
            "|(?:what(?:'s| is| was) )?(?:the )?(?:total )?(?:length|duration|running time"
            f"|run time)(?: of {_THE_TALK})?",
            f"{_THIS_ZH}{_TALK_ZH}(?:一共|总共|大概|持续|开|录|聊|谈|讲|打|进行"
            f"|有)*了?(?:{_LONG_ZH}|多长)"
            rf"|(?:一共|总共|大概)*(?:开|录|聊|谈|讲|打)了{_LONG_ZH}(?:的?会)?"
            rf"|{_TALK_HERE}(?:总)?(?:时长|长度)(?:是|有)?(?:多少|多长|多久)?",
        ),
        (
            "How long is this podcast?",
            "how long is the recording",
            "how long did the meeting last",
            "how many minutes is the interview",
            "会开了多久",
            "这期节目有多长",
            "錄音時長",
        ),
        (
            "how long did the migration take?",
            "how long did it take to write Caffe?",
            "How long is the cable",
            "整个的过程你大概做了多久",
            "重建用了多久",
            "how long did they talk about CUDA",
        ),
    ),
    "shares": Rule(
        "asks who spoke most",
        _either(
            "who (?:spoke|talked|speaks|talks|said|did|asked|asks) (?:the )?(?:most"
            f"|least)(?: of the talking| often| questions)?{_IN_TALK}"
            rf"|who (?:dominated|dominates|did most of the (?:talking|speaking)){_IN_TALK}"
            "|(?:who|which speaker) (?:had|has|took|takes) the (?:most|longest"
            "|most speaking) (?:turns|time|words|talking time)"
            rf"|how (?:much|often|many times) (?:did|does|do) [\w ]{{1,30}} (?:speak"
            f"|talk){_IN_TALK}"
            "|(?:what(?:'s| is| was) )?(?:the )?(?:share of )?(?:speaking|talking"
            f"|talk) time(?: of .{{1,30}})?",
            f"{_TALK_HERE}(?:是)?(?:谁|哪个人|哪位)(?:的)?(?:说话?|讲话?|发言|谈|提问|问|话"
            "|问题)(?:说|讲|问)?(?:得|的|了)?(?:时间)?最(?:多|长|少|久)"
            rf"|(?:发言|说话)最(?:多|少|长)的(?:人)?是?(?:谁|哪位)?",
        ),
        (
            "who spoke most",
            "Who talked the most in the meeting?",
            "how much did Alex speak?",
            "誰講得最多",
            "谁说话最多？",
            "发言最多的是谁",
        ),
        (
            "who spoke most about CUDA",
            "what did he say most",
            "谁赚得最多",
            "most of the talk",
            "谁最多话题",
        ),
    ),
    "title": Rule(
        "asks what the talk is called",
        _either(
            rf"(?:what(?:'s| is| was) )?(?:the )?(?:title|name)(?: of {_THE}{_TALK})"
            rf"|what(?:'s| is| was) (?:the )?title|what(?:'s| is| was) {_THE}{_TALK} called",
            f"{_THIS_ZH}{_TALK_ZH}(?:的)?(?:标题|名字|题目|名称)?(?:是什么|叫什么)(?:名字?)?"
            "|标题(?:是什么|叫什么)",
        ),
        (
            "what is the title of this talk",
            "What is this episode called?",
            "这期节目叫什么名字",
            "标题是什么",
        ),
        ("what is the title of Eve's book", "what is it called", "这个会议讨论什么", "书名是什么"),
    ),
    "source": Rule(
        "asks where the recording or file is",
        _either(
            "where (?:can|do|could) (?:i|we|you) (?:hear|find|listen to|watch|see"
            f"|get) {_THE}(?:original )?(?:{_TALK}|source)"
            "|(?:(?:what(?:'s| is)|give me|show me|is there) )?(?:a |the )?(?:link|url"
            f"|address) (?:to|of|for) {_THE}(?:original )?{_TALK}"
            f"|where(?:'s| is) {_THE}(?:original )?(?:recording|video|audio|source|file)"
            f"|where (?:is|does) {_THE}{_TALK} (?:come )?from"
            rf"|(?:what(?:'s| is) )?(?:the )?source(?: of {_THE_TALK})?",
            f"{_TALK_HERE}(?:原文|原始)?(?:录音|录像|视频|音频|来源|出处|链接|网址|原文)(?:链接"
            "|地址|网址)?(?:在哪里?|是什么|从哪里?来|哪里(?:有|能听|可以听|能看))?",
        ),
        (
            "where can I listen to the recording?",
            "link to the video",
            "Where is the recording?",
            "录音在哪里",
            "這個視頻的鏈接",
            "来源是什么",
        ),
        (
            "where is the coffee machine",
            "where can I find OpenCL",
            "where is the video card",
            "视频剪辑怎么做",
            "数据来源是什么",
        ),
    ),
}
