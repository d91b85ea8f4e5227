"""Rules for questions that want an overview of a talk, or all that somebody says."""

from __future__ import annotations

from ..rule import Rule
from ..vocabulary import PEOPLE
from .words import CHINESE_TALK_NOUN, THE_TALK

_POLITE = (
    r"^\W*(?:(?:please|can you|could you|would you|give|give me|show me|i want|i(?:['’]d"
    r"| would) like|let me have|tell me|i need|write|make|do|a|quick"
    r"|请|麻烦|帮我|帮忙|给我|能不能|可以|你能|能|来)\W*)*"
)
_CHINESE_TALK = (
    r"(?:(?:这|那|本|整|今天|这次|这[个场期段]|那[个场期]|全)?(?:的|个|场|期|段|集|次)*"
    rf"(?:{CHINESE_TALK_NOUN}|讨论|对谈|内容|谈话|来访|拜访|参访|会谈|会面|见面|论坛|座谈|会"
    rf"|影片|视频|录音|文字稿|逐字稿|全文))"
)
# Who talked: “the brewery lot”.
_GROUP = r"the (?:\w+ ){0,2}(?:lot|team|group|crew|gang|folks|people|panel|board|committee)"
_EVERYDAY = (
    rf"\bwhat (?:all )?(?:did|do|does) {PEOPLE.en} (?:all )?(?:go (?:over|through)|get through"
    rf"|cover|touch on|run through|deal with)(?:\s+(?:in|at|during|on)\s+{THE_TALK})?\W*$"
    rf"|\bwhat(?: (?:is|was|were)|['’]s) (?:all )?(?:the )?(?:\w+ )?on the agenda\b"
    r"|\b(?:short|quick|brief|condensed) version\b|\b(?:meeting|call|episode|podcast|interview"
    r"|talk) (?:summary"
    rf"|recap|notes|highlights|overview)\b|\bthe (?:point|gist|upshot|story|message|subject|topic"
    rf"|purpose)"
    rf" of {THE_TALK}\W*$|\b(?:sum|wrap) (?:up )?{THE_TALK}(?: up)?\b|\bthe highlights\b"
    rf"|\bwhat (?:are|were) {PEOPLE.en} on about\b"
    rf"|(?:[几一两三五十][句分点条个]?[话钟]?)?[^?]{{0,4}}(?:讲讲|说说|介绍|概括"
    rf"|总结)(?:一?下)?(?:这|那)[^?]{{0,3}}{CHINESE_TALK_NOUN}\W*$"
    rf"|(?:^|,)\W*(?:(?:这|那)[一]?[期集场次个][^?]{{0,12}}?)?(?:的)?(?:{CHINESE_TALK_NOUN}|[集期])?(?:里"
    rf"|上)?(?:都|主要|大概|到底)*"
    r"(?:讲|说|聊|谈)了?(?:些|点)?(?:什么|啥|哪些)[呢啊]?\W*$"
    rf"|^\W*[^?,。]{{1,12}}?[这那][一]?[期集场次个](?:{CHINESE_TALK_NOUN})?(?:里|上)?(?:都|主要"
    rf"|大概|到底)*"
    r"(?:讲|说|聊|谈)了?(?:些|点)?(?:什么|啥|哪些)[呢啊]?\W*$"
    r"|\b(?:cliff['’]?s? notes|elevator version|big picture|executive summary|high points"
    r"|the essentials|the essence|main things|up to speed|just the important bits)\b"
    r"|\bboil (?:it|this|that|\w+ \w+) down\b|\bwhat do i (?:need|have) to know (?:from|about"
    rf"|of) {THE_TALK}\W*$"
    r"|\b(?:missed (?:it|this|that|the)|was ?n['’]?o?t (?:there|at|in|around|on)"
    r"|could ?n['’]?o?t (?:make|attend|join|come)|skipped)\b.*\bwhat(?:['’]s| is| was| did| were"
    r"| have| has| happened| went on)\b(?!.*\b(?:decide|agree))"
    r"|(?:没[能有]?(?:参加|去|赶上|来得及|听)|错过|缺席|请假)[^?]{0,12}(?:说|讲|聊|谈|发生)了?"
    r"(?:些|点)?(?:什么|啥|哪些)|过了(?:一遍)?(?:哪些|什么|几个|几件)(?:议题|事|话题|内容|东西|点)"
    r"|内容(?:简介|概述|梳理|提要)"
)
OVERVIEW = Rule(
    "wants an overview of a talk",
    rf"{_POLITE}(?:a |an |the )?(?:(?:short|brief|quick|concise|one[- ]paragraph|general"
    r"|high[- ]level)\s+)*"
    r"(?:summ?[ae]r(?:i[sz]e|y)|sum (?:it |this |that )?up|sum up|recap|overview|synopsis|gist"
    r"|outline|rundown|highlights|abstract|tl;?\s?dr|takeaways|tldr)\b"
    r"|\b(?:key|main|most important|central|major|principal|essential)\s+(?:points?|takeaways?"
    r"|topics?|themes?|messages?|ideas?|subjects?|insights?|issues|findings|arguments)\b"
    rf"|\b(?:summary|gist|overview|outline|highlights|takeaways) of {THE_TALK}|\b(?:summary"
    r"|overview|recap)\W*$|\b(?:bullet|important) points\b|\bwhat (?:does"
    rf"|did) {THE_TALK} (?:cover|discuss|deal with|talk about)\W*$"
    rf"|\bwhat (?:are|were) {PEOPLE.en} (?:talking about|discussing)\W*$|(?:介绍|说明"
    rf"|讲)一下(?:这|那)?{_CHINESE_TALK}的?(?:主要)?(?:内容)?\W*$"
    r"|\bwhat(?:['’]s| is| was)?\s+(?:the|this|that)\s+(?:whole )?(?:evening|night|morning"
    r"|afternoon|event|thing|hour|day) (?:all |mainly |mostly |really )?about\W*$"
    rf"|\bwhat(?:['’]s| is| was| were| are)?\s+{THE_TALK}\s+(?:all |mainly |mostly "
    rf"|really )?about\W*$|\bwhat\s+(?:is|was)\s+{THE_TALK}\s+(?:all |mainly |mostly )?about\b"
    rf"|\bwhat\s+(?:did|do|does)\s+(?:{PEOPLE.en}|{_GROUP})\s+(?:all )?(?:talk|speak|discuss|chat"
    rf"|cover)(?:\s+about)?(?:\s+(?:in|at|during)\s+{THE_TALK})?\W*$"
    r"|\bwhat\s+(?:is|was|were|are|has been)\s+(?:being )?(?:discussed|covered|talked about"
    rf"|spoken about|said)(?:\s+(?:in|at|during)\s+{THE_TALK}|\s+here)?\W*$"
    r"|\b(?:what|which)\s+(?:topics?|subjects?|themes?|things|issues|points)\s+(?:are|were|was"
    rf"|is|did|do|does|came|come|got|get)\b[^?]{{0,24}}?(?:discuss(?:ed)?|cover(?:ed)?"
    r"|talk(?:ed)? about|talk|raised|mentioned|up|addressed|touched(?: on)?)(?:\s+(?:in|at"
    rf"|during)\s+{THE_TALK})?\W*$"
    rf"|\bwhat\s+(?:happened|went on|happens)\s+(?:in|at|during)\s+{THE_TALK}\W*$"
    rf"|\bwhat(?:['’]s| is)\s+in\s+{THE_TALK}\W*$|\bwhat (?:did|have) i miss(?:ed)?\b"
    rf"|\b(?:brief|catch|fill|walk|run|take) me (?:on|up|in|through)(?: (?:on )?(?:{THE_TALK}|what"
    r" (?:happened|was said)))?(?: ?一下)?\W*$|^\W*(?:the )?short version\b"
    rf"|\bwhat should i know about {THE_TALK}\W*$|\bwhat(?:['’]s| is| was) the gist\b"
    r"|\bwhat (?:do|did) they talk about in"
    r" (?:this|that) one\W*$|\bmost important things (?:they|that|we|people)\b"
    r"|\bin (?:a nutshell|short"
    r"|brief|a few (?:words|sentences))\W*$"
    r"|[讲说谈聊](?:到|了|及)*(?:哪几|几|哪些)(?:件事|个?方面|个?(?:问题|主题|话题"
    r"|议题))[呢啊]?\W*$"
    r"|(?:说|讲)(?:一下)?重点|我错过了?(?:什么|哪些)|大概内容|(?:总结|概括|归纳|概述|简述"
    r"|综述)(?!了|的)|(?:摘要|概要|梗概|大纲|要点|重点|大意"
    r"|中心思想|纪要)(?=\W*$|是|有|都|分别|[^?]{0,2}(?:什么|哪些))"
    r"|(?:主要|核心|大概|大致|整体|简单)(?:是|都|在|地)?(?:内容|观点|话题|议题|主题|信息|讲|说"
    r"|谈|聊|讨论)(?:了|的)?(?:是|有)?(?:些|哪些|什么|啥|一下)*"
    rf"|^\W*(?:{_CHINESE_TALK}|他们|她们|大家|里面|这里|都|主要|到底|究竟|一共|总共|今天|节目"
    r"|大概)*(?:里|中|上)?(?:都|主要|到底|究竟|大概|一共|总共)*(?:在|是)?(?:讲|说|谈|聊|讨论"
    r"|围绕)(?:的|到|及)?[了过]?(?:些|的)?是?(?:什么|啥|哪些)(?:话题|内容|问题|议题|主题|事情?"
    r"|东西|事儿)?[呢啊]?\W*$"
    rf"|^\W*(?:{_CHINESE_TALK}|[这那它])?(?:是|主要是|都是)?(?:关于|有关)(?:什么|啥"
    rf"|哪些?方面)的?(?:(?:采访|访谈|会议|节目|对话|谈话|讨论))?\W*$|{_CHINESE_TALK}的?(?:主题"
    rf"|话题|议题)(?:是|有)|{_EVERYDAY}",
    (
        "Summarize the interview",
        "summerize the interview please",
        "please give me a short summary",
        "what is this about?",
        "What was the meeting about?",
        "what was this evening about",
        "key points",
        "tl;dr",
        "What are the main topics?",
        "what did they talk about?",
        "walk me through the meeting",
        "short version please",
        "讲了哪几件事",
        "which topics were discussed in the meeting?",
        "what was discussed?",
        "总结一下这场讨论",
        "會議要點",
        "讲了什么",
        "这期节目在讲什么",
        "這次來訪在談什麼",
        "他们都聊了些什么？",
        "主要内容是什么",
        "大概说了些什么",
        "这是关于什么的采访",
        "what did they go over on the call?",
        "What was the budget meeting about?",
        "what's the podcast with the nurse about",
        "I wasn't there, what happened?",
        "我没参加，会上说了什么",
        "give me the short version of the kiosk call",
        "wrap up the meeting for me",
        "那期关于河狸的节目讲了啥",
        "修表那期节目讲了什么",
        "那期播客太长没空听，讲了点什么",
        "没赶上开会，catch me up 一下",
        "what did the brewery lot talk about",
        "这次电话会议都说了啥",
    ),
    (
        "what was on the list?",
        "I wasn't there, what did they decide?",
        "她没参加什么",
        "what did Alex talk about in 2018?",
        "what is CUDA about?",
        "what was said about CUDA?",
        "他讲了什么笑话",
        "你怎么总结了经验",
        "Julia 讲了什么",
        "what happened in 2016?",
        "what is the main reason?",
    ),
)
WHY_AN_OVERVIEW = Rule(
    "says why somebody wants an overview, and is no subject",
    r"(?:^|,)[^,?]*(?:\b(?:missed|skipped|holiday|vacation|no time|too long"
    r"|was (?:away|ill|sick|off|late|out|absent)|(?:could|have|was)n['’]?t)\b"
    r"|太长|没(?:空|时间|赶上|参加|参会|去|来|听)|错过|请假|出差|迟到|缺席)[^,?]*(?=,)",
    ("was on holiday Tuesday, what did they talk about", "那期太长了没空听，讲了什么"),
    ("关于请假的规定讲了什么", "about CUDA, what did they say"),
)
WORDS_OF_OVERVIEWS = Rule(
    "asks for an overview, and is no subject",
    r"\b(?:hit|walk|run|cover(?:ed)?|happen(?:s|ed)?|wrap|up|sentences?|minutes?|words?|bullets?"
    r"|one|two|three"
    r"|four|five|ten|\d+|briefly|quickly|version|gist|went|on|agenda|missed|miss|wasn|t|couldn"
    r"|there|make"
    r"|attend|absent|skipped|need|know|most|important|story|upshot|purpose|notes|catch|fill|bring"
    r"|speed"
    r"|picture|big|essence|essentials|down|boil|please|about|roughly|the|of)\b"
    r"|[这那]一?[期集场次段]|[一二两三四五几十\d]+[句点分条个]话?钟?|讲讲|说说|聊聊|简[短单要]"
    r"|这?段|这?通(?=电话)|电话"
    r"|成(?=[一二三四五几])|没(?:参加|参会|赶上|来|去)|参会|补一?下"
    r"|错过|缺席|请假|开会|过了|一遍|大致|大概|内容|简介|主要|重点|要点|部分",
    ("in two sentences", "三句话"),
    ("batteries", "电池"),
)
_AT_ALL = (
    rf"(?:\s+(?:(?:in|at|during|on)\s+{THE_TALK}|overall|in general|generally|here|there|exactly"
    r"|actually|today|then|altogether|in all|in total))*"
)
SAYS_ALL = Rule(
    "asks what somebody says; words beside it, other than a name, are a subject",
    r"\bwhat\s+(?:all\s+)?(?:did|does|do|has|had|have)\s+(?:[\w.'’·-]+\s+){1,5}?(?:say|said|tell us"
    r"|told us|talk(?:ed)? about|speak about|spoken about|discuss(?:ed)?|bring up|contribute"
    rf"|have to say|think|mention(?:ed)?){_AT_ALL}\W*$"
    r"|^\W*(?:tell me |show me |give me |list )?(?:everything|what|all(?: that)?)\s+"
    r"(?!(?:did|does|do|is|was)\b)(?:[\w.'’·-]+\s+){1,4}?(?:says|said|talks about|talked about)"
    rf"{_AT_ALL}\W*$"
    rf"|\bwhat\s+(?:is|was)\s+(?:[\w.'’·-]+\s+){{1,4}}?(?:saying|talking about){_AT_ALL}\W*$"
    r"|\bwhat\s+(?:is|are|was|were)\s+(?:[\w.'’·-]+\s+){0,4}?[\w.’'·-]+['’]s?\s+"
    r"(?:message|contributions?|statements?|remarks|words|speech)\W*$"
    r"|(?:(?:在|于)?(?:这|那|会|本)?[个场次期段]?(?:会议|访谈|采访|节目|对话|会)?(?:上|里面?|中))?"
    r"(?:都|主要|到底|究竟|具体|大概|一共|总共|又|曾)*(?:说|讲|谈|聊|提|表达|分享|发表)(?:到|过"
    r"|及|起|了)*(?:些|的)?"
    r"是?(?:什么|啥|哪些|哪几点)(?:内容|话题|观点|事情?|东西|话|意见|看法)?[呢啊呀]?\W*$"
    r"|的(?:发言|讲话|话)(?:内容)?(?:是|有)?(?:什么|哪些)?(?:内容)?\W*$"
    r"|(?:有|持|是)(?:什么|哪些)(?:看法|观点|意见|主张)\W*$",
    (
        "What did Ivo say?",
        "what does Alex talk about?",
        "What did Dr. Alex Berg say in the meeting?",
        "everything Alex said",
        "what is Alex talking about",
        "What were Alex's remarks?",
        "余承东说了什么",
        "余承東在會上講了些什麼？",
        "周师傅都聊了哪些话题",
        "周明的发言",
    ),
    (
        "What did Alex say about CUDA?",
        "what did Alex do?",
        "what does Alex think of Julia",
        "what did Alex say when they met?",
        "余承东为什么说什么都不行",
        "关于 CUDA，他说了什么话题以外的事",
        "他说了什么笑话",
    ),
)
