"""The tables of transcripts and turns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from ..errors import TranscriptError
from ..ingest import IndexedTranscript
from ..text.terms import words_of
from ..transcript import Transcript, Turn
from .records import (
    SECONDS_OR_NONE,
    TEXT_OR_NONE,
    DamagedRowError,
    TranscriptInfo,
    checked,
    marks_column,
    read_links,
    read_marks,
    read_notes,
)


def has_transcript(transcript_id: str, db: sqlite3.Connection) -> bool:
    """Whether a transcript is in the library, be it readable or not."""
    row = db.execute("SELECT 1 FROM transcripts WHERE id = ?", (transcript_id,)).fetchone()
    return row is not None


def list_transcripts(db: sqlite3.Connection) -> list[TranscriptInfo]:
    """All transcripts, by date, then in order of adding; those without a date last."""
    rows = checked(
        db.execute(
            "SELECT id, title, date, source, url, format FROM transcripts"
            " ORDER BY date IS NULL, date, rowid"
        ),
        id=str,
        title=str,
        date=TEXT_OR_NONE,
        source=TEXT_OR_NONE,
        url=TEXT_OR_NONE,
        format=TEXT_OR_NONE,
    )
    infos: list[TranscriptInfo] = []
    for row in rows:
        speakers = checked(
            db.execute(
                "SELECT speaker, count(*) AS n_turns FROM turns WHERE transcript_id = ?"
                " GROUP BY speaker ORDER BY min(number)",
                (row["id"],),
            ),
            speaker=str,
            n_turns=int,
        )
        names = tuple(speaker["speaker"] for speaker in speakers)
        n_turns = sum(speaker["n_turns"] for speaker in speakers)
        infos.append(TranscriptInfo(**row, speakers=names, n_turns=n_turns))
    return infos


def read_transcript(transcript_id: str, db: sqlite3.Connection) -> Transcript:
    """One transcript, whole.

    Raises: KeyError if it is not there; DamagedRowError if a column is damaged.
    """
    row = db.execute(
        "SELECT title, date, source, url, format, notes, links FROM transcripts WHERE id = ?",
        (transcript_id,),
    ).fetchone()
    if row is None:
        raise KeyError(transcript_id)
    turns = db.execute(
        "SELECT number, speaker, text, start_s, end_s, label, marks FROM turns"
        " WHERE transcript_id = ? ORDER BY number",
        (transcript_id,),
    ).fetchall()
    try:
        return _transcript(transcript_id, row, turns)
    except (ValueError, TypeError, TranscriptError) as error:
        raise DamagedRowError(transcript_id, str(error), is_derived=False) from error


def read_words(
    transcript_id: str, first: int, last: int, db: sqlite3.Connection
) -> dict[int, list[str]]:
    """Turn number → words in order, for the turns from `first` to `last` that are there."""
    rows = db.execute(
        "SELECT number, words, text FROM turns"
        " WHERE transcript_id = ? AND number BETWEEN ? AND ? ORDER BY number",
        (transcript_id, first, last),
    )
    return {
        row["number"]: words_of(row["text"]) if row["words"] is None else row["words"].split()
        for row in checked(rows, number=int, words=TEXT_OR_NONE, text=str)
    }


def write_transcript(transcript: Transcript, db: sqlite3.Connection) -> None:
    """Store a new transcript with its turns. This and all below need a transaction."""
    notes = json.dumps([[note.line, note.text] for note in transcript.notes])
    links = json.dumps([[link.question, link.answers] for link in transcript.links])
    t = transcript
    db.execute(
        "INSERT INTO transcripts (id, title, date, source, url, format, notes, links)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (t.id, t.title, t.date, t.source, t.url, t.format, notes, links),
    )
    db.executemany(
        "INSERT INTO turns (transcript_id, number, speaker, text, start_s, end_s, label, marks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                t.id,
                turn.number,
                turn.speaker,
                turn.text,
                turn.start_s,
                turn.end_s,
                turn.label,
                marks_column(turn.marks),
            )
            for turn in t.turns
        ],
    )


def write_words(indexed: IndexedTranscript, db: sqlite3.Connection) -> None:
    """Store the words of each turn."""
    id = indexed.transcript.id
    db.executemany(
        "UPDATE turns SET words = ? WHERE transcript_id = ? AND number = ?",
        [
            (" ".join(words), id, turn.number)
            for turn, words in zip(indexed.transcript.turns, indexed.words, strict=True)
        ],
    )


def write_url(transcript_id: str, url: str, db: sqlite3.Connection) -> None:
    """Store where a recording can be heard."""
    db.execute("UPDATE transcripts SET url = ? WHERE id = ?", (url, transcript_id))


def delete_transcript(transcript_id: str, db: sqlite3.Connection) -> None:
    """Delete a transcript with its turns."""
    db.execute("DELETE FROM transcripts WHERE id = ?", (transcript_id,))


def _transcript(id: str, row: sqlite3.Row, turns: Iterable[sqlite3.Row]) -> Transcript:
    """Raises ValueError, TypeError or TranscriptError if a column is damaged."""
    checked(
        [row],
        title=str,
        date=TEXT_OR_NONE,
        source=TEXT_OR_NONE,
        url=TEXT_OR_NONE,
        format=TEXT_OR_NONE,
        notes=str,
        links=str,
    )
    turns = checked(
        turns,
        number=int,
        speaker=str,
        text=str,
        start_s=SECONDS_OR_NONE,
        end_s=SECONDS_OR_NONE,
        label=TEXT_OR_NONE,
        marks=TEXT_OR_NONE,
    )
    transcript = Transcript(
        title=row["title"],
        turns=tuple(Turn(**{**turn, "marks": read_marks(turn["marks"])}) for turn in turns),
        date=row["date"],
        source=row["source"],
        url=row["url"],
        format=row["format"],
        notes=read_notes(row["notes"]),
        links=read_links(row["links"]),
    )
    return transcript if transcript.content_id == id else replace(transcript, stored_id=id)
