"""The kinds of talks, by what a question or a title calls them."""

from __future__ import annotations

from .rule import Rule

INTERVIEW = Rule(
    "speaks of an interview",
    r"\binterview(?:s|ed)?\b|访谈|采访|专访|访问|对谈",
    ("summarize the interview", "專訪唐鳳", "这个采访讲了什么"),
    ("summarize the meeting", "会议要点"),
)
MEETING = Rule(
    "speaks of a meeting",
    r"\b(?:meeting|stand-?up|sync|retro(?:spective)?|all[- ]hands|kick-?off|review|weekly"
    r"|planning)s?\b|会议|例会|周会|月会|晨会|开会|会上|评审|讨论会|班会|理事会|纪要",
    ("summarize the meeting", "這次會議有哪些結論", "project review 2026", "周会"),
    ("summarize the interview", "会不会下雨"),
)
PODCAST = Rule(
    "speaks of a podcast",
    r"\b(?:podcast|episode|show|radio|broadcast)s?\b|播客|节目|这一?期|广播|电台",
    ("what is the podcast about?", "這集節目在講什麼"),
    ("the meeting", "会议"),
)
LECTURE = Rule(
    "speaks of a lecture or a panel",
    r"\b(?:lecture|keynote|panel|seminar|workshop|webinar|demo|presentation)s?\b|演讲|讲座|座谈|论坛|分享会|研讨会|讲课|发布会",
    ("key points of the panel", "演講要點", "the product demo"),
    ("the meeting", "会议"),
)
