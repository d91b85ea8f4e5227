from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
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
    # The second, on another subject, waits for a plan: one too many.
    assert [citation.turn for citation in answer.citations] == [9, 12]


def test_where_nothing_is_decided_the_tasks_are_told(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Ann", "The lake is cold this year, and the ducks have left."),
        ("Bob", "I'll send you the numbers of the lake tomorrow."),
        title="The lake",
    )
    with Library.open(tmp_path / "lake", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask("what was decided?")
    assert [citation.turn for citation in answer.citations] == [2]


def test_what_asks_for_a_form_is_no_subject_of_a_search(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Ann", "Does the promise of the lake hold, and what about the trampoline?"),
        ("Bob", "I am waiting on a promise from the lake, so nothing is known."),
        title="The lake",
    )
    with Library.open(tmp_path / "lake", embedder=embedder) as library:
        library.add(talk)
        assert not library.ask("what did Bob promise about the balloons?").answered


def test_why_is_no_question_of_what_was_decided(fair: Library):
    assert fair.ask("why did they decide to drop the raffle?").form != "decisions"


def test_what_is_settled_or_put_off_is_decided(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Ann", "The next point is the reserve. Any thoughts on the reserve?"),
        ("Bob", "I'd rather track the old one, as we did at the lake."),
        ("Ann", "So I guess I'll go with closing the draft, and track the old reserve."),
        ("Bob", "Fine. The fog signals are not here yet. You can just table it for next time."),
        ("Ann", "Maybe they agreed that they would add it. I don't know the state of that."),
        title="The reserve",
    )
    with Library.open(tmp_path / "reserve", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask("what did they decide?")
    assert [citation.turn for citation in answer.citations] == [3, 4]


def test_a_rule_of_law_decides_nothing_in_the_meeting(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("周惠卿", "紀念日是規定在實施辦法裡面，其實教育部不能做決定。"),
        ("黃子維", "那在平台上回應即可。"),
        title="會議",
    )
    with Library.open(tmp_path / "law", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask("會議決定了什麼")
    assert [citation.turn for citation in answer.citations] == [2]


CAFE = make_transcript(
    ("Mona", "So, the opening. I'd rather have it on the Saturday."),
    ("Ravi", "Saturday works, that's about six hundred people a day there."),
    ("Mona", "Right, so the Saturday it is. And the raffle?"),
    ("李姐", "抽奖太贵了。"),
    ("Mona", "Fine, not this year then."),
    ("李姐", "那茶就跟咖啡一起上，第一版不带酒。"),
    ("Mona", "Lovely, then that's how we do it. Same time next week."),
    title="The café",
)


@pytest.mark.parametrize("question", ["what did they agree on?", "今天定了哪些事情"])
def test_what_people_consent_to_in_passing_is_decided(
    tmp_path: Path, embedder: BigramEmbedder, question: str
):
    with Library.open(tmp_path / "cafe", embedder=embedder) as library:
        library.add(CAFE)
        answer = library.ask(question)
    assert [citation.turn for citation in answer.citations] == [3, 5, 6, 7]


def test_a_person_tells_of_their_own_decisions(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Ann", "How did the bakery begin?"),
        ("Bea", "My aunt had an oven. I rented a garage and baked there at night."),
        ("Ann", "And the cakes?"),
        ("Bea", "We sold cakes for a year, people came from far. And then we said enough."),
        title="Bread",
    )
    with Library.open(tmp_path / "bread", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask("which big decisions did Bea make?")
    assert [citation.turn for citation in answer.citations] == [2, 4]


def test_a_proposal_that_somebody_accepts_is_decided(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Ann", "The hall is full. Let's have the party in the garden."),
        ("Bob", "Okay, fine."),
        ("Ann", "Could we ask the neighbours for their tent?"),
        ("Bob", "I'm not sure they have one."),
        title="The party",
    )
    with Library.open(tmp_path / "party", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask("what did they decide?")
    assert answer.citations[0].turn == 1
    assert not {3, 4} & {citation.turn for citation in answer.citations}
