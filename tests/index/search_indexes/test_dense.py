from __future__ import annotations

import os
from copy import copy
from pathlib import Path

import faiss
import numpy as np
import pytest
from turnwise.index.errors import DamagedIndexError
from turnwise.index.models.embedder import Embeddings
from turnwise.index.search_indexes import segment
from turnwise.index.search_indexes.dense import DenseIndex
from turnwise.index.search_indexes.revision_file import MAX_BYTES_READ_AT_OPENING, write_revision
from turnwise.index.search_indexes.segment import make_segment


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
    assert [cosine for _, cosine in hits] == pytest.approx([1.0, 0.5**0.5], abs=1e-3)


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
    (tmp_path / "dense-1.vectors").write_bytes(b"not an index")
    opened = DenseIndex(tmp_path)
    assert (opened.revision, len(opened)) == (0, 0)


def test_an_empty_index_finds_nothing(tmp_path: Path):
    assert DenseIndex(tmp_path).search(unit([1, 0])[0], k=3) == []


def test_a_file_with_a_changed_bit_counts_as_missing(index: DenseIndex, tmp_path: Path):
    index.save(revision=4)
    file = tmp_path / "dense-1.vectors"
    content, times = bytearray(file.read_bytes()), file.stat()
    content[-9] ^= 64
    file.write_bytes(content)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # as when a disk loses it
    assert DenseIndex(tmp_path).revision == 0


@pytest.mark.slow
def test_a_large_file_is_read_again_when_its_time_differs_or_on_demand(tmp_path: Path):
    index = DenseIndex(tmp_path)
    n = MAX_BYTES_READ_AT_OPENING // 512 + 1
    index.update(range(n), unit(*np.eye(256)[np.arange(n) % 256].tolist()))
    index.save(revision=4)
    file = tmp_path / "dense-1.vectors"
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
def test_a_full_disk_leaves_the_index_as_it_was(index: DenseIndex, tmp_path: Path):
    index.save(revision=4)
    changed, more = copy(index), make_segment([(np.array([10]), unit([1, 2]))])
    (tmp_path / "dense-2.vectors").symlink_to("/dev/full")
    assert more
    with pytest.raises(OSError, match="No space left"):
        more.named("dense-2").write(tmp_path)
    assert names(tmp_path) == ["dense-1.ids", "dense-1.vectors", "dense.revision"]
    (tmp_path / "dense.revision.new").symlink_to("/dev/full")
    changed.update([10], unit([1, 2]))
    with pytest.raises(OSError, match="No space left"):
        changed.save(revision=5)
    assert DenseIndex(tmp_path).revision == 4
    index.update([11], unit([1, 2]), removed=[7])
    (tmp_path / "dense.revision.new").unlink()
    index.save(revision=5)
    assert {id for id, _ in DenseIndex(tmp_path).search(unit([1, 0])[0], k=9)} == {8, 9, 11}


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_an_addition_writes_a_segment_and_joins_it_with_those_not_twice_as_large(tmp_path: Path):
    index = DenseIndex(tmp_path)
    index.update(range(8), unit(*np.eye(8).tolist()))
    index.save(revision=1)
    first = (tmp_path / "dense-1.vectors").stat().st_mtime_ns
    index.update([8], unit(np.ones(8).tolist()))
    index.save(revision=2)
    assert names(tmp_path) == [
        "dense-1.ids", "dense-1.vectors", "dense-2.ids", "dense-2.vectors", "dense.revision"
    ]  # fmt: skip
    assert (tmp_path / "dense-1.vectors").stat().st_mtime_ns == first
    index.update(range(9, 13), unit(*np.eye(8)[:4].tolist()))
    index.save(revision=3)
    assert names(tmp_path) == ["dense-3.ids", "dense-3.vectors", "dense.revision"]
    opened = DenseIndex(tmp_path)
    assert len(opened) == 13
    assert [id for id, _ in opened.search(unit(np.eye(8)[1].tolist())[0], k=2)] == [1, 10]


def test_a_removal_writes_a_list_of_ids_until_there_are_many(tmp_path: Path):
    index = DenseIndex(tmp_path)
    index.update(range(8), unit(*np.eye(8).tolist()))
    index.save(revision=1)
    index.update([], unit([1])[:0], removed=[3, 99])
    index.save(revision=2)
    assert names(tmp_path) == [
        "dense-1.ids", "dense-1.vectors", "dense-2.removed", "dense.revision"
    ]  # fmt: skip
    opened = DenseIndex(tmp_path)
    assert (len(opened), 3 in dict(opened.search(unit(np.ones(8).tolist())[0], k=8))) == (7, False)
    assert opened.products(unit(np.ones(8).tolist())[0], np.array([2, 3, 50]))[0].tolist() == [2]
    opened.update([], unit([1])[:0], removed=[4, 5])
    opened.save(revision=3)
    assert names(tmp_path) == ["dense-3.ids", "dense-3.vectors", "dense.revision"]
    assert len(DenseIndex(tmp_path)) == 5


def test_the_nearest_come_with_others_that_are_asked_for_each_once(index: DenseIndex):
    ids, products = index.nearest(unit([1, 0])[0], 1, also=np.array([9, 7, 50]))
    assert sorted(ids.tolist()) == [7, 9]
    assert products[ids == 7] == pytest.approx(1)
    only_some = index.nearest(unit([1, 0])[0], 1, allowed=[8, 9], also=np.array([9]))
    assert sorted(only_some[0].tolist()) == [8, 9]


