"""When something is said, from fields whose units and forms differ between tools."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ...utterances import to_seconds
from ..fields import Json
from ..structure.level import Level, Record
from .names import DURATION, END, MOMENT, START, per_second, time_kind

Span = tuple[float | None, float | None]  # start and end, in seconds
NO_SPAN: Span = (None, None)
_ISO_DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_UNITS = re.compile(r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+(?:\.\d+)?)\s*s(?:ec)?)?")
_MILLISECONDS = re.compile(r"(\d+(?:\.\d+)?)\s*ms")
_FRAMES = re.compile(r"(\d+:\d\d:\d\d)[:;](\d\d)")
_FRAMES_PER_S = 25
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_RANGE = re.compile(r"(.{1,40}?)\s*(?:-->|–|—|~|\s-\s|(?<=\d)-(?=\d))\s*(.{1,40})")
_SCALES = (1, 1000, 1_000_000, 10_000_000, 1_000_000_000)  # units per second
_SAMPLES = 16_000  # per second, which some recognisers count
# Nobody speaks fewer words per second in a whole recording; numbers with a fraction are seconds
# sooner than whole ones.
_MIN_RATE = 0.015
_MIN_RATE_OF_SPEECH = 0.095  # without the pauses between utterances
_MIN_RATE_OF_FRACTIONS = 0.0015
_MIN_WORDS = 2  # of a record on average, to add up the times of all
_MIN_TIMED = 0.8  # share of the records that have both times
_SLOW_RATE = 0.3  # a lower rate tells units that differ by a factor of ten
_MAX_RATE = 50  # a higher rate shows that the field's name does not mean its unit
_EPOCH_S = (1e9, 4e9)  # dates from 2001 to 2096
MAX_LENGTH_S = 24 * 3600  # of a recording whose times are dates
NUMBER, SECONDS, INSTANT = range(3)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as it is written: a number of unknown units, seconds, or seconds since 1970."""

    kind: int
    value: float


