"""What shows that a speaker takes back what they have just said."""

from __future__ import annotations

from ..rule import Rule

CORRECTS = Rule(
    "takes back what was just said",
    r"^\W*(?:(?:oh|um|uh|ah|okay|ok|well|hang on|hold on|sorry|no)\W+){0,3}"
    r"(?:no\W+(?:wait|sorry)|wait\W+(?:no|sorry|actually|that)|sorry\W+(?:no\b"
    r"|i (?:mean|meant|was|got)|that(?:['’]s| is| was)|it(?:['’]s| is| was)|the\b)|correction\b"
    r"|scratch that\b"
    r"|my mistake\b|actually\W+(?:no\b|sorry|it(?:['’]s| is| was))|i (?:meant\b"
    r"|mis(?:spoke|read|counted)\b|was wrong\b|got (?:that|it) wrong\b|stand corrected\b"
    r"|take that back\b)"
    r"|let me correct\b|i tell a lie\b)"
    r"|^\W*(?:(?:啊|哦|噢|嗯|呃|诶|哎)\W*)*(?:(?:等一下|等等|不好意思|抱歉|对不起)\W*)?"
    r"(?:不对(?!吧)|不是\W+(?:是|应该)|说错|讲错|看错|记错|搞错|算错|更正|纠正|应该是|(?:啊|哦)?你说得对)"
    r"|^\W*(?:啊|哦|呃)?\W*(?:等一下|等等)\W+我(?:看|查|确认)"
    r"|那就?不是[^,。?]{1,12}[,;]\s*(?:而)?是|以[^,。?]{1,12}为准",
    (
        "No wait. Sorry. That's the whole quarter.",
        "Sorry, I meant Tuesday.",
        "Oh, actually, it's fifteen.",
        "Correction: four hundred.",
        "啊等一下，我看一下。对，你说得对，是八十台。",
        "不对，应该是三月五号",
        "不好意思，说错了，是两千",
        "那就不是十八万，是十五万六。不好意思，以十五万六为准。",
    ),
    (
        "Sorry to hear that.",
        "Wait for the release.",
        "Actually I like it.",
        "No, not yet.",
        "等一下再说",
        "不是这个问题",
        "这样对不对",
        "他不是医生",
    ),
)
