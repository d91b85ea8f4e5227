"""Dates and hours beside names: “Mara Quist (02/03/2024, 10:00 AM)”, “[2024-03-02, 10:00] Mara: …”.

They become times from the first of them on, and the date of the talk.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...text.language import HAN
from .page_furniture import find_date

_DATE = (
    r"(?:(?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"|(?P<named>[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s(?:19|20)\d\d|\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s(?:19|20)\d\d)"
    r"|(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<last>(?:19|20)?\d\d))"
)
_HOUR = (
    r"(?:(?:Today|Yesterday)\s+at\s+)?(?P<half_before>上午|下午|晚上)?\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?Z?)?"
    r"(?:\s?(?P<half>[AaPp]\.?[Mm]\.?)(?!\w))?"
)
_MOMENT = rf"[\[(（<]?\s*(?:{_DATE}(?:\s*[,，]\s*|\s+(?:at\s+)?|T))?{_HOUR}\s*[\])）>]?"
_LEADING = re.compile(rf"\s*{_MOMENT}\s*(?:[-–—|,，:]\s+)?(?P<rest>\S.*)$")
_TRAILING = re.compile(
    rf"\s*(?P<name>[^\s\d\[(（<:：][^\[(（<:：]{{0,58}}?)\s*[-–—|,，]?\s*{_MOMENT}\s*(?P<colon>[:：]?)\s*$"
)
_INNER = re.compile(
    rf"\s*(?P<name>[^\s\d\[(（<:：][^\[(（<:：]{{0,58}}?)\s*[-–—|,，]?\s*(?=[\[(（<]){_MOMENT}(?<=[\])）>])\s*[:：]\s*(?P<rest>\S.*)$"
)
_ALONE = re.compile(rf"\s*{_MOMENT}\s*$")  # below a name: “10:02 AM”
_MIN_MOMENTS = 2
_AFTERNOON = ("p", "下", "晚")
_WORDS = re.compile(rf"[^\W\d_]|[{HAN}]")


@dataclass(frozen=True, slots=True)
class _Found:
    match: re.Match[str]
    name: str | None  # None: the moment leads the line
    rest: str


def with_moments_as_times(
    lines: Sequence[tuple[int, str]],
) -> tuple[dict[int, str], str | None]:
    """Lines with dates and hours beside names, written with times as “[0:01:00] Mara: …”.

    Returns: text by position in `lines`, and the date of the first moment in ISO 8601 or None.
        Nothing if fewer than two lines have a date or “AM” or “PM”.
    """
    found = {
        position: moment
        for position, (_, text) in enumerate(lines)
        if (moment := _find(text)) is not None
    }
    if len(found) < _MIN_MOMENTS:
        return {}, None
    is_month_first = any(int(moment.match["second"] or 0) > 12 for moment in found.values())
    begin: datetime.datetime | None = None
    date: str | None = None
    previous = datetime.datetime.min
    written: dict[int, str] = {}
    for position, moment in found.items():
        at = _when(moment.match, previous, is_month_first=is_month_first)
        if at is None:
            continue
        if begin is None:
            begin = at
            date = at.date().isoformat() if _is_dated(moment.match) else None
        previous = at
        seconds = max(0, int((at - begin).total_seconds()))
        clock = f"[{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}]"
        if seconds >= 100 * 3600:
            written[position] = f"{moment.name}: {moment.rest}" if moment.name else moment.rest
        else:
            name = f"{moment.name}: " if moment.name else ""
            written[position] = f"{clock} {name}{moment.rest}"
    return written, date


def _find(text: str) -> _Found | None:
    """The date and hour at the start of a line, or behind a name; None without either."""
    alone = _ALONE.match(text[:200])
    if alone and not _is_dated(alone) and alone["half"]:
        return _Found(alone, None, "")
    for pattern in (_TRAILING, _INNER, _LEADING):
        match = pattern.match(text[:200])
        if match and (_is_dated(match) or match["half"] or match["half_before"]):
            groups = match.groupdict()
            rest = text[match.start("rest") :] if groups.get("rest") else ""
            if groups.get("name") is None and not _WORDS.search(rest):
                return None
            return _Found(match, groups.get("name"), rest)
    return None


def _is_dated(match: re.Match[str]) -> bool:
    return (match["year"] or match["first"] or match["named"]) is not None


def _when(
    match: re.Match[str], previous: datetime.datetime, *, is_month_first: bool
) -> datetime.datetime | None:
    """The moment; None if there is no such date or hour."""
    hour = int(match["hour"])
    half = (match["half"] or match["half_before"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    try:
        if match["year"]:
            day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
        elif match["named"]:
            day = datetime.date.fromisoformat(find_date(match["named"]) or "")
        elif match["first"]:
            first, second, year = (int(match[name]) for name in ("first", "second", "last"))
            month, number = (first, second) if is_month_first else (second, first)
            day = datetime.date(year if year > 99 else 2000 + year, month, number)
        else:
            day = previous.date() if previous.year > 1 else datetime.date(2000, 1, 1)
        return datetime.datetime.combine(
            day, datetime.time(hour, int(match["minute"]), int(match["s"] or 0))
        )
    except ValueError:
        return None
