from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from turnwise.index.dense import DenseIndex


def unit(*rows: list[float]) -> np.ndarray:
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def index(tmp_path: Path) -> DenseIndex:
    index = DenseIndex(tmp_path)
    index.update([7, 8, 9], unit([1, 0], [1, 1], [0, 1]))
    return index


def test_nearest_first_with_cosines(index: DenseIndex):
    hits = index.search(unit([1, 0])[0], k=2)
    assert [id for id, _ in hits] == [7, 8]
    assert [cosine for _, cosine in hits] == pytest.approx([1.0, 0.5**0.5])


def test_only_allowed_passages_are_found(index: DenseIndex):
    assert [id for id, _ in index.search(unit([1, 0])[0], k=3, allowed=[8, 9])] == [8, 9]
    assert index.search(unit([1, 0])[0], k=3, allowed=[]) == []


def test_removed_passages_are_gone(index: DenseIndex):
    index.update([], unit([1, 0])[:0], removed=[7])
    assert [id for id, _ in index.search(unit([1, 0])[0], k=3)] == [8, 9]


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
