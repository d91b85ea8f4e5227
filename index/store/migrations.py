"""How a library's SQLite file of an earlier version gets the present tables.

Each migration is a function that takes the file from one version to the next, and may run Python.
A new one goes to the end of `MIGRATIONS`, raises `schema.VERSION` by one, and brings a library file
of the version before it to `tests/data/libraries`.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress

import numpy as np

from ..text.language import language_of
from . import schema
from .tables.spoken_table import cut_turns, write_spoken
from .tables.transcript_table import write_voices
from .vectors import vector_columns

_AT_ONCE = 5000  # passages whose embeddings are written again


def m002_formats_and_speaker_names(db: sqlite3.Connection) -> None:
    """Transcripts have a format, turns the file's own label, and speakers names."""
    db.execute("ALTER TABLE transcripts ADD COLUMN format TEXT")
    db.execute("ALTER TABLE turns ADD COLUMN label TEXT")
    db.execute(
        """
        CREATE TABLE speaker_names (
            transcript_id TEXT NOT NULL,
            label TEXT NOT NULL,
            name TEXT NOT NULL,
            UNIQUE (transcript_id, label)
        ) STRICT
        """
    )


def m003_links(db: sqlite3.Connection) -> None:
    """Transcripts keep the links between questions and answers that a file holds."""
    db.execute("ALTER TABLE transcripts ADD COLUMN links TEXT NOT NULL DEFAULT '[]'")


def m004_feedback(db: sqlite3.Connection) -> None:
    """People's verdicts on answers have a table."""
    db.execute(
        """
        CREATE TABLE feedback (
            question TEXT NOT NULL,
            understood_as TEXT NOT NULL,
            narrowed_to TEXT NOT NULL,
            answered INTEGER NOT NULL,
            text TEXT NOT NULL,
            model TEXT,
            citations TEXT NOT NULL,
            verdict TEXT NOT NULL,
            comment TEXT,
            given_at TEXT NOT NULL,
            UNIQUE (understood_as, narrowed_to, text)
        ) STRICT
        """
    )


def m005_words(db: sqlite3.Connection) -> None:
    """Turns keep their words; those of turns that are there already are cut on reading."""
    db.execute("ALTER TABLE turns ADD COLUMN words TEXT")


def m006_marks(db: sqlite3.Connection) -> None:
    """Turns keep the times of their parts; those of turns that are there already are not known."""
    db.execute("ALTER TABLE turns ADD COLUMN marks TEXT")


def m007_corrections(db: sqlite3.Connection) -> None:
    """People's corrections have a table; transcripts have tags, and what a list of them shows."""
    db.execute("ALTER TABLE transcripts ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE transcripts ADD COLUMN added_at TEXT")
    db.execute("ALTER TABLE transcripts ADD COLUMN language TEXT")
    db.execute("ALTER TABLE transcripts ADD COLUMN n_questions INTEGER")
    db.execute("ALTER TABLE transcripts ADD COLUMN edited_id TEXT")
    db.execute(
        """
        CREATE TABLE changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            transcripts TEXT NOT NULL,
            made_at TEXT NOT NULL,
            made_by TEXT,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            undoes INTEGER UNIQUE
        ) STRICT
        """
    )
    # A damaged file opens all the same: its list only lacks what cannot be read.
    with suppress(sqlite3.Error, ValueError):
        for (id,) in db.execute("SELECT id FROM transcripts").fetchall():
            turns = db.execute("SELECT text FROM turns WHERE transcript_id = ?", (id,))
            language = language_of(" ".join(text for (text,) in turns))
            db.execute("UPDATE transcripts SET language = ? WHERE id = ?", (language, id))
        db.execute(
            "UPDATE transcripts SET n_questions ="
            " (SELECT count(question) FROM exchanges WHERE transcript_id = transcripts.id)"
        )


def m008_spoken(db: sqlite3.Connection) -> None:
    """Words are kept by transcript, with the sentences that they stand in."""
    db.execute(
        """
        CREATE TABLE spoken (
            transcript_id TEXT PRIMARY KEY REFERENCES transcripts ON DELETE CASCADE,
            vocabulary TEXT NOT NULL,
            words BLOB NOT NULL,
            word_ends BLOB NOT NULL,
            sentence_ends BLOB NOT NULL,
            sentences BLOB NOT NULL
        ) STRICT
        """
    )
    with suppress(sqlite3.Error, ValueError):  # what is missing is cut when it is read
        for (id,) in db.execute("SELECT id FROM transcripts").fetchall():
            write_spoken(id, cut_turns(id, db), db)
    db.execute("ALTER TABLE turns DROP COLUMN words")


def m009_small_embeddings(db: sqlite3.Connection) -> None:
    """Embeddings are stored in a quarter of the room; transcripts know when they last changed, and
    who speaks in them."""
    db.execute("ALTER TABLE transcripts ADD COLUMN revision INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE transcripts ADD COLUMN speakers TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE transcripts ADD COLUMN voices BLOB")
    db.execute("ALTER TABLE transcripts ADD COLUMN duration_s REAL")
    # Of a damaged file, what is missing is computed by a rebuild.
    with suppress(sqlite3.Error):
        for (id,) in db.execute("SELECT id FROM transcripts").fetchall():
            with suppress(ValueError):
                write_voices(id, db)
    with suppress(sqlite3.Error):
        last = -1
        while rows := db.execute(
            "SELECT id, embedding FROM passages WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)
        ).fetchall():
            last = rows[-1][0]
            db.executemany(
                "UPDATE passages SET embedding = ? WHERE id = ?",
                [(_small_vector(column), id) for id, column in rows],
            )


def _small_vector(column: object) -> object:
    """A column of float32 as the present ones; a damaged one stays damaged."""
    if not isinstance(column, bytes) or not column or len(column) % 4:
        return column
    vector = np.frombuffer(column, dtype="<f4")
    return vector_columns(vector[None])[0] if np.isfinite(vector).all() else column


# MIGRATIONS[n - 1] takes version n to version n + 1.
MIGRATIONS = (
    m002_formats_and_speaker_names,
    m003_links,
    m004_feedback,
    m005_words,
    m006_marks,
    m007_corrections,
    m008_spoken,
    m009_small_embeddings,
)


def can_migrate(version: str | None) -> bool:
    """Whether this is an earlier version that can be brought to the present one."""
    return version in [str(earlier) for earlier in range(1, schema.VERSION)]


def migrate(db: sqlite3.Connection, version: str) -> None:
    """Run every migration after a version. The caller holds a transaction."""
    for migration in MIGRATIONS[int(version) - 1 :]:
        migration(db)
    db.execute("UPDATE settings SET value = ? WHERE key = 'schema_version'", (str(schema.VERSION),))
