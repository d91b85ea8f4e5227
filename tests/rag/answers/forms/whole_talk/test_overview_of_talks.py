from __future__ import annotations

import pytest
from turnwise.rag import Library


@pytest.mark.parametrize(
    "question",
    [
        "summarize the meeting",
        "what is this about?",
        "要点",
        "讲了什么",
        "I was off on Monday, roughly what did the team talk about?",
        "会太长没时间听，讲了什么",
    ],
)
def test_an_overview_begins_with_what_the_talk_is_about(fair: Library, question: str):
    answer = fair.ask(question)
    assert answer.form == "overview"
    assert answer.citations[0].quote == (
        "Okay, this is the planning meeting for the spring fair. "
        "Three topics: the map, the food and the budget."
    )
    turns = [citation.turn for citation in answer.citations]
    assert turns == sorted(turns)
    assert len(turns) <= 10


def test_an_overview_names_the_talk_and_who_took_part(fair: Library):
    first = fair.ask("summarize the meeting").text.splitlines()[0]
    assert first == "“Spring fair” (2026-03-02), 20 turns, with Priya, Tom and Lena:"


def test_a_speaker_filter_quotes_only_their_words(fair: Library):
    answer = fair.ask("summarize the meeting", speakers=["Tom"])
    assert {citation.speaker for citation in answer.citations} == {"Tom"}


def test_of_several_talks_each_gets_a_line_and_the_answer_says_how_to_name_one(both: Library):
    answer = both.ask("what are these talks about?")
    assert [c.transcript.title for c in answer.citations] == ["检索平台周会", "Spring fair"]
    assert answer.text.endswith("For more, name one, for example: summarize “检索平台周会”")


@pytest.mark.parametrize("question", ["总结《检索平台周会》", "summarize “Spring fair”"])
def test_a_talk_is_named_as_the_answer_says(both: Library, question: str):
    answer = both.ask(question)
    assert len({citation.transcript.id for citation in answer.citations}) == 1
    assert len(answer.citations) > 1


def test_a_subject_is_searched_for_and_not_summed_up(fair: Library):
    assert fair.ask("summarize what was said about the printer").form != "overview"


@pytest.mark.parametrize(
    "question",
    [
        "summarize the spring planning meeting",
        "short summary of the meeting about the map and the food",
        "总结一下 spring fair 的会议",
    ],
)
def test_words_about_a_talk_say_which_is_meant(both: Library, question: str):
    answer = both.ask(question)
    assert answer.form == "overview"
    assert {citation.transcript.title for citation in answer.citations} == {"Spring fair"}