def test_a_copy_that_is_changed_leaves_the_index_as_it_was(index: DenseIndex):
    changed = copy(index)
    changed.update([10], unit([1, 2]), removed=[7])
    assert [id for id, _ in index.search(unit([1, 0])[0], k=9)] == [7, 8, 9]
    assert [id for id, _ in changed.search(unit([1, 0])[0], k=9)] == [8, 10, 9]


def test_the_file_of_an_earlier_version_is_a_segment(tmp_path: Path):
    old = faiss.IndexIDMap2(faiss.IndexFlatIP(2))
    old.add_with_ids(unit([0, 1], [1, 0], [1, 1], [-1, 0]), np.array([9, 7, 8, 5]))
    faiss.write_index(old, str(tmp_path / "dense.faiss"))
    write_revision(tmp_path / "dense.revision", 3, [tmp_path / "dense.faiss"])
    index = DenseIndex(tmp_path)
    assert (index.revision, len(index)) == (3, 4)
    assert [id for id, _ in index.search(unit([1, 0])[0], k=2)] == [7, 8]
    index.update([], unit([1])[:0], removed=[8])
    index.save(revision=4)
    assert names(tmp_path) == ["dense-1.removed", "dense.faiss", "dense.revision"]
    index = DenseIndex(tmp_path)
    index.update([10, 11, 12], unit([2, 1], [0, 1], [0, 1]))
    index.save(revision=5)
    assert names(tmp_path) == ["dense-2.ids", "dense-2.vectors", "dense.revision"]
    assert [id for id, _ in DenseIndex(tmp_path).search(unit([1, 0])[0], k=2)] == [7, 10]


@pytest.mark.slow  # learns codes
def test_codes_find_what_comparing_every_vector_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(segment, "MIN_CODED", 3000)
    monkeypatch.setattr(segment, "_FEW", 100)
    random = np.random.default_rng(1)
    vectors = unit(*random.normal(size=(6000, 32)).tolist())
    index = DenseIndex(tmp_path)
    index.update(range(4000), vectors[:4000])
    index.update(range(4000, 6000), vectors[4000:], removed=range(50))
    index.save(revision=1)
    assert "dense-1.codes" in names(tmp_path)
    index = DenseIndex(tmp_path)
    for allowed in (None, np.arange(0, 6000, 3)):
        left = np.arange(50, 6000) if allowed is None else allowed[allowed >= 50]
        for query in vectors[:20]:
            exact = left[np.argsort(-(vectors[left] @ query))[:10]]
            found = [id for id, _ in index.search(query, k=10, allowed=allowed)]
            assert len({*exact.tolist()} & {*found}) >= 9


def products_in_order(index: DenseIndex, query: Embeddings, n: int) -> Embeddings:
    """The products of the passages 0 to n - 1."""
    ids, products = index.products(query, np.arange(n))
    return products[np.argsort(ids)]


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


def test_a_large_segment_takes_a_byte_a_dimension_and_its_ranges_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(segment, "MIN_CODED", 500)
    monkeypatch.setattr(segment, "MIN_SMALL", 500)
    rng = np.random.default_rng(0)
    vectors = unit(*rng.normal(size=(1200, 32)).tolist())
    index = DenseIndex(tmp_path)
    index.update(range(600), vectors[:600])
    index.save(revision=1)
    size = (tmp_path / "dense-1.vectors").stat().st_size
    assert 32 * 600 < size < 32 * 600 + 1000
    first = products_in_order(index, vectors[0], 600)
    np.testing.assert_allclose(first, vectors[:600] @ vectors[0], atol=0.02)
    index.update(range(600, 1200), vectors[600:])  # joined with the first
    index.save(revision=2)
    assert names(tmp_path) == ["dense-2.codes", "dense-2.ids", "dense-2.vectors", "dense.revision"]
    opened = DenseIndex(tmp_path)
    np.testing.assert_allclose(products_in_order(opened, vectors[0], 600), first, atol=1e-5)
    exact = np.argsort(-(vectors @ vectors[7]))[:10].tolist()
    assert len({id for id, _ in opened.search(vectors[7], 10)} & set(exact)) >= 9


def test_a_new_segment_takes_over_the_codes_of_the_largest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(segment, "MIN_CODED", 500)
    vectors = unit(*np.random.default_rng(0).normal(size=(1700, 32)).tolist())
    index = DenseIndex(tmp_path)
    index.update(range(1200), vectors[:1200])
    index.update(range(1200, 1700), vectors[1200:])
    first, second = (one.empty_codes() for one in index._segments)
    np.testing.assert_array_equal(
        *(faiss.vector_to_array(codes.pq.centroids) for codes in (first, second))
    )


def test_large_segments_are_not_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("turnwise.index.search_indexes.dense._MAX_JOINED", 10)
    index = DenseIndex(tmp_path)
    for first in (0, 6, 12):
        index.update(range(first, first + 6), unit(*np.eye(6).tolist()))
    index.save(revision=1)
    assert [file for file in names(tmp_path) if file.endswith(".ids")] == [
        "dense-1.ids", "dense-2.ids", "dense-3.ids"
    ]  # fmt: skip
    index.update([], unit([1])[:0], removed=[0, 1, 12])  # a third of the first, a sixth of the last
    index.save(revision=2)
    assert [file for file in names(tmp_path) if file.endswith(".ids")] == [
        "dense-2.ids", "dense-3.ids", "dense-4.ids"
    ]  # fmt: skip
    assert {id for id, _ in index.search(unit(np.ones(6).tolist())[0], 20)} == {
        *range(2, 12),
        *range(13, 18),
    }
