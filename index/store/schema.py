"""The tables of a library's SQLite file, and how older ones become like them."""

from __future__ import annotations

import re
import sqlite3

VERSION = "5"
_TABLES = """
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE transcripts (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, date TEXT, source TEXT, url TEXT, notes TEXT NOT NULL
) STRICT;
CREATE TABLE turns (
    transcript_id TEXT NOT NULL REFERENCES transcripts ON DELETE CASCADE,
    number INTEGER NOT NULL, speaker TEXT NOT NULL, text TEXT NOT NULL, start_s REAL, end_s REAL,
    PRIMARY KEY (transcript_id, number)
) STRICT, WITHOUT ROWID;
"""
_DERIVED = """
CREATE TABLE exchanges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
    transcript_id TEXT NOT NULL REFERENCES transcripts ON DELETE CASCADE,
    number INTEGER NOT NULL, question INTEGER, answers TEXT NOT NULL,  -- JSON: turn numbers
    revision INTEGER NOT NULL  -- of the library when it was added
) STRICT;
CREATE INDEX exchanges_by_transcript ON exchanges (transcript_id);
CREATE INDEX exchanges_by_revision ON exchanges (revision);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
    exchange_id INTEGER NOT NULL REFERENCES exchanges ON DELETE CASCADE,
    spans TEXT NOT NULL,  -- JSON: [[turn, start, end], ...]
    embedding BLOB NOT NULL  -- float32, little-endian, unit length
) STRICT;
CREATE INDEX passages_by_exchange ON passages (exchange_id);
CREATE TABLE removals (  -- what the search indexes must forget
    revision INTEGER NOT NULL, exchange_id INTEGER NOT NULL, passage_ids TEXT NOT NULL
) STRICT;
"""
_SINCE_VERSION_1 = """
ALTER TABLE transcripts ADD COLUMN format TEXT;
ALTER TABLE turns ADD COLUMN label TEXT;  -- what the file calls the speaker, where it is not so
CREATE TABLE speaker_names (
    transcript_id TEXT NOT NULL,  -- '' for the whole library
    label TEXT NOT NULL, name TEXT NOT NULL,
    UNIQUE (transcript_id, label)
) STRICT;
"""
_SINCE_VERSION_2 = """
-- JSON: [[turn that asks, [turn that answers, ...]], ...], as the file says
ALTER TABLE transcripts ADD COLUMN links TEXT NOT NULL DEFAULT '[]';
"""
_SINCE_VERSION_3 = """
CREATE TABLE feedback (  -- outlives the transcripts that its answers cite
    question TEXT NOT NULL, understood_as TEXT NOT NULL,
    narrowed_to TEXT NOT NULL,  -- JSON: [speakers, transcript ids, after, before]
    answered INTEGER NOT NULL, text TEXT NOT NULL, model TEXT,
    citations TEXT NOT NULL,  -- JSON: [[transcript id, turn, quote, turn of the question], ...]
    verdict TEXT NOT NULL, comment TEXT, given_at TEXT NOT NULL,
    UNIQUE (understood_as, narrowed_to, text)
) STRICT;
"""
_SINCE_VERSION_4 = """
-- of the text, in order, between spaces; NULL where an older version added the turn
ALTER TABLE turns ADD COLUMN words TEXT;
"""
_SINCE = (_SINCE_VERSION_1, _SINCE_VERSION_2, _SINCE_VERSION_3, _SINCE_VERSION_4)
# From a version to this one.
_STEPS = {str(version): "".join(_SINCE[version - 1 :]) for version in range(1, len(_SINCE) + 1)}


def create(db: sqlite3.Connection) -> None:
    """Make the tables of an empty library. The caller holds a transaction."""
    _run(_TABLES + _DERIVED + _STEPS["1"], db)
    db.executemany(
        "INSERT INTO settings VALUES (?, ?)", [("schema_version", VERSION), ("revision", "0")]
    )


def replace_derived(db: sqlite3.Connection) -> None:
    """Put empty tables in the place of those that are worked out from the turns.

    The old ones are not read: their pages may be damaged, and `DROP TABLE` would stop there. They
    stay in the file, unused, until VACUUM. Ids go on where they were. The caller holds a
    transaction.
    """
    db.execute("PRAGMA writable_schema = ON")
    db.execute("DELETE FROM sqlite_master WHERE tbl_name IN ('exchanges', 'passages', 'removals')")
    db.execute("PRAGMA writable_schema = RESET")
    _run(_DERIVED, db)


def can_migrate(version: str | None) -> bool:
    """Whether tables of this version are older ones that can become like the present."""
    return version in _STEPS


def migrate(db: sqlite3.Connection, version: str) -> None:
    """Bring tables of an older version to the present one. The caller holds a transaction."""
    _run(_STEPS[version], db)
    db.execute("UPDATE settings SET value = ? WHERE key = 'schema_version'", (VERSION,))


def _run(statements: str, db: sqlite3.Connection) -> None:
    without_comments = re.sub(r"--.*", "", statements)
    for statement in without_comments.split(";"):
        db.execute(statement)
