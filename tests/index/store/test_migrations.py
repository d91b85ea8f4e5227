from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT, BigramEmbedder
from turnwise.index.errors import LibraryError
from turnwise.index.store import migrations, schema
from turnwise.index.store.store import Store
from turnwise.rag import Library

LIBRARIES = ROOT / "tests" / "data" / "libraries"
EARLIER_VERSIONS = range(1, schema.VERSION)


@pytest.fixture(params=EARLIER_VERSIONS, ids=lambda version: f"version {version}")
def version(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture
def folder(version: int, tmp_path: Path) -> Path:
    """A library folder with the SQLite file of an earlier version."""
    shutil.copy(LIBRARIES / f"version-{version}.sqlite3", tmp_path / "library.sqlite3")
    return tmp_path


def shape(file: Path) -> dict[str, object]:
    """All that a file's tables and indexes are, by name, whatever the text of their DDL."""
    with closing(sqlite3.connect(file)) as db:
        tables = db.execute("SELECT * FROM pragma_table_list WHERE schema = 'main'").fetchall()
        found: dict[str, object] = {}
        for _, name, *kind in tables:
            indexes = db.execute(f"PRAGMA index_list({name})").fetchall()
            found[name] = {
                "kind": kind,  # with STRICT and WITHOUT ROWID
                "columns": db.execute(f"PRAGMA table_xinfo({name})").fetchall(),
                "references": db.execute(f"PRAGMA foreign_key_list({name})").fetchall(),
                "indexes": {
                    index[1]: (index[2:], db.execute(f"PRAGMA index_xinfo({index[1]})").fetchall())
                    for index in indexes
                },
            }
        ddl = db.execute("SELECT name, sql FROM sqlite_master").fetchall()
        found["ids never used twice"] = sorted(
            name for name, sql in ddl if "AUTOINCREMENT" in (sql or "")
        )
        found["names"] = sorted(name for name, _ in ddl)
        return found


def test_every_earlier_version_has_a_migration_and_a_library_file():
    assert len(migrations.MIGRATIONS) == schema.VERSION - 1
    numbers = [
        int(re.findall(r"m(\d+)_", migration.__name__)[0]) for migration in migrations.MIGRATIONS
    ]
    assert numbers == list(range(2, schema.VERSION + 1))
    files = [f"version-{version}.sqlite3" for version in EARLIER_VERSIONS]
    assert sorted(file.name for file in LIBRARIES.iterdir()) == files


def test_the_library_file_is_of_its_version(version: int, folder: Path):
    with closing(sqlite3.connect(folder / "library.sqlite3")) as db:
        row = db.execute("SELECT value FROM settings WHERE key = 'schema_version'").fetchone()
    assert row == (str(version),)


def test_a_migrated_file_has_the_tables_of_a_new_one(folder: Path, tmp_path: Path):
    Store(folder / "library.sqlite3").close()
    Store(tmp_path / "new.sqlite3").close()
    assert shape(folder / "library.sqlite3") == shape(tmp_path / "new.sqlite3")


def test_migrating_keeps_what_is_in_the_file(version: int, folder: Path):
    with closing(sqlite3.connect(folder / "library.sqlite3")) as db:
        exchanges = db.execute("SELECT * FROM exchanges").fetchall()
        passages = db.execute("SELECT * FROM passages").fetchall()
        removals = db.execute("SELECT * FROM removals").fetchall()
    store = Store(folder / "library.sqlite3")
    assert store.setting("schema_version") == str(schema.VERSION)
    assert store.model == ("bigrams", "bigrams-16")
    assert store.check_file() == []
    talk, bread = (store.transcript(info.id) for info in store.transcripts())
    assert (talk.stored_id, bread.stored_id) == (None, None)  # the turns give the same ids
    assert (talk.title, talk.date, talk.source) == ("OpenCL", "2018-11-02", "opencl.srt")
    assert talk.url == "https://example.org/opencl"
    assert [note.text for note in talk.notes] == ["[applause]"]
    assert [turn.start_s for turn in talk.turns] == [0.0, 4.5]
    assert talk.turns[1].text == "Because OpenCL 太难写了, nobody liked it."
    assert bread.speakers == ("Mia", "Speaker 1")
    assert talk.speakers == (("Quinn", "Alex") if version >= 2 else ("Q", "A"))
    assert talk.format == ("SubRip" if version >= 2 else None)
    assert [link.question for link in talk.links] == ([1] if version >= 3 else [])
    assert [info.language for info in store.transcripts()] == ["mixed", "en"]
    assert [info.n_questions for info in store.transcripts()] == [1, 1]
    assert [info.tags for info in store.transcripts()] == [(), ()]
    marks = [(mark.offset, mark.start_s) for mark in talk.turns[1].marks]
    assert marks == ([(0, 4.5), (12, 6.5)] if version >= 6 else [])
    given = [(one.question, one.citations[0].quote) for one in store.feedback()]
    assert given == ([("Why OpenCL?", "nobody liked it")] if version >= 4 else [])
    spoken = store.spoken(talk.id)
    assert spoken.words_of(1) == ["why", "did", "you", "leave", "opencl", "behind"]
    turn = talk.turn(2)
    assert [(s[0], s[1]) for s in spoken.sentences_of(2)] == list(turn.sentences())
    ids, embeddings = store.embeddings()
    assert ids == [row[0] for row in passages]
    before = [np.frombuffer(row[3], dtype="<f4") for row in passages]
    np.testing.assert_allclose(embeddings, before, atol=0.004)
    assert [info.speakers for info in store.transcripts()] == [talk.speakers, bread.speakers]
    assert [(info.n_turns, info.duration_s) for info in store.transcripts()] == [
        (2, 4.5),
        (2, None),
    ]
    assert [one.id for one in store.exchanges()] == [row[0] for row in exchanges]
    assert store.removals(after_revision=0)[0] == [row[1] for row in removals]


def test_a_migrated_library_is_searched_and_takes_more(folder: Path, tmp_path: Path):
    talk = tmp_path / "more.txt"
    talk.write_text("Ann: Why did you choose Vulkan?\nBob: Vulkan was there first.\n", "utf-8")
    with Library.open(folder, embedder=BigramEmbedder(dim=16)) as library:
        assert library.search("OpenCL")[0].quote.endswith("nobody liked it.")
        (added,) = library.add(talk).added
        library.rename_speaker("Bob", "Robert")
        library.edit_turn(added.id, 2, "Vulkan was there before.")
        assert library.find_transcript(added.id).format == added.format
        assert library.search("Vulkan")[0].speaker == "Robert"


def test_a_migration_that_fails_leaves_the_file_as_it_was(version: int, folder: Path):
    with closing(sqlite3.connect(folder / "library.sqlite3")) as db:
        if version < 8:
            db.execute("CREATE TABLE spoken (a)")  # which a migration makes
            problem = "table spoken already exists"
        else:
            db.execute("ALTER TABLE transcripts ADD COLUMN duration_s REAL")
            problem = "duplicate column name: duration_s"
    before = shape(folder / "library.sqlite3")
    with pytest.raises(LibraryError, match=problem):
        Store(folder / "library.sqlite3")
    assert shape(folder / "library.sqlite3") == before


def test_a_file_that_cannot_be_written_is_not_migrated(folder: Path):
    with pytest.raises(LibraryError, match="permission to write"):
        Store(folder / "library.sqlite3", is_writable=False)
