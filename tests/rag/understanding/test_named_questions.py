from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.errors import UsageError
from turnwise.rag import Library
from turnwise.rag.understanding.query import NamedQuestions
from turnwise.rag.understanding.understand import understand

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


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory):
    """To be asked only."""
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        library.add(TALK)
        yield library


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
        ("What was Ann's second question?", [3]),
        ("Ann的第二个问题是什么", [3]),
        ("Q1的问题是什么", [5]),
        ("what is question 3?", [5]),
        ("What was the third question from the audience?", [9]),
        ("第二个问题是什么？", [3]),
        ("第5个问题是谁问的", [9]),
        ("观众的第一个问题是什么", [5]),
        ("最后一个问题是什么", [9]),
    ],
)
def test_the_questions_that_a_question_names_are_shown(
    lake: Library, question: str, turns: list[int]
):
    citations = lake.ask(question).citations
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
def test_the_answers_to_them_are_shown(lake: Library, question: str, turns: list[int]):
    answer = lake.ask(question)
    assert sorted(citation.turn for citation in answer.citations) == turns
    assert {citation.speaker for citation in answer.citations} == {"Bob"}


@pytest.mark.parametrize("answerer", ["Bob", "Eve"])
def test_of_several_who_answer_the_one_named_is_shown(birds: Library, answerer: str):
    turns = [("Q9", "Where do the frogs live?"), ("Bob", "The frogs live in the reeds.")]
    birds.add(make_transcript(*turns, ("Eve", "Some frogs live in the wood."), title="Frogs"))
    [citation] = birds.ask(f"How did {answerer} answer Q9?").citations
    assert citation.speaker == answerer


def test_both_are_shown_where_two_are_named(birds: Library):
    turns = [("Q9", "Where do the frogs live?"), ("Bob", "The frogs live in the reeds.")]
    birds.add(make_transcript(*turns, ("Eve", "Some frogs live in the wood."), title="Frogs"))
    citations = birds.ask("How did Bob and Eve answer Q9?").citations
    assert {citation.speaker for citation in citations} == {"Bob", "Eve"}


def test_who_answered_instead_is_said(lake: Library):
    answer = lake.ask("How did Ann answer Q2?")
    assert not answer.answered
    assert "by Ann" in answer.text
    assert "Bob spoke of it: turn 8" in answer.text


def test_an_answer_needs_no_words_of_its_question(birds: Library):
    birds.add(make_transcript(("Q7", "Why?"), ("Bob", "Because of the spring."), title="Short"))
    assert birds.ask("How did Bob answer Q7?").citations[0].quote == "Because of the spring."


def test_of_more_than_twenty_answers_the_first_are_shown(birds: Library):
    turns = [turn for n in range(25) for turn in (("Eve", f"What is {n}?"), ("Bob", f"It is {n}."))]
    birds.add(make_transcript(*turns, title="Numbers"))
    citations = birds.ask("How did Bob answer Eve?").citations
    assert [citation.turn for citation in citations] == list(range(2, 42, 2))
    assert [citation.n for citation in citations] == list(range(1, 21))


def test_the_same_answer_in_two_transcripts_is_shown_once(birds: Library):
    turns = [(turn.speaker, turn.text) for turn in TALK.turns]
    birds.add(make_transcript(*turns, ("Ann", "Thank you all."), title="Birds again"))
    assert len(birds.ask("How did Bob answer Q2?").citations) == 1


def test_only_a_talk_with_an_audience_has_its_questions(birds: Library):
    birds.add(make_transcript(("Eve", "Who are you?"), ("Bob", "I am Bob."), title="Other"))
    asked = birds.ask("What did the audience ask?").citations
    assert [citation.turn for citation in asked] == [5, 7, 9]


def test_where_nobody_is_called_an_audience_all_who_ask_are(
    tmp_path: Path, embedder: BigramEmbedder
):
    with Library.open(tmp_path / "other", embedder=embedder) as library:
        library.add(make_transcript(("Eve", "Who are you?"), ("Bob", "I am Bob.")))
        [citation] = library.ask("What did the audience ask?").citations
    assert citation.speaker == "Eve"


def test_a_question_that_was_not_asked_is_refused(lake: Library):
    assert not lake.ask("What was the 42nd question?").answered
    assert not lake.ask("How did Bob answer the tenth question?").answered


def test_where_a_subject_is_named_too_answers_to_those_named_come_first(birds: Library):
    birds.add(make_transcript(("Eve", "Who nests on the island?"), ("Bob", "Geese nest there.")))
    [eve, *_] = birds.ask("How did Bob answer Eve about the island?").citations
    [other, *_] = birds.ask("How did Bob answer Q1 about the island?").citations  # never of it
    assert eve.question
    assert eve.question.speaker == "Eve"
    assert other.turn == 8


def test_no_hits_are_no_answer(lake: Library):
    with pytest.raises(UsageError, match="k is 0"):
        lake.ask("How did Bob answer Q2?", k=0)


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
        ("How did the audience respond?", None),
        ("观众怎么回应的", None),
        ("观众在哪里", None),
        ("What is Q1?", None),
        ("他提到的第三个问题是什么", None),
        ("What was my last question?", None),
        ("What was the answer Bob gave about ducks?", None),
        ("请回答 Bob 怎么看", None),
        ("大家对 Q1 的回答满意吗", None),
    ],
)
def test_questions_on_whatever_subject_are_told_from_a_subject(
    question: str, named: NamedQuestions | None
):
    assert understand(question, known_speakers=PEOPLE).wants.named_questions == named


@pytest.mark.parametrize(
    ("question", "answers_to"),
    [
        ("How did Bob answer Q1 about the island?", ("Q1",)),
        ("What did Ann ask about ducks, and what did Bob answer?", ("Ann",)),
        ("Bob怎么回答Q1关于岛的问题", ("Q1",)),
        ("What was the answer Bob gave about ducks?", None),
        ("Please answer Bob's view on ducks", None),
        ("请回答Bob怎么看鸭子", None),
        ("你对Bob的回答怎么看", None),
        ("What did Ann ask in response to the flood?", None),
        ("What did Ann ask about the response to the flood?", None),
    ],
)
def test_whose_questions_were_answered_is_read(question: str, answers_to: tuple[str, ...] | None):
    assert understand(question, known_speakers=PEOPLE).whose.answers_to == answers_to


def test_a_response_can_be_the_subject():
    query = understand("What did Bob say about the response to the flood?", known_speakers=PEOPLE)
    assert "response" in query.look_for.words
