"""Rows of a table whose columns are known → utterances and notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...transcript import Note
from ..json_formats.fields import name_of
from ..utterances import Contents, Utterance, looks_like_words, unescape
from .cell_times import CellTime, frame_rate_of, read_time, units_per_second
from .columns import Columns

_LETTERS = re.compile(r"[^\W\d_]{2}")
_AROUND_NAMES = " \t:：[]【】<>*"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table as written in the file."""

    line: int  # line number of its start, from 1
    cells: list[str]
    raw: str = ""  # “” if its cells were never in one text


@dataclass(slots=True)
class _Read:
    """What was read from the rows so far."""

    utterances: list[Utterance] = field(default_factory=list)
    times: list[tuple[CellTime | None, CellTime | None]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unread: list[Note] = field(default_factory=list)


def read_rows(
    rows: Sequence[Row], columns: Columns, delimiter: str = "\t", *, is_in_ms: bool = False
) -> Contents:
    """Make each row an utterance; rows above the titles become notes, further words unread notes.

    An empty cell repeats the speaker above.

    Args:
        is_in_ms: plain numbers are milliseconds; otherwise the words' rate shows the unit.
    """
    read = _Read()
    for row in rows[: columns.first_row]:
        text = row.raw.strip() or " ".join(filter(None, row.cells))
        if columns.titles is not None and row is not rows[columns.titles]:
            read.notes.append(Note(row.line, text))
    body = rows[columns.first_row :]
    width = len(rows[columns.titles].cells) if columns.titles is not None else _width(body)
    while columns.titles is not None and not rows[columns.titles].cells[width - 1].strip():
        width -= 1
    worded = _columns_of_words(body, columns, width)
    frame_rate = frame_rate_of(_time_cells(body, columns))
    for row in body:
        _read_row(row, columns, width, worded, frame_rate, delimiter, read)
    return Contents(
        "table",
        tuple(_timed(read, is_in_ms=is_in_ms)),
        notes=tuple(read.notes),
        unread=tuple(read.unread),
    )


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows[:1]), default=0)


def _time_cells(rows: Sequence[Row], columns: Columns) -> list[str]:
    places = [place for place in (columns.start, columns.end) if place is not None]
    return [row.cells[place] for row in rows for place in places if place < len(row.cells)]


def _columns_of_words(rows: Sequence[Row], columns: Columns, width: int) -> frozenset[int]:
    """The places of columns where some cell may be something said: then the short ones are, too."""
    return frozenset(
        place
        for row in rows
        for place, cell in enumerate(row.cells[:width])
        if place not in columns.used and looks_like_words(cell)
    )


def _read_row(
    row: Row,
    columns: Columns,
    width: int,
    worded: frozenset[int],
    frame_rate: int,
    delimiter: str,
    read: _Read,
) -> None:
    cells, rest = _fit(row, columns, width, delimiter)
    if not cells:
        read.unread.append(Note(row.line, row.raw.strip() or " ".join(row.cells)))
        return
    start = read_time(cells[columns.start], frame_rate) if columns.start is not None else None
    end = read_time(cells[columns.end], frame_rate) if columns.end is not None else None
    said = [place for place in columns.words if cells[place].strip()]
    spoken = said if columns.voices else said[:1]
    for place in spoken:
        is_first = place == spoken[0]
        speaker = (
            columns.voices[columns.words.index(place)]
            if columns.voices
            else _name(cells, columns.speaker)
        )
        read.utterances.append(Utterance(unescape(cells[place].strip()), speaker))
        read.times.append((start, end) if is_first else (None, None))
    if start and _LETTERS.search(start.rest):
        rest.insert(0, start.rest)
    rest += [
        cell
        for place, cell in enumerate(cells)
        if place not in spoken
        and cell.strip()
        and (
            place in worded
            or place in columns.words
            or (place not in (columns.start, columns.end) and looks_like_words(cell))
        )
    ]
    read.unread += [Note(row.line, text) for text in rest]


def _name(cells: Sequence[str], place: int | None) -> str | None:
    if place is None:
        return None
    return name_of(unescape(cells[place]).strip(_AROUND_NAMES))


def _fit(row: Row, columns: Columns, width: int, delimiter: str) -> tuple[list[str], list[str]]:
    """The cells of a row, one for each column, and the words that have no column.

    A row with more cells than columns holds text with an unquoted delimiter. If the words are the
    last column, the extra cells belong to them. Otherwise it is unclear where the words end.
    """
    cells = row.cells
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    last = columns.words[-1]
    if len(cells) > width and last == width - 1:
        cells = [*cells[: width - 1], _last_cell(row, width, cells, delimiter)]
    elif len(cells) > width:
        rest = delimiter.join(cells[last + 1 :]).strip()
        cells = [*cells[: last + 1], *[""] * (width - last - 1)]
        return cells, [rest]
    elif len(cells) < width and not any("".join(cells[p : p + 1]).strip() for p in columns.words):
        return [], []
    return [*cells, *[""] * (width - len(cells))], []


def _last_cell(row: Row, n: int, cells: Sequence[str], delimiter: str) -> str:
    """The last of `n` cells as written in the file, with everything after it."""
    pieces = row.raw.split(delimiter, n - 1)
    if pieces[:-1] == list(cells[: n - 1]):  # no cell is quoted
        return pieces[-1].rstrip(delimiter)
    return delimiter.join(cells[n - 1 :])


def _timed(read: _Read, *, is_in_ms: bool) -> Iterator[Utterance]:
    """The utterances with their times in seconds; plain numbers may be in another unit."""
    unit = 1000 if is_in_ms else _unit(read)
    for utterance, (start, end) in zip(read.utterances, read.times, strict=True):
        end_s = _in_seconds(end, unit)
        if end_s is None and start and start.end is not None:
            end_s = start.end
        yield replace(utterance, start_s=_in_seconds(start, unit), end_s=end_s)


def _in_seconds(time: CellTime | None, unit: int) -> float | None:
    if time is None:
        return None
    return time.start / unit if time.is_number else time.start


def _unit(read: _Read) -> int:
    """Units per second of the plain numbers; numbers with a fraction are seconds."""
    numbers = [
        (start.start, end.start if end else None, len(utterance.text))
        for utterance, (start, end) in zip(read.utterances, read.times, strict=True)
        if start and start.is_number
    ]
    if any(not start.is_integer() for start, _, _ in numbers):
        return 1
    nexts = [start for start, _, _ in numbers[1:]]
    ends = [
        end if end is not None else following
        for (_, end, _), following in itertools.zip_longest(numbers, nexts)
    ]
    spans = [
        (end - start, n)
        for (start, _, n), end in zip(numbers, ends, strict=True)
        if end is not None
    ]
    return units_per_second([span for span, _ in spans], [n for _, n in spans])
