"""The words of questions in English and Chinese, one entry a concept; the rules are built of them.

All of it reads folded text: lower case, Simplified Chinese, half-width punctuation.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """How both languages say one thing: alternatives of a pattern, without groups around them."""

    english: str  # of a verb the forms after a name: “Alex says”, “Alex said”
    chinese: str
    base: str = ""  # of a verb the form after “did”

    @property
    def en(self) -> str:
        """The English words as one pattern, whole words only."""
        return rf"\b(?:{self.english}{'|' if self.base else ''}{self.base})\b"

    @property
    def inflected(self) -> str:
        """The English verb after a name as one pattern: “says”, “said”."""
        return rf"\b(?:{self.english})\b"

    @property
    def after_did(self) -> str:
        """The English verb after “did” as one pattern: “say”."""
        return rf"\b(?:{self.base})\b"

    @property
    def zh(self) -> str:
        """The Chinese words as one pattern."""
        return rf"(?:{self.chinese})"

    @property
    def either(self) -> str:
        """The words of both languages as one pattern."""
        return rf"(?:{self.en}|{self.zh})"


NEVER = "(?!)"  # matches nothing: for what one of the languages has no word for

# -- what people do with words

SAY = Concept("says|said|saying|talks|talked|speaks|spoke|spoken", "说|讲|谈", "say|talk|speak")
THINK = Concept("thinks|thought|believes|believed", "认为|觉得", "think|believe")
MENTION = Concept(
    "mentions|mentioned|brings up|brought up", "提到|提及|提起|说到|谈到", "mention|bring up"
)
EXPLAIN = Concept("explains|explained|describes|described", "解释|介绍|描述", "explain|describe")
SUGGEST = Concept(
    "suggests|suggested|proposes|proposed|recommends|recommended|argues|argued|claims|claimed",
    "建议|提议|推荐",
    "suggest|propose|recommend|argue|claim",
)
ASK = Concept("asks|asked|wants to know|wanted to know", "提?问", "ask|want to know")
ANSWER = Concept(
    "answers|answered|answering|responds|responded|response|responses|replies|replied",
    "回[答应复]|答复",
    "answer|respond|reply",
)
VIEW = Concept(
    "views?|opinions?|thinking|thoughts?|stance|positions?|attitudes?|ideas?|perspectives?",
    "看法|观点|意见|态度|想法|立场|说法|评价",
)
TAKE = Concept("takes?", NEVER)  # a view where it is somebody's: “Alex's take”, but “it takes”
CHANGE = Concept("changed?|evolved?|shift(?:ed)?|develop(?:ed)?", "变化|改变|转变")
QUESTION = Concept("questions?", "问题|提问")

# -- who

HE = Concept("he|she", "(?<![其吉])[他她](?![们人山乡])")
HIM = Concept("him|his|her", NEVER)
GUEST = Concept("the guest|the interviewee", "嘉宾|受访者|被采访者")
HOST = Concept("the (?:host|interviewer|moderator|reporter|journalist)", "主持人|记者")
AUDIENCE = Concept(
    r"(?:the\s+)?(?:audience(?:\s+members?)?|listeners|viewers)",
    "(?:现场|台下|场下)的?(?:观众|听众|同学们?)|观众|听众|网友|同学们",
)
PEOPLE = Concept("people|they|anyone|anybody|everyone|someone|somebody", "大家|人们|有人|他们|她们")
HONORIFIC = Concept("mr|mrs|ms|dr|prof", "博士|老师|先生|女士|委员|教授|总")
ROLE = Concept(NEVER, "记者|主持人?|主播|嘉宾|听众|观众")  # before a name: 记者李晴

# -- where and when

RECORDING = Concept(
    "(?:interview|talk|meeting|episode|podcast|conversation|recording|call|session|lecture)s?",
    "访谈|采访|会议|节目|播客|对话|谈话|录音|演讲|讲座|那一?[期次场]",
)
YEAR = r"(?:19|20)\d\d"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
# How a date is written; each form names what it holds of year, month and day.
DATE_FORMS = (
    rf"(?P<year>{YEAR})\s*(?:[-/.]\s*|年\s*)(?P<month>\d{{1,2}})"
    r"(?:\s*(?:[-/.]\s*|月\s*)(?P<day>\d{1,2})\s*[日号]?|\s*月)",
    rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{YEAR})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH}),?\s+(?P<year>{YEAR})",
    rf"(?P<month>{MONTH})\s+(?P<year>{YEAR})",
    rf"(?P<year>{YEAR})(?:\s*年)?",
)

# -- small words

ABOUT = Concept("about|regarding|concerning|on", "关于|针对")
WHAT = Concept("what", "什么|啥|哪些")
HOW_SEEN = r"(?:怎么看待?|如何看待?)"
POSSESSIVE = r"['’]s?"
AND = rf"(?:{POSSESSIVE})?(?:\s*(?:,|、|和|与|跟)\s*|\s+and\s+)"

# What a question for a fact asks in other words, in Chinese: pattern → term.
FACTS_ASKED_IN_CHINESE = {
    r"\bhow long\b|多长时间|多少时间": "多久",
    r"\bhow (?:many|much)\b": "多少",
    r"\b(?:when|what (?:time|year|day|date))\b": "时候",
    r"\bwhere\b": "哪里",
}

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NUMERALS = "一二三四五六七八九十"
# Not 这几个, 好几年, 过几天; but 办过几场.
HOW_MANY_ZH = "(?:(?<![这那近前后过好十])|(?<=过)(?=几[场次位家组项条台份篇页级名辆支部只张层]))几"
