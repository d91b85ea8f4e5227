"""What holds for the files on this machine and for every vector database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from contract import ALPHA, BETA, ENGINES, GAMMA, QUESTIONS, fill, found, opened, retold
from turnwise.index.errors import UsageError
from turnwise.index.search_indexes.engine import Limits
from turnwise.rag import Library


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library in files, to compare with; only read it."""
    with opened("files", tmp_path_factory.mktemp("files")) as library:
        fill(library)
        yield library


@pytest.fixture(scope="module", params=ENGINES)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """The library in each engine; only read it."""
    with opened(request.param, tmp_path_factory.mktemp(request.param)) as library:
        fill(library)
        yield library


@pytest.fixture(params=ENGINES)
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """A library of the test's own with two talks."""
    with opened(request.param, tmp_path) as library:
        library.add(ALPHA)
        library.add(BETA)
        yield library


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_engine_finds_what_the_files_find_in_their_order(
    filled: Library, files: Library, question: str
):
    assert found(filled, question) == found(files, question) != []


@pytest.mark.parametrize(
    "filters",
    [
        {"speakers": ["Ann"]},
        {"speakers": ["贾扬清", 'Eve "the \\ fox" O\'Hara']},
        {"transcripts": [BETA.id, GAMMA.id]},
        {"tags": ['a "b" \\ c']},
        {"after": "2019-01-01"},
        {"before": "2018-12-31"},
        {"after": "2018-01-01", "before": "2019-12-31", "speakers": ["Bob"]},
    ],
    ids=["speaker", "hostile name", "transcripts", "tag", "after", "before", "several"],
)
def test_filters_let_through_what_they_let_through_in_files(
    filled: Library, files: Library, filters: dict[str, list[str]]
):
    for question in QUESTIONS:
        assert found(filled, question, **filters) == found(files, question, **filters)


def test_a_list_of_no_transcripts_finds_nothing(filled: Library):
    engine, store = filled._folder.indexes(), filled._folder.store
    limits = Limits(transcripts=(), allowed=lambda: store.voices().select(transcripts=[]))
    assert not engine.candidates(["opencl"], None, 10, store, limits).passages
    assert not engine.holding("opencl", 10, store, limits)


def test_who_asks_narrows_too(filled: Library):
    engine, store = filled._folder.indexes(), filled._folder.store

    def holding(asked_by: str) -> int:
        chosen = [asked_by]
        limits = Limits(asked_by=chosen, allowed=lambda: store.voices().select(asked_by=chosen))
        return len(engine.holding("opencl", 10, store, limits))

    assert [holding("Ann"), holding("主持人"), holding("Bob")] == [1, 1, 0]


def test_words_are_as_rare_as_in_files(filled: Library, files: Library):
    words, expected = filled._folder.indexes().words, files._folder.indexes().words
    for term in ("opencl", "开源", "zebrafinch", "compil", "nobodysaysthis", ""):
        assert words.holds(term) == expected.holds(term)
        assert words.inverse_document_frequency(term) == pytest.approx(
            expected.inverse_document_frequency(term)
        )


def test_an_engine_holds_each_passage_and_exchange_once(filled: Library):
    store = filled._folder.store
    assert filled._folder.indexes().count() == (store.count_passages(), store.count_exchanges())


@pytest.mark.parametrize("mode", ["dense", "lexical"])
def test_one_way_of_search_alone_finds_the_talk(filled: Library, mode: str):
    hits = filled.search("who mends the watchtower", k=1, mode=mode)  # type: ignore[arg-type]
    assert hits[0].transcript.id == GAMMA.id


def test_what_is_added_is_found_and_what_is_removed_is_not(own: Library):
    added = retold(GAMMA, "Delta", "Quokkas too")
    own.add(added)
    assert found(own, "quokkas", mode="lexical") == [(added.id, 2)]
    own.remove(added.id)
    assert found(own, "quokkas", mode="lexical") == []
    with pytest.raises(UsageError, match="nobody is called"):
        own.search("watchtower", speakers=['Eve "the \\ fox" O\'Hara'])


def test_a_correction_is_found_by_its_new_words_alone(own: Library):
    own.edit_turn(ALPHA.id, 4, "Two months, because the wombats had bugs.")
    assert found(own, "wombats", mode="lexical")[0] == (ALPHA.id, 4)
    assert found(own, "compiler", mode="lexical") == []


def test_new_names_tags_and_dates_narrow_a_search_at_once(own: Library):
    own.rename_speaker("Bob", "Robert Pell")
    assert {id for id, _ in found(own, "OpenCL", speakers=["Robert Pell"])} == {ALPHA.id}
    own.edit_transcript(BETA.id, tags=["later"], date="2024-01-01")
    assert {id for id, _ in found(own, "OpenCL", tags=["later"])} == {BETA.id}
    assert {id for id, _ in found(own, "OpenCL", after="2023-01-01")} == {BETA.id}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_library_opened_again_finds_the_same(engine: str, tmp_path: Path):
    with opened(engine, tmp_path) as library:
        library.add(ALPHA)
        before = found(library, "OpenCL")
    with opened(engine, tmp_path) as library:
        assert found(library, "OpenCL") == before != []
