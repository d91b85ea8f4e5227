from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library

TALK = make_transcript(
    ("Ann", "What do you think of the parrots in the park?"),
    ("Tom Berg", "The parrots in the park are loud, and they eat our cherries."),
    ("Lena Fox", "I love the parrots in the park, because they are green."),
    ("Ann", "And what do tortoises need?"),
    ("Lena Fox", "Tortoises need a garden with sun and a lot of time."),
    title="Animals",
)


@pytest.fixture
def animals(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "animals", embedder=embedder) as library:
        library.add(TALK)
        yield library


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        "Compare what Tom and Lena say about the parrots",
        "What did Tom and Lena each say about the parrots?",
        "对比 Tom 和 Lena 对 parrots 的看法",
        "do Tom and Lena agree about the parrots?",
        "who is more fond of the parrots, Tom or Lena?",
        "Tom 和 Lena 在 parrots 上有什么分歧",
    ],
)
def test_two_people_stand_side_by_side(animals: Library, question: str):
    answer = animals.ask(question)
    assert (answer.answered, answer.form) == (True, "comparison")
    assert [(c.speaker, c.turn) for c in answer.citations] == [("Tom Berg", 2), ("Lena Fox", 3)]
    assert answer.text.index("Tom Berg") < answer.text.index("[1]") < answer.text.index("Lena Fox")


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    ["parrots vs tortoises", "What is the difference between parrots and tortoises?"],
)
def test_two_subjects_stand_side_by_side(animals: Library, question: str):
    answer = animals.ask(question)
    assert answer.form == "comparison"
    first, second = answer.text.split("\n\n")
    assert first.startswith("parrots –")
    assert second.startswith("tortoises –\nLena Fox: “Tortoises need a garden with sun")


@pytest.mark.slow
def test_a_side_without_a_word_says_so(animals: Library):
    answer = animals.ask("compare parrots and submarines")
    assert answer.answered
    assert answer.text.endswith("submarines –\nNothing was found on this side.")


@pytest.mark.slow
def test_a_choice_is_no_comparison(animals: Library):
    assert animals.ask("Which are louder, parrots or tortoises?").form != "comparison"


@pytest.mark.slow
def test_one_person_may_speak_of_two_subjects(animals: Library):
    answer = animals.ask("compare what Lena said about parrots and tortoises")
    first, second = answer.text.split("\n\n")
    assert first.startswith("parrots –\nLena Fox: “")
    assert second.startswith("tortoises –\nLena Fox: “")
    assert {citation.speaker for citation in answer.citations} == {"Lena Fox"}
