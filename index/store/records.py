"""The records that a library's SQLite file gives, beside those of the domain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..transcript import Exchange, Link, Note, Passage, Span

TEXT_OR_NONE = (str, type(None))
INTEGER_OR_NONE = (int, type(None))
SECONDS_OR_NONE = (float, type(None))


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
    """What a list of transcripts shows."""

    id: str
    title: str
    date: str | None
    source: str | None
    url: str | None
    format: str | None  # the kind of file it was read from; None where that is not known
    speakers: tuple[str, ...]  # in order of first appearance
    n_turns: int

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
        }


@dataclass(frozen=True, slots=True)
class SpeakerInTranscript:
    """One label of one transcript, with the name that its speaker goes by."""

    transcript_id: str
    label: str  # in the file
    name: str
    n_turns: int


def checked(
    rows: Iterable[tuple[Any, ...]], *types: type | tuple[type, ...]
) -> list[tuple[Any, ...]]:
    """All rows. Raises ValueError if a value is not of the type of its column.

    SQLite gives what it finds: in a damaged file that may be anything.
    """
    rows = list(rows)
    for row in rows:
        for value, type_ in zip(row, types, strict=True):
            if not isinstance(value, type_):
                raise ValueError(f"a value is of type {type(value).__name__}")
    return rows


def read_notes(column: str) -> tuple[Note, ...]:
    """Raises ValueError if the column is damaged, as the three that follow."""
    return tuple(Note(*row) for row in checked(_lists(column, "notes"), int, str))


def read_links(column: str) -> tuple[Link, ...]:
    """The links between questions and answers that the file gave."""
    rows = checked(_lists(column, "links"), int, list)
    return tuple(Link(question, _numbers(answers, "links")) for question, answers in rows)


def read_answers(column: str) -> tuple[int, ...]:
    """The numbers of the turns that answer."""
    return _numbers(_json(column, "answers"), "answers")


def read_spans(column: str) -> tuple[Span, ...]:
    """The spans of a passage, at least one."""
    spans = tuple(Span(*row) for row in checked(_lists(column, "spans"), int, int, int))
    if not spans or any(s.turn_number < 1 or not 0 <= s.start <= s.end for s in spans):
        raise ValueError("the spans of a passage stand nowhere")
    return spans


def _lists(column: str, name: str) -> list[tuple[Any, ...]]:
    value = _json(column, name)
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise ValueError(f"the column “{name}” is no list of lists")
    return [tuple(row) for row in value]


def _numbers(value: object, name: str) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(one) is int and one > 0 for one in value):
        raise ValueError(f"the column “{name}” holds no numbers of turns")
    return tuple(value)


def _json(column: str, name: str) -> Any:
    try:
        return json.loads(column)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the column “{name}” is no JSON") from error
