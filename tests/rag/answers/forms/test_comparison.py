from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, Make, make_transcript
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


DEBATE = make_transcript(
    ("Ann", "Next, the paper boats. We have room for two or for five of them."),
    ("Tom Berg", "I'd rather have five. With two, nobody sees them from the bridge."),
    ("Lena Fox", "I don't agree, actually. In the rain two of them are enough work."),
    ("Ann", "We decide that tomorrow. And the lanterns?"),
    ("Tom Berg", "The lanterns are in the cellar, behind the bicycles of the school."),
    title="Debate",
)


@pytest.fixture
def debate(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "debate", embedder=embedder) as library:
        library.add(DEBATE)
        yield library


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        "Where do Tom and Lena disagree about the paper boats?",
        "Tom and Lena on the boats – who says what?",
        "two or five boats – arguments on both sides",
        "who is for and who is against five boats?",
        "paper boats：Tom 和 Lena 的意见哪里不一样",
        "arguments for and against five paper boats",
    ],
)
def test_people_who_take_a_stand_near_the_subject_are_shown(debate: Library, question: str):
    answer = debate.ask(question)
    assert answer.form == "comparison"
    assert {("Tom Berg", 2), ("Lena Fox", 3)} <= {(c.speaker, c.turn) for c in answer.citations}
    assert len(answer.citations) <= 4


def test_a_stand_is_quoted_with_its_reason(debate: Library):
    answer = debate.ask("Where do Tom and Lena disagree about the paper boats?")
    assert "I'd rather have five. With two, nobody sees them from the bridge." in answer.text


def test_where_one_person_takes_a_stand_who_else_speaks_of_it_is_shown(library_of: Make):
    rent = library_of(
        ("Tom Berg", "I'd rather pay the rent of the boat shed once a year."),
        ("Ann", "The lanterns are in the cellar, behind the bicycles of the school."),
        ("Ann", "They were cleaned on Monday and dried on Tuesday."),
        ("Lena Fox", "The rent of the boat shed is due in spring, and our purse is empty then."),
    )
    answer = rent.ask("the rent of the boat shed – arguments on both sides")
    assert answer.form == "comparison"
    assert {("Tom Berg", 1), ("Lena Fox", 4)} <= {(c.speaker, c.turn) for c in answer.citations}


def test_people_of_a_talk_on_something_else_take_no_stand_on_the_subject(library_of: Make):
    debates = library_of(
        ("Tom Berg", "I'd rather have CUDA. OpenCL is slow, and nobody repairs it."),
        ("Lena Fox", "I don't agree, actually. OpenCL runs everywhere, and CUDA does not."),
    )
    debates.add(
        make_transcript(
            ("Mara", "The software is open source, with a library for the GPU."),
            ("Owen", "I think that I would rather defer to a cryptographer on that one."),
            ("Mara", "I don't agree, actually."),
            title="Protocol",
        )
    )
    answer = debates.ask("CUDA 和 OpenCL，两边各自的理由是什么")
    assert {citation.speaker for citation in answer.citations} == {"Tom Berg", "Lena Fox"}
