"""Whether hits settle a question."""

from __future__ import annotations

import pytest
from conftest import make_transcript
from turnwise.index.transcript import Exchange
from turnwise.rag.search.near_words import bundled_vectors
from turnwise.rag.search.pointing.settled import lacks_rare_word
from turnwise.rag.search.query_terms import Subject

TALK = make_transcript(
    ("Ann", "Welcome. Today we speak of the ferry, of the price of the ferry and of the harbour."),
    ("Bob", "Did you ever take the ferry, and was the price of the ferry high?"),
    ("Eve", "I take the ferry each day, and the price of the ferry is fair, I think."),
    ("Ann", "Thanks. That was our talk on the ferry and the price of the ferry."),
    title="The harbour",
)
EXCHANGE = Exchange(1, 2, (3,))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rarity", "lacks"),
    [
        pytest.param({"ferry": 2.0, "battery": 4.5}, True, id="said elsewhere, not here"),
        pytest.param({"ferry": 2.0, "battery": 5.0}, False, id="said by nobody"),
        pytest.param({"ferry": 2.0, "battery": 1.0}, False, id="a common word"),
        pytest.param({"ferry": 4.5, "prices": 4.5}, False, id="another form of it"),
        pytest.param({"ferry": 2.0, "总共": 4.5}, False, id="a word for all"),
        pytest.param(
            {"ferry": 4.5, "price": 4.5, "harbour": 4.5, "battery": 4.5}, False, id="a small part"
        ),
    ],
)
def test_a_rare_word_that_is_said_elsewhere_must_be_said_here(
    rarity: dict[str, float], lacks: bool
):
    subject = Subject(" ".join(rarity), rarity, 5.0)
    assert lacks_rare_word(TALK, EXCHANGE, subject, bundled_vectors()) == lacks
