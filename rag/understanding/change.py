"""Questions of how words changed in time: “how did his view of it change”, “他历年怎么看 CUDA”."""

from __future__ import annotations

import re

_VIEW = r"(?:views?|opinions?|thinking|thoughts?|stance|positions?|attitudes?|ideas?)"
_CHANGE = r"(?:changed?|evolved?|shift(?:ed)?|develop(?:ed)?)"
_VIEW_CHANGES = re.compile(
    rf"^\s*(?:how\s+)?(?:has|have|had|did|does|do)\s+(?P<view>.*\b{_VIEW}\b.*?)\s+{_CHANGE}\b",
    re.IGNORECASE,
)
_MIND = re.compile(r"\bchang(?:e|ed|ing)\s+(?:his|her|their)\s+minds?\b", re.IGNORECASE)
_CHINESE_VIEW_CHANGES = re.compile(
    r"(?P<view>看法|观点|觀點|态度|態度|想法|立场|立場|说法|說法|意见|意見|评价|評價)"
    r"(?P<when>(?:这些年|這些年|历年|歷年)(?:来|來)?(?:前后|前後)?|前后|前後|后来|後來)?"
    r"(?:是|都)?(?:有没有|有沒有|有过|有過|有|发生了?|發生了?|怎么|怎麼|怎样|怎樣|如何)?"
    r"(?:什么|什麼|哪些|过|過)?(?:变化|變化|改变|改變|转变|轉變|变过|變過|变了?|變了?|(?(when)(?:不同|不一样|不一樣)|(?!)))的?(?:过|過)?"
)
# A span of time is meant for what was said only where saying or thinking is spoken of.
_SPAN = re.compile(
    r",?\s*\b(?:over\s+time|(?:over|through|across)\s+(?:all\s+)?(?:the|these|those)\s+years)\b"
    r"|(?:这|這)(?:些|几|幾)年(?:来|來)?[,，]?|(?:历年|歷年|多年)(?:来|來)?[,，]?|(?:前后|前後)(?=[是都]?(?:怎|如何))",
    re.IGNORECASE,
)
_OF_SAYING = re.compile(
    rf"\b(?:say|says|said|saying|think|thinks|thought|talk|talked|{_VIEW})\b"
    r"|[说說谈談讲講提看][了过過到法]|[怎如][么麼何]?[看说說谈談讲講]|看待|认为|認為|觉得|覺得"
    r"|观点|觀點|态度|態度|想法|立场|立場|意见|意見",
    re.IGNORECASE,
)


def without_change(question: str) -> str | None:
    """What was said, as a question, where one asks how it changed in the course of time.

    None for other questions: in “what did CUDA change” the change is the subject.
    """
    rest = _VIEW_CHANGES.sub(r"\g<view>", question)
    rest = _CHINESE_VIEW_CHANGES.sub(r"\g<view>", _MIND.sub("", rest))
    if _OF_SAYING.search(rest):
        rest = _SPAN.sub("", rest)
    return None if rest == question else " ".join(rest.split())
