"""Recognise the parts of a page that are not speech: dates, footers, rules, pictures."""

from __future__ import annotations

import re

from ...text.fold import fold
from .labels.names import is_furniture
from .lines import Line

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?"
_DATES = (
    re.compile(rf"{_YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})\s*[-/.月]\s*(?P<day>\d{{1,2}})"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"(?<!\d){_DAY}\s+{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
)
_COMPACT_DATE = re.compile(rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\b"
_PUBLISHED = (
    r"(?:first )?(?:published|posted|recorded|aired|released|updated)(?: on)?\b"
    r"|(?:发布|发表|刊发|录制)[于时间日期]{0,2}"
)
_BEFORE_DATE = re.compile(rf"\W*(?:(?P<verb>{_PUBLISHED})\W*)?(?:{_WEEKDAY}\W*)?", re.IGNORECASE)
DATE_LABEL = re.compile(r"时间|日期|(?:会议|录制)时间|date|recorded(?: on)?|time")
CREDIT_LABEL = re.compile(r"来源|作者|(?:责任)?编辑|采访|撰文|整理|source|author|editor")
TITLE_LABEL = re.compile(r"标题|(?:会议)?主题|title")
URL_LABEL = re.compile(r"url|link|media|source|原文(?:链接)?")
URL = re.compile(r"https?://\S+$")
# What transcription products write below the talk.
_PRODUCT = "(?:讯飞听见|飞书妙记|通义听悟|腾讯会议)"
_FOOTER = re.compile(
    r"transcribed by\b.*|.*\bhttps?://otter\.ai\b.*"
    rf"|.*{_PRODUCT}.{{0,20}}(?:生成|转写|导出|提供|整理|转录).*|.*(?:由|来自).{{0,6}}{_PRODUCT}.*"
    r"|meeting ended after [\d:]+\W*|this editable transcript was computer generated.*"
    r"|[(（【\[]\s*(?:责任编辑|责编|编辑|编审|校对|来源)\s*[:：][^。！？]{1,40}[)）】\]]"
    r"|.*(?:由|来自).{0,6}AI.{0,4}生成.*|.*(?:仅供参考|转载请注明|版权所有|all rights reserved|©).*"
    r"|\W{0,20}(?:访谈|采访|会议|录音|对话|节目)结束\W{0,20}|转写结束|—+\s*end\s*—+"
    r"|\W{0,20}end of (?:the )?(?:tape|transcript|interview|recording)\W{0,20}",
    re.IGNORECASE,
)
# Titles of the sections that 通义听悟 adds below the talk.
_SUMMARY = re.compile(
    r"[#*【\s]*(?:(?:AI|智能)(?:总结|速览|纪要)|全文(?:概要|摘要)|关键词|章节速览|发言总结|要点回顾|问答回顾|待办事项|思维导图)"
    r"[:：*】\s]*"
)
# What transcribers write where the recording begins, breaks off or ends: “[END OF AUDIO]”.
_TAPE = (
    r"(?:audio|recording|transcri\w+|interview|tape|file|video|session|call|part|side|meeting"
    r"|episode|segment|podcast|show|program(?:me)?|conversation)"
)
_END_MARK = (
    r"(?:[\[(（<]?[\d:;.]{4,12}[\])）>]?\s*)?[\[(（【<]\s*"
    rf"(?:(?:end|beginning|start|break|gap) (?:of|in) (?:the )?{_TAPE}\b[^\[\]()]{{0,40}}"
    rf"|(?:the )?{_TAPE} (?:ends?|ended|begins?|starts?|started|stops?|stopped|paused?|resumes?"
    r"|resumed|cuts? (?:off|out))[^\[\]()]{0,40}"
    r"|(?:录音|錄音|音频|音頻|访谈|訪談|采访|採訪|视频|影片|会议|會議|节目|節目)(?:到此|至此)?"
    r"(?:结束|結束|完毕|完畢|完|开始|開始|中断|中斷|暂停|暫停)"
    r"|fin de (?:l['’]|la |el )?\w+|ende der aufnahme|fine (?:della )?\w+|終了|終わり)\s*[\])）】>]"
)
_END_MARK_BEHIND = re.compile(rf"(?<=\S)\s*{_END_MARK}$", re.IGNORECASE)
_MAX_END_MARK_LENGTH = 160  # characters
# Messages of a meeting tool: a name and an event. “We started …” and “然后…” are speech.
_SYSTEM = re.compile(
    r"transcription ended after .*"
    r"|(?!.*\b(?:we|i|you|he|she|they|it|then)\b)[^:：]{1,80}"
    r" (?:started|stopped) (?:the )?(?:transcription|recording)"
    rf"|{_END_MARK}"
    r"|(?:\S{3,12}\s+)?-!- \S.*"
    r"|(?:\S{3,12}\s+)?\*+ \S+ (?:has )?(?:join|left|quit|part)\w*\b.*"  # a chat's log
    r"|by (?:mr|mrs|ms|miss|dr|the)\b[^:：]{1,40}:"  # who asks from here in a deposition
    r"|(?!.*(?:[我你他她它咱]|大家|然后|现在|那))[^:：，。]{1,30}(?:开始|停止|开启|结束)了?(?:转录|听录|录制|转写)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-*_=—\s]+$")
_ONLY_MARKUP = re.compile(r"(?:<[^<>]*>|!?\[[^\]]*\]\([^()\s]*\)|\s)+$")


def is_rule(line: Line) -> bool:
    """Whether the line is a rule: “---”."""
    return _RULE.match(line.text) is not None


def is_markup(line: Line) -> bool:
    """Whether the line is not speech: a rule, a picture, a tag, a link by itself."""
    return is_rule(line) or _ONLY_MARKUP.match(line.text) is not None


def begins_footer(line: Line) -> bool:
    """Whether a footer begins here: “时间:2018-11-02 15:23”, “声明:…”.

    “Time: you need a lot.” is speech.
    """
    if is_footer(line) or is_rule(line):
        return True
    if line.label is None or not line.has_colon or not is_furniture(line.label):
        return False
    if DATE_LABEL.fullmatch(fold(line.label)):
        return _DATES[0].search(line.rest) is not None or stated_date(line.rest) is not None
    return not line.label.isascii() or not line.rest


def begins_summary(line: Line) -> bool:
    """Whether the line is the title of a product's summary: “AI总结”, “关键词”."""
    return _SUMMARY.fullmatch(line.text) is not None


def is_footer(line: Line) -> bool:
    """Whether the line is a product's footer: “Transcribed by …”, “End of interview”."""
    return _FOOTER.fullmatch(line.text) is not None


def is_system(text: str) -> bool:
    """Whether the text is a meeting tool's message: “Anna started transcription”."""
    return _SYSTEM.fullmatch(text) is not None


def cut_end_mark(text: str) -> list[str]:
    """The words of a line and the mark of the recording's end behind them: “… [END OF AUDIO]”."""
    text = text.strip()
    mark = _END_MARK_BEHIND.search(text, max(1, len(text) - _MAX_END_MARK_LENGTH))
    return [text[: mark.start()], text[mark.start() :]] if mark else [text]


def find_date(text: str) -> str | None:
    """The first date (2018-11-02, 2018年11月2日, March 12, 2024) in ISO 8601; None without one."""
    matches = [match for pattern in _DATES if (match := pattern.search(text))]
    return _iso(min(matches, key=lambda match: match.start())) if matches else None


def date_in_name(stem: str) -> str | None:
    """The date in a file's name, also written 20181102, in ISO 8601; None without one."""
    compact = _COMPACT_DATE.search(stem)
    return find_date(stem) or (_iso(compact) if compact else None)


def stated_date(text: str) -> str | None:
    """The date at the start of a line: “Tue, Mar 12, 2024”, “发布于 2018-11-02”; else None."""
    opening = _BEFORE_DATE.match(text)
    start = opening.end() if opening else 0
    matches = [match for pattern in _DATES if (match := pattern.match(text, start))]
    return _iso(matches[0]) if matches else None


def is_dateline(text: str) -> bool:
    """Whether the line states a publication date: “Published 12 March 2024 by The Paper”."""
    opening = _BEFORE_DATE.match(text)
    return opening is not None and bool(opening["verb"]) and stated_date(text) is not None


def _iso(date: re.Match[str]) -> str | None:
    name = date["month"].lower()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(name)
    year, day = int(date["year"]), int(date["day"])
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
