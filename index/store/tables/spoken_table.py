"""The table of the words of transcripts. All that is in it is computed from the turns."""

from __future__ import annotations

import sqlite3

import numpy as np

from ...text.sentences import sentence_spans
from ...text.sentences.spoken import Numbers, Spoken, spoken_in
from ...transcript import breaks_at
from ..records import DamagedRowError, checked, read_marks

_ARRAYS = ("words", "word_ends", "sentence_ends", "sentences")


def read_spoken(transcript_id: str, db: sqlite3.Connection) -> Spoken:
    """The words of a transcript; none of one that is not there.

    Raises: DamagedRowError if they do not fit each other.
    """
    rows = db.execute(
        f"SELECT vocabulary, {', '.join(_ARRAYS)} FROM spoken WHERE transcript_id = ?",
        (transcript_id,),
    )
    types: dict[str, type] = {"vocabulary": str} | dict.fromkeys(_ARRAYS, bytes)
    for row in checked(rows, **types):
        try:
            words, word_ends, sentence_ends, sentences = (_array(row[name]) for name in _ARRAYS)
            vocabulary = tuple(row["vocabulary"].split(" ")) if row["vocabulary"] else ()
            return Spoken(vocabulary, words, word_ends, sentence_ends, sentences.reshape(-1, 4))
        except ValueError as error:
            raise DamagedRowError(transcript_id, str(error), is_derived=True) from error
    return cut_turns(transcript_id, db)


def cut_turns(transcript_id: str, db: sqlite3.Connection) -> Spoken:
    """The words of a transcript, from its turns; where a file of an earlier version has words
    beside them, these. Raises ValueError if the turns are damaged."""
    rows = db.execute(
        "SELECT * FROM turns WHERE transcript_id = ? ORDER BY number", (transcript_id,)
    ).fetchall()
    has_words = "words" in (rows[0].keys() if rows else ())
    return spoken_in(
        (
            row["text"],
            sentence_spans(row["text"], breaks_at(read_marks(row["marks"]))),
            row["words"].split() if has_words and row["words"] is not None else None,
        )
        for row in rows
    )


def write_spoken(transcript_id: str, spoken: Spoken, db: sqlite3.Connection) -> None:
    """Store the words of a transcript. The caller holds a transaction."""
    arrays = [getattr(spoken, name).astype("<i4").tobytes() for name in _ARRAYS]
    db.execute(
        "INSERT OR REPLACE INTO spoken (transcript_id, vocabulary, words, word_ends,"
        " sentence_ends, sentences) VALUES (?, ?, ?, ?, ?, ?)",
        (transcript_id, " ".join(spoken.vocabulary), *arrays),
    )


def _array(column: bytes) -> Numbers:
    return np.frombuffer(column, dtype="<i4").astype(np.int32, copy=False)
