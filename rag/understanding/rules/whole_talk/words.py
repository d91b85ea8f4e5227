"""Words that questions about a whole talk share."""

from __future__ import annotations

from ..rule import Rule
from ..vocabulary import RECORDING

TALK_NOUN = (
    rf"(?:{RECORDING.en}|discussion|panel|show|transcript|webinar|event|conference|video|debate"
    r"|demo|file|stand-?up|sync(?:-up)?|kick-?off|retro(?:spective)?|all[- ]hands|triage|check-in"
    r"|catch-?up|briefing|program(?:me)?|broadcast|workshop|one-on-one)"
)
_DESCRIBED = (
    r"(?:(?:the|this|that|our|your|last|today['’]s|yesterday['’]s)\s+)+(?:(?!(?:of|in|on|at"
    r"|about|for|with|to|and|or|is|was|did|do|does|that|which|who|they|he|she|we|you|i|it|there"
    r"|people)\b)[\w'’.-]+\s+){1,3}?"
)
THE_TALK = (
    rf"(?:(?:{_DESCRIBED}|(?:(?:the|this|that|these|those|whole|entire|today['’]s|our|your"
    rf"|last)\s+)*){TALK_NOUN}(?:\s+(?:with|between)\s+[\w .'’-]{{2,40}}?)?"
    r"|(?:(?:all|just|only)\s+)?(?:it|this|that|everything))"
)
CHINESE_TALK_NOUN = (
    r"(?:[\w]{0,2}电话会议?|通话|(?:[周月年早晨晚站例班]|开|复盘|碰头|评审|启动|总结|沟通|协调)会"
    rf"|这?通电话|{RECORDING.chinese}|\s*\b(?:meeting|call|episode|podcast|sync|interview|talk"
    r"|session|stand-?up)\b\s*)"
)
WORDS_OF_FORMS = Rule(
    "says in what form the answer is wanted, and is no subject",
    r"\b(?:action|items?|points?|to-?dos?|next|steps?|follow-?ups?|tasks?|assignments?|homework"
    r"|duties|commitments?|responsible|in charge|responsibilit\w+|who|will|going|supposed"
    r"|promised?|promises|commit(?:ted)?|volunteer(?:ed)?|offer(?:ed)?|agreed?|agree|still|done"
    r"|left|needs?|todo"
    r"|decided?|decisions?|decide|settled?|concluded?|conclusions?|outcomes?|resolutions?"
    r"|resolved?|approved|consensus|final(?:ly)?|end up|choose|chosen|open|unanswered"
    r"|unresolved|undecided|pending|outstanding|answered|answer|questions?|issues?|things?|made"
    r"|reached"
    r"|recommend(?:ed|ations?|s)?|suggest(?:ed|ions?|s)?|propos(?:ed?|als?)|advi[sc]ed?|tips"
    r"|everything|every|all|list|name|give|show|tell|please|summary|summari[sz]e|overview|key"
    r"|main|short|brief|quick"
    r"|told|asked?|want(?:ed|s)?|do|does|did|take|takes|handle|handles|care|by when|deadlines?"
    r"|so far|meeting|interview|talk|call|discussion|session|conversation|episode|podcast|today"
    r"|each|them|transcript|show|panel|audience|host|members?|put|raised|posed|crowd|listeners"
    r"|pls|plz|thanks|thx|say|said|d|total"
    r"|viewers|interviewer|moderator|webinar|topics?|themes?|points|gist|tl|dr|tldr|were|was"
    r"|mentioned|people|speakers?|everyone|everybody|team|group)\b"
    r"|待办|事项|行动项?|计划|任务|下一步|后续|接下来|谁|负责|要|做|什么时候|什么|哪些"
    r"|哪[个几]|完成|处理|跟进|会后|会上|会议|之后|之前|答应|承诺|保证|分工|需要|应该|必须"
    r"|还有|还|没有?|未|决定|最后|最终|怎么|如何|敲定|拍板|结论|决议|共识|定下来|定[了的下]?"
    r"|各自|分别|达成|通过|同意|解决|回答|问题|待定|遗留|没人|所有|全部|列出|建议|推荐|提议"
    r"|意见|提了"
    r"|提出|给了|今天|这次|这场|事情?|哪|有|是|些|用|各|大家|方案|里|的|了|各?部会|各?单位"
    r"|与会者|部门|议题|话题|主题|节目|访谈|采访|播客|对话|讨论|录音|演讲|讲座|这集|这期"
    r"|主持人?|记者|采访者|访问者|观众|听众|网友|现场|台下|同学"
    r"|帮我|帮忙|请|麻烦|给我|一下|总共|一共|全都?",
    ("what was decided", "who is responsible", "谁负责", "最后决定用哪个方案"),
    ("permissions", "poster", "场地", "内存"),
)
ASKS_WHY = Rule(
    "asks why: the answer is an explanation, whatever else the question has",
    r"^\W*(?:(?:and|but|so)\W+)?(?:why|how come)\b|为什么|为何|为啥",
    ("why did they decide to leave?", "how come nobody answered?", "他們為什麼決定離開"),
    ("what did they decide?", "决定了什么"),
)
