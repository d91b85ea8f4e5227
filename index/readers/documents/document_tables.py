"""Tables inside documents: those of what people say, and those of other things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..plain.draft import clean
from ..plain.labels.names import looks_like_a_name
from ..tables.columns import Columns, find_columns, role_of
from ..tables.rows import Row, read_rows
from ..utterances import Contents, Utterance

_MAX_NAME_LENGTH = 60  # characters


def read_talk(rows: Sequence[Row]) -> Contents | None:
    """The utterances of a table of what people say; None for a table of other things."""
    cells = [[clean(cell) for cell in row.cells] for row in rows]
    columns = find_columns(cells)
    if columns is None or not _is_talk(cells[columns.first_row :], columns):
        return None
    contents = read_rows([replace(r, cells=c) for r, c in zip(rows, cells, strict=True)], columns)
    return contents if contents.utterances else None


def _is_talk(rows: Sequence[Sequence[str]], columns: Columns) -> bool:
    """Whether columns have the words of speakers each, times, or names that come again."""
    if columns.voices or columns.start is not None:
        return True
    place = columns.speaker
    names = [row[place] for row in rows if place is not None and place < len(row) and row[place]]
    return len(set(names)) < len(names)


def members_of(rows: Sequence[Row]) -> set[str]:
    """The names in a table of those present: “Name | Abbreviation”."""
    titles = [role_of(title) for title in rows[0].cells] if rows else []
    if "speaker" not in titles:
        return set()
    cells = {clean(cell) for row in rows[1:] for cell in row.cells}
    return {cell for cell in cells if looks_like_a_name(cell) and len(cell) <= _MAX_NAME_LENGTH}


def as_lines(contents: Contents) -> list[str]:
    """The utterances as lines of plain text: “[0:01:02] Mara: …”."""
    return [_as_line(utterance) for utterance in contents.utterances]


def _as_line(utterance: Utterance) -> str:
    label = f"{utterance.speaker}: " if utterance.speaker else ""
    return f"{_clock(utterance.start_s)}{label}{' '.join(utterance.text.split())}"


def _clock(start_s: float | None) -> str:
    if start_s is None:
        return ""
    minutes, seconds = divmod(start_s, 60)
    hours, minutes = divmod(int(minutes), 60)
    whole = f"{seconds:06.3f}".removesuffix(".000")
    return f"[{hours}:{minutes:02}:{whole}] "
