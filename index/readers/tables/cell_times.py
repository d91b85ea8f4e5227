"""Times in the cells of a table: clocks, clocks with frames, ranges, plain numbers of any unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ..utterances import to_seconds

_FRAME_RATES = (24, 25, 30, 50, 60)  # per second; the smallest that a file's frames fit
_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d\d(?:[.,]\d{1,7})?(?![\d:;]|\s*[ap]\.?m\b)"
_FRAMES = r"\d{1,3}[:;]\d\d[:;]\d\d[:;]\d\d"
_UNITS = (  # “1h 2m 3s”, “2分3秒”
    r"(?=\d+ ?(?:h|m|s|小?时|分|秒))"
    r"(?:\d+ ?(?:h|小?时) ?)?(?:\d+ ?(?:m(?:in)?|分钟?) ?)?(?:\d+ ?(?:s|秒))?"
)
_TIME = re.compile(rf"[\[(]?\s*(?P<time>{_FRAMES}|{_CLOCK}|{_UNITS})\s*[\])]?", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-+>?|–|—|~|to|至|到)\s*")
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
# Seconds that a character takes lie far below the first limit, milliseconds below the second.
_MAX_UNITS_PER_CHARACTER = ((20, 1), (20_000, 1000))
_MIN_RATES = 3  # from which a unit is recognised
_TICKS = 10_000_000  # per second


@dataclass(frozen=True, slots=True)
class CellTime:
    """The time in a cell, in seconds; for a plain number in the file's unit."""

    start: float
    end: float | None = None  # of a range
    rest: str = ""  # the words behind it
    is_number: bool = False


def read_time(cell: str, frame_rate: int = 30) -> CellTime | None:
    """Parse “01:02.5”, “[0:43] later”, “00:00:01:12” (frames), “1m 2s”, “1:00 --> 2:00”, “1.5”."""
    cell = cell.strip()
    if _NUMBER.fullmatch(cell):
        return CellTime(float(cell), is_number=True)
    start = _TIME.match(cell)
    if not start or not start["time"]:
        return None
    start_s = _seconds(start["time"], frame_rate)
    between = _TO.match(cell, start.end())
    end = _TIME.match(cell, between.end()) if between else None
    end_s = _seconds(end["time"], frame_rate) if end and end["time"] else None
    rest = cell[end.end() if end and end_s is not None else start.end() :]
    return None if start_s is None else CellTime(start_s, end_s, rest.strip(" -–—|"))


def frame_rate_of(cells: Sequence[str]) -> int:
    """The lowest usual number of frames per second that all cells with frames fit."""
    frames = [int(cell.strip()[-2:]) for cell in cells if re.fullmatch(_FRAMES, cell.strip())]
    most = max(frames, default=0)
    return next((rate for rate in _FRAME_RATES if most < rate), 100)


def units_per_second(durations: Sequence[float], lengths: Sequence[int]) -> int:
    """1, 1000 or 10,000,000: the unit in which people speak at a human rate.

    Args:
        durations: how long each text takes, in the file's unit.
        lengths: characters of the texts.
    """
    rates = [d / n for d, n in zip(durations, lengths, strict=True) if d > 0 and n]
    if len(rates) < _MIN_RATES:
        return 1
    usual = median(rates)
    return next((n for limit, n in _MAX_UNITS_PER_CHARACTER if usual < limit), _TICKS)


def _seconds(time: str, frame_rate: int) -> float | None:
    if re.fullmatch(_FRAMES, time):
        hours, minutes, seconds, frames = map(int, re.split("[:;]", time))
        return hours * 3600 + minutes * 60 + seconds + frames / frame_rate
    if re.search(r"[^\d:.,]", time):
        values = {unit[0]: int(n) for n, unit in re.findall(r"(\d+) ?([a-z小时分秒]+)", time)}
        hours = values.get("h", 0) + values.get("小", 0) + values.get("时", 0)
        minutes = values.get("m", 0) + values.get("分", 0)
        return hours * 3600.0 + minutes * 60 + values.get("s", 0) + values.get("秒", 0)
    return to_seconds(time)
