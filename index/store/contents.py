"""What searches need to know of all transcripts: who speaks in which exchange, which passages it
has.

Each is kept by transcript, so that after a write only those that changed are read again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from .records import INTEGER_OR_NONE, DamagedRowError, checked, read_answers
from .tables.transcript_table import list_revisions, read_voices, rows_of

Ids = npt.NDArray[np.int64]
Part = TypeVar("Part")
ReadParts = Callable[[Iterable[str] | None, sqlite3.Connection], Mapping[str, Part]]
_NO_IDS: Ids = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class ByTranscript(Generic[Part]):
    """Something of each transcript that has it, in the order of `Store.transcripts`."""

    parts: Mapping[str, Part]  # by id
    revisions: Mapping[str, int]  # of the library, when each transcript last changed


def follow(
    before: ByTranscript[Part] | None, read: ReadParts[Part], db: sqlite3.Connection
) -> ByTranscript[Part]:
    """What is there now, of which only the transcripts are read that changed.

    Args:
        before: what was there at any other revision; None reads all.
        read: ids of transcripts, None for all → what those have that have it.
    """
    revisions = list_revisions(db)
    if before is None:
        new, same = read(None, db), {}
    else:
        is_same = {id for id in revisions if before.revisions.get(id) == revisions[id]}
        new = read([id for id in revisions if id not in is_same], db)
        same = {id: part for id, part in before.parts.items() if id in is_same}
    there = {**same, **new}
    return ByTranscript({id: there[id] for id in revisions if id in there}, revisions)


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a library by exchange."""

    exchange_ids: Ids  # (n_passages,), ascending
    passage_ids: Ids  # (n_passages,), in the same order
    by_passage: Ids  # passage id → exchange id, 0 for none: (greatest passage id + 1,)

    def of_exchanges(self, exchange_ids: Ids) -> Ids:
        """Ids of the passages of these exchanges, in any order."""
        first = np.searchsorted(self.exchange_ids, exchange_ids, "left")
        last = np.searchsorted(self.exchange_ids, exchange_ids, "right")
        return self.passage_ids[_ranges(first, last - first)]

    def exchanges_of(self, ids: Ids) -> Ids:
        """The exchange of each passage; 0 for one that is not there."""
        is_known = ids < len(self.by_passage)
        return np.where(is_known, self.by_passage[np.where(is_known, ids, 0)], 0)


@dataclass(frozen=True, slots=True)
class TranscriptVoices:
    """The ids of the exchanges of one transcript, ascending: all, and by speaker."""

    all: Ids
    with_speaker: Mapping[str, Ids]  # who asks or answers in them
    asked_by: Mapping[str, Ids]


@dataclass(frozen=True, slots=True)
class Voices:
    """The exchanges of a library by transcript and by speaker."""

    in_transcript: Mapping[str, TranscriptVoices]

    def select(
        self,
        *,
        transcripts: Collection[str] | None = None,
        speakers: Sequence[str] | None = None,
        asked_by: Sequence[str] | None = None,
    ) -> Ids:
        """Ids, ascending, of the exchanges in these transcripts in which one of the speakers asks
        or answers.

        Args:
            asked_by: names of those who ask. None is no limit, for each of the three.
        """
        ids = self.in_transcript if transcripts is None else dict.fromkeys(transcripts)
        parts: list[Ids] = []
        for voices in (self.in_transcript[id] for id in ids if id in self.in_transcript):
            chosen = voices.all if speakers is None else _union(voices.with_speaker, speakers)
            if asked_by is not None:
                asked = _union(voices.asked_by, asked_by)
                chosen = np.intersect1d(chosen, asked, assume_unique=True)
            parts.append(chosen)
        return np.sort(np.concatenate(parts)) if parts else _NO_IDS


def join_passages(parts: Mapping[str, Ids]) -> Passages:
    """All passages, from what `read_passages` gives of each transcript."""
    pairs = np.concatenate([np.zeros((0, 2), dtype=np.int64), *parts.values()])
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    exchange_ids, passage_ids = np.ascontiguousarray(pairs.T)
    by_passage = np.zeros(int(passage_ids.max(initial=0)) + 1, dtype=np.int64)
    by_passage[passage_ids] = exchange_ids
    return Passages(exchange_ids, passage_ids, by_passage)


