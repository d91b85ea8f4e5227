from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.transcript import Note, Transcript, Turn
from turnwise.rag import Library

INTERVIEW = make_transcript(
    ("Ann", "Welcome. How many ducks live on the lake?"),
    ("Bob", "About 40 ducks live on the lake, and they came from the north in spring."),
    ("Ann", "And what do the swans eat in winter?"),
    ("Bob", "They eat grass, and what people throw from the bridge in the park on Sundays."),
    title="Birds",
    date="2024-05-01",
)


def timed(transcript: Transcript, *times: tuple[float, float | None]) -> Transcript:
    turns = zip(transcript.turns, times, strict=True)
    return replace(
        transcript,
        turns=tuple(replace(turn, start_s=start, end_s=end) for turn, (start, end) in turns),
    )


@pytest.fixture
def ask(tmp_path: Path, embedder: BigramEmbedder):
    def ask(question: str, *transcripts: Transcript):
        with Library.open(tmp_path / "talks", embedder=embedder) as library:
            for transcript in transcripts or (INTERVIEW,):
                library.add(transcript)
            return library.ask(question)

    return ask


@pytest.mark.parametrize("question", ["Who took part?", "有哪些人参加？", "哪些人参加了这个会"])
def test_who_took_part_names_each_speaker_with_turns_and_share(ask, question: str):
    answer = ask(question)
    assert (answer.answered, answer.form, answer.citations) == (True, "metadata", ())
    first, most, other = answer.text.splitlines()
    assert "2" in first and "Birds" in first and "Ann" in first and "Bob" in first
    assert most.startswith("- Bob") and "66" in most
    assert other.startswith("- Ann")


def test_one_guest_is_shown_as_such(ask):
    assert "- Bob (guest), 2 turns" in ask("Who are the speakers?").text


def test_who_was_announced_is_told_from_the_notes(ask):
    announced = replace(INTERVIEW, notes=(Note(2, "Attendees: Ann, Bob, Eve"),))
    assert "“Attendees: Ann, Bob, Eve”" in ask("Who attended?", announced).text


def test_the_date_stands_in_digits_and_words(ask):
    assert ask("When was this meeting?").text == "“Birds” is dated 2024-05-01 (1 May 2024)."
    assert ask("这次访谈是哪天").text == "《Birds》的日期是 2024-05-01（2024年5月1日）。"


def test_a_missing_date_is_refused_with_a_way_to_give_one(ask):
    answer = ask("When was it?", replace(INTERVIEW, date=None))
    assert (answer.answered, answer.form) == (False, "metadata")
    assert "turnwise edit" in answer.text


def test_the_length_comes_from_the_times_of_turns(ask):
    talk = timed(INTERVIEW, (0, 30), (30, 900), (900, 930), (930, 42 * 60 + 10))
    assert ask("How long is this podcast?", talk).text == (
        "“Birds” lasts about 42 minutes (0:00 to 42:10)."
    )


def test_without_times_the_length_is_what_the_heading_says(ask):
    noted = replace(INTERVIEW, notes=(Note(2, "2024-05-01 10:00 - 11:05"),))
    assert "10:00 - 11:05, which is 1 h 5 minutes" in ask("How long is the meeting?", noted).text


def test_without_times_the_length_is_refused(ask):
    answer = ask("会开了多久？")
    assert (answer.answered, answer.citations) == (False, ())
    assert "没有时间" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who spoke most?", "Bob spoke most in “Birds”, 66 % of the words in 2 turns."),
        ("How many people spoke?", "Speakers in “Birds”: 2 (Ann and Bob)."),
        ("How many turns are there?", "Turns in “Birds”: 4."),
        ("How many questions were asked?", "Questions asked in “Birds”: 2."),
        ("How many questions did Ann ask?", "Questions asked in “Birds”: 2."),
        ("What is the title of this talk?", "The title is “Birds”."),
        ("How many transcripts are there?", "Transcripts to ask about: 1."),
        ("一共有多少段发言？", "《Birds》有 4 段发言。"),
    ],
)
def test_counts_and_names_come_from_what_is_stored(ask, question: str, told: str):
    assert ask(question).text.splitlines()[0] == told


def test_the_recording_is_told_by_its_address(ask):
    there = replace(INTERVIEW, url="https://example.org/birds")
    assert "https://example.org/birds" in ask("Where can I listen to the recording?", there).text
    assert not ask("Where is the recording?", replace(INTERVIEW, title="No address")).citations


def test_of_several_talks_the_newest_stand_under_their_titles(ask):
    talks = [
        Transcript(f"Talk {n}", (Turn(1, "Ann", f"Day {n}."),), date=f"2024-01-0{n}")
        for n in range(1, 8)
    ]
    lines = ask("How many turns are there?", *talks).text.splitlines()
    assert lines[0] == "Turns in these 7 transcripts: 7."
    assert lines[2] == "Turns in “Talk 7”: 1."
    assert lines[-1] == "(And 2 more; name a title or a date to choose.)"
    assert len([line for line in lines if line.startswith("Turns in “Talk")]) == 5


def test_a_fact_of_the_world_is_no_fact_of_the_talk(ask):
    assert ask("How many ducks live on the lake?").form == "fact"


@pytest.mark.parametrize(
    "question", ["who is the host and who is the guest?", "主持人是谁，嘉宾是谁？"]
)
def test_two_facts_are_told_where_two_are_asked_for(ask, question: str):
    answer = ask(question)
    assert answer.form == "metadata"
    assert "Ann" in answer.text
    assert "Bob" in answer.text


def test_a_question_about_something_else_beside_a_fact_is_searched_for(ask):
    assert ask("who is the guest and what do ducks eat?").form != "metadata"
