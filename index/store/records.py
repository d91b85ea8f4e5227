"""Rows of a library's SQLite file → records. What damage may have changed is checked here."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, starmap
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from ..transcript import Exchange, Link, Note, Passage, Span, TimeMark

TEXT_OR_NONE = (str, type(None))
INTEGER_OR_NONE = (int, type(None))
SpanRows = npt.NDArray[np.int64]
SECONDS_OR_NONE = (float, type(None))

_SPAN = r"\[[0-9]{1,9}, ?[0-9]{1,9}, ?[0-9]{1,9}\]"
_SPANS = re.compile(rf"\[{_SPAN}(?:, ?{_SPAN})*\]")
_NO_BRACKETS = str.maketrans("[],", "   ")


@dataclass(frozen=True, slots=True)
class StoredExchange:
    """An exchange with the id under which the search indexes know it."""

    id: int
    transcript_id: str
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with the id under which the search indexes know it."""

    id: int
    exchange_id: int
    transcript_id: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class TranscriptInfo:
    """What a list of transcripts shows: everything but the words."""

    id: str
    title: str
    date: str | None
    source: str | None
    url: str | None
    format: str | None  # the kind of file it was read from; None where that is not known
    speakers: tuple[str, ...]  # in order of first appearance
    n_turns: int
    tags: tuple[str, ...] = ()  # as people gave them
    language: str | None = None  # “zh”, “en” or “mixed”; None where a damaged file hides it
    n_questions: int | None = None  # how often somebody asks; None as above
    duration_s: float | None = None  # until the last word that has a time; None if untimed
    added_at: str | None = None  # UTC, ISO 8601; None if an earlier version added it
    edited_id: str | None = None  # changes with each correction of the turns; None without any

    @property
    def version(self) -> str:
        """Names the present turns: another text whenever a turn is corrected."""
        return self.edited_id or self.id

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "title": self.title,
            "date": self.date,
            "source": self.source,
            "url": self.url,
            "format": self.format,
            "speakers": list(self.speakers),
            "turns": self.n_turns,
            "tags": list(self.tags),
            "language": self.language,
            "questions": self.n_questions,
            "duration_s": self.duration_s,
            "added_at": self.added_at,
            "version": self.version,
        }


@dataclass(frozen=True, slots=True)
class SpeakerInTranscript:
    """One label of one transcript, with the name that its speaker goes by."""

    transcript_id: str
    label: str  # in the file
    name: str
    n_turns: int


class DamagedRowError(ValueError):
    """A row that does not hold what was written to it. `Store` raises a LibraryError for it.

    Attributes:
        transcript_id: of the transcript that the row belongs to.
        is_derived: whether the row was computed from the turns, so that it can be recomputed.
    """

    def __init__(self, transcript_id: str, problem: str, *, is_derived: bool):
        super().__init__(problem)
        self.transcript_id = transcript_id
        self.is_derived = is_derived


