from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.search.near_words import bundled_vectors
from turnwise.rag.search.pointing.teller import by_teller
from turnwise.rag.search.query_terms import Subject

TALK = make_transcript(
    ("Ann", "You must not call the academy a school, for no children learn there. Is this right?"),
    ("Bob", "It is a typo."),
    ("Ann", "How long did the academy take?"),
    ("Bob", "Two months!"),
    title="A visit",
)


@pytest.mark.slow
def test_who_asks_is_quoted_where_only_they_tell_it(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "visit", embedder=embedder) as library:
        id = library.add(TALK).added[0].id
        understood = library._understand("Why is the academy no school?", {})
        found = library._searcher.search(understood.query, understood.filters, 5)
        subject = Subject("academy school", {"academy": 3.0, "school": 3.0}, 5.0)
        talk, vectors = library.transcript(id), bundled_vectors()
        answers = {item.hit.turn: item for item in found if item.hit.question}
        typo, months = (by_teller(answers[turn], talk, subject, vectors) for turn in (2, 4))
    assert (typo.hit.turn, typo.hit.question) == (1, None)
    assert "no children learn there" in typo.hit.quote
    assert months.hit == answers[4].hit  # what is asked is the subject
