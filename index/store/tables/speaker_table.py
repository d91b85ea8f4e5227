"""The table of speakers' names.

A turn holds the name that is shown, so that every reader of the table sees it, and the file's own
label where that differs. The table `speaker_names` maps labels to names.
"""

from __future__ import annotations

import sqlite3

from ...speakers import GivenName, SpeakerNames
from ..records import SpeakerInTranscript, checked
from .transcript_table import write_voices


def read_names(db: sqlite3.Connection) -> SpeakerNames:
    """The names, in the order in which they were given."""
    rows = db.execute("SELECT label, name, transcript_id FROM speaker_names ORDER BY rowid")
    return SpeakerNames(
        GivenName(row["label"], row["name"], row["transcript_id"] or None)
        for row in checked(rows, label=str, name=str, transcript_id=str)
    )


def speakers_in_transcripts(db: sqlite3.Connection) -> list[SpeakerInTranscript]:
    """Every label of every transcript, in order of transcripts and first appearance."""
    rows = db.execute(
        "SELECT t.id AS transcript_id, coalesce(turns.label, speaker) AS label,"
        " min(speaker) AS name, count(*) AS n_turns"
        " FROM turns JOIN transcripts t ON t.id = transcript_id"
        " GROUP BY t.id, coalesce(turns.label, speaker)"
        " ORDER BY t.date IS NULL, t.date, t.rowid, min(number)"
    )
    types: dict[str, type] = {"transcript_id": str, "label": str, "name": str, "n_turns": int}
    return [SpeakerInTranscript(**row) for row in checked(rows, **types)]


def write_names(names: SpeakerNames, db: sqlite3.Connection) -> list[str]:
    """Replace the names, and rename every turn; returns the ids of the transcripts in which that
    changed a turn. The caller holds a transaction."""
    db.execute("DELETE FROM speaker_names")
    db.executemany(
        "INSERT INTO speaker_names (label, name, transcript_id) VALUES (?, ?, ?)",
        [(given.label, given.name, given.transcript_id or "") for given in names],
    )
    renamed: dict[str, None] = {}
    for spoken in speakers_in_transcripts(db):
        name = names.name_of(spoken.label, spoken.transcript_id)
        if name != spoken.name:
            renamed[spoken.transcript_id] = None
            db.execute(
                "UPDATE turns SET speaker = ?, label = nullif(?, ?)"
                " WHERE transcript_id = ? AND coalesce(label, speaker) = ?",
                (name, spoken.label, name, spoken.transcript_id, spoken.label),
            )
    for id in renamed:
        write_voices(id, db)
    return list(renamed)


def delete_names_in(transcript_id: str, db: sqlite3.Connection) -> None:
    """Delete the names that hold in one transcript. The caller holds a transaction."""
    db.execute("DELETE FROM speaker_names WHERE transcript_id = ?", (transcript_id,))
