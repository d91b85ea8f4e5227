"""Questions about a whole talk in words that no rule knows, and questions that only look so."""

from __future__ import annotations

import pytest
from conftest import ROOT
from turnwise.rag.understanding import form
from turnwise.rag.understanding.rules.whole_talk.likely import FACTS, FORMS, likely_want
from turnwise.rag.understanding.understand import understand


# None of these questions is among those that were trained on.
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("who ended up with which chores after the call", "tasks", id="tasks"),
        pytest.param("散会以后每个人手里都有啥活", "tasks", id="tasks zh"),
        pytest.param("这场聊了挺久的，到底都讲了些啥内容", "overview", id="overview zh"),
        pytest.param("who all was on the panel", "participants", id="participants"),
        pytest.param("都有谁参加了这次讨论呀", "participants", id="participants zh"),
    ],
)
def test_a_wording_that_no_rule_knows_has_its_form(question: str, expected: str):
    wants = understand(question).wants
    assert expected in (wants.form, *wants.talk_facts)


@pytest.mark.parametrize(
    "question",
    [
        "how long did the repair of the roof take?",
        "who attended the school by the river?",
        "what did Ann say about the summary of the report?",
        "他们修屋顶花了多久",
        "他为什么要参加那个讨论",
        "谁会去买梯子",
        "launch date 是几号",
        "how many meetings did they hold?",
    ],
)
def test_a_question_about_what_was_said_is_searched(question: str):
    assert understand(question).wants.form in ("fact", "statements")


def test_a_rule_goes_before_the_likely_form(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(form, "likely_want", lambda folded: "overview")
    assert understand("action items").wants.form == "tasks"
    assert understand("what is there in those hills?").wants.form == "overview"
    assert understand("why did she leave?").wants.form == "statements"


def test_every_example_names_a_known_want():
    lines = (ROOT / "data/question-forms/examples.tsv").read_text("utf-8").splitlines()
    wants = {line.split("\t")[0] for line in lines}
    assert wants == {*FORMS, *FACTS, "date", "none", "audience_questions"}
    assert len(lines) == len(set(lines)) > 6000


def test_nothing_is_likely_of_nonsense():
    assert likely_want("zxqv") is None