def read_passages(ids: Iterable[str] | None, db: sqlite3.Connection) -> dict[str, Ids]:
    """Exchange id and passage id of each passage, int64 (n, 2), of transcripts.

    Raises: ValueError if a column is damaged.
    """
    select = (
        "SELECT transcript_id, e.id AS exchange_id, min(p.id) AS first, max(p.id) AS last,"
        " count(*) AS n FROM exchanges e JOIN passages p ON p.exchange_id = e.id"
    )
    order = "GROUP BY e.id, transcript_id ORDER BY e.id"
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    scattered: list[tuple[str, int]] = []  # exchanges whose passages have others between them
    for id, *row in rows_of(ids, select, "transcript_id", order, db):
        exchange_id, first, last, n = row
        if not (isinstance(id, str) and all(type(value) is int for value in row)):
            raise ValueError("an exchange or a passage has an id of another type")
        if last - first + 1 == n:
            found[id].append((exchange_id, first, n))
        else:
            scattered.append((id, exchange_id))
    for id, exchange_id in scattered:
        rows = db.execute("SELECT id FROM passages WHERE exchange_id = ?", (exchange_id,))
        found[id] += [(exchange_id, row["id"], 1) for row in checked(rows, id=int)]
    return {id: _pairs(np.array(runs, dtype=np.int64)) for id, runs in found.items()}


def _pairs(runs: Ids) -> Ids:
    """Exchange id, first passage id and number of passages, of each run → ids of each passage."""
    exchange_ids, first, counts = runs.T
    return np.column_stack([np.repeat(exchange_ids, counts), _ranges(first, counts)])


def read_passages_of(exchange_ids: Ids, db: sqlite3.Connection) -> Ids:
    """Ids of the passages of these exchanges, from the file. See `Passages.of_exchanges`."""
    rows = db.execute(
        "SELECT id FROM passages WHERE exchange_id IN (SELECT value FROM json_each(?))",
        (json.dumps(exchange_ids.tolist()),),
    )
    return np.array([row["id"] for row in checked(rows, id=int)], dtype=np.int64)


def read_exchanges_of(passage_ids: Ids, db: sqlite3.Connection) -> Ids:
    """The exchange of each passage, from the file. See `Passages.exchanges_of`."""
    rows = db.execute(
        "SELECT id, exchange_id FROM passages WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(passage_ids.tolist()),),
    )
    found = checked(rows, id=int, exchange_id=int)
    exchange_of: dict[int, int] = {row["id"]: row["exchange_id"] for row in found}
    return np.array([exchange_of.get(id, 0) for id in passage_ids.tolist()], dtype=np.int64)


def read_transcript_voices(
    ids: Iterable[str] | None, db: sqlite3.Connection
) -> dict[str, TranscriptVoices]:
    """The exchanges of transcripts by speaker. Raises ValueError if a column is damaged."""
    ids = None if ids is None else list(ids)
    speakers = read_voices(ids, db)
    select = "SELECT id, transcript_id, question, answers FROM exchanges"
    rows = list(rows_of(ids, select, "transcript_id", "ORDER BY id", db))
    types: dict[str, type | tuple[type, ...]] = {"id": int, "transcript_id": str}
    types |= {"question": INTEGER_OR_NONE, "answers": str}
    exchanges: dict[str, list[tuple[int, int | None, tuple[int, ...]]]] = defaultdict(list)
    for id, transcript_id, question, answers in checked(rows, **types):
        try:
            exchanges[transcript_id].append((id, question, read_answers(answers)))
        except ValueError as error:
            raise DamagedRowError(transcript_id, str(error), is_derived=True) from error
    return {id: _voices(own, speakers[id]) for id, own in exchanges.items() if id in speakers}


def _voices(
    exchanges: Sequence[tuple[int, int | None, tuple[int, ...]]], speakers: Sequence[str]
) -> TranscriptVoices:
    """
    Args:
        exchanges: id, turn that asks, turns that answer.
        speakers: of each turn.
    """
    with_speaker: dict[str, list[int]] = defaultdict(list)
    asked_by: dict[str, list[int]] = defaultdict(list)
    n_turns = len(speakers)
    for id, question, answers in exchanges:
        turns = answers if question is None else (question, *answers)
        for name in {speakers[turn - 1] for turn in turns if 0 < turn <= n_turns}:
            with_speaker[name].append(id)
        if question is not None and 0 < question <= n_turns:
            asked_by[speakers[question - 1]].append(id)
    everywhere = np.array([id for id, _, _ in exchanges], dtype=np.int64)
    return TranscriptVoices(everywhere, _arrays(with_speaker), _arrays(asked_by))


def _arrays(ids: Mapping[str, Sequence[int]]) -> dict[str, Ids]:
    return {name: np.array(own, dtype=np.int64) for name, own in ids.items()}


def _union(ids_of: Mapping[str, Ids], names: Sequence[str]) -> Ids:
    parts = [ids_of[name] for name in dict.fromkeys(names) if name in ids_of]
    return np.unique(np.concatenate(parts)) if len(parts) > 1 else (parts or [_NO_IDS])[0]


def _ranges(first: Ids, counts: Ids) -> Ids:
    """The numbers of several ranges, one after the other."""
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(first, counts) + within
