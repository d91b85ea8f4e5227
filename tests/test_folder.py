from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.errors import LibraryError, LibraryLockedError
from turnwise.index.folder import LibraryFolder
from turnwise.index.ingest import index_transcript
from turnwise.index.terms import index_terms

MODEL = ("bigrams", "f1")
WORDS = ["OpenCL", "Julia", "Vulkan"]


def add(folder: LibraryFolder, word: str) -> None:
    transcript = make_transcript(
        ("A", f"What about {word} in your work?"), ("B", f"{word} is fine.")
    )
    with folder.writing() as store:
        store.add(index_transcript(transcript, BigramEmbedder()), model=MODEL)


def words_found(folder: LibraryFolder) -> list[str]:
    """The words that every index finds; fails when the indexes disagree."""
    indexes = folder.indexes()
    assert indexes.revision == folder.store.revision
    assert len(indexes.dense) == len(indexes.passages) == folder.store.count_passages()
    assert len(indexes.exchanges) == folder.store.count_exchanges()
    return [
        word
        for word in WORDS
        if indexes.passages.search(index_terms(word), 5)
        and indexes.exchanges.search(index_terms(word), 5)
    ]


def test_indexes_follow_each_write(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    add(folder, "Julia")
    assert words_found(folder) == ["OpenCL", "Julia"]
    id = folder.store.transcripts()[0].id
    with folder.writing() as store:
        store.remove(id)
    assert words_found(folder) == ["Julia"]


def test_another_open_folder_sees_the_write(tmp_path: Path):
    reader, writer = LibraryFolder(tmp_path), LibraryFolder(tmp_path)
    assert words_found(reader) == []
    add(writer, "OpenCL")
    assert words_found(reader) == ["OpenCL"]


@pytest.mark.parametrize(
    "lost",
    ["dense.faiss", "dense.revision", "terms/passages/revision", "terms/exchanges/meta.json"],
)
def test_a_lost_index_file_is_made_anew_on_opening(lost: str, tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    folder.close()
    (tmp_path / lost).unlink()
    assert words_found(LibraryFolder(tmp_path)) == ["OpenCL"]


def test_an_index_of_an_older_revision_catches_up(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    old = (tmp_path / "dense.faiss").read_bytes()
    add(folder, "Julia")
    folder.close()
    # As after a kill between the store's commit and the indexes: older files, older revisions.
    (tmp_path / "dense.faiss").write_bytes(old)
    for name in ("dense.revision", "terms/passages/revision", "terms/exchanges/revision"):
        (tmp_path / name).write_text("1")
    assert words_found(LibraryFolder(tmp_path)) == ["OpenCL", "Julia"]


def test_an_index_ahead_of_the_store_is_made_anew(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    folder.close()
    for name in ("dense.revision", "terms/passages/revision", "terms/exchanges/revision"):
        (tmp_path / name).write_text("7")
    assert words_found(LibraryFolder(tmp_path)) == ["OpenCL"]


def test_a_failed_write_changes_nothing_and_frees_the_lock(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    with pytest.raises(RuntimeError, match="on purpose"), folder.writing():
        raise RuntimeError("on purpose")
    assert words_found(folder) == ["OpenCL"]
    add(LibraryFolder(tmp_path), "Julia")


def test_a_second_writer_is_told_to_wait(tmp_path: Path):
    first, second = LibraryFolder(tmp_path), LibraryFolder(tmp_path, lock_timeout_s=0.1)
    with (
        first.writing(),
        pytest.raises(LibraryLockedError, match="somebody else has been writing"),
        second.writing(),
    ):
        pass


def test_readers_go_on_while_another_writes(tmp_path: Path):
    reader, writer = LibraryFolder(tmp_path), LibraryFolder(tmp_path)
    add(writer, "OpenCL")
    with writer.writing():
        assert words_found(reader) == ["OpenCL"]


def test_a_path_that_is_a_file_is_an_error(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be used as a library"):
        LibraryFolder(tmp_path / "file")


_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from conftest import BigramEmbedder, make_transcript
from test_folder import MODEL
from turnwise.index.folder import LibraryFolder
from turnwise.index.ingest import index_transcript
folder = LibraryFolder(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    talk = make_transcript(("A", f"What about Vulkan {number} today?"), ("B", "Vulkan is fine."))
    with folder.writing() as store:
        store.add(index_transcript(talk, BigramEmbedder()), model=MODEL)
    print(talk.id, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("wait_s", [0.05, 0.21, 0.4])
def test_a_kill_at_any_instant_loses_nothing_that_was_reported(wait_s: float, tmp_path: Path):
    command = [sys.executable, "-c", _WRITER, str(tmp_path), str(Path(__file__).parent)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ.copy())
    assert process.stdout
    reported = [process.stdout.readline().strip()]
    time.sleep(wait_s)
    process.kill()
    reported += process.stdout.read().split()
    process.wait()
    folder = LibraryFolder(tmp_path)
    there = {info.id for info in folder.store.transcripts()}
    assert {id for id in reported if len(id) == 16} <= there
    assert words_found(folder) == ["Vulkan"]
    add(folder, "OpenCL")
    assert words_found(folder) == ["OpenCL", "Vulkan"]
