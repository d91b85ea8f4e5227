from __future__ import annotations

import pytest
from turnwise.rag import Library


@pytest.mark.parametrize("question", ["what was decided?", "what did they agree on", "决定了什么"])
def test_decisions_come_in_order(fair: Library, question: str):
    answer = fair.ask(question)
    assert answer.form == "decisions"
    assert [citation.quote for citation in answer.citations] == [
        "Good. So we do a one-page paper map, and no folding.",
        "Then let's plan for four and leave the fifth open.",
        "Agreed. Four stalls for now.",
        "Let's drop it this year.",
        "Okay, no raffle.",
    ]


def test_a_subject_is_found_in_what_was_said_just_before(fair: Library):
    answer = fair.ask("what was decided about the raffle?")
    assert [citation.turn for citation in answer.citations] == [18, 19]


def test_a_chinese_decision_is_found_across_languages(weekly: Library):
    answer = weekly.ask("what was decided about permissions?")
    assert [citation.turn for citation in answer.citations] == [9]


def test_why_is_no_question_of_what_was_decided(fair: Library):
    assert fair.ask("why did they decide to drop the raffle?").form != "decisions"
