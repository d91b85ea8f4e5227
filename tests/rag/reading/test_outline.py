from __future__ import annotations

import json
from dataclasses import replace

import pytest
from conftest import make_transcript
from turnwise.index.exchanges import link_exchanges
from turnwise.index.transcript import Transcript
from turnwise.rag import Library, Outline, UsageError
from turnwise.rag.reading.outline import make_outline


def outline_of(transcript: Transcript) -> Outline:
    return make_outline(transcript, link_exchanges(transcript.turns, transcript.links))


def answer_to(*turns: str) -> str | None:
    """How the outline begins the answer that these turns give."""
    answers = [("B", text) for text in turns]
    [entry] = outline_of(make_transcript(("A", "How was it?"), *answers)).entries
    return entry.answer


def test_questions_stand_in_order_with_the_first_sentence_of_their_answers():
    outline = outline_of(
        make_transcript(
            ("A", "You grew up by the sea. What was it like there? Tell me."),
            ("B", "It was loud and windy. We had a boat."),
            ("A", "那后来为什么搬走？"),
            ("B", "因为父亲换了工作。所以我们去了北京。"),
        )
    )
    shown = [(e.turn, e.asked, e.answer_turn, e.speaker, e.answer) for e in outline.entries]
    assert shown == [
        (1, "What was it like there?", 2, "B", "It was loud and windy."),
        (3, "那后来为什么搬走？", 4, "B", "因为父亲换了工作。"),
    ]


@pytest.mark.parametrize(
    ("turns", "answer"),
    [
        pytest.param(["Yeah. Um, well... It was a long day."], "It was a long day.", id="English"),
        pytest.param(["对。是的，嗯。我们等了很久。"], "我们等了很久。", id="Chinese"),
        pytest.param(["對對。我們等了很久。"], "我們等了很久。", id="Traditional"),
        pytest.param(["Yeah.", "It was a long day."], "It was a long day.", id="next turn"),
        pytest.param(["Yeah."], "Yeah.", id="nothing longer follows"),
        pytest.param(["No. We had waited for hours."], "No. We had waited for hours.", id="no"),
        pytest.param(["两个月吧！然后就上线了。"], "两个月吧！", id="short in Chinese"),
    ],
)
def test_an_answer_begins_past_backchannels(turns: list[str], answer: str):
    assert answer_to(*turns) == answer


def test_a_question_that_nobody_answers_is_listed():
    outline = outline_of(
        make_transcript(
            ("A", "Why is the sky blue?"),
            ("B", "Because light scatters in the air."),
            ("A", "Does anybody know more about it?"),
        )
    )
    unanswered = outline.entries[1]
    assert (unanswered.turn, unanswered.asked) == (3, "Does anybody know more about it?")
    assert (unanswered.answers, unanswered.answer, unanswered.speaker) == ((), None, None)


def test_without_questions_entries_are_spread_over_the_talk():
    said = [("A", f"Part {n:03} of the talk begins. It goes on a while.") for n in range(1, 101)]
    entries = outline_of(make_transcript(*said)).entries
    assert len(entries) == 20
    assert [entry.turn for entry in entries] == [*range(1, 101, 5)]  # 100 equal turns in 20 pieces
    assert entries[1].answer == "Part 006 of the talk begins."
    assert entries[1].question is None


def test_a_talk_before_its_questions_has_places_too():
    talk = [("A", f"Part {n} of the talk begins. It goes on for a while.") for n in range(1, 20)]
    asked = [("B", "How long did it take?"), ("A", "It took two years in all.")]
    entries = outline_of(make_transcript(*talk, *asked)).entries
    assert len(entries) > 10
    assert (entries[-1].turn, entries[-1].asked) == (20, "How long did it take?")


@pytest.mark.parametrize("text", ["Hello.", "…", "嗯。", "a" * 10_000])
def test_an_outline_is_never_empty(text: str):
    [entry] = outline_of(make_transcript(("A", text))).entries
    assert (entry.turn, entry.answer) == (1, text)


def test_of_very_many_questions_those_with_the_longest_answers_stay_in_order():
    turns = [
        turn
        for n in range(1, 51)
        for turn in [("A", f"What was step {n}?"), ("B", "It was done so " + "very " * n + "well.")]
    ]
    outline = outline_of(make_transcript(*turns))
    assert [entry.asked for entry in outline.entries] == [
        f"What was step {n}?" for n in range(11, 51)
    ]
    assert (outline.n_questions, outline.n_left_out) == (50, 10)


def test_entries_lead_to_the_moment_of_the_question():
    transcript = make_transcript(("A", "How was it?"), ("B", "It was a long day."))
    timed = tuple(replace(turn, start_s=60.0 * turn.number) for turn in transcript.turns)
    [entry] = outline_of(replace(transcript, turns=timed, url="https://youtu.be/x")).entries
    assert (entry.start_s, entry.url) == (60.0, "https://youtu.be/x?t=60")


def test_the_outline_of_the_sample_interview_is_verbatim(library: Library):
    id = library.transcripts()[0].id
    outline, transcript = library.outline(id), library.transcript(id)
    assert len(outline.entries) == 17
    for entry in outline.entries:
        assert entry.question and entry.asked
        assert entry.asked in transcript.turn(entry.question.turn).text
        if entry.answer_turn and entry.answer:
            assert entry.answer in transcript.turn(entry.answer_turn).text
            assert entry.speaker == transcript.turn(entry.answer_turn).speaker


def test_an_outline_as_json_keeps_its_contract(library: Library):
    shown = library.outline(library.transcripts()[0].id).to_dict()
    assert set(shown) == {"transcript", "n_questions", "entries"}
    [first, *_] = json.loads(json.dumps(shown))["entries"]
    assert set(first) == {
        "turn", "question", "asked", "answers", "answer_turn", "speaker", "answer", "start_s", "url",
    }  # fmt: skip
    assert (first["turn"], first["answers"], first["question"]["speaker"]) == (1, [2], "Alex")


def test_the_outline_of_an_unknown_transcript_is_refused(library: Library):
    with pytest.raises(UsageError, match="no transcript has the id “nope”"):
        library.outline("nope")
