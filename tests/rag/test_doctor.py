from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import INTERVIEW, BigramEmbedder, make_transcript
from turnwise.index.errors import LibraryError
from turnwise.rag import Library
from turnwise.rag.doctor import diagnose


def test_a_library_in_order_passes_every_check_but_that_of_its_unknown_model(library: Library):
    checks = {check.name: check for check in diagnose(library.path)}
    assert "1 transcripts" in checks["library"].detail
    assert checks["search indexes"].ok
    assert checks["turnwise"].ok
    # The small embedder of the tests cannot be loaded by name.
    assert not checks["embedding model"].ok


def test_a_new_library_has_the_default_model(tmp_path: Path):
    checks = {check.name: check for check in diagnose(tmp_path / "new")}
    assert checks["embedding model"].detail.startswith("turnwise-joined-zh-en")
    assert all(check.ok for check in checks.values() if check.name != "gradio")


def test_what_is_no_library_fails_with_the_way_to_mend_it(tmp_path: Path):
    (tmp_path / "library.sqlite3").write_bytes(b"no database" * 100)
    assert "restore it from a backup" in failed(tmp_path)["library"]


QUESTION = "Is OpenCL good?"


def edit(path: Path, sql: str, *parameters: object) -> None:
    with sqlite3.connect(path / "library.sqlite3") as db:
        db.execute(sql, parameters)


def failed(path: Path) -> dict[str, str]:
    """The checks of a library that fail, name → detail. The model of the tests has no name."""
    checks = diagnose(path)
    own = ("library", "database", "transcripts", "search indexes")
    return {check.name: check.detail for check in checks if not check.ok and check.name in own}


@pytest.mark.slow
@pytest.mark.parametrize("column", ["text", "speaker"])
@pytest.mark.parametrize("letter", ["4f", "e4"])  # another letter; a byte that is no UTF-8
def test_a_flipped_bit_in_a_turn_is_named_and_all_else_goes_on(
    column: str, letter: str, library: Library, embedder: BigramEmbedder
):
    info = library.transcripts()[0]
    hit = library.search(QUESTION)[0]
    library.close()
    edit(
        library.path,
        f"UPDATE turns SET {column} = CAST(x'{letter}' || substr(CAST({column} AS BLOB), 2) AS TEXT)"
        " WHERE number = ?",
        hit.turn,
    )
    with Library.open(library.path, embedder=embedder) as opened:
        found = opened.search(QUESTION)
        assert hit.turn in [one.turn for one in found]
        assert {one.transcript.id for one in found} == {info.id}
        assert opened.ask(QUESTION).citations[0].transcript.id == info.id
        assert opened.transcript(info.id).id == opened.transcripts()[0].id == info.id
        assert opened.lookup("OpenCL").mentions
        opened.rebuild()
        assert opened.search(QUESTION)[0].transcript.id == info.id
    problem = failed(library.path)["transcripts"]
    assert f"“{info.title}” ({info.id}) is damaged: its turns are not those" in problem
    assert f"turnwise remove {info.id}" in problem
    with Library.open(library.path, embedder=embedder) as opened:
        opened.remove(info.id)
        opened.add(INTERVIEW)
    assert failed(library.path) == {}


def test_a_damaged_given_name_is_named(library: Library):
    library.rename_speaker("Yangqing", "Jia Yangqing")
    edit(library.path, "UPDATE turns SET speaker = 'Jia Zangqing' WHERE number = 27")
    assert "does not have the name that was given" in failed(library.path)["transcripts"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE exchanges SET answers = '[9999]' WHERE id = 2",
        "UPDATE exchanges SET answers = '[' WHERE id = 2",
        "UPDATE passages SET spans = '[[1, 0, 99999]]' WHERE id = 2",
        "UPDATE passages SET spans = 'x' WHERE id = 2",
        "DELETE FROM exchanges",
    ],
)
def test_damage_to_what_was_worked_out_is_named_and_mended_by_rebuilding(
    sql: str, library: Library, embedder: BigramEmbedder
):
    before = library.search(QUESTION)
    edit(library.path, sql)
    assert "doctor --rebuild" in failed(library.path)["transcripts"]
    with Library.open(library.path, embedder=embedder) as opened:
        opened.rebuild()
        assert [hit.to_dict() for hit in opened.search(QUESTION)] == [h.to_dict() for h in before]
    assert failed(library.path) == {}


def test_damaged_embeddings_are_named_and_mended_by_rebuilding(
    library: Library, embedder: BigramEmbedder
):
    edit(library.path, "UPDATE passages SET embedding = x'00000000' WHERE id = 2")
    assert "doctor --rebuild" in failed(library.path)["search indexes"]
    with Library.open(library.path, embedder=embedder) as opened:
        opened.rebuild()
    assert failed(library.path) == {}


def test_a_transcript_that_cannot_be_read_is_named_after_the_rest_is_rebuilt(
    library: Library, embedder: BigramEmbedder
):
    damaged = library.transcripts()[0]
    library.add(make_transcript(("A", "What about Vulkan?"), ("B", "Vulkan is fine."), title="New"))
    edit(library.path, "UPDATE transcripts SET notes = '[[' WHERE id = ?", damaged.id)
    shutil.rmtree(library.path / "terms")
    with Library.open(library.path, embedder=embedder) as opened:
        with pytest.raises(LibraryError, match="everything else was rebuilt") as caught:
            opened.rebuild()
        assert f"“{damaged.title}” ({damaged.id}) is damaged" in str(caught.value)
        assert "space" not in str(caught.value)
        assert [hit.transcript.title for hit in opened.search("Vulkan")] == ["New"]
    assert damaged.id in failed(library.path)["transcripts"]


def test_damaged_pages_are_named(library: Library, embedder: BigramEmbedder):
    library.close()
    file = library.path / "library.sqlite3"
    with closing(sqlite3.connect(file)) as db:
        pages = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE rootpage AND tbl_name <> 'settings'"
        ).fetchall()
    content = bytearray(file.read_bytes())
    for (page,) in pages:
        content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    file.write_bytes(content)
    problems = failed(library.path)
    assert "library.sqlite3 is damaged" in problems["database"]
    assert "backup" in problems["database"]
    with (
        Library.open(library.path, embedder=embedder) as opened,
        pytest.raises(LibraryError, match=r"library.sqlite3 is damaged"),
    ):
        opened.rebuild()


def test_a_bit_lost_in_an_index_is_found_and_mended(library: Library):
    library.close()
    file = library.path / "dense-1.vectors"
    content, times = bytearray(file.read_bytes()), file.stat()
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    checks = {check.name: check for check in diagnose(library.path)}
    assert checks["search indexes"].ok
    assert checks["search indexes"].detail.endswith("behind or damaged, and are mended")
    checks = {check.name: check for check in diagnose(library.path)}
    assert checks["search indexes"].detail == "at revision 1"


def test_a_transcript_that_cannot_be_read_does_not_block_others_and_can_be_removed(
    library: Library,
):
    damaged = library.transcripts()[0].id
    edit(library.path, "UPDATE transcripts SET links = '[[' WHERE id = ?", damaged)
    with pytest.raises(LibraryError, match=rf"{damaged}\) is damaged"):
        library.transcript(damaged)
    library.add(make_transcript(("A", "What about Vulkan?"), ("B", "Vulkan is fine."), title="New"))
    assert library.suggest_aliases() == []
    library.remove(damaged)
    assert [info.title for info in library.transcripts()] == ["New"]
    assert failed(library.path) == {}
