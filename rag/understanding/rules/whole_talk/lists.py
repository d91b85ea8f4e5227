"""Rules for questions that want a list: of questions, of advice, of people, of things."""

from __future__ import annotations

from ..rule import Rule
from ..vocabulary import AUDIENCE, HOST
from .words import THE_TALK

LISTS_ADVICE = Rule(
    "wants everything that was recommended or proposed",
    r"^\W*(?:(?:and|so|please|list|show me|give me|tell me)\W+)*(?:what|which|all|everything"
    r"|every|the)\b(?!.*\babout\s+\w).*\b(?:recommend(?:ed|s|ations?)?|suggest(?:ed|s|ions?)?"
    rf"|propos(?:ed?|als?)|advi[sc]ed?|tips)\b(?:\s+(?:to|for)\s+[\w ]{{1,30}}|\s+(?:in|at"
    rf"|during)\s+{THE_TALK}|\s+(?:by|from)\s+[\w ]{{1,24}}|\s+(?:were|was|are|did"
    rf"|does)\b[^?]{{0,40}})?\W*$|^\W*(?:recommendations?|suggestions?|proposals?|advice)\W*$"
    r"|(?:提|给|做|有|提出)(?:出|过|到)?了?(?:(?<=给了)[^?]{1,6}|(?<=给)[^?了]{1,6})?(?:哪些"
    r"|什么|几个|几条|啥)(?:具体)?(?:的)?(?:建议"
    r"|推荐|意见|提议|忠告)|(?:建议|推荐|提议)了?(?:些)?(?:什么|哪些|啥)\W*$|(?:所有|全部"
    r"|列出)[^?]{0,10}(?:的)?(?:建议|推荐|提议)",
    (
        "What did Grace recommend?",
        "everything Alex recommended to Eve",
        "what was suggested?",
        "all recommendations",
        "提了哪些建议",
        "她給了若水哪些建議",
        "他推荐了什么？",
    ),
    (
        "What did Grace recommend about CUDA?",
        "Did Alex recommend CUDA?",
        "why did he suggest that",
        "他的建议为什么没用",
    ),
)
LISTS_SPEAKERS = Rule(
    "wants all who spoke of something; what they spoke of is the group “en” or “zh”",
    r"^\W*(?:(?:and|list|show me|tell me)\W+)*(?:who|which (?:people|speakers?|participants?"
    r"|guests?|of them)|everyone who|everybody who|all (?:people|speakers?) who|who all"
    r"|who else)\s+(?:all\s+|else\s+)*(?:(?:has|have|had)\s+)?(?:talk(?:s|ed)?|sp[eo]a?ke?n?"
    r"|comment(?:s|ed)?|said (?:something|anything)|say anything|mention(?:s|ed)?|brought up"
    r"|discuss(?:es|ed)?|talks)\s*(?:about|of|on|upon)?\s+(?P<en>[^?]+)"
    r"|^\W*(?:都)?(?:有)?(?:谁|哪些人|哪几个人|哪些(?:讲者|嘉宾|发言人|与会者|来宾))(?:都|还"
    r"|有)*(?:(?:谈|提|聊|讨论)(?:到|过|及|论|起|了)*|[说讲](?:到|过|起|了)+(?=关于|有关|\s*\w)"
    r"|[说讲](?=关于|有关))(?:关于|有关)?(?P<zh>[^?,。得对]{2,})",
    (
        "who talked about lightning?",
        "which people mentioned Julia",
        "Who spoke of costs?",
        "谁谈到了成本",
        "哪些人提到過 Julia",
    ),
    (
        "who said GPUs are a match?",
        "who wrote about it",
        "谁说得对吗",
        "誰說可以出書",
        "谁写了 Caffe",
    ),
)
ONE_EACH = Rule(
    "wants something of everybody",
    r"\b(?:each of (?:them|the \w+)|what (?:did|does|do) (?:each|everyone|everybody"
    r"|all of them)|every (?:speaker|panelist|guest|participant))\b|分别|各自|每个?人|各人",
    ("what did each of them struggle with?", "他们分别怎么看", "每个人的看法"),
    ("what did they struggle with?", "区别是什么"),
)
LISTS_QUESTIONS = Rule(
    "lists questions that were asked",
    rf"\b(?:list|show me|all|every|which|what|give me)\b[^?]{{0,30}}\bquestions\b"
    r"|\b(?:every|each)(?: single)? question\b[^?]{0,30}\b(?:ask(?:s|ed)?|put|posed?|raised?|had)\b"
    r"|\bquestions?\s+(?:were |was )?(?:asked|raised|put|posed|from|by)\b"
    rf"|^\W*(?:{AUDIENCE.en}\s+)?questions\W*$"
    r"|(?:列出|所有|全部)[^?]{0,10}(?:问题|提问)"
    r"|[提问][了过到]?[^?]{0,4}(?:哪些|什么|几个?|多少)[^?]{0,4}(?:问题|提问)"
    r"|问[了过到]?(?:哪些|些?什么|几个?|多少)\W*$"
    rf"|(?:{AUDIENCE.zh}|{HOST.zh}|大家)的?(?:问题|提问)"
    rf"|哪[些几]个?(?:问题|提问)(?:是|来自)[^?]{{0,6}}(?:{AUDIENCE.zh}|{HOST.zh}|谁)",
    (
        "list all questions of the audience",
        "all questions Emma put to the panel",
        "list every question the audience put",
        "audience 问了哪些问题",
        "列出所有观众的问题",
        "哪些问题是听众问的",
        "线上的听众都问了些什么",
    ),
    ("is that the question", "哪个问题最难", "他遇到了什么问题", "questionable"),
)
_PLURAL = (
    r"(?!(?:does|is|was|has|as|this|his|hers|ours|its|us|yes|goes|makes|happens|comes|takes"
    r"|needs|times?|status|news|series|always|days|hours|minutes|weeks|months|years)\b)"
    r"[a-z]{2,}(?<!ss)(?<!us)(?<!is)s"
)
_EVERYDAY = (
    rf"^\W*(?:and |so |ok )*(?:which|what) (?:(?:\w+ ){{0,2}}?)(?:{_PLURAL}|people|phone numbers)"
    r" (?:(?:were|are|(?:do|did)(?! (?:he|she|you|i)\b)|have|had|will|got|get|can|should|came|come"
    r"|would)\b"
    r"(?! (?:most|best|first|nearest))|that (?:were|are|have|had)\b)(?! (?:like|for|about)\b)"
    rf"|^\W*(?:and |so )*what (?:were|are) (?:all )?(?:the|their|his|her|our) (?:\w+ )?(?:two|three"
    rf"|four|five|six|seven|several|different|various) (?:\w+ )?{_PLURAL}\b"
    r"|^\W*(?:请|帮我)?列(?:一下|下|个|举|出)"
)
SENT_IN = Rule(
    "speaks of what people outside sent in",
    r"\b(?:sen[dt]|written|wrote|write|came|come|emailed|posted|call(?:ed)?) (?:in|from outside)\b"
    r"|来信|留言|投稿",
    ("which questions were sent in?", "来信问了什么"),
    ("which questions came up?", "他写了信"),
)
WORDS_OF_QUESTIONS = Rule(
    "asks which questions were asked, and is no subject",
    r"\b(?:came|come|comes|from|sent|send|in|up|wrote|write|written|posted|emailed|get|got|there"
    r"|had|have"
    r"|know|people|read|out|by|the|to|put|questions?|answer(?:ed)?)\b|来信|留言|投稿|想知道|来自"
    r"|提问|回答",
    ("which questions came from listeners", "来信问了什么"),
    ("batteries", "电池"),
)
LISTS_THINGS = Rule(
    "wants all things of a kind",
    r"^\W*(?:(?:and|so|please|give me|show me|tell me|what are|what were)\W+)*(?:(?:list|name"
    r"|enumerate)\b|(?:all|every) (?:of )?(?:the )?\w+s\b|everything\b)|\b(?:which"
    r"|what) (?:\w+ )?(?:tools|books|companies|names|languages|frameworks|products|people"
    r"|places|countries|cities|projects|papers|films|movies|songs|brands|libraries"
    r"|organi[sz]ations|examples|problems|challenges|risks|concerns|reasons|steps|stages|phases"
    r"|options|ideas|features|plans|cases|numbers|dates|changes|complaints|objections|benefits"
    r"|advantages|disadvantages|drawbacks|differences|goals|lessons|mistakes|predictions)\b"
    r"|^\W*(?:and\W+)?(?:which|what) (?:\w+ ){0,2}\w+s (?:do|did|does) [\w .'’-]{1,30}"
    r" (?:name|mention|list|bring up|talk about|recommend|use)\W*$"
    r"|\bwhat (?:did|does|do) (?:each|everyone|everybody)\b"
    r"|^\W*(?:请)?(?:列出|列举|罗列|说出)|(?:都|一共|总共)?有哪[些几三四五两]|(?:所有"
    r"|全部)的?[^?]{1,12}\W*$|哪[些几](?!年|岁|天来|人?(?:参加|出席|参与|在场))|分别(?:是|有"
    rf"|说|怎)|{_EVERYDAY}",
    (
        "list all companies mentioned",
        "all the predictions for next year",
        "which tools were mentioned?",
        "which online editors does Sid name",
        "what did each of them struggle with?",
        "智慧城市有哪三个阶段",
        "今天報告了哪些案子",
        "提到了哪些公司",
        "which bugs were on the blocker list?",
        "which phones are affected",
        "what payment methods do they support",
        "what were the four blockers",
        "列一下他们提到的问题",
    ),
    (
        "what does she do?",
        "which class is best?",
        "which days are best",
        "what is a tool?",
        "all in all",
        "这是哪里",
        "这些公司呢",
    ),
)
