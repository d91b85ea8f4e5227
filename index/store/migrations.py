"""How a library's SQLite file of an earlier version gets the present tables.

Each migration is a function that takes the file from one version to the next, and may run Python.
A new one goes to the end of `MIGRATIONS`, raises `schema.VERSION` by one, and brings a library file
of the version before it to `tests/data/libraries`.
"""

from __future__ import annotations

import sqlite3

from . import schema


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


# MIGRATIONS[n - 1] takes version n to version n + 1.
MIGRATIONS = (m002_formats_and_speaker_names, m003_links, m004_feedback, m005_words, m006_marks)


def can_migrate(version: str | None) -> bool:
    """Whether this is an earlier version that can be brought to the present one."""
    return version in [str(earlier) for earlier in range(1, schema.VERSION)]


def migrate(db: sqlite3.Connection, version: str) -> None:
    """Run every migration after a version. The caller holds a transaction."""
    for migration in MIGRATIONS[int(version) - 1 :]:
        migration(db)
    db.execute("UPDATE settings SET value = ? WHERE key = 'schema_version'", (str(schema.VERSION),))
