"""Rules for how people are named: titles, sides of an interview, and what a heading tells."""

from __future__ import annotations

from ....index.text.language import HAN
from .rule import NAME, Rule
from .vocabulary import ANSWER, EXPLAIN, MENTION, SAY, SUGGEST, THINK, VIEW

TITLE_OF_NAME = Rule(
    "is a title after a Chinese name",
    rf"(?<=[{HAN}])(?:先生|女士|小姐|太太|夫人|老?师傅|老师|教授|博士|院士|院长|校长|主任|主席|主持"
    rf"|部长|局长|处长"
    "|市长|书记|董事长?|(?:副?总)?经理|副?总裁?|总监|工程师|工|医生|大夫|律师|法官|议员|委员|同学"
    "|导演|阿姨|叔叔|伯伯)",
    ("周先生怎么看", "任总", "周師傅"),
    ("周明", "先生", "Mr. Alex"),
)
BEFORE_FAMILY_NAME = Rule(
    "stands before a family name among people who know each other",
    rf"(?<![{HAN}])[老小阿](?=[{HAN}](?![{HAN}]))",
    ("老周", "小王"),
    ("老周明", "老", "周老"),
)
ASKING_SIDE = Rule(
    "is the label of the side that asks, and no name",
    r"^(?:q|question|问|提问|记者|采访者|访者|主持人?|编辑|host|interviewer|moderator|reporter"
    r"|int)\W*$",
    ("Q", "問", "記者", "Interviewer"),
    ("Q3", "答", "记者李晴", "Alex"),
)
ANSWERING_SIDE = Rule(
    "is the label of the side that answers, and no name",
    r"^(?:a|r|answer|答|回答|受访者|受访人|被采访者|被访者|嘉宾|guest|interviewee|respondent"
    r"|narrator)\W*$",
    ("A", "答", "受訪者", "Guest"),
    ("Q", "問", "嘉宾王芳", "Alex"),
)
ASKS_IN_HEADING = Rule(
    "a heading names the one who asks: somebody else is spoken with",
    rf"{NAME}\s*(?:对话|专访|访谈|采访|访|×|vs\b|interviews\b|talks? (?:to|with)\b|in conversation)"
    rf"|(?:采访|撰文|主持|interviewer)\s*[:/|]\s*{NAME}"
    rf"|\b(?:interviewed|interview|hosted) by\s+{NAME}",
    ("Alex 对话周明", "Alex interviews Ann", "采访：Alex", "Interview by Alex"),
    ("作家 Alex：山里没有秘密", "Interview with Alex", "专访 Alex", "采访 Alex"),
)
_VERBS = (SAY, THINK, MENTION, SUGGEST, EXPLAIN)
_REPORTED = "|".join(
    [f"(?:{verb.en}|{verb.zh})" for verb in _VERBS]
    + [ANSWER.either, VIEW.either]
    + [
        r"\b(?:told|tells|wants?|wanted|wrote|writes|decided|agreed|announced|posted)\b"
        "|表示|希望|主张|反对|支持|同意|决定|回应|指出|强调"
    ]
)
REPORTS = Rule(
    "reports what somebody says, thinks or wants who is named",
    rf"{NAME}[^.?!。]{{0,30}}?(?:{_REPORTED})|\baccording to {NAME}",
    ("Alex once said it is late.", "Alex在最近的talk里提到它", "According to Alex, it is late."),
    ("We bought it from Alex.", "Alex is our client. He left.", "跟 Alex 買油"),
)
