from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library, Transcript, Turn, UsageError

BEES = ("Host", "What do bees eat?"), ("Ann", "Bees eat pollen and nectar in the garden.")


def talk(date: str | None, view: str, *, title: str) -> Transcript:
    """Bob's view of CUDA, among other things."""
    return make_transcript(
        ("Host", "What is your view of CUDA?"), ("Bob", view), *BEES,
        ("Host", "And your lunch?"), ("Bob", "I had noodles with mushrooms for lunch today."),
        title=title, date=date,
    )  # fmt: skip


@pytest.fixture
def talks(tmp_path: Path, embedder: BigramEmbedder) -> Iterator[Library]:
    """One person's three views, added in another order, and one without a date."""
    with Library.open(tmp_path / "talks", embedder=embedder) as library:
        library.add(talk(None, "CUDA, I forgot when I said it, was new.", title="Undated"))
        library.add(talk("2021-05-01", "CUDA is everywhere now, and I regret it.", title="Late"))
        library.add(talk("2015-03-01", "CUDA will never win, OpenCL will.", title="Early"))
        timed = Turn(1, "Bob", "CUDA has won against my hopes.", 62.0)
        middle = Transcript("Middle", (timed,), date="2018-11-02", url="https://youtu.be/x")
        library.add(middle)
        library.add(make_transcript(("Cat", "I love CUDA."), title="Other", date="2019-01-01"))
        yield library


def dates(library: Library, subject: str, **filters: object) -> list[tuple[str | None, str]]:
    timeline = library.timeline(subject, **filters)  # pyright: ignore[reportArgumentType]
    return [(hit.transcript.date, hit.speaker) for hit in timeline.entries]


def test_entries_are_by_date_with_those_without_one_last(talks: Library):
    assert dates(talks, "CUDA") == [
        ("2015-03-01", "Bob"), ("2018-11-02", "Bob"), ("2019-01-01", "Cat"), ("2021-05-01", "Bob"),
        (None, "Bob"),
    ]  # fmt: skip


def test_entries_have_quote_question_and_link(talks: Library):
    early, middle, *_ = talks.timeline("CUDA", speakers=["Bob"]).entries
    assert early.quote == "CUDA will never win, OpenCL will."
    assert early.question is not None
    assert early.question.text == "What is your view of CUDA?"
    assert middle.url == "https://youtu.be/x?t=62"


def test_filters_of_speaker_transcript_and_date_apply_to_a_timeline(talks: Library):
    assert dates(talks, "CUDA", speakers=["Cat"]) == [("2019-01-01", "Cat")]
    assert dates(talks, "CUDA", after="2019-01-01", before="2020-01-01") == [("2019-01-01", "Cat")]
    early = talks.find_transcript("Early").id
    assert dates(talks, "CUDA", transcripts=[early]) == [("2015-03-01", "Bob")]
    with pytest.raises(UsageError, match="nobody is called"):
        talks.timeline("CUDA", speakers=["Zoe"])


def test_a_speaker_named_in_the_subject_limits_the_timeline(talks: Library):
    found = dates(talks, "How did Bob's view of CUDA change over the years?")
    assert found == [("2015-03-01", "Bob"), ("2018-11-02", "Bob"), ("2021-05-01", "Bob"), (None, "Bob")]  # fmt: skip


def test_a_subject_that_nobody_speaks_of_has_no_entries(talks: Library):
    assert talks.timeline("zeppelins").to_dict() == {"subject": "zeppelins", "entries": []}


def test_a_subject_in_another_language_has_the_entries_that_answer_it(tmp_path: Path):
    with Library.open(tmp_path / "talks") as library:
        for date, view in (
            ("2016-04-02", "电动汽车太贵了。"),
            ("2023-06-01", "我自己也买了电动汽车。"),
        ):
            turns = (("记者", "您怎么看电动汽车？"), ("李建国", view))
            library.add(make_transcript(*turns, title=date, date=date))
        found = dates(library, "electric cars")
    assert found == [("2016-04-02", "李建国"), ("2023-06-01", "李建国")]


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("How did Bob's view of CUDA change?", "2015-03-01, Bob, answering Host:\n“CUDA will"),
        ("Bob 对 CUDA 的看法有什么变化？", "2015-03-01，Bob 回答 Host：\n“CUDA will"),
    ],
)
def test_a_question_of_change_is_answered_by_date(talks: Library, question: str, lead: str):
    answer = talks.ask(question)
    assert answer.text.startswith(lead)
    assert [c.transcript.date for c in answer.citations] == [
        "2015-03-01", "2018-11-02", "2021-05-01", None,
    ]  # fmt: skip
    assert [c.n for c in answer.citations] == [1, 2, 3, 4]
    assert all(c.verified for c in answer.citations)


def test_one_persons_words_in_several_recordings_are_by_date(talks: Library):
    talks.remove(talks.find_transcript("Undated").id)
    answer = talks.ask("What did Bob say about CUDA?")
    found = [c.transcript.date for c in answer.citations]
    assert found == sorted(found, key=str)
    assert len(found) > 1
    assert answer.text.startswith(f"{found[0]}, Bob")


def test_other_answers_stay_in_order_of_rank(talks: Library):
    answer = talks.ask("What do bees eat?")
    assert [c.hit.rank for c in answer.citations] == sorted(c.hit.rank for c in answer.citations)


def test_a_question_of_change_about_an_unknown_subject_is_refused(talks: Library):
    answer = talks.ask("How did Bob's view of zeppelins change?")
    assert not answer.answered
    assert answer.related


def test_a_timeline_as_json_keeps_its_contract(talks: Library):
    timeline = talks.timeline("CUDA").to_dict()
    assert list(timeline) == ["subject", "entries"]
    assert json.loads(json.dumps(timeline)) == timeline