def now() -> str:
    """The present time: UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def checked(rows: Iterable[sqlite3.Row], **types: type | tuple[type, ...]) -> list[sqlite3.Row]:
    """All rows, their columns checked by name.

    SQLite returns whatever is in the file: after damage that may be of any type.

    Args:
        types: of every column, by its name, in the order of the query.
    Raises: ValueError if a value is not of its column's type.
    """
    rows = list(rows)
    if rows:
        assert rows[0].keys() == list(types), f"{rows[0].keys()} are checked as {list(types)}"
    for place, (column, expected) in enumerate(types.items()):
        for type_ in set(map(type, map(itemgetter(place), rows))):  # nearly always one
            if not issubclass(type_, expected):
                problem = f"the column “{column}” holds a value of type {type_.__name__}"
                raise ValueError(problem)
    return rows


def note_values(note: Note) -> list[Any]:
    """A note as it is stored: line, text, and the turn before it if that is known."""
    return [note.line, note.text, *([] if note.after_turn is None else [note.after_turn])]


def read_notes(column: str) -> tuple[Note, ...]:
    """The notes of a transcript. This and the next two raise ValueError on a damaged column."""
    return tuple(
        Note(line, text, after_turn)
        for line, text, after_turn in _lists(column, "notes", int, str, INTEGER_OR_NONE, n_least=2)
    )


def read_links(column: str) -> tuple[Link, ...]:
    """The links between questions and answers that the file held."""
    return tuple(
        Link(question=question, answers=_turn_numbers(answers, "links"))
        for question, answers in _lists(column, "links", int, list)
    )


def marks_column(marks: Sequence[TimeMark]) -> str | None:
    """The marks of a turn as a column; None without any.

    A flat list of numbers: for each mark the characters since the one before, the milliseconds
    since its start, and how many milliseconds it lasts, -1 if that is not known.
    """
    numbers: list[int] = []
    offset = start_ms = 0
    for mark in marks:
        begins_ms = round(mark.start_s * 1000)
        lasts_ms = -1 if mark.end_s is None else max(0, round(mark.end_s * 1000) - begins_ms)
        numbers += (mark.offset - offset, begins_ms - start_ms, lasts_ms)
        offset, start_ms = mark.offset, begins_ms
    return json.dumps(numbers, separators=(",", ":")) if numbers else None


def read_marks(column: str | None) -> tuple[TimeMark, ...]:
    """The marks that `marks_column` wrote. Raises ValueError if the column is damaged."""
    if column is None:
        return ()
    numbers = _json(column, "marks")
    if (
        not isinstance(numbers, list)
        or len(numbers) % 3
        or not all(type(number) is int for number in numbers)
    ):
        raise ValueError("the column “marks” holds no times")
    offset = start_ms = 0
    marks: list[TimeMark] = []
    for step, later_ms, lasts_ms in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        offset, start_ms = offset + step, start_ms + later_ms
        if step < 0 or start_ms < 0:
            raise ValueError("the column “marks” holds impossible times")
        end_s = None if lasts_ms < 0 else (start_ms + lasts_ms) / 1000
        marks.append(TimeMark(offset, start_ms / 1000, end_s))
    return tuple(marks)


def read_answers(column: str) -> tuple[int, ...]:
    """The numbers of the turns that answer."""
    return _turn_numbers(_json(column, "answers"), "answers")


def read_all_answers(columns: Sequence[str]) -> list[tuple[int, ...]]:
    """The same of many exchanges; faster than `read_answers` of each."""
    lists = _json(f"[{','.join(columns)}]", "answers")
    if len(lists) != len(columns):
        raise ValueError("the column “answers” is no list")
    return [_turn_numbers(numbers, "answers") for numbers in lists]


def read_span_rows(columns: Sequence[str]) -> tuple[SpanRows, list[int]]:
    """The spans of several passages, int64 (n_spans, 3): turn number, first character and end;
    and how many each passage has. Raises ValueError on a damaged column."""
    if not all(map(_SPANS.fullmatch, columns)):
        raise ValueError("the column “spans” is no list of lists of three numbers")
    # JSON would make a list of each; so many that Python would look for garbage.
    numbers = "".join(columns).translate(_NO_BRACKETS)
    spans = np.fromstring(numbers, dtype=np.int64, sep=" ").reshape(-1, 3)
    turns, starts, ends = spans.T
    if (turns < 1).any() or (starts > ends).any():
        raise ValueError("the spans of a passage are impossible")
    return spans, [column.count("[") - 1 for column in columns]


def passages_of_rows(rows: Sequence[sqlite3.Row]) -> list[Passage]:
    """The passages of rows with `transcript_id`, `number` and `spans`. Raises DamagedRowError."""
    spans, counts = spans_of_rows(rows)
    of_all = starmap(Span, spans.tolist())
    return [
        Passage(row["number"], tuple(islice(of_all, n)))
        for row, n in zip(rows, counts, strict=True)
    ]


def spans_of_rows(rows: Sequence[sqlite3.Row]) -> tuple[SpanRows, list[int]]:
    """What `read_span_rows` reads of rows with `transcript_id` and `spans`; of no rows nothing.

    Raises: DamagedRowError for the first damaged one.
    """
    if not rows:
        return np.zeros((0, 3), dtype=np.int64), []
    try:
        return read_span_rows([row["spans"] for row in rows])
    except (ValueError, TypeError):
        for row in rows:
            try:
                read_span_rows([row["spans"]])
            except (ValueError, TypeError) as error:
                raise DamagedRowError(row["transcript_id"], str(error), is_derived=True) from error
        raise


def read_ids(column: str | None) -> list[int]:
    """The ids of removed passages. Raises ValueError if the column is damaged."""
    ids = json.loads(column or "[]")
    if not isinstance(ids, list) or not all(isinstance(id, int) for id in ids):
        raise ValueError("the column “passage_ids” holds no ids")
    return ids


def read_texts(column: str, name: str) -> tuple[str, ...]:
    """A list of texts: tags, ids of transcripts."""
    texts = _json(column, name)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"the column “{name}” holds no texts")
    return tuple(texts)


def _lists(
    column: str, name: str, *types: type | tuple[type, ...], n_least: int | None = None
) -> Iterator[list[Any]]:
    """The lists of a column, each of values of these types, in order.

    Args:
        n_least: how many values a list has at least, None stands for the others; by default all.
    """
    rows = _json(column, name)
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise ValueError(f"the column “{name}” is no list of lists")
    for row in rows:
        n_missing = 0 if n_least is None or len(row) < n_least else len(types) - len(row)
        values = [*row, *[None] * n_missing]
        for value, type_ in zip(values, types, strict=True):
            if not isinstance(value, type_):
                raise ValueError(
                    f"the column “{name}” holds a value of type {type(value).__name__}"
                )
        yield values


def _turn_numbers(value: object, name: str) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(n) is int and n > 0 for n in value):
        raise ValueError(f"the column “{name}” holds no numbers of turns")
    return tuple(value)


def _json(column: str, name: str) -> Any:
    try:
        return json.loads(column)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the column “{name}” is no JSON") from error
