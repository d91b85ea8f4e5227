"""Times as transcripts write them: “0:12”, “[00:01:02.5]”, “(12:03 --> 12:07)”, “00:00:05:12”
(frames), “#00:00:23-0#”.

In regular expressions here, the group `time` holds the time.
"""

from __future__ import annotations

import re

_SECONDS = r"(?:\d\d(?:[.,]\d{1,7})?|\d[.,]\d{1,7})"
_FRAMES = r"\d\d[:;]\d\d[:;]\d\d[:;]\d{2,3}"  # 00:00:05:12; drop frames have semicolons
_TENTHS = r"(?<=#)\d{1,2}:\d\d:\d\d-\d(?=#)"  # f4: #00:00:23-0#
_TIME = rf"(?:{_FRAMES}|{_TENTHS}|(?:\d{{1,2}}:)?\d{{1,3}}:{_SECONDS})"
_UNTIL = rf"(?:\s*(?:-+>?|–|—|~|\t)\s*{_TIME})?"
_CLOCK = rf"[\[(（【<{{#]?(?P<time>{_TIME}){_UNTIL}(?![\d:;]\d)[\])）】>}}#]?"
_BRACKETED = rf"(?=[\[(（【<{{#]){_CLOCK}(?<=[\])）】>}}#])"
LEADING_CLOCK = re.compile(
    rf"(?:{_CLOCK}\s*[-–—|]?\s+|{_BRACKETED.replace('<time>', '<beside>')}[-–—|]?)"
)
TRAILING_CLOCK = re.compile(rf"\s*[|,，]?\s*(?<![\d:;.]){_CLOCK}$")
INNER_CLOCK = re.compile(rf"(?<![\d:;.]){_CLOCK}(?P<colon>\s*[:：])?\s*")
BRACKETED_CLOCK = re.compile(rf"{_BRACKETED}\s*")
ONLY_CLOCK = re.compile(rf"{_CLOCK}\s*$")
_FRAME_RATES = (25, 30, 60)


def is_clock(text: str) -> bool:
    """Whether the text holds only a time."""
    return ONLY_CLOCK.fullmatch(text) is not None


def take_clock(text: str) -> tuple[float, str] | None:
    """The time at the start of a line in seconds, and the rest; None if there is no time."""
    leading = LEADING_CLOCK.match(text)
    return (seconds_of(leading), text[leading.end() :]) if leading else None


def seconds_of(clock: re.Match[str]) -> float:
    """Seconds from the start of the recording.

    Frames count at the lowest usual rate that has so many, with semicolons at 30 a second. Three
    digits are milliseconds.
    """
    groups = clock.groupdict()
    text = groups["time"] or groups.get("beside") or ""
    fields = re.split("[:;]", text.replace(",", ".").replace("-", "."))
    fraction = 0.0
    if len(fields) == 4:
        fraction = _fraction(fields.pop(), slowest=30 if ";" in text else 25)
    seconds = 0.0
    for value in fields:
        seconds = seconds * 60 + float(value)
    return seconds + fraction


def _fraction(digits: str, *, slowest: int) -> float:
    """The part of a second that frames, or milliseconds, are."""
    number = int(digits)
    if len(digits) == 3:
        return number / 1000
    return number / next((rate for rate in _FRAME_RATES if rate >= max(slowest, number + 1)), 100)
