from __future__ import annotations

import math
from pathlib import Path

import pytest
from turnwise.index.errors import DamagedIndexError
from turnwise.index.search_indexes.lexical import LexicalIndex
from turnwise.index.text.terms import index_terms


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


def test_an_exchange_is_one_hit_with_the_score_of_its_best_text(index: LexicalIndex):
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


def test_a_reopened_index_finds_the_same(index: LexicalIndex, tmp_path: Path):
    index.save(revision=4)
    opened = LexicalIndex(tmp_path / "terms")
    assert opened.revision == 4
    assert found(opened, "cuda") == found(index, "cuda")


def test_a_damaged_folder_counts_as_missing(index: LexicalIndex, tmp_path: Path):
    index.save(revision=4)
    (tmp_path / "terms" / "meta.json").write_text("not an index")
    opened = LexicalIndex(tmp_path / "terms")
    assert (opened.revision, len(opened)) == (0, 0)


def files_of(folder: Path, ending: str) -> list[Path]:
    return [file for file in folder.iterdir() if file.name.endswith(ending)]


@pytest.mark.parametrize("damage", ["remove", "truncate", "zero", "flip"])
@pytest.mark.parametrize(
    "ending",
    [".pos", ".fast", ".fieldnorm", ".term", ".idx", ".store", ".del", "meta.json"],
)
def test_a_damaged_file_of_a_segment_counts_as_missing(
    ending: str, damage: str, index: LexicalIndex, tmp_path: Path
):
    index.update([], removed=[2])  # makes a .del
    index.save(revision=4)
    (file,) = files_of(tmp_path / "terms", ending)
    content = bytearray(file.read_bytes())
    if damage == "remove":
        file.unlink()
    elif damage == "truncate":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "zero":
        file.write_bytes(bytes(len(content)))
    else:
        content[len(content) // 3] ^= 4
        file.write_bytes(content)
    opened = LexicalIndex(tmp_path / "terms")
    assert (opened.revision, len(opened)) == (0, 0)
    opened.update(with_terms((1, "CUDA")))
    opened.save(revision=5)
    assert found(LexicalIndex(tmp_path / "terms"), "cuda") == [1]


@pytest.mark.parametrize("content", ["", "not json", None])
def test_with_a_damaged_list_of_files_the_index_is_empty_or_complete(
    content: str | None, index: LexicalIndex, tmp_path: Path
):
    index.save(revision=4)
    file = tmp_path / "terms" / ".managed.json"
    file.unlink() if content is None else file.write_text(content)
    opened = LexicalIndex(tmp_path / "terms")
    assert opened.revision == 0 or found(opened, "cuda") == found(index, "cuda")
    opened.update(with_terms((9, "CUDA")))
    assert 9 in found(opened, "cuda")


def test_files_that_a_kill_leaves_behind_do_not_block_a_commit(index: LexicalIndex, tmp_path: Path):
    index.save(revision=4)
    (segment,) = files_of(tmp_path / "terms", ".idx")
    for number in range(200):  # the name that the next commit takes is among them
        (tmp_path / "terms" / f"{segment.stem}.{number}.del").write_bytes(b"half")
    for name in (".tantivy-writer.lock", ".tantivy-meta.lock"):
        (tmp_path / "terms" / name).write_text("left")
    opened = LexicalIndex(tmp_path / "terms")
    opened.update([], removed=[3])
    opened.save(revision=5)
    assert found(LexicalIndex(tmp_path / "terms"), "cuda") == [1]


def test_a_commit_that_fails_is_an_error_and_no_new_revision(index: LexicalIndex, tmp_path: Path):
    index.save(revision=4)
    (segment,) = files_of(tmp_path / "terms", ".idx")
    for number in range(200):
        # A folder, which is not removed as a file is: the commit cannot write its list.
        (tmp_path / "terms" / f"{segment.stem}.{number}.del").mkdir()
    opened = LexicalIndex(tmp_path / "terms")
    with pytest.raises((DamagedIndexError, OSError, ValueError)):
        opened.update([], removed=[3])
    assert LexicalIndex(tmp_path / "terms").revision == 4


def test_a_segment_that_changes_while_it_is_open_is_never_marked_as_right(
    index: LexicalIndex, tmp_path: Path
):
    index.save(revision=4)
    (file,) = files_of(tmp_path / "terms", ".store")
    content = bytearray(file.read_bytes())
    content[3] ^= 4
    file.write_bytes(content)
    with pytest.raises(DamagedIndexError, match="has changed"):
        index.save(revision=5)
    assert LexicalIndex(tmp_path / "terms").revision == 0


def test_an_index_in_memory_writes_nothing(tmp_path: Path):
    index = LexicalIndex(tmp_path / "terms")
    index.keep_in_memory()
    index.update(with_terms((1, "CUDA")))
    index.save(revision=1)
    assert found(index, "cuda") == [1]
    assert list(tmp_path.iterdir()) == []


def test_a_term_of_removed_texts_is_not_rarer_than_an_unknown_one(index: LexicalIndex):
    index.update([], removed=[1, 2])
    assert 0 < index.inverse_document_frequency("opencl") <= index.inverse_document_frequency("")


def test_the_best_of_many_allowed_exchanges_are_those_of_a_query_for_each(tmp_path: Path):
    index = LexicalIndex(tmp_path / "terms")
    texts = [(id, f"CUDA {'and so on ' * (id % 7)}") for id in range(1, 4001)]
    index.update(with_terms(*texts))
    many = list(range(2500, 4001))
    several = index.search(["cuda"], 20, allowed=many)
    assert len(several) == 20
    assert min(id for id, _ in several) >= 2500
    best = {round(score, 6) for _, score in index.search(["cuda"], 20, allowed=many[:900])}
    assert {round(score, 6) for _, score in several} == best
    assert index.search(["opencl"], 20, allowed=many) == []
