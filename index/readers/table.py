"""CSV and TSV with one turn per row and column names in the first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import TranscriptError
from ..transcript import Note
from .json_formats.fields import TEXT_KEYS
from .json_formats.rows import SPEAKER_KEYS, read_records
from .utterances import Contents, Utterance, looks_like_words

_MAX_COLUMNS = 50
_WHISPER = ["start", "end", "text"]  # Whisper's TSV: times in milliseconds


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table as written in the file."""

    line: int  # line number of its start, from 1
    cells: list[str]
    raw: str


def is_table(text: str) -> bool:
    """Whether the first line names columns, including one for the words."""
    names = _columns(text)
    return 1 < len(names) <= _MAX_COLUMNS and any(name in TEXT_KEYS for name in names)


def read_table(text: str) -> Contents:
    """Read each row as an utterance; cells without a column end the words or become a note.

    Raises: TranscriptError if the rows cannot be parsed or hold no words.
    """
    names = _each_once(_columns(text))
    delimiter = _delimiter(text)
    try:
        rows = list(_rows(text, delimiter))[1:]
    except csv.Error as error:
        raise TranscriptError(f"the table is damaged ({error}); export it again") from error
    worded = _columns_of_words(rows, names)
    fitted = [_fit(row, names, worded, delimiter) for row in rows]
    contents = replace(
        read_records([record for record, _ in fitted]),
        format="table",
        unread=tuple(
            Note(row.line, words)
            for row, (_, rest) in zip(rows, fitted, strict=True)
            for words in rest
        ),
    )
    is_whisper = names == _WHISPER and delimiter == "\t"
    if is_whisper and all(f"{row.get('start')}{row.get('end')}".isdecimal() for row, _ in fitted):
        return replace(contents, utterances=tuple(map(_in_seconds, contents.utterances)))
    return contents


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
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
                yield _Row(number, cells, line.rstrip("\r"))


def _is_closed(raw: str, delimiter: str) -> bool:
    """Whether each quotation mark that begins a cell ends one, too."""
    try:
        list(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _quoted_rows(text: str, delimiter: str) -> Iterator[_Row]:
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
            yield _Row(first, cells, raw)
        first = reader.line_num + 1


def _columns_of_words(rows: Sequence[_Row], names: Sequence[str]) -> frozenset[int]:
    """The places of columns where some cell may be something said: then the short ones are, too."""
    return frozenset(
        place
        for row in rows
        for place, (name, cell) in enumerate(zip(names, row.cells, strict=False))
        if name not in SPEAKER_KEYS and looks_like_words(cell)
    )


def _fit(
    row: _Row, names: Sequence[str], worded: Collection[int], delimiter: str
) -> tuple[dict[str, str], list[str]]:
    """The cells of a row by the names of their columns, and the words that have no column.

    A row with more cells than columns holds text with an unquoted delimiter. If the words are the
    last column, the extra cells belong to them. Otherwise it is unclear where the words end.
    """
    cells = row.cells
    while len(cells) > len(names) and not cells[-1].strip():
        cells = cells[:-1]
    said = [place for place, name in enumerate(names) if name.rstrip("\0") in TEXT_KEYS]
    rest: list[str] = []
    if len(cells) > len(names) and said[-1] == len(names) - 1:
        cells = [*cells[: len(names) - 1], _last_cell(row, len(names), cells, delimiter)]
    elif len(cells) > len(names):
        rest.append(delimiter.join(cells[said[-1] + 1 :]).strip())
        cells = cells[: said[-1] + 1]
    elif len(cells) < len(names) and not any("".join(cells[i : i + 1]).strip() for i in said):
        return {}, [row.raw.strip()]
    record = dict(zip(names, cells, strict=False))
    spoken = next((names[i] for i in said if record.get(names[i], "").strip()), None)
    noted = {names[place] for place in {*worded, *said}}
    rest += [
        cell
        for name, cell in record.items()
        if name != spoken and (name in noted or looks_like_words(cell)) and cell.strip()
    ]
    if spoken:
        record[spoken.rstrip("\0")] = record[spoken]
    return record, rest


def _last_cell(row: _Row, n: int, cells: Sequence[str], delimiter: str) -> str:
    """The last of `n` cells as written in the file, with everything after it."""
    pieces = row.raw.split(delimiter, n - 1)
    if pieces[:-1] == list(cells[: n - 1]):  # no cell is quoted
        return pieces[-1].rstrip(delimiter)
    return delimiter.join(cells[n - 1 :])


def _in_seconds(utterance: Utterance) -> Utterance:
    """The utterance with its times converted from milliseconds to seconds."""
    start_s, end_s = utterance.start_s, utterance.end_s
    return replace(
        utterance,
        start_s=None if start_s is None else start_s / 1000,
        end_s=None if end_s is None else end_s / 1000,
    )


def _columns(text: str) -> list[str]:
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip("\r\n ")
    names = [name.strip().strip('"').lower() for name in first.split(_delimiter(text))]
    while names and not names[-1]:
        names.pop()
    return names


def _each_once(names: Sequence[str]) -> list[str]:
    """The names; a column that is called like one before it gets a mark that no file has."""
    found: list[str] = []
    for place, name in enumerate(names):
        found.append(name + "\0" * names[:place].count(name))
    return found


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max("\t;,", key=first.count)
