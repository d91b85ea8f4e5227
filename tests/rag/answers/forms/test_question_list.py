from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library

TALK = make_transcript(
    ("Ann", "Welcome. How many ducks live on the lake?"),
    ("Bob", "About 40 ducks live on the lake."),
    ("Eve", "And what do the swans eat in winter?"),
    ("Bob", "They eat grass, and what people throw."),
    ("Ann", "Why does the lake never freeze?"),
    ("Bob", "There is a warm spring below it."),
    title="Birds",
    date="2024-05-01",
)


@pytest.fixture
def birds(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "birds", embedder=embedder) as library:
        library.add(TALK)
        yield library


@pytest.mark.parametrize(
    "question", ["What did Ann ask?", "what questions did Ann ask", "Ann 都问了哪些问题？"]
)
def test_all_questions_of_a_speaker_come_in_order(birds: Library, question: str):
    answer = birds.ask(question)
    assert [(c.n, c.hit.rank, c.turn, c.quote) for c in answer.citations] == [
        (1, 1, 1, "How many ducks live on the lake?"),
        (2, 2, 5, "Why does the lake never freeze?"),
    ]
    assert all(c.quote == c.hit.text[c.hit.quote_start :][: len(c.quote)] for c in answer.citations)


def test_questions_of_several_speakers_stand_under_their_names(birds: Library):
    assert birds.ask("Which questions were asked?").text == (
        "Ann asked:\n“How many ducks live on the lake?” [1]\n\n"
        "Eve asked:\n“And what do the swans eat in winter?” [2]\n\n"
        "Ann asked:\n“Why does the lake never freeze?” [3]"
    )


def test_a_speaker_filter_chooses_whose_questions(birds: Library):
    answer = birds.ask("Which questions were asked?", speakers=["Eve"])
    assert [citation.turn for citation in answer.citations] == [3]


def test_a_subject_narrows_to_questions_about_it(birds: Library):
    answer = birds.ask("What did Ann ask about ducks?")
    assert [citation.turn for citation in answer.citations] == [1]


def test_a_speaker_without_questions_is_refused(birds: Library):
    assert not birds.ask("What did Bob ask?").answered


def test_more_than_sixty_are_counted(tmp_path: Path, embedder: BigramEmbedder):
    turns = [
        turn
        for n in range(65)
        for turn in (("Ann", f"What about duck number {n}?"), ("Bob", f"It is called Duck {n}."))
    ]
    with Library.open(tmp_path / "many", embedder=embedder) as library:
        library.add(make_transcript(*turns))
        answer = library.ask("What did Ann ask?")
        more = library.ask("What else?", history=["What did Ann ask?"])
    assert len(answer.citations) == 60
    assert answer.text.endswith("(5 more; the outline lists them.)")
    assert [citation.turn for citation in more.citations] == [121, 123, 125, 127, 129]
    assert [citation.n for citation in more.citations] == [1, 2, 3, 4, 5]


def test_after_all_questions_are_listed_nothing_more_is_found(birds: Library):
    answer = birds.ask("What else?", history=["Which questions were asked?"])
    assert not answer.answered
    assert answer.text.startswith("Found nothing more about this")


def test_a_question_without_a_subject_gets_that_notice(birds: Library):
    answer = birds.ask("What does Bob do?")
    assert not answer.answered
    assert answer.text.startswith("The question names no subject to look for in “Birds”.")


@pytest.mark.slow
def test_a_label_of_one_character_is_no_name(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("問", "您覺得臺灣的資安程度如何？"),
        ("唐鳳", "我們現在是在八或九吧。"),
        ("問", "您的手機怎麼確保資訊安全？"),
        ("唐鳳", "我的手機沒有觸控螢幕。"),
        title="雜誌來訪",
    )
    with Library.open(tmp_path / "magazine", embedder=embedder) as library:
        library.add(talk)
        assert [c.turn for c in library.ask("記者總共問了哪些問題").citations] == [1, 3]


@pytest.mark.parametrize(
    "question",
    [
        "which questions came from listeners?",
        "what did the listeners want to know?",
        "听众问了哪些问题",
    ],
)
def test_what_a_host_reads_out_is_the_listeners_question(
    tmp_path: Path, embedder: BigramEmbedder, question: str
):
    talk = make_transcript(
        ("Ann", "So what do the ducks eat in winter?"),
        ("Bob", "They eat grass, and what people throw from the bridge."),
        ("Ann", "We have one from a listener. Marit from Bergen asks, can they count?"),
        ("Bob", "They can count to four, we tried it with bread."),
        ("Ann", "And where do they sleep?"),
        ("Bob", "On the island, behind the boat house."),
    )
    with Library.open(tmp_path / "ducks", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask(question)
    assert [citation.turn for citation in answer.citations] == [3]
