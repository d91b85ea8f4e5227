from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library


@pytest.mark.parametrize("question", ["what is still open?", "which questions were not answered?"])
def test_a_question_without_an_answer_stands_with_what_was_said_instead(
    fair: Library, question: str
):
    answer = fair.ask(question)
    assert answer.form == "open_questions"
    assert answer.text.splitlines()[2:4] == [
        "- Tom: “Is the city going to give us another power line?” [1]",
        "- Priya: “I don't know yet. They said they would write back next week.” [2]",
    ]


@pytest.mark.parametrize("question", ["还有哪些没定？", "哪些问题没有回答"])
def test_what_is_put_off_is_open(weekly: Library, question: str):
    answer = weekly.ask(question)
    assert answer.form == "open_questions"
    assert {6, 7, 11, 12} <= {citation.turn for citation in answer.citations}
    assert not {4, 5} & {citation.turn for citation in answer.citations}  # “我来联系吧” answers


@pytest.mark.slow
def test_a_short_answer_may_leave_it_open_in_its_last_sentence(
    tmp_path: Path, embedder: BigramEmbedder
):
    talk = make_transcript(
        ("Ann", "Who is on call over Easter?"),
        ("Bob", "That is a good question. I'm travelling myself. Let's see next week who can."),
        ("Ann", "How much do we charge for the pilot?"),
        ("Bob", "We haven't talked about money at all."),
        title="Weekly meeting",
    )
    with Library.open(tmp_path / "weekly", embedder=embedder) as library:
        library.add(talk)
        assert [c.turn for c in library.ask("what's left open?").citations] == [1, 2, 3, 4]


CAFE = make_transcript(
    ("Mona", "What does the second oven cost?"),
    ("Ravi", "I wrote to them, no answer so far."),
    ("Mona", "Okay, then we leave that until there's a price. The lamps are here, all twelve."),
    ("李姐", "电费多少钱？"),
    ("Ravi", "我也不清楚找谁。"),
    ("李姐", "那这个就先挂着。"),
    ("Mona", "And who painted the door like that?"),
    ("Ravi", "I'd rather not say. Everybody knows the man."),
    ("Mona", "I don't know, I just like the colour."),
    title="The café",
)


@pytest.mark.parametrize("question", ["anything that nobody could answer?", "哪些事先放着了"])
def test_what_is_left_hanging_in_passing_is_open(
    tmp_path: Path, embedder: BigramEmbedder, question: str
):
    with Library.open(tmp_path / "cafe", embedder=embedder) as library:
        library.add(CAFE)
        answer = library.ask(question)
    assert answer.form == "open_questions"
    cited = {citation.turn for citation in answer.citations}
    assert {2, 5, 8} <= cited <= {1, 2, 3, 4, 5, 6, 7, 8}
