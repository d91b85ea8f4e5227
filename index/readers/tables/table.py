"""CSV and TSV with one turn per row, with or without a row of titles."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence

from ...errors import TranscriptError
from ..utterances import Contents
from .columns import Columns, find_columns
from .rows import Row, read_rows

_WHISPER = ["start", "end", "text"]  # Whisper's TSV: times in milliseconds
_DELIMITERS = "\t;,|，"
_DIVIDER = re.compile(r"[-: ]*-{2}[-: ]*")
_MAX_ABOVE_DIVIDER = 5  # rows
_SAMPLE = 200  # rows from which the columns are found
_SAMPLE_LINES = 400
_SAMPLE_CHARS = 200_000
_MIN_REGULAR = 0.5  # share of the rows with as many cells as there are titles


def is_table(text: str) -> bool:
    """Whether the first rows are a table with a column for the words."""
    return _layout(text) is not None


def read_table(text: str) -> Contents:
    """Read each row as an utterance; cells without a column end the words or become a note.

    Raises: TranscriptError if the rows cannot be parsed or hold no words.
    """
    layout = _layout(text)
    if layout is None:
        raise TranscriptError("the table has no column for the words; call one “text”")
    delimiter, columns = layout
    try:
        rows = list(_rows(text.removeprefix("\ufeff"), delimiter))
    except csv.Error as error:
        raise TranscriptError(f"the table is damaged ({error}); export it again") from error
    titles = [cell.strip().lower() for cell in rows[columns.titles or 0].cells]
    is_in_ms = titles == _WHISPER and delimiter == "\t"
    contents = read_rows(rows, columns, delimiter, is_in_ms=is_in_ms)
    if not any(utterance.text.strip() for utterance in contents.utterances):
        raise TranscriptError("the table holds no words; put them in a column “text” or “content”")
    return contents


def _layout(text: str) -> tuple[str, Columns] | None:
    """The delimiter and the columns, as the first rows show them."""
    lines = text[:_SAMPLE_CHARS].removeprefix("\ufeff").split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    sample = "\n".join(lines)
    first = next((line for line in lines if line.strip()), "")
    for delimiter in sorted(_DELIMITERS, key=first.count, reverse=True):
        if delimiter not in sample:
            continue
        rows = _sample(sample, delimiter, is_whole=len(sample) + 1 >= len(text))
        if max(map(len, rows), default=0) < 2:
            continue
        if any(_DIVIDER.fullmatch("".join(row)) for row in rows[:_MAX_ABOVE_DIVIDER]):
            continue  # a table in Markdown
        columns = find_columns(rows)
        if columns and _is_likely(rows, columns, sample, delimiter):
            return delimiter, columns
    return None


def _sample(sample: str, delimiter: str, *, is_whole: bool) -> list[list[str]]:
    """The cells of the first rows; the last one may be cut off, and is left out."""
    try:
        rows = list(itertools.islice(_rows(sample, delimiter), _SAMPLE + 1))
    except csv.Error:  # a cell too long: reading reports it
        return [line.split(delimiter) for line in sample.split("\n")[:1]]
    is_cut = len(rows) > _SAMPLE or not is_whole
    return [_trimmed(row.cells) for row in (rows[:-1] if is_cut and len(rows) > 1 else rows)]


def _trimmed(cells: Sequence[str]) -> list[str]:
    """The cells without the empty ones at the end."""
    n = max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return list(cells[:n])


def _is_likely(
    rows: Sequence[Sequence[str]], columns: Columns, sample: str, delimiter: str
) -> bool:
    """Whether text with commas is a table after all.

    Without titles it needs times or quotes besides the names; with titles, most rows fit them.
    """
    if columns.titles is None:
        return delimiter in "\t;|" or columns.start is not None or f'"{delimiter}' in sample
    body = rows[columns.first_row :]
    width = len(rows[columns.titles])
    fitting = sum(1 < len(row) <= max(width, 3) for row in body)
    is_titled = len(columns.words) > 0 and columns.used
    return fitting >= _MIN_REGULAR * len(body) or bool(is_titled) or delimiter == ","


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows, without blank lines; each line is one if a quotation mark in them is not closed.

    Raises: csv.Error if they cannot be told apart.
    """
    rows = list(_quoted_rows(text, delimiter))
    if all(_is_closed(row.raw, delimiter) for row in rows if "\n" in row.raw):
        yield from rows
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for cells in csv.reader([line.rstrip("\r")], delimiter=delimiter):
            if any(cell.strip() for cell in cells):
                yield Row(number, cells, line.rstrip("\r"))


def _is_closed(raw: str, delimiter: str) -> bool:
    """Whether each quotation mark that begins a cell ends one, too."""
    try:
        list(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _quoted_rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows, some of several lines, without blank lines."""
    lines = io.StringIO(text, newline="")
    taken: list[str] = []

    def taking() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader = csv.reader(taking(), delimiter=delimiter)
    first = 1
    for cells in reader:
        raw = "".join(taken).rstrip("\r\n")
        taken.clear()
        if any(cell.strip() for cell in cells):
            yield Row(first, cells, raw)
        first = reader.line_num + 1
