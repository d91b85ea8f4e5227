from __future__ import annotations

import math
from pathlib import Path

import pytest
from turnwise.index.lexical import LexicalIndex
from turnwise.index.terms import index_terms


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "terms")
    index.update(
        with_terms(
            (1, "OpenCL 和 CUDA 的生态系统"),
            (2, "Julia 是一个语言"),
            (3, "CUDA CUDA CUDA"),
            (3, "股票市场"),
        )
    )
    return index


def with_terms(*texts: tuple[int, str]) -> list[tuple[int, list[str]]]:
    return [(id, index_terms(text)) for id, text in texts]


def found(index: LexicalIndex, query: str, allowed: list[int] | None = None) -> list[int]:
    return [id for id, _ in index.search(index_terms(query), 10, allowed=allowed)]


def test_texts_with_the_terms_are_found(index: LexicalIndex):
    assert found(index, "what about opencl?") == [1]
    assert found(index, "編程語言") == [2]
    assert found(index, "nothing of this") == []


def test_an_exchange_comes_once_with_its_best_text(index: LexicalIndex):
    hits = index.search(["cuda", "市场"], 10)
    assert sorted(id for id, _ in hits) == [1, 3]
    assert hits[0][0] == 3


def test_scores_are_bm25_as_published(tmp_path: Path):
    index = LexicalIndex(tmp_path / "terms")
    index.update(with_terms((1, "red red blue"), (2, "green")))
    # N = 2 texts, 1 with "red", lengths 3 and 1, average 2, k1 = 1.2, b = 0.75, tf = 2
    idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    expected = idf * 2 * 2.2 / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / 2))
    assert index.search(["red"], 5) == [(1, pytest.approx(expected, rel=1e-5))]
    assert index.inverse_document_frequency("red") == pytest.approx(idf)


def test_only_allowed_exchanges_are_found_with_the_same_score(index: LexicalIndex):
    assert found(index, "cuda", allowed=[1]) == [1]
    assert dict(index.search(["cuda"], 10, allowed=[1]))[1] == dict(index.search(["cuda"], 10))[1]


def test_removed_exchanges_are_gone(index: LexicalIndex):
    index.update([], removed=[3])
    assert found(index, "cuda 市场") == [1]


def test_updating_twice_is_the_same_as_once(index: LexicalIndex):
    index.update(with_terms((1, "OpenCL 和 CUDA 的生态系统")))
    assert len(index) == 4


def test_opened_again_it_finds_the_same(index: LexicalIndex, tmp_path: Path):
    index.save(revision=4)
    opened = LexicalIndex(tmp_path / "terms")
    assert opened.revision == 4
    assert found(opened, "cuda") == found(index, "cuda")


def test_a_damaged_folder_counts_as_missing(index: LexicalIndex, tmp_path: Path):
    index.save(revision=4)
    (tmp_path / "terms" / "meta.json").write_text("not an index")
    opened = LexicalIndex(tmp_path / "terms")
    assert (opened.revision, len(opened)) == (0, 0)
