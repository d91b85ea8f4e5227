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


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the rows of a table are laid out."""

    columns: Columns
    width: int  # cells of a row
    worded: frozenset[int]  # the columns in which some cell may be something said
    frame_rate: int
    delimiter: str
    has_letters: bool  # “Q” and “A” are names as they are


def read_rows(
    rows: Sequence[Row], columns: Columns, delimiter: str = "\t", *, is_in_ms: bool = False
) -> Contents:
    """Make each row an utterance; rows above the titles become notes, further words unread notes.

    An empty cell repeats the speaker above.

    Args:
        is_in_ms: plain numbers are milliseconds; otherwise the words' rate shows the unit.
    """
    read = _Read()
    for row in rows[: columns.first_row - 1 if columns.titles is not None else 0]:
        text = row.raw.strip() or " ".join(filter(None, row.cells))
        read.notes.append(Note(row.line, text))
    body = rows[columns.first_row :]
    layout = _layout(rows, body, columns, delimiter)
    for row in body:
        _read_row(row, layout, read)
    return Contents(
        "table",
        tuple(_timed(read, is_in_ms=is_in_ms)),
        notes=tuple(read.notes),
        unread=tuple(read.unread),
    )


def _layout(rows: Sequence[Row], body: Sequence[Row], columns: Columns, delimiter: str) -> _Layout:
    width = len(rows[columns.titles].cells) if columns.titles is not None else _width(body)
    while columns.titles is not None and not rows[columns.titles].cells[width - 1].strip():
        width -= 1
    return _Layout(
        columns,
        width,
        worded=_columns_of_words(body, columns, width),
        frame_rate=frame_rate_of(_cells(body, columns.start, columns.end)),
        delimiter=delimiter,
        has_letters="Q" in {cell.strip(_AROUND_NAMES) for cell in _cells(body, columns.speaker)},
    )


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows[:1]), default=0)


def _cells(rows: Sequence[Row], *places: int | None) -> list[str]:
    return [
        row.cells[place]
        for row in rows
        for place in places
        if place is not None and place < len(row.cells)
    ]


def _columns_of_words(rows: Sequence[Row], columns: Columns, width: int) -> frozenset[int]:
    """The places of columns where some cell may be something said: then the short ones are, too."""
    return frozenset(
        place
        for row in rows
        for place, cell in enumerate(row.cells[:width])
        if place not in columns.used and looks_like_words(cell)
    )


def _read_row(row: Row, layout: _Layout, read: _Read) -> None:
    columns = layout.columns
    cells, rest = _fit(row, columns, layout.width, layout.delimiter)
    if not cells:
        read.unread.append(Note(row.line, row.raw.strip() or " ".join(row.cells)))
        return
    start, end = (_time(cells, place, layout) for place in (columns.start, columns.end))
    said = [place for place in columns.words if cells[place].strip()]
    spoken = said if columns.voices else said[:1]
    for place in spoken:
        speaker = _name(cells, place, layout)
        read.utterances.append(Utterance(unescape(cells[place].strip()), speaker))
        read.times.append((start, end) if place == spoken[0] else (None, None))
    if start and _LETTERS.search(start.rest):
        rest.insert(0, start.rest)
    rest += [cell for p, cell in enumerate(cells) if p not in spoken and _is_text(p, cell, layout)]
    read.unread += [Note(row.line, text) for text in rest]


def _time(cells: Sequence[str], place: int | None, layout: _Layout) -> CellTime | None:
    return None if place is None else read_time(cells[place], layout.frame_rate)


def _is_text(place: int, cell: str, layout: _Layout) -> bool:
    """Whether a cell that nobody says may be words all the same."""
    columns = layout.columns
    is_worded = place in layout.worded or place in columns.words
    is_time = place in (columns.start, columns.end)
    return bool(cell.strip()) and (is_worded or (not is_time and looks_like_words(cell)))


def _name(cells: Sequence[str], place: int, layout: _Layout) -> str | None:
    """Who says the words in a column."""
    columns = layout.columns
    if columns.voices:
        return columns.voices[columns.words.index(place)]
    if columns.speaker is None:
        return None
    name = unescape(cells[columns.speaker]).strip(_AROUND_NAMES)
    return name if layout.has_letters and len(name) == 1 else name_of(name)


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
