from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from turnwise.index.errors import DamagedIndexError
from turnwise.index.search_indexes.dense import DenseIndex
from turnwise.index.search_indexes.revision_file import MAX_BYTES_READ_AT_OPENING


def unit(*rows: list[float]) -> np.ndarray:
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def index(tmp_path: Path) -> DenseIndex:
    index = DenseIndex(tmp_path)
    index.update([7, 8, 9], unit([1, 0], [1, 1], [0, 1]))
    return index


def test_hits_come_nearest_first_with_cosines(index: DenseIndex):
    hits = index.search(unit([1, 0])[0], k=2)
    assert [id for id, _ in hits] == [7, 8]
    assert [cosine for _, cosine in hits] == pytest.approx([1.0, 0.5**0.5])


def test_only_allowed_passages_are_found(index: DenseIndex):
    assert [id for id, _ in index.search(unit([1, 0])[0], k=3, allowed=[8, 9])] == [8, 9]
    assert index.search(unit([1, 0])[0], k=3, allowed=[]) == []


def test_removed_passages_are_gone(index: DenseIndex):
    index.update([], unit([1, 0])[:0], removed=[7])
    assert [id for id, _ in index.search(unit([1, 0])[0], k=3)] == [8, 9]


def test_an_index_from_which_all_was_removed_finds_nothing(index: DenseIndex):
    index.update([], unit([1, 0])[:0], removed=[7, 8, 9])
    assert index.search(unit([1, 0])[0], k=3) == []


def test_updating_twice_is_the_same_as_once(index: DenseIndex):
    index.update([7], unit([1, 0]))
    assert len(index) == 3


def test_saved_and_opened_again_gives_the_same_hits(index: DenseIndex, tmp_path: Path):
    index.save(revision=4)
    opened = DenseIndex(tmp_path)
    assert opened.revision == 4
    assert opened.search(unit([1, 2])[0], k=3) == index.search(unit([1, 2])[0], k=3)


def test_a_damaged_file_counts_as_missing(index: DenseIndex, tmp_path: Path):
    index.save(revision=4)
    (tmp_path / "dense.faiss").write_bytes(b"not an index")
    opened = DenseIndex(tmp_path)
    assert (opened.revision, len(opened)) == (0, 0)


def test_an_empty_index_finds_nothing(tmp_path: Path):
    assert DenseIndex(tmp_path).search(unit([1, 0])[0], k=3) == []


def test_a_file_with_a_changed_bit_counts_as_missing(index: DenseIndex, tmp_path: Path):
    index.save(revision=4)
    file = tmp_path / "dense.faiss"
    content, times = bytearray(file.read_bytes()), file.stat()
    content[-9] ^= 64
    file.write_bytes(content)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # as when a disk loses it
    assert DenseIndex(tmp_path).revision == 0


def test_a_large_file_is_read_again_when_its_time_differs_or_on_demand(tmp_path: Path):
    index = DenseIndex(tmp_path)
    n = MAX_BYTES_READ_AT_OPENING // 1024 + 1
    index.update(range(n), unit(*np.eye(256)[np.arange(n) % 256].tolist()))
    index.save(revision=4)
    file = tmp_path / "dense.faiss"
    times = file.stat()
    os.utime(file, ns=(0, 0))
    assert (DenseIndex(tmp_path).revision, DenseIndex(tmp_path).is_touched) == (4, True)
    content = bytearray(file.read_bytes())
    content[-9] ^= 64
    file.write_bytes(content)
    assert DenseIndex(tmp_path).revision == 0
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert DenseIndex(tmp_path).revision == 4
    assert DenseIndex(tmp_path, is_thorough=True).revision == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_file_as_it_was(index: DenseIndex, tmp_path: Path):
    index.save(revision=4)
    before = (tmp_path / "dense.faiss").read_bytes()
    (tmp_path / "dense.faiss.new").symlink_to("/dev/full")
    index.update([10], unit([1, 2]))
    with pytest.raises(OSError, match="No space left"):
        index.save(revision=5)
    assert (tmp_path / "dense.faiss").read_bytes() == before
    assert DenseIndex(tmp_path).revision == 4
    assert not (tmp_path / "dense.faiss.new").exists()


@pytest.mark.parametrize("value", [np.nan, np.inf, 3.0])
def test_impossible_scores_are_damage(value: float, index: DenseIndex):
    index.update([10], np.array([[value, 0]], dtype=np.float32))
    with pytest.raises(DamagedIndexError, match="impossible scores"):
        index.search(unit([1, 0])[0], k=4)


def test_an_index_in_memory_writes_nothing(tmp_path: Path):
    index = DenseIndex(tmp_path)
    index.keep_in_memory()
    index.update([7], unit([1, 0]))
    index.save(revision=1)
    assert (len(index), list(tmp_path.iterdir())) == (1, [])
