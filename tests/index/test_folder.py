from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT, BigramEmbedder, make_transcript
from turnwise.index.errors import LibraryError, LibraryLockedError
from turnwise.index.folder import LibraryFolder
from turnwise.index.ingest import index_transcript
from turnwise.index.search_indexes.indexes import SearchIndexes
from turnwise.index.store.store import Store
from turnwise.index.text.terms import index_terms

MODEL = ("bigrams", "bigrams-256")
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


def test_a_search_waits_for_no_writer_and_sees_the_state_before(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    assert words_found(folder) == ["OpenCL"]
    stored, searched = threading.Event(), threading.Event()

    def write() -> None:
        transcript = make_transcript(("A", "What about Julia?"), ("B", "Julia is fine."))
        with folder.writing() as store:
            store.add(index_transcript(transcript, BigramEmbedder()), model=MODEL)
            stored.set()
            assert searched.wait(30)

    writer = threading.Thread(target=write)
    writer.start()
    assert stored.wait(30)
    julia = index_terms("Julia")
    during = folder.use_indexes(lambda indexes: indexes.exchanges.search(julia, 5))
    searched.set()
    writer.join()
    assert not during
    assert words_found(folder) == ["OpenCL", "Julia"]


def test_indexes_in_use_stay_as_they_are_during_a_write(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    before = folder.indexes()
    n_passages = len(before.dense)
    add(folder, "Julia")
    assert (before.revision, len(before.dense)) == (1, n_passages)
    assert len(folder.indexes().dense) == folder.store.count_passages() > n_passages


def test_another_open_folder_sees_the_write(tmp_path: Path):
    reader, writer = LibraryFolder(tmp_path), LibraryFolder(tmp_path)
    assert words_found(reader) == []
    add(writer, "OpenCL")
    assert words_found(reader) == ["OpenCL"]


@pytest.mark.parametrize(
    "lost",
    ["dense-1.vectors", "dense.revision", "terms/passages/revision", "terms/exchanges/meta.json"],
)
def test_a_lost_index_file_is_rebuilt_on_opening(lost: str, tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    folder.close()
    (tmp_path / lost).unlink()
    assert words_found(LibraryFolder(tmp_path)) == ["OpenCL"]


def test_an_index_of_an_older_revision_catches_up(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    add(folder, "Julia")
    folder.close()
    # As after a kill between the store's commit and the indexes: older revisions.
    for name in ("dense.revision", "terms/passages/revision", "terms/exchanges/revision"):
        (tmp_path / name).write_text("1")
    assert words_found(LibraryFolder(tmp_path)) == ["OpenCL", "Julia"]


def test_an_index_ahead_of_the_store_is_rebuilt(tmp_path: Path):
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
MODEL = ("bigrams", "f1")
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
    command = [sys.executable, "-c", _WRITER, str(tmp_path), str(ROOT / "tests")]
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


def lexical_folder(path: Path) -> Path:
    return path / "terms" / "passages"


@pytest.mark.parametrize(
    "ending", [".pos", ".fast", ".fieldnorm", ".term", ".idx", ".store", "meta.json"]
)
def test_a_lost_file_of_tantivy_is_rebuilt(ending: str, tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    folder.close()
    for file in list(lexical_folder(tmp_path).iterdir()):
        if file.name.endswith(ending):
            file.unlink()
    assert words_found(LibraryFolder(tmp_path)) == ["OpenCL"]


def test_an_index_that_turns_out_to_be_damaged_is_rebuilt_once(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    terms = index_terms("OpenCL")
    calls: list[int] = []

    def search(indexes: SearchIndexes) -> list[tuple[int, float]]:
        calls.append(len(calls))
        if len(calls) == 1:
            # FAISS has the right bytes and the wrong numbers: no checksum would tell.
            indexes.dense.update([99], np.full((1, 256), 9, dtype=np.float32))
        indexes.dense.search(np.full(256, 1 / 16, dtype=np.float32), 5)
        return indexes.passages.search(terms, 5)

    assert [id for id, _ in folder.use_indexes(search)] == [1]
    assert len(calls) == 2


def test_an_index_that_stays_damaged_is_an_error(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")

    def search(indexes: SearchIndexes) -> None:
        indexes.dense.update([99], np.full((1, 256), 9, dtype=np.float32))
        indexes.dense.search(np.full(256, 1 / 16, dtype=np.float32), 5)

    with pytest.raises(LibraryError, match=r"the dense index gives impossible scores"):
        folder.use_indexes(search)


@pytest.mark.parametrize("how", ["missing", "empty", "without tables"])
def test_a_lost_store_beside_indexes_is_not_taken_for_a_new_library(how: str, tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    folder.close()
    file = tmp_path / "library.sqlite3"
    file.unlink()
    if how == "empty":
        file.touch()
    elif how == "without tables":
        with sqlite3.connect(file) as db:
            db.execute("PRAGMA journal_mode = WAL")
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(LibraryError, match=r"missing or empty.*Restore it from a backup"):
        LibraryFolder(tmp_path)
    assert (file.read_bytes() if file.exists() else None) == before


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_a_folder_removed_or_replaced_while_it_is_open_is_noticed(how: str, tmp_path: Path):
    path = tmp_path / "library"
    folder, reader = LibraryFolder(path), LibraryFolder(path)
    add(folder, "OpenCL")
    path.rename(tmp_path / "moved")
    if how == "replaced":
        LibraryFolder(path).close()
    with pytest.raises(LibraryError, match="removed or replaced while it was open"):
        add(folder, "Julia")
    with pytest.raises(LibraryError, match="removed or replaced while it was open"):
        reader.indexes()
    assert path.exists() == (how == "replaced")  # no folder is made for the lock
    assert words_found(LibraryFolder(tmp_path / "moved")) == ["OpenCL"]


def test_a_folder_removed_in_the_midst_of_a_write_is_noticed(tmp_path: Path):
    folder = LibraryFolder(tmp_path / "library")
    with (
        pytest.raises(LibraryError, match="removed or replaced while it was open"),
        folder.writing() as store,
    ):
        shutil.rmtree(tmp_path / "library")
        store.set_details("0123456789abcdef", {"url": "https://example.com"})


def test_a_store_restored_from_a_backup_leads_to_new_indexes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    folder.close()
    backup = (tmp_path / "library.sqlite3").read_bytes()
    folder = LibraryFolder(tmp_path)
    add(folder, "Julia")
    folder.close()
    (tmp_path / "library.sqlite3").write_bytes(backup)
    assert words_found(LibraryFolder(tmp_path)) == ["OpenCL"]
    assert any("restored from a backup" in message for message in caplog.messages)


def test_damage_that_keeps_the_indexes_behind_does_not_stop_the_write_that_mends_it(tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    add(folder, "Julia")
    folder.close()
    with sqlite3.connect(tmp_path / "library.sqlite3") as db:
        (id,) = db.execute("SELECT transcript_id FROM exchanges ORDER BY id LIMIT 1").fetchone()
        db.execute("UPDATE passages SET spans = '[' WHERE id = 1")
    shutil.rmtree(tmp_path / "terms")
    folder = LibraryFolder(tmp_path)
    with pytest.raises(LibraryError, match=rf"{id}\) is damaged"):
        folder.indexes()
    with folder.writing() as store:
        store.remove(id)
    assert words_found(folder) == ["Julia"]


def test_a_reader_waits_for_indexes_that_are_being_mended(tmp_path: Path):
    writer = LibraryFolder(tmp_path)
    add(writer, "OpenCL")
    (tmp_path / "dense-1.vectors").unlink()
    reader = LibraryFolder(tmp_path, lock_timeout_s=0.1)
    with writer.writing():
        (tmp_path / "dense.revision").unlink()
        with pytest.raises(LibraryLockedError, match="somebody else has been writing"):
            reader.use_indexes(lambda indexes: indexes.revision)
    assert reader.use_indexes(lambda indexes: indexes.revision) == 1


_READER = """
import json, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from conftest import BigramEmbedder, make_transcript
from turnwise.index.errors import LibraryError
from turnwise.rag import Library
refused = []
with Library.open(sys.argv[1], embedder=BigramEmbedder()) as library:
    def try_to(write):
        try:
            write()
        except LibraryError as error:
            refused.append(str(error))
    answer = library.ask("What about OpenCL in your work?")
    talk = make_transcript(("A", "What is new?"), ("B", "Nothing is new."))
    for write in (
        lambda: library.add(talk),
        lambda: library.remove(library.transcripts()[0].id),
        lambda: library.rename_speaker("A", "Alex"),
        lambda: library.give_feedback(answer, "helpful"),
        library.rebuild,
    ):
        try_to(write)
    print(json.dumps({
        "list": [info.title for info in library.transcripts()],
        "search": [hit.text for hit in library.search("OpenCL", k=1)],
        "ask": answer.text, "lookup": len(library.lookup("OpenCL").mentions), "refused": refused,
    }))
"""  # fmt: skip


def read_only(path: Path) -> list[str]:
    """Take the permission to write from a folder; how to begin a command that is bound by it."""
    for one in [path, *path.rglob("*")]:
        one.chmod(one.stat().st_mode & ~0o222)
    if os.geteuid() != 0:
        return []
    if not (setpriv := shutil.which("setpriv")):
        pytest.skip("root may write everywhere, and there is no setpriv to give that up")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.slow
@pytest.mark.parametrize("state", ["up to date", "behind", "without indexes", "copied"])
def test_a_read_only_folder_can_be_listed_searched_and_asked(state: str, tmp_path: Path):
    path = tmp_path / "library"
    folder = LibraryFolder(path)
    add(folder, "OpenCL")
    folder.close()
    if state == "behind":
        behind = Store(path / "library.sqlite3")
        behind.set_details("0123456789abcdef", {"url": "https://example.com"})
        behind.close()
    elif state == "without indexes":
        shutil.rmtree(path / "terms")
        (path / "dense.revision").unlink()
    elif state == "copied":
        path = shutil.copytree(path, tmp_path / "copy", copy_function=shutil.copyfile)
    for log in path.glob("library.sqlite3-*"):
        log.unlink()
    before = {file: file.stat().st_mtime_ns for file in path.rglob("*")}
    command = [
        *read_only(path),
        sys.executable,
        "-c",
        _READER,
        str(path),
        str(ROOT / "tests"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["list"] == ["Talk"]
    assert "OpenCL is fine." in seen["search"]
    assert "OpenCL is fine" in seen["ask"]
    assert seen["lookup"] == 2
    assert len(seen["refused"]) == 5
    assert all("read-only" in why or "only read" in why for why in seen["refused"])
    assert ("built in memory" in done.stderr) == (state in ("behind", "without indexes"))
    assert {file: file.stat().st_mtime_ns for file in path.rglob("*")} == before


@pytest.mark.slow
def test_a_read_only_folder_with_an_unfinished_log_is_read_with_it_or_refused(tmp_path: Path):
    path = tmp_path / "library"
    folder = LibraryFolder(path)
    add(folder, "OpenCL")
    with_index = shutil.copytree(path, tmp_path / "copy")
    without_index = shutil.copytree(path, tmp_path / "other")
    (without_index / "library.sqlite3-shm").unlink()
    for copy, is_read in ((with_index, True), (without_index, False)):
        start = [*read_only(copy), sys.executable, "-c", _READER]
        command = [*start, str(copy), str(ROOT / "tests")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == is_read, done.stderr
        if not is_read:
            assert "LibraryError" in done.stderr
            assert "library.sqlite3-wal" in done.stderr


@pytest.mark.parametrize("ending", [".idx", ".term", ".fieldnorm", ".fast"])
def test_a_file_of_tantivy_that_is_damaged_while_it_is_open_is_rebuilt(ending: str, tmp_path: Path):
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    assert words_found(folder) == ["OpenCL"]
    for file in lexical_folder(tmp_path).iterdir():
        if file.name.endswith(ending):
            file.write_bytes(bytes(file.stat().st_size))
    assert words_found(folder) == ["OpenCL"]


def test_a_write_after_a_backup_was_restored_does_not_meet_the_indexes_of_before(tmp_path: Path):
    """The next revision of the old store has the number that the indexes stand for already."""
    folder = LibraryFolder(tmp_path)
    add(folder, "OpenCL")
    folder.close()
    backup = (tmp_path / "library.sqlite3").read_bytes()
    folder = LibraryFolder(tmp_path)
    add(folder, "Julia")
    folder.close()
    (tmp_path / "library.sqlite3").write_bytes(backup)
    restored = LibraryFolder(tmp_path)
    add(restored, "Vulkan")
    assert words_found(restored) == ["OpenCL", "Vulkan"]
