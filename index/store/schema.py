"""The present tables of a library's SQLite file. `migrations` says how older files get them."""

from __future__ import annotations

import sqlite3

VERSION = 9

# What was read from files and given by people.
SOURCE_TABLES = (
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """
    CREATE TABLE transcripts (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        date TEXT,  -- ISO 8601
        source TEXT,
        url TEXT,
        notes TEXT NOT NULL,  -- JSON: [[line, text], ...]
        format TEXT,
        links TEXT NOT NULL DEFAULT '[]',  -- JSON: [[question turn, [answer turn, ...]], ...]
        tags TEXT NOT NULL DEFAULT '[]',  -- JSON: texts
        added_at TEXT,  -- UTC, ISO 8601; NULL in transcripts of versions before 7
        language TEXT,
        n_questions INTEGER,  -- exchanges with a question
        edited_id TEXT,  -- `content_id` of the turns, if people corrected them since
        revision INTEGER NOT NULL DEFAULT 0,  -- of the library when anything of it last changed
        speakers TEXT NOT NULL DEFAULT '[]',  -- JSON: names in order of first appearance
        voices BLOB,  -- of each turn the place of its speaker among these: int32, little-endian
        duration_s REAL  -- until the last word that has a time; NULL if untimed
    ) STRICT
    """,
    """
    CREATE TABLE turns (
        transcript_id TEXT NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        number INTEGER NOT NULL,
        speaker TEXT NOT NULL,
        text TEXT NOT NULL,
        start_s REAL,
        end_s REAL,
        label TEXT,  -- the file's name for the speaker, where it is not `speaker`
        marks TEXT,  -- JSON, `records.marks_column`; NULL for none, and in versions before 6
        PRIMARY KEY (transcript_id, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE speaker_names (
        transcript_id TEXT NOT NULL,  -- '' for the whole library
        label TEXT NOT NULL,
        name TEXT NOT NULL,
        UNIQUE (transcript_id, label)
    ) STRICT
    """,
    """
    CREATE TABLE changes (  -- what people corrected; outlives the transcripts
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        transcripts TEXT NOT NULL,  -- JSON: ids
        made_at TEXT NOT NULL,  -- UTC, ISO 8601
        made_by TEXT,
        before TEXT NOT NULL,  -- JSON
        after TEXT NOT NULL,  -- JSON
        undoes INTEGER UNIQUE  -- the id of the change that this one takes back
    ) STRICT
    """,
    """
    CREATE TABLE feedback (  -- outlives the transcripts that its answers cite
        question TEXT NOT NULL,
        understood_as TEXT NOT NULL,
        narrowed_to TEXT NOT NULL,  -- JSON: [speakers, transcript ids, after, before]
        answered INTEGER NOT NULL,
        text TEXT NOT NULL,
        model TEXT,
        citations TEXT NOT NULL,  -- JSON: [[transcript id, turn, quote, question turn], ...]
        verdict TEXT NOT NULL,
        comment TEXT,
        given_at TEXT NOT NULL,
        UNIQUE (understood_as, narrowed_to, text)
    ) STRICT
    """,
)

# What is computed from the turns; `replace_derived_tables` empties these.
DERIVED_TABLES = (
    """
    CREATE TABLE spoken (  -- `Spoken`; no row for damaged transcripts of earlier versions
        transcript_id TEXT PRIMARY KEY REFERENCES transcripts ON DELETE CASCADE,
        vocabulary TEXT NOT NULL,  -- between spaces
        words BLOB NOT NULL,  -- this and the next three: int32, little-endian
        word_ends BLOB NOT NULL,
        sentence_ends BLOB NOT NULL,
        sentences BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE exchanges (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
        transcript_id TEXT NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        number INTEGER NOT NULL,
        question INTEGER,  -- the number of the turn that asks
        answers TEXT NOT NULL,  -- JSON: turn numbers
        revision INTEGER NOT NULL  -- of the library when it was added
    ) STRICT
    """,
    "CREATE INDEX exchanges_by_transcript ON exchanges (transcript_id)",
    "CREATE INDEX exchanges_by_revision ON exchanges (revision)",
    """
    CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
        exchange_id INTEGER NOT NULL REFERENCES exchanges ON DELETE CASCADE,
        spans TEXT NOT NULL,  -- JSON: [[turn number, start, end], ...]
        embedding BLOB NOT NULL  -- `vector_column`
    ) STRICT
    """,
    "CREATE INDEX passages_by_exchange ON passages (exchange_id)",
    """
    CREATE TABLE removals (  -- what the search indexes must forget
        revision INTEGER NOT NULL,
        exchange_id INTEGER NOT NULL,
        passage_ids TEXT NOT NULL  -- JSON: ids
    ) STRICT
    """,
)


def create_tables(db: sqlite3.Connection) -> None:
    """Create the tables of an empty library. The caller holds a transaction."""
    for statement in SOURCE_TABLES + DERIVED_TABLES:
        db.execute(statement)
    db.executemany(
        "INSERT INTO settings (key, value) VALUES (?, ?)",
        [("schema_version", str(VERSION)), ("revision", "0")],
    )


def replace_derived_tables(db: sqlite3.Connection) -> None:
    """Replace the derived tables by empty ones, without reading them.

    Their pages may be damaged, and `DROP TABLE` would stop there. The old pages stay in the file,
    unused, until VACUUM. Ids are not used again. The caller holds a transaction.
    """
    db.execute("PRAGMA writable_schema = ON")
    db.execute(
        "DELETE FROM sqlite_master"
        " WHERE tbl_name IN ('spoken', 'exchanges', 'passages', 'removals')"
    )
    db.execute("PRAGMA writable_schema = RESET")
    for statement in DERIVED_TABLES:
        db.execute(statement)
