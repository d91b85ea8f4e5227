from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.named_questions import NamedQuestions
from turnwise.rag.query import understand

TALK = make_transcript(
    ("Ann", "Welcome. How many ducks live on the lake?"),
    ("Bob", "About 40 ducks live on the lake."),
    ("Ann", "Why does the lake never freeze?"),
    ("Bob", "There is a warm spring below it."),
    ("Q1", "What do the swans eat in winter?"),
    ("Bob", "They eat grass, and what people throw."),
    ("Q2", "Do herons nest on the island?"),
    ("Bob", "Two pairs nest on the island each spring."),
    ("Q3", "Which path is open after dark?"),
    ("Bob", "The path along the dam is open, and it is lit."),
    title="Birds",
)
PEOPLE = ["Ann", "Bob", "Q1", "Q2", "Q3"]


@pytest.fixture
def birds(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "birds", embedder=embedder) as library:
        library.add(TALK)
        yield library


@pytest.mark.parametrize(
    ("question", "turns"),
    [
        ("What did the audience ask?", [5, 7, 9]),
        ("观众问了哪些问题？", [5, 7, 9]),
        ("现场同学问了什么", [5, 7, 9]),
        ("What did Q2 say?", [7]),
        ("Q2 说了什么", [7]),
        ("What was the first question?", [1]),
        ("what was the 2nd question", [3]),
        ("What was the third question from the audience?", [9]),
        ("第二个问题是什么？", [3]),
        ("第5个问题是谁问的", [9]),
        ("观众的第一个问题是什么", [5]),
        ("最后一个问题是什么", [9]),
    ],
)
def test_the_questions_that_a_question_names_are_shown(
    birds: Library, question: str, turns: list[int]
):
    citations = birds.ask(question).citations
    assert [citation.turn for citation in citations] == turns
    assert all(citation.question is None for citation in citations)


@pytest.mark.parametrize(
    ("question", "turns"),
    [
        ("How did Bob answer Q2?", [8]),
        ("Bob怎么回答Q2的", [8]),
        ("What's the answer to Q3?", [10]),
        ("Q3的问题他怎么回答的", [10]),
        ("Q3 的回答是什么", [10]),
        ("How was Q1's question answered?", [6]),
        ("对 Q1 的回答", [6]),
        ("How did he answer the last question?", [10]),
        ("他怎么回答第二个问题", [4]),
        ("What did Q3 ask, and how did he answer?", [10]),
        ("How did Bob answer Ann?", [2, 4]),
        ("How did Bob answer the audience?", [6, 8, 10]),
    ],
)
def test_the_answers_to_them_are_shown(birds: Library, question: str, turns: list[int]):
    answer = birds.ask(question)
    assert sorted(citation.turn for citation in answer.citations) == turns
    assert {citation.speaker for citation in answer.citations} == {"Bob"}


@pytest.mark.parametrize("answerer", ["Bob", "Eve"])
def test_of_several_who_answer_the_one_named_is_shown(birds: Library, answerer: str):
    turns = [("Q9", "Where do the frogs live?"), ("Bob", "The frogs live in the reeds.")]
    birds.add(make_transcript(*turns, ("Eve", "Some frogs live in the wood."), title="Frogs"))
    [citation] = birds.ask(f"How did {answerer} answer Q9?").citations
    assert citation.speaker == answerer


def test_to_answer_is_no_subject(birds: Library):
    assert "names no subject" in birds.ask("What did Bob answer?").text


def test_of_many_answers_none_is_picked(birds: Library):
    answer = birds.ask("What is the answer to Bob?")  # nobody answers him
    assert not answer.answered
    four = [turn for n in range(4) for turn in (("Ann", f"What is {n}?"), ("Bob", f"It is {n}."))]
    birds.add(make_transcript(*four, title="Numbers"))
    answer = birds.ask("How did Bob answer Ann?")
    assert not answer.answered
    assert "--outline" in answer.text


def test_a_question_that_was_not_asked_is_refused(birds: Library):
    assert not birds.ask("What was the 42nd question?").answered
    assert not birds.ask("How did Bob answer the tenth question?").answered


def test_only_answers_to_those_named_count_where_a_subject_is_named(birds: Library):
    assert birds.ask("How did Bob answer Q2 about the island?").citations[0].turn == 8
    assert not birds.ask("How did Bob answer Q1 about the island?").answered


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did Ann ask?", NamedQuestions(("Ann",), False, None, False)),
        ("Which questions were asked?", NamedQuestions(None, False, None, False)),
        ("the answer to Q1", NamedQuestions(("Q1",), False, None, True)),
        ("What did Ann ask about ducks?", None),
        ("What did the audience ask about ducks?", None),
        ("How did Bob answer Q1 about the island?", None),
        ("What is the answer?", None),
        ("What did Bob answer?", None),
        ("What was the third problem?", None),
        ("Q1", None),
        ("什么是第三个模型", None),
    ],
)
def test_questions_on_whatever_subject_are_told_from_a_subject(
    question: str, named: NamedQuestions | None
):
    assert understand(question, known_speakers=PEOPLE).named_questions == named
