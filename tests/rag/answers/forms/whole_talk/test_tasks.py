from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Answer, Library, verify_quote


def turns(answer: Answer) -> list[int]:
    return [citation.turn for citation in answer.citations]


@pytest.mark.parametrize(
    "question", ["action items", "who will do what?", "待办事项", "谁负责什么"]
)
def test_promises_and_requests_come_in_order_with_who(fair: Library, question: str):
    answer = fair.ask(question)
    assert (answer.form, turns(answer)) == ("tasks", [5, 8, 9, 17, 20])
    assert [c.quote for c in answer.citations][:3] == [
        "Tom, can you finish the draft by Friday?",
        "Could you do that, Lena?",
        "Yes, I'll call them tomorrow morning.",
    ]


def test_a_request_names_who_is_asked_and_who_asks(fair: Library):
    lines = fair.ask("action items").text.splitlines()
    assert (
        lines[2]
        == "- Tom, by Friday (asked by Priya): “Tom, can you finish the draft by Friday?” [1]"
    )
    assert lines[4] == "- Lena, tomorrow: “Yes, I'll call them tomorrow morning.” [3]"


def test_every_quote_is_verbatim(fair: Library):
    talk = fair.transcript(fair.transcripts()[0].id)
    for citation in fair.ask("action items").citations:
        checked = verify_quote(citation.quote, talk, speaker=citation.speaker, turn=citation.turn)
        assert checked.verdict == "supported"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("what will Tom do by Friday?", [5, 20], id="who is asked"),
        pytest.param("what did Priya ask Lena to do?", [8, 9, 20], id="who is asked by another"),
        pytest.param("who is responsible for the printer?", [8, 9, 20], id="a subject"),
    ],
)
def test_a_person_or_a_subject_narrows_the_tasks(fair: Library, question: str, expected: list[int]):
    assert turns(fair.ask(question)) == expected


def test_chinese_promises_with_a_time_are_tasks(weekly: Library):
    answer = weekly.ask("待办事项")
    assert turns(answer) == [5, 10, 13]
    assert answer.text.startswith("答应或要求做的事：\n\n- 唐可，明天：“我来联系吧")


def test_several_talks_stand_under_their_titles_the_newest_first(both: Library):
    answer = both.ask("action items")
    titles = [line for line in answer.text.splitlines() if line.endswith("”:")]
    assert titles == ["“检索平台周会”:", "“Spring fair”:"]
    assert answer.text.endswith(
        "(In 2 of 2 transcripts. For all of one, name it: … in “检索平台周会”)"
    )


@pytest.mark.parametrize(
    "question", ["action items in “Spring fair”", "action items of the fair", "Priya's tasks"]
)
def test_a_title_a_word_of_it_or_a_speaker_chooses_the_talk(both: Library, question: str):
    answer = both.ask(question)
    assert {citation.transcript.title for citation in answer.citations} == {"Spring fair"}


def test_who_answers_who_will_do_it_will_do_it(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Nora", "The checkout loses the cart. Who can take it?"),
        ("Ravi", "I can. I should have a patch ready by Wednesday."),
        ("Nora", "Thanks."),
    )
    with Library.open(tmp_path / "sync", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask("action items")
    assert answer.text.splitlines()[2] == (
        "- Ravi, by Wednesday: “I can. I should have a patch ready by Wednesday.” [1]"
    )


def test_a_turn_that_sums_up_at_the_end_is_quoted_whole(tmp_path: Path, embedder: BigramEmbedder):
    small_talk = [
        ("Ann" if n % 2 else "Bob", f"The weather was fine on day {n}.") for n in range(8)
    ]
    recap = "To recap: Bob orders the chairs by Monday. And I write to the city. See you all."
    with Library.open(tmp_path / "l", embedder=embedder) as library:
        library.add(make_transcript(*small_talk, ("Ann", recap), title="Fair"))
        answer = library.ask("action items")
    assert [citation.quote for citation in answer.citations] == [recap]


def test_a_promise_is_its_speakers_although_somebody_agrees(
    tmp_path: Path, embedder: BigramEmbedder
):
    talk = make_transcript(
        ("Nora", "I'll write in the draft that you should keep the old limit."),
        ("Ravi", "Yeah, that's on me. I promise I will fix the limit this week."),
        ("Nora", "I'll add a comment to the draft."),
    )
    with Library.open(tmp_path / "call", embedder=embedder) as library:
        library.add(talk)
        assert [c.turn for c in library.ask("what did Ravi promise?").citations] == [2]
        assert [c.turn for c in library.ask("what is Nora going to do?").citations] == [1, 3]


def test_what_somebody_is_doing_is_a_task(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Ann", "How far is the index?"),
        ("Bob", "I'm fixing a bug of it first."),
        title="The index",
    )
    with Library.open(tmp_path / "index", embedder=embedder) as library:
        library.add(talk)
        assert turns(library.ask("what does Bob have to do?")) == [2]


CAFE = make_transcript(
    ("Mona", "So, the opening. Who's got the list for the baker?"),
    ("Ravi", "That's me. I can take that, it's an hour. Somebody should paint the door one day."),
    ("Mona", "Fine. And would you bring the extension leads, please?"),
    ("Ravi", "Sure. When you press the switch it takes a minute to warm up, by the way."),
    ("李姐", "海报我今晚改一版。Ravi 记得把菜单发我。"),
    ("Ravi", "等下就发，你放心。"),
    ("Mona", "Let me check with the landlord about the key and get back to you."),
    title="The café",
)


@pytest.fixture
def cafe(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "cafe", embedder=embedder) as library:
        library.add(CAFE)
        yield library


@pytest.mark.parametrize(
    "question",
    [
        "action items please, with names",
        "what did they promise each other at the end",
        "会后每个人要做什么",
    ],
)
def test_what_is_taken_on_in_passing_is_a_task_and_what_is_wished_for_is_none(
    cafe: Library, question: str
):
    answer = cafe.ask(question)
    assert answer.form == "tasks"
    assert set(turns(answer)) == {2, 3, 5, 6, 7}
    assert "paint" not in answer.text
    assert "switch" not in answer.text
