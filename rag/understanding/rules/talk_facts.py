"""Rules for facts of a talk itself: who took part, when, how long.

A question must be about the talk and nothing else, not “who took part in the Caffe project?”.
"""

from __future__ import annotations

from ..query import TalkFact
from .rule import Rule
from .vocabulary import GUEST, HOST
from .whole_talk.talk_words import (
    ATTEND,
    DAY_ZH,
    DESCRIBED,
    HOLD_ZH,
    HOSTS_AND_GUESTS,
    HOSTS_AND_GUESTS_ZH,
    IN_TALK,
    IS_WHO_ZH,
    JOIN_ZH,
    LONG_ZH,
    MANY_ZH,
    PEOPLE,
    SOMEBODY,
    TALK,
    TALK_HERE,
    TALK_ZH,
    THE,
    THE_TALK,
    THIS_ZH,
    WAS,
    WE,
    WHO_ZH,
    either,
)

TALK_FACTS: dict[TalkFact, Rule] = {
    "hosts": Rule(
        "asks who leads the talk and asks the questions",
        either(
            rf"who{WAS} (?:the )?(?:hosts?|{HOST.english}|interviewers?|moderators?){IN_TALK}"
            rf"|who(?:'s|\s+is|\s+was)? (?:interview(?:s|ed|ing)|host(?:s|ed|ing)"
            rf"|moderat(?:es|ed|ing)) (?:{THE_TALK}|him|her|them|{SOMEBODY})"
            rf"|{HOSTS_AND_GUESTS}|who(?:'s|\s+is|\s+was) hosting|who (?:moderated|hosts?"
            rf"|presents?)(?:\s+{THE_TALK})?"
            rf"|(?:the )?names? of the (?:hosts?|{HOST.english}){IN_TALK}",
            rf"{TALK_HERE}(?:{HOST.chinese}|主持|采访者|提问者|提问的人){IS_WHO_ZH}"
            rf"|(?:{TALK_HERE}是?)?谁(?:是|在)?(?:主持人?|提问者|采访者)(?:的)?(?:{TALK_HERE})?"
            rf"|(?:是)?谁(?:采访|访问|专访)(?:了|过|的)?(?!谁)[^,。?]{{1,12}}"
            rf"|[^,。?]{{1,12}}(?:是)?(?:被|受)谁(?:采访|访问|专访)|谁(?:来)?主持"
            rf"|{HOSTS_AND_GUESTS_ZH}",
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
        either(
            rf"who{WAS} (?:the |all the )?(?:{GUEST.english}|guests?|interviewees?){IN_TALK}"
            rf"|who{WAS} (?:being )?interviewed{IN_TALK}"
            rf"|who did (?:{WE}|he|she|{SOMEBODY}) interview|{HOSTS_AND_GUESTS}",
            rf"{TALK_HERE}(?:(?:今天|这次)?(?:请来|邀请|来)的)?(?:受访)?(?:{GUEST.chinese}|来宾|主讲人|讲者)们?{IS_WHO_ZH}"
            rf"|谁(?:是)?(?:{GUEST.chinese})(?:{TALK_HERE})?|{TALK_HERE}(?:都)?(?:请|邀请)(?:了"
            rf"|到|来)?(?:的)?(?:是)?谁|{HOSTS_AND_GUESTS_ZH}|{TALK_HERE}(?:采访|访问)的?是谁",
        ),
        (
            "who is the guest?",
            "who was interviewed",
            "主持人和嘉宾是谁",
            "嘉宾是谁",
            "來賓是哪兩位",
        ),
        ("who was interviewed by the police", "嘉宾说了什么", "who was the guest of honour"),
    ),
    "speakers": Rule(
        "asks how many people spoke",
        either(
            rf"how many (?:different )?{PEOPLE}\s+(?:{ATTEND}|are there|were there"
            rf"|does {THE_TALK} have|(?:have|has) (?:spoken|talked))?{IN_TALK}"
            rf"|(?:the )?number of {PEOPLE}{IN_TALK}",
            f"{TALK_HERE}{MANY_ZH}(?:个|位|名)?(?:不同的)?(?:人|发言者|发言人|说话人|嘉宾"
            "|与会者)"
            f"{JOIN_ZH}?了?|{TALK_HERE}(?:参加|参与|出席|与会|发言|参会)的?(?:人数|有(?:多少"
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
        either(
            rf"how many questions\s+(?:(?:are|were)\s+(?:asked|there)|(?:did|does|do|has|have)\b"
            rf".{{1,40}}\b(?:ask|asked|have)|{ATTEND}|came up|came from the audience){IN_TALK}"
            rf"|(?:the )?number of questions{IN_TALK}",
            f"(?:{TALK_HERE}|.{{1,12}}?)?(?:一共|总共|共|都)?(?:有|问|提)了?(?:多少"
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
        either(
            rf"how many (?:speaker |speech )?turns\s*(?:are there|were there|does {THE_TALK} have"
            f"|(?:did|does) .{{1,40}} (?:have|take|speak))?{IN_TALK}"
            f"|(?:the )?number of turns{IN_TALK}",
            f"(?:{TALK_HERE}|.{{1,12}}?){MANY_ZH}(?:个|段|次)(?:发言|话轮|讲话)"
            f"|{TALK_HERE}{MANY_ZH}段话?",
        ),
        ("how many turns does this meeting have", "How many turns are there?", "一共有多少段发言"),
        ("how many turns did the wheel take to stop", "whose turn is it", "多少段代码"),
    ),
    "transcripts": Rule(
        "asks how many or which transcripts there are",
        either(
            rf"(?:how many|which|what) (?:{TALK}|documents)\s+(?:are there|are here|do (?:you|i"
            "|we) have"
            "|are (?:there )?in (?:the|this|my) library|(?:can you|do you) (?:search"
            "|know))(?: in (?:the|this|my) library)?"
            "|(?:list|show)(?: me)? (?:all )?(?:the |my )?transcripts|what(?:'s| is) in (?:the"
            "|this|my) library",
            "(?:资料库|库)(?:里面?|中)?(?:一共|总共)?有(?:多少|几|哪些"
            f"|什么).{{0,2}}(?:{TALK_ZH}|文字稿|内容)?"
            rf"|(?:一共|总共)?有(?:多少|几)(?:份|篇|场|期|集|个)(?:{TALK_ZH}|文字稿)",
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
        either(
            rf"who(?:'s| all| else)?\s+(?:all\s+)?{ATTEND}{IN_TALK}(?: from (?:the|your|our"
            r"|their) \w+)?"
            f"|who(?:'s| is| are| was| were) (?:all )?(?:present )?(?:in|on|at|part of) "
            f"(?:{THE_TALK}|{DESCRIBED})"
            "|who(?:'s| is) (?:this"
            "|that|it)"
            rf"|who(?:'s| is| are| was| were) (?:the |all |all the )?(?:participants?|speakers?"
            rf"|attendees|panel(?:l)?ists?|people){IN_TALK}"
            "|(?:(?:list|name|show|give)(?: me)? )?(?:all )?(?:of )?(?:the )?(?:participants"
            "|speakers|attendees|panell?ists)"
            f"{IN_TALK}|(?:who|which people) (?:talks?|talked|speaks?|spoke|is talking"
            "|is speaking) (?:to|with) (?:whom?|each other)"
            "|who (?:interviews?|interviewed|is interviewing) whom?"
            f"|(?:which|what) (?:people|persons) {ATTEND}{IN_TALK}|who did (?:{WE}|he"
            "|she) (?:talk|speak) (?:to|with)",
            rf"{TALK_HERE}{WHO_ZH}(?:都)?(?:{JOIN_ZH})(?:过|了)?{THIS_ZH}{TALK_ZH}?"
            f"|{TALK_HERE}(?:都)?有(?:谁|哪些人|哪几[个位]人?|什么人|哪些(?:嘉宾|成员|与会者"
            "|发言人|说话人))"
            f"|{TALK_HERE}{JOIN_ZH}(?:的|者|人员|人)*(?:都|分别)?(?:有|是)(?:谁|哪些人?"
            "|哪几[个位]人?|什么人)"
            rf"|{TALK_HERE}(?:参会|与会|出席|参加|发言)(?:的人|者|人员|人|名单)"
            rf"|{TALK_HERE}(?:主要)?(?:是|在)?[和跟与]谁(?:一起)?{JOIN_ZH}?"
            rf"|谁[和跟与]谁(?:在)?(?:对谈|聊天?|说话|谈话|对话|谈|讲)?|谁(?:采访|访问)(?:了)?谁"
            f"|{TALK_HERE}说话人们?{IS_WHO_ZH}|(?:都)?有?谁(?:都)?在{TALK_HERE}",
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
        either(
            "(?:when|(?:on )?(?:what|which) (?:date|day|year)) (?:was|is|did|does"
            rf"|were)\s+{THE_TALK}"
            "(?: (?:recorded|held|happen|take place|taken place|published|conducted|filmed|from"
            "|come out|air|aired|broadcast|posted|uploaded"
            "|made|done|taped))?(?: on)?"
            rf"|when did {WE} (?:meet|talk|speak|record (?:this|it))"
            rf"|(?:what(?:'s| is| was) )?(?:the )?(?:recording )?date(?: (?:of|for) {THE_TALK})?"
            rf"|{THE_TALK} date|how old is {THE_TALK}",
            rf"(?:{THIS_ZH}{TALK_ZH}|这|那)是?(?:在)?{DAY_ZH}{HOLD_ZH}?"
            f"|(?:这|那|这次|那次|是)?(?:是)?(?:在)?{DAY_ZH}(?:{HOLD_ZH}|聊"
            f"|谈)的(?:{THIS_ZH}{TALK_ZH})?"
            f"|{TALK_HERE}(?:(?:录制?|开会|举行|召开)的?)?(?:日期|时间)(?:是|在)?(?:{DAY_ZH}"
            "|多少|什么)?|开会(?:的)?(?:日期|时间)"
            rf"|{DAY_ZH}开的?会|(?:(?:这|那)(?:次|场)?是)?{DAY_ZH}的{TALK_ZH}",
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
            "哪天的节目呀",
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
        either(
            "how (?:long|many (?:minutes|hours)) (?:is|was|are|did|does"
            rf"|were)\s+(?:{THE}{TALK}|{DESCRIBED}|it|this)"
            f"(?: (?:last|run|go|go on|take|long))?(?: for)?|how long did {WE} (?:talk|speak"
            "|meet)(?: for)?"
            "|(?:what(?:'s| is| was) )?(?:the )?(?:total )?(?:length|duration|running time"
            f"|run time)(?: of {THE_TALK})?",
            f"{THIS_ZH}{TALK_ZH}(?:一共|总共|大概|持续|开|录|聊|谈|讲|打|进行"
            f"|有)*了?(?:{LONG_ZH}|多长)"
            rf"|(?:一共|总共|大概)*(?:开|录|聊|谈|讲|打)了{LONG_ZH}(?:的?会)?"
            rf"|{TALK_HERE}(?:总)?(?:时长|长度)(?:是|有)?(?:多少|多长|多久)?",
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
        either(
            "(?:who|which(?: one| speaker)?)(?: of them| of the (?:two|three|four|people))?"
            " (?:spoke|talked|speaks|talks|said|did|asked|asks) (?:the )?(?:most"
            f"|least)(?: of the talking| often| questions)?{IN_TALK}"
            rf"|who (?:dominated|dominates|did most of the (?:talking|speaking)){IN_TALK}"
            "|(?:who|which speaker) (?:had|has|took|takes) the (?:most|longest"
            "|most speaking) (?:turns|time|words|talking time)"
            rf"|how (?:much|often|many times) (?:did|does|do) [\w ]{{1,30}} (?:speak"
            f"|talk){IN_TALK}"
            "|(?:what(?:'s| is| was) )?(?:the )?(?:share of )?(?:speaking|talking"
            f"|talk) time(?: of .{{1,30}})?",
            f"{TALK_HERE}(?:是)?(?:谁|哪个人|哪位)(?:的)?(?:说话?|讲话?|发言|谈|提问|问|话"
            "|问题)(?:说|讲|问)?(?:得|的|了)?(?:时间)?最(?:多|长|少|久)"
            rf"|(?:发言|说话)最(?:多|少|长)的(?:人)?是?(?:谁|哪位)?",
        ),
        (
            "who spoke most",
            "Who talked the most in the meeting?",
            "which of them said the most",
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
        either(
            rf"(?:what(?:'s| is| was) )?(?:the )?(?:title|name)(?: of {THE}{TALK})"
            rf"|what(?:'s| is| was) (?:the )?title|what(?:'s| is| was) {THE}{TALK} called",
            f"{THIS_ZH}{TALK_ZH}(?:的)?(?:标题|名字|题目|名称)?(?:是什么|叫什么)(?:名字?)?"
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
        either(
            "where (?:can|do|could) (?:i|we|you) (?:hear|find|listen to|watch|see"
            f"|get) {THE}(?:original )?(?:{TALK}|source)"
            "|(?:(?:what(?:'s| is)|give me|show me|is there) )?(?:a |the )?(?:link|url"
            f"|address) (?:to|of|for) {THE}(?:original )?{TALK}"
            f"|where(?:'s| is) {THE}(?:original )?(?:recording|video|audio|source|file)"
            f"|where (?:is|does) {THE}{TALK} (?:come )?from"
            rf"|(?:what(?:'s| is) )?(?:the )?source(?: of {THE_TALK})?",
            f"{TALK_HERE}(?:原文|原始)?(?:录音|录像|视频|音频|来源|出处|链接|网址|原文)(?:链接"
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
