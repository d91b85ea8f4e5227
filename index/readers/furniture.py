"""What stands above, below and between the turns of a page: dates, footers, rules, pictures."""

from __future__ import annotations

import re

from ..fold import fold
from .labels import Line, is_furniture

DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
DATE_LABEL = re.compile(r"时间|日期|(?:会议|录制)时间|date|recorded(?: on)?|time")
TITLE_LABEL = re.compile(r"标题|(?:会议)?主题|title")
URL_LABEL = re.compile(r"url|link|media|source|原文(?:链接)?")
URL = re.compile(r"https?://\S+$")
# What products put below the talk.
_PRODUCT = "(?:讯飞听见|飞书妙记|通义听悟|腾讯会议)"
_FOOTER = re.compile(
    r"transcribed by\b.*|.*\bhttps?://otter\.ai\b.*"
    rf"|.*{_PRODUCT}.{{0,20}}(?:生成|转写|导出|提供|整理|转录).*|.*(?:由|来自).{{0,6}}{_PRODUCT}.*"
    r"|.*(?:由|来自).{0,6}AI.{0,4}生成.*|.*(?:仅供参考|转载请注明|版权所有|all rights reserved|©).*"
    r"|\W{0,20}(?:访谈|采访|会议|录音|对话|节目)结束\W{0,20}|转写结束|—+\s*end\s*—+"
    r"|\W{0,20}end of (?:the )?(?:tape|transcript|interview|recording)\W{0,20}",
    re.IGNORECASE,
)
# What a meeting tool says of itself: a name and what its bearer did; “we” and “然后” are said.
_SYSTEM = re.compile(
    r"transcription ended after .*"
    r"|(?!.*\b(?:we|i|you|he|she|they|it|then)\b)[^:：]{1,80}"
    r" (?:started|stopped) (?:the )?(?:transcription|recording)"
    r"|(?!.*(?:[我你他她它咱]|大家|然后|现在|那))[^:：，。]{1,30}(?:开始|停止|开启|结束)了?(?:转录|听录|录制|转写)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-*_=—\s]+$")
_ONLY_MARKUP = re.compile(r"(?:<[^<>]*>|!?\[[^\]]*\]\([^()\s]*\)|\s)+$")


def is_markup(line: Line) -> bool:
    """A rule, a picture, a tag, a lone link: nobody's words."""
    return _RULE.match(line.text) is not None or _ONLY_MARKUP.match(line.text) is not None


def begins_footer(line: Line) -> bool:
    """“时间:2018-11-02 15:23”, “声明:…”; but not “Time: you need a lot.”, which is speech."""
    if is_footer(line) or _RULE.match(line.text):
        return True
    if line.label is None or not line.has_colon or not is_furniture(line.label):
        return False
    if DATE_LABEL.fullmatch(fold(line.label)):
        return find_date(line.rest) is not None
    return not line.label.isascii() or not line.rest


def is_footer(line: Line) -> bool:
    """What a product writes below the talk: “Transcribed by …”, “End of interview”."""
    return _FOOTER.fullmatch(line.text) is not None


def is_system(text: str) -> bool:
    """“Anna started transcription”: what a meeting tool says of itself."""
    return _SYSTEM.fullmatch(text) is not None


def find_date(text: str) -> str | None:
    """The first date such as 2018-11-02, 2018/11/2 or 2018年11月2日, in ISO 8601; None if none."""
    match = DATE.search(text)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
