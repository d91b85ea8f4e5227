"""Times as transcripts write them: “0:12”, “[00:01:02.5]”, “(12:03 --> 12:07)”."""

from __future__ import annotations

import re

_SECONDS = r"(?:\d\d(?:[.,]\d{1,7})?|\d[.,]\d{1,7})"
_TIME = rf"(?:(?P<h>\d{{1,2}}):)?(?P<m>\d{{1,3}}):(?P<s>{_SECONDS})"
_END = rf"(?:(?:\d{{1,2}}):)?\d{{1,3}}:{_SECONDS}"
_CLOCK = rf"[\[(（<]?{_TIME}(?:\s*(?:-+>?|–|—|~)\s*{_END})?(?![\d:]\d)[\])）>]?"
LEADING_CLOCK = re.compile(rf"{_CLOCK}\s*[-–—|]?\s+")
TRAILING_CLOCK = re.compile(rf"\s*[|,，]?\s*(?<![\d:.]){_CLOCK}$")
INNER_CLOCK = re.compile(rf"(?<![\d:.]){_CLOCK}(?P<colon>\s*[:：])?\s*")
BRACKETED_CLOCK = re.compile(rf"(?=[\[(（<]){_CLOCK}\s*")
ONLY_CLOCK = re.compile(rf"{_CLOCK}\s*$")


def is_clock(text: str) -> bool:
    """Whether the text holds only a time."""
    return ONLY_CLOCK.fullmatch(text) is not None


def take_clock(text: str) -> tuple[float, str] | None:
    """The time at the start of a line in seconds, and the rest; None if there is no time."""
    leading = LEADING_CLOCK.match(text)
    return (seconds_of(leading), text[leading.end() :]) if leading else None


def seconds_of(clock: re.Match[str]) -> float:
    """Seconds from the start of the recording."""
    seconds = float(clock["s"].replace(",", "."))
    return int(clock["h"] or 0) * 3600 + int(clock["m"]) * 60 + seconds