def moment_of(value: Json) -> Moment | None:
    """The time in a field; None if it holds none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Moment(NUMBER, float(value)) if 0 <= value < 1e20 else None
    if not isinstance(value, str) or len(value) > 60:
        return None
    text = value.strip().strip("[]()<>【】（）").strip()
    if re.fullmatch(r"\d{1,20}(?:\.\d{1,12})?", text):
        return Moment(NUMBER, float(text))
    seconds = to_seconds(text)
    if seconds is None and (match := _FRAMES.fullmatch(text)):
        seconds = (to_seconds(match[1]) or 0) + int(match[2]) / _FRAMES_PER_S
    if seconds is None and (match := _MILLISECONDS.fullmatch(text)):
        seconds = float(match[1]) / 1000
    if seconds is None and (match := _ISO_DURATION.fullmatch(text)) and any(match.groups()):
        days, hours, minutes, rest = (float(group or 0) for group in match.groups())
        seconds = ((days * 24 + hours) * 60 + minutes) * 60 + rest
    if seconds is None and (match := _UNITS.fullmatch(text)) and any(match.groups()):
        hours, minutes, rest = (float(group or 0) for group in match.groups())
        seconds = (hours * 60 + minutes) * 60 + rest
    if seconds is not None:
        return Moment(SECONDS, seconds)
    return _instant(text)


def _instant(text: str) -> Moment | None:
    if not _INSTANT.fullmatch(text):
        return None
    text = re.sub(r"(\.\d{6})\d+", r"\1", text)  # Python reads microseconds
    try:
        time = datetime.fromisoformat(text)
        return Moment(INSTANT, (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None


def _both(value: Json) -> tuple[Moment | None, Moment | None]:
    """The start in a field, and the end if it holds both: [0, 4], “0:00 - 0:04”."""
    if isinstance(value, list) and len(value) > 1:
        return moment_of(value[0]), moment_of(value[-1])
    moment = moment_of(value)
    if moment is None and isinstance(value, str) and (match := _RANGE.fullmatch(value.strip())):
        start, end = moment_of(match[1]), moment_of(match[2])
        return (start, end) if start and end else (None, None)
    return moment, None


@dataclass(frozen=True, slots=True)
class Times:
    """When the records of a level are said."""

    spans: dict[int, Span]  # by the record's number
    is_dated: bool = False  # the file has dates, or counts from 1970
    are_ends: bool = False  # the file gives ends; a start is the end before
    first_s: float | None = None  # the first date, in seconds since 1970

    def of(self, record: Record) -> Span:
        """The start and the end of a record."""
        return self.spans.get(record.number, NO_SPAN)


_Row = tuple[int, Moment | None, Moment | None, Moment | None]  # number, start, end, duration


def times_of(level: Level, n_words: int) -> Times | None:
    """The times of the records; None without a field of times.

    Args:
        n_words: how many words are spoken in all records, which tells the unit of numbers.
    """
    fields = _fields(level)
    starts, ends, lengths = (fields.get(kind) for kind in (START, END, DURATION))
    if starts is None and ends is None:
        return None
    raw: list[_Row] = []
    for record in level.records:
        start, end = _both(record.fields.get(starts)) if starts else (None, None)
        end = (_both(record.fields.get(ends))[0] if ends else None) or end
        length = _both(record.fields.get(lengths))[0] if lengths else None
        raw.append((record.number, start, end, length))
    numbers = [
        m.value for row in raw for m in row[1:3] if m is not None and m.kind == NUMBER
    ]  # fmt: skip
    unit, is_dated = _unit(numbers, _spoken(raw, n_words), starts or ends or "", n_words)
    is_dated = is_dated or any(row[1] is not None and row[1].kind == INSTANT for row in raw)
    end_unit = (per_second(ends) if ends else None) or unit
    length_unit = (per_second(lengths) if lengths else None) or unit
    spans: dict[int, Span] = {}
    last_end_s = 0.0
    for number, start, end, length in raw:
        start_s = _in_seconds(start, unit)
        end_s = _in_seconds(end, end_unit)
        if starts is None and end_s is not None:  # begins where the last one ended
            start_s, last_end_s = last_end_s, end_s
        if end_s is None and start_s is not None and length is not None:
            end_s = start_s + (_in_seconds(length, length_unit) or 0)
        spans[number] = (start_s, end_s)
    return Times(spans, is_dated, starts is None)


def _in_seconds(moment: Moment | None, unit: float) -> float | None:
    if moment is None:
        return None
    seconds = moment.value / unit if moment.kind == NUMBER else moment.value
    return seconds if seconds < 1e10 else None


def _fields(level: Level) -> dict[str, str]:
    """The best field of each kind; moments are starts if there are no others."""
    best: dict[str, tuple[tuple[int, int, int, int], str]] = {}
    for place, key in enumerate(level.names()):
        kind = time_kind(key)
        if kind is None:
            continue
        values = level.values(key)
        moments = [m for value in values if (m := _both(value)[0]) is not None]
        if len(moments) <= len(values) / 2:
            continue
        is_instant = sum(m.kind == INSTANT for m in moments) > len(moments) / 2
        rank = (int(is_instant), int(kind == MOMENT), key.count("."), place)
        kind = START if kind == MOMENT else kind
        if kind not in best or rank < best[kind][0]:
            best[kind] = (rank, key)
    return {kind: key for kind, (_, key) in best.items()}


def _spoken(rows: Sequence[_Row], n_words: int) -> float:
    """How long all records are together, in the units of the file; 0 where ends are missing.

    The times of single words are too short to add up.
    """
    lengths = [
        end.value - start.value
        for _, start, end, _ in rows
        if start is not None and end is not None and start.kind == end.kind == NUMBER
    ]
    are_sentences = n_words >= _MIN_WORDS * len(rows)
    is_complete = are_sentences and len(lengths) > _MIN_TIMED * len(rows)
    return sum(lengths) if is_complete and min(lengths) >= 0 else 0.0


def _unit(numbers: Sequence[float], spoken: float, key: str, n_words: int) -> tuple[float, bool]:
    """Units per second, and whether the numbers count from 1970."""
    if not numbers:
        return 1, False
    lowest, highest = min(numbers), max(numbers)
    for scale in (1, 1000, 1_000_000, 1_000_000_000):
        if _EPOCH_S[0] * scale <= lowest and highest < _EPOCH_S[1] * scale:
            return scale, True
    length = spoken or highest - lowest or highest
    named = per_second(key)
    if named and n_words * named <= _MAX_RATE * length:
        return named, False
    has_fractions = any(number != int(number) for number in numbers)
    least = _MIN_RATE_OF_FRACTIONS if has_fractions else _MIN_RATE
    least = _MIN_RATE_OF_SPEECH if spoken else least
    unit = next((n for n in _SCALES if n_words * n >= least * length), _SCALES[-1])
    is_slow = n_words * unit < _SLOW_RATE * length
    finer = {1000: _SAMPLES if key.endswith("start_offset") else 1000, 1_000_000: 10_000_000}
    return finer.get(unit, unit) if is_slow else unit, False
