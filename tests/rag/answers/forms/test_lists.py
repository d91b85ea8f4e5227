from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library

TALK = make_transcript(
    ("Ann", "Welcome. What do ducks eat in winter?"),
    ("Bob", "Ducks eat grass, and I would recommend that nobody feeds bread to ducks."),
    ("Ann", "Can you hear me?"),
    ("Bob", "Yes, I can hear you well."),
    ("Q1", "How deep is the lake? And is it cold?"),
    ("Bob", "It is forty metres deep. My advice is to swim only in August."),
    ("Eve", "The ducks on the lake are older than the houses around it."),
    title="Birds",
)


@pytest.fixture
def birds(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "birds", embedder=embedder) as library:
        library.add(TALK)
        yield library


@pytest.mark.parametrize(
    ("question", "turns"),
    [
        ("list all questions", [1, 5]),
        ("list all questions of the audience", [5]),
        ("列出所有观众的问题", [5]),
        ("all questions Ann asked", [1]),
        ("which questions were asked about ducks?", [1]),
    ],
)
def test_questions_are_listed_without_polite_ones(birds: Library, question: str, turns: list[int]):
    answer = birds.ask(question)
    assert (answer.form, [citation.turn for citation in answer.citations]) == ("list", turns)


def test_several_questions_of_a_turn_are_one_item(birds: Library):
    answer = birds.ask("questions from the audience")
    assert [citation.quote for citation in answer.citations] == [
        "How deep is the lake? And is it cold?"
    ]


@pytest.mark.parametrize("question", ["who talked about ducks?", "谁谈到了 ducks？"])
def test_everybody_who_spoke_of_something_is_listed_once(birds: Library, question: str):
    answer = birds.ask(question)
    assert answer.form == "list"
    assert sorted(citation.speaker for citation in answer.citations) == ["Ann", "Bob", "Eve"]


@pytest.mark.parametrize("question", ["what did Bob recommend?", "提了哪些建议"])
def test_advice_is_listed_in_order(birds: Library, question: str):
    answer = birds.ask(question)
    assert [citation.turn for citation in answer.citations] == [2, 6]


def test_nobody_spoke_of_it(birds: Library):
    assert not birds.ask("who talked about compilers?").answered
