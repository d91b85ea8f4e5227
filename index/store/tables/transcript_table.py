"""The tables of transcripts and turns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, get_args

import numpy as np

from ...errors import TranscriptError
from ...ingest import IndexedTranscript
from ...transcript import Transcript, Turn
from ..records import (
    INTEGER_OR_NONE,
    SECONDS_OR_NONE,
    TEXT_OR_NONE,
    DamagedRowError,
    TranscriptInfo,
    checked,
    marks_column,
    note_values,
    now,
    read_links,
    read_marks,
    read_notes,
    read_texts,
)

_VOICE_BYTES = 4  # of a turn in the column “voices”
Detail = Literal["title", "date", "url", "tags", "added_at"]  # columns that may be set


def has_transcript(transcript_id: str, db: sqlite3.Connection) -> bool:
    """Whether a transcript is in the library, be it readable or not."""
    row = db.execute("SELECT 1 FROM transcripts WHERE id = ?", (transcript_id,)).fetchone()
    return row is not None


def list_revisions(db: sqlite3.Connection) -> dict[str, int]:
    """Id → revision of the last change, of all transcripts: by date, then in order of adding;
    those without a date last."""
    rows = db.execute(
        "SELECT id, revision FROM transcripts ORDER BY date IS NULL, date, rowid"
    ).fetchall()
    return {row["id"]: row["revision"] for row in checked(rows, id=str, revision=int)}


def read_infos(ids: Iterable[str] | None, db: sqlite3.Connection) -> dict[str, TranscriptInfo]:
    """What a list shows of some transcripts, or of all."""
    columns = (
        "SELECT id, title, date, source, url, format, tags, language, n_questions, added_at,"
        " edited_id, speakers, voices, duration_s FROM transcripts"
    )
    rows = checked(
        rows_of(ids, columns, "id", "", db),
        id=str,
        title=str,
        date=TEXT_OR_NONE,
        source=TEXT_OR_NONE,
        url=TEXT_OR_NONE,
        format=TEXT_OR_NONE,
        tags=str,
        language=TEXT_OR_NONE,
        n_questions=INTEGER_OR_NONE,
        added_at=TEXT_OR_NONE,
        edited_id=TEXT_OR_NONE,
        speakers=str,
        voices=(bytes, type(None)),
        duration_s=SECONDS_OR_NONE,
    )
    infos: dict[str, TranscriptInfo] = {}
    for row in rows:
        values = dict(row)
        values |= {name: read_texts(row[name], name) for name in ("tags", "speakers")}
        n_turns = len(values.pop("voices") or b"") // _VOICE_BYTES
        infos[row["id"]] = TranscriptInfo(**values, n_turns=n_turns)
    return infos


def read_voices(ids: Iterable[str] | None, db: sqlite3.Connection) -> dict[str, list[str]]:
    """Who says each turn, in order, of some transcripts or of all.

    Raises: DamagedRowError if a column is damaged.
    """
    rows = rows_of(ids, "SELECT id, speakers, voices FROM transcripts", "id", "", db)
    found: dict[str, list[str]] = {}
    for id, speakers, voices in checked(rows, id=str, speakers=str, voices=(bytes, type(None))):
        try:
            names = read_texts(speakers, "speakers")
            found[id] = [names[place] for place in np.frombuffer(voices or b"", dtype="<i4")]
        except (ValueError, IndexError) as error:
            raise DamagedRowError(id, str(error), is_derived=True) from error
    return found


def rows_of(
    ids: Iterable[str] | None, select: str, column: str, order: str, db: sqlite3.Connection
) -> Iterator[sqlite3.Row]:
    """The rows of some transcripts, one transcript after the other, or of all.

    Args:
        column: holds the transcript's id.
        order: how the statement ends: GROUP BY and the like.
    """
    if ids is None:
        yield from db.execute(f"{select} {order}")
        return
    for id in ids:
        yield from db.execute(f"{select} WHERE {column} = ? {order}", (id,))


def read_transcript(transcript_id: str, db: sqlite3.Connection) -> Transcript:
    """One transcript, whole.

    Raises: KeyError if it is not there; DamagedRowError if a column is damaged.
    """
    row = db.execute(
        "SELECT title, date, source, url, format, notes, links, edited_id FROM transcripts"
        " WHERE id = ?",
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


def write_transcript(transcript: Transcript, db: sqlite3.Connection) -> None:
    """Store a new transcript with its turns. This and all below need a transaction."""
    notes = _notes_column(transcript)
    links = _links_column(transcript)
    t = transcript
    about = (t.id, t.title, t.date, t.source, t.url, t.format, notes, links, _edited_id(t))
    db.execute(
        "INSERT INTO transcripts (id, title, date, source, url, format, notes, links, edited_id,"
        " added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*about, now()),
    )
    _write_turns(t, db)


def replace_turns(transcript: Transcript, db: sqlite3.Connection) -> set[int]:
    """Store other turns and links of a transcript that is there, and where its notes stand.

    Returns: the numbers of turns, old and new, that have another speaker or text or are new.
    """
    before = db.execute(
        "SELECT number, speaker, text FROM turns WHERE transcript_id = ?", (transcript.id,)
    )
    others = {(number, speaker, text) for number, speaker, text in before} ^ {
        (turn.number, turn.speaker, turn.text) for turn in transcript.turns
    }
    db.execute("DELETE FROM turns WHERE transcript_id = ?", (transcript.id,))
    db.execute(
        "UPDATE transcripts SET links = ?, notes = ?, edited_id = ? WHERE id = ?",
        (
            _links_column(transcript),
            _notes_column(transcript),
            _edited_id(transcript),
            transcript.id,
        ),
    )
    _write_turns(transcript, db)
    return {number for number, _, _ in others}


def _edited_id(transcript: Transcript) -> str | None:
    return None if transcript.content_id == transcript.id else transcript.content_id


def _notes_column(transcript: Transcript) -> str:
    return json.dumps(list(map(note_values, transcript.notes)))


def _links_column(transcript: Transcript) -> str:
    return json.dumps([[link.question, link.answers] for link in transcript.links])


def _write_turns(transcript: Transcript, db: sqlite3.Connection) -> None:
    db.executemany(
        "INSERT INTO turns (transcript_id, number, speaker, text, start_s, end_s, label, marks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                transcript.id,
                turn.number,
                turn.speaker,
                turn.text,
                turn.start_s,
                turn.end_s,
                turn.label,
                marks_column(turn.marks),
            )
            for turn in transcript.turns
        ],
    )


def mark_changed(transcript_id: str, revision: int, db: sqlite3.Connection) -> None:
    """Store that something of a transcript changed, so that nobody keeps what was there."""
    db.execute("UPDATE transcripts SET revision = ? WHERE id = ?", (revision, transcript_id))


def write_voices(transcript_id: str, db: sqlite3.Connection) -> None:
    """Store who speaks in a transcript and how long, as its stored turns say."""
    rows = db.execute(
        "SELECT speaker, coalesce(end_s, start_s) AS end_s FROM turns WHERE transcript_id = ?"
        " ORDER BY number",
        (transcript_id,),
    ).fetchall()
    rows = checked(rows, speaker=str, end_s=SECONDS_OR_NONE)
    _write_voices(transcript_id, [(row["speaker"], row["end_s"]) for row in rows], db)


def _write_voices(
    transcript_id: str, turns: Iterable[tuple[str, float | None]], db: sqlite3.Connection
) -> None:
    """The same of given turns: speaker and end in seconds of each, in order."""
    turns = list(turns)
    places: dict[str, int] = {}
    voices = [places.setdefault(speaker, len(places)) for speaker, _ in turns]
    db.execute(
        "UPDATE transcripts SET speakers = ?, voices = ?, duration_s = ? WHERE id = ?",
        (
            json.dumps(list(places), ensure_ascii=False),
            np.array(voices, dtype="<i4").tobytes(),
            max((end_s for _, end_s in turns if end_s is not None), default=None),
            transcript_id,
        ),
    )


def write_summary(indexed: IndexedTranscript, db: sqlite3.Connection) -> None:
    """Store what a list of transcripts shows of the words, and who speaks."""
    transcript = indexed.transcript
    ends = (turn.start_s if turn.end_s is None else turn.end_s for turn in transcript.turns)
    _write_voices(transcript.id, zip((t.speaker for t in transcript.turns), ends, strict=True), db)
    n_questions = sum(exchange.question_turn is not None for exchange in indexed.exchanges)
    db.execute(
        "UPDATE transcripts SET language = ?, n_questions = ? WHERE id = ?",
        (transcript.language, n_questions, transcript.id),
    )


def write_details(
    transcript_id: str, details: Mapping[Detail, object], db: sqlite3.Connection
) -> None:
    """Store some details of a transcript: column → value; of “tags” a list."""
    for column, value in details.items():
        assert column in get_args(Detail), column
        db.execute(
            f"UPDATE transcripts SET {column} = ? WHERE id = ?",
            (json.dumps(value) if column == "tags" else value, transcript_id),
        )


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
        edited_id=TEXT_OR_NONE,
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
        edited_id=row["edited_id"],
    )
    return transcript if transcript.content_id == id else replace(transcript, stored_id=id)
