from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.answers.extractive import best
from turnwise.rag.search.hits import Evidence
from turnwise.rag.search.relevance import Relevance

TALK = make_transcript(
    ("Ann", "The ferry is late."),
    ("Bob", "The ferry is loud."),
    ("Eve", "The ferry is cheap."),
    title="The harbour",
)
SPEAKS_OF_IT = Relevance(1.0, 1.0, 2.0, 0.9, 2, 30)
NEARLY_SPEAKS_OF_IT = Relevance(0.3, 0.0, 0.6, 0.2, 2, 30)
DOES_NOT = Relevance(0.1, 0.0, 0.1, 0.1, 2, 30)


@pytest.fixture
def found(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "ferry", embedder=embedder) as library:
        library.add(TALK)
        understood = library._understand("the ferry", {})
        return library._searcher.search(understood.query, understood.filters, 3)


def _with(found: list[Evidence], *relevances: Relevance) -> list[Evidence]:
    return [
        replace(item, find_relevance=lambda relevance=relevance: relevance)
        for item, relevance in zip(found, relevances, strict=True)
    ]


@pytest.mark.slow
def test_the_first_answers_if_any_is_relevant(found: list[Evidence]):
    assert SPEAKS_OF_IT.likelihood > 0.9
    assert DOES_NOT.likelihood < 0.1
    shown = best(_with(found, DOES_NOT, SPEAKS_OF_IT, DOES_NOT), share=0.0)
    assert [item.hit.rank for item in shown] == [1, 2]
    assert best(_with(found, DOES_NOT, DOES_NOT, DOES_NOT)) == []


@pytest.mark.slow
def test_what_holds_no_answer_does_not_come_first(found: list[Evidence]):
    first, *others = _with(found, SPEAKS_OF_IT, DOES_NOT, SPEAKS_OF_IT)
    shown = best([replace(first, has_answer=False), *others], share=0.0)
    assert [item.hit.rank for item in shown] == [2, 3]


@pytest.mark.slow
def test_across_languages_less_is_enough(found: list[Evidence]):
    assert 0.1 < NEARLY_SPEAKS_OF_IT.likelihood < 0.35
    translated = replace(NEARLY_SPEAKS_OF_IT, is_translated=True)
    item, other = _with(found[:2], NEARLY_SPEAKS_OF_IT, translated)
    assert (item.is_relevant, other.is_relevant) == (False, True)
