"""Who speaks in each exchange, and which passages it has, as arrays: what filters need to know.

Read once for each revision of a library, so that a search with a filter asks no table.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .records import INTEGER_OR_NONE, DamagedRowError, checked, read_answers

Ids = npt.NDArray[np.int64]
_NO_IDS: Ids = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a library by exchange."""

    exchange_ids: Ids  # (n_passages,), ascending
    passage_ids: Ids  # (n_passages,), in the same order
    by_passage: Ids  # passage id → exchange id, 0 for none: (greatest passage id + 1,)

    def of_exchanges(self, exchange_ids: Ids) -> Ids:
        """Ids of the passages of these exchanges."""
        first = np.searchsorted(self.exchange_ids, exchange_ids, "left")
        last = np.searchsorted(self.exchange_ids, exchange_ids, "right")
        counts = last - first
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.passage_ids[np.repeat(first, counts) + within]

    def exchanges_of(self, ids: Ids) -> Ids:
        """The exchange of each passage; 0 for one that is not there."""
        is_known = ids < len(self.by_passage)
        return np.where(is_known, self.by_passage[np.where(is_known, ids, 0)], 0)


@dataclass(frozen=True, slots=True)
class Voices:
    """The exchanges of a library by transcript and by speaker; all ids ascend."""

    in_transcript: Mapping[str, Ids]
    with_speaker: Mapping[str, Ids]  # who asks or answers in them
    asked_by: Mapping[str, Ids]

    def select(
        self,
        *,
        transcripts: Collection[str] | None = None,
        speakers: Sequence[str] | None = None,
        asked_by: Sequence[str] | None = None,
    ) -> Ids:
        """Ids of the exchanges in these transcripts, in which one of the speakers asks or answers.

        Args:
            asked_by: names of those who ask. None is no limit, for each of the three.
        """
        limits = [
            (self.in_transcript, self.in_transcript if transcripts is None else transcripts),
            (self.with_speaker, speakers),
            (self.asked_by, asked_by),
        ]
        chosen: Ids | None = None
        for ids_of, names in limits:
            if names is not None:
                ids = _union([ids_of[name] for name in dict.fromkeys(names) if name in ids_of])
                chosen = ids if chosen is None else np.intersect1d(chosen, ids, assume_unique=True)
        return _NO_IDS if chosen is None else chosen


def read_passages(db: sqlite3.Connection) -> Passages:
    """The passages of a library by exchange. Raises ValueError if a column is damaged."""
    rows = db.execute("SELECT exchange_id, id FROM passages ORDER BY exchange_id, id").fetchall()
    pairs = np.array([tuple(row) for row in checked(rows, exchange_id=int, id=int)], dtype=np.int64)
    exchange_ids, passage_ids = pairs.reshape(-1, 2).T.copy()
    by_passage = np.zeros(int(passage_ids.max(initial=0)) + 1, dtype=np.int64)
    by_passage[passage_ids] = exchange_ids
    return Passages(exchange_ids, passage_ids, by_passage)


def read_voices(db: sqlite3.Connection) -> Voices:
    """The exchanges by transcript and by speaker. Raises ValueError if a column is damaged."""
    rows = db.execute("SELECT transcript_id, number, speaker FROM turns")
    speaker_of: dict[str, dict[int, str]] = defaultdict(dict)
    for id, number, speaker in checked(rows, transcript_id=str, number=int, speaker=str):
        speaker_of[id][number] = speaker
    in_transcript: dict[str, list[int]] = defaultdict(list)
    with_speaker: dict[str, list[int]] = defaultdict(list)
    asked_by: dict[str, list[int]] = defaultdict(list)
    exchanges = db.execute(
        "SELECT e.id AS id, transcript_id, question, answers FROM exchanges e"
        " JOIN transcripts t ON t.id = transcript_id ORDER BY e.id"
    )
    types: dict[str, type | tuple[type, ...]] = {"id": int, "transcript_id": str}
    types |= {"question": INTEGER_OR_NONE, "answers": str}
    for id, transcript_id, question, answers in checked(exchanges, **types):
        try:
            turns = (question, *read_answers(answers))
        except ValueError as error:
            raise DamagedRowError(transcript_id, str(error), is_derived=True) from error
        speakers = speaker_of[transcript_id]
        in_transcript[transcript_id].append(id)
        for name in {speakers[turn] for turn in turns if turn in speakers}:
            with_speaker[name].append(id)
        if question in speakers:
            asked_by[speakers[question]].append(id)
    return Voices(_arrays(in_transcript), _arrays(with_speaker), _arrays(asked_by))


def _arrays(ids: Mapping[str, Sequence[int]]) -> dict[str, Ids]:
    return {name: np.array(own, dtype=np.int64) for name, own in ids.items()}


def _union(parts: Sequence[Ids]) -> Ids:
    return np.unique(np.concatenate(parts)) if parts else _NO_IDS
