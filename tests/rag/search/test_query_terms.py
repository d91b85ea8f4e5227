from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.text.terms import content_terms
from turnwise.rag import Library
from turnwise.rag.search.query_terms import as_said

SAID = "release first batch printer customers quarantine meeting budget price relate Coldwell"
KNOWN = {*SAID.lower().split(), "prize", "revenue", "colour"}


class SaidWords:
    """The words of one text."""

    def __init__(self, text: str):
        self._terms = set(content_terms(text))

    def holds(self, term: str) -> bool:
        return term in self._terms

    def inverse_document_frequency(self, term: str) -> float:
        return 1.0 if self.holds(term) else 2.0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("why dont they relase it", "why don't they release it"),
        ("how come it isnt in the frist batch", "how come it isn't in the first batch"),
        ("whats the meetng budgte", "what's the meeting budget"),
        ("what did the prniter cost?", "what did the printer cost?"),
        ("what do custmers want", "what do customers want"),
        ("theyre in quarantne", "they're in quarantine"),
    ],
)
def test_a_slip_of_the_keyboard_is_the_word_that_is_said(question: str, said: str):
    assert as_said(question, SaidWords(SAID), KNOWN.__contains__) == said


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("who won the prize", id="a word that nobody says"),
        pytest.param("what is Pricy", id="a name"),
        pytest.param("is it at budgte.com or in /home/budgte", id="an address"),
        pytest.param("did they pric it", id="a short word"),
        pytest.param("what about segwit", id="like no word"),
        pytest.param("what are the prices", id="another form of a word"),
    ],
)
def test_other_words_stay_as_they_are(question: str):
    assert as_said(question, SaidWords(SAID), KNOWN.__contains__) == question


@pytest.mark.slow
def test_a_misspelled_question_is_answered(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Ann", "Why is the release so late this year?"),
        ("Bob", "Because the printer broke, and the release notes were in it."),
    )
    with Library.open(tmp_path / "slips", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask("why isnt the relase early")
    assert answer.question == "why isnt the relase early"
    assert [citation.speaker for citation in answer.citations] == ["Bob"]
