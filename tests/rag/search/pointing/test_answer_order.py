from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.search.near_words import bundled_vectors
from turnwise.rag.search.pointing.answer_order import in_order

TALK = make_transcript(
    ("Ann", "Why did the ferry stop?"),
    ("Bob", "My sister likes the ferry. She is a painter, and her cat sleeps all day long."),
    ("Ann", "Why did the ferry stop in winter?"),
    ("Eve", "The ferry stopped because ice closed the harbour and the engine of the boat froze."),
    title="The harbour",
)


@pytest.mark.slow
def test_of_hits_with_one_score_the_answer_that_is_about_it_comes_first(
    tmp_path: Path, embedder: BigramEmbedder
):
    with Library.open(tmp_path / "ferry", embedder=embedder) as library:
        library.add(TALK)
        understood = library._understand("Why did the ferry stop running?", {})
        found = library._searcher.search(understood.query, understood.filters, 5)
        alike = [replace(item, hit=replace(item.hit, score=0.5)) for item in reversed(found)]
        question = understood.query.look_for.text
        ordered = in_order(alike, question, bundled_vectors(), library.transcript)
    assert ordered[0].hit.turn == 4
    assert [item.hit.rank for item in ordered] == list(range(1, len(found) + 1))
    assert all(0 <= item.hit.score <= 1 for item in ordered)
    assert in_order([], question, bundled_vectors(), library.transcript) == []
