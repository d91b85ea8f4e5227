"""The speakers' names in a library's SQLite file.

Turns hold the name that is shown, so that every reader of the file sees it, and beside it the
file's own label where that is another. The table `speaker_names` says how one becomes the other.
"""

from __future__ import annotations

import sqlite3

from ..speakers import GivenName, SpeakerNames
from .records import SpeakerInTranscript, checked


def read_names(db: sqlite3.Connection) -> SpeakerNames:
    """The names, in the order in which they were given."""
    rows = db.execute("SELECT label, name, transcript_id FROM speaker_names ORDER BY rowid")
    return SpeakerNames(
        GivenName(label, name, id or None) for label, name, id in checked(rows, str, str, str)
    )


def speakers_in_transcripts(db: sqlite3.Connection) -> list[SpeakerInTranscript]:
    """Every label of every transcript, in order of transcripts and first appearance."""
    rows = db.execute(
        "SELECT t.id, coalesce(label, speaker) AS called, min(speaker), count(*)"
        " FROM turns JOIN transcripts t ON t.id = transcript_id"
        " GROUP BY t.id, called ORDER BY t.date IS NULL, t.date, t.rowid, min(number)"
    )
    return [SpeakerInTranscript(*row) for row in checked(rows, str, str, str, int)]


def write_names(names: SpeakerNames, db: sqlite3.Connection) -> None:
    """Put names in the place of the present ones, in every turn too. Within a transaction."""
    db.execute("DELETE FROM speaker_names")
    db.executemany(
        "INSERT INTO speaker_names (label, name, transcript_id) VALUES (?, ?, ?)",
        [(one.label, one.name, one.transcript_id or "") for one in names],
    )
    for spoken in speakers_in_transcripts(db):
        name = names.name_of(spoken.label, spoken.transcript_id)
        if name != spoken.name:
            db.execute(
                "UPDATE turns SET speaker = ?, label = nullif(?, ?)"
                " WHERE transcript_id = ? AND coalesce(label, speaker) = ?",
                (name, spoken.label, name, spoken.transcript_id, spoken.label),
            )


def forget_transcript(transcript_id: str, db: sqlite3.Connection) -> None:
    """Drop the names given in a transcript that is removed. Within a transaction."""
    db.execute("DELETE FROM speaker_names WHERE transcript_id = ?", (transcript_id,))
