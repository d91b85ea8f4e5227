"""Turns are corrected in place: words, speaker, splits and joins."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.transcript import Link, Note, TimeMark, Transcript, Turn
from turnwise.rag import (
    ConflictError,
    Library,
    LibraryError,
    NotFoundError,
    UsageError,
    verify_quote,
)

TALK = make_transcript(
    ("Ann", "Why did you leave the harbour?"),
    ("Speaker 2", "The cranes were too old. We moved to the shipyard in 2019."),
    ("Ann", "Who paid for the move?"),
    ("Speaker 2", "The city paid."),
    ("Speaker 2", "And the unions helped."),
    title="Harbour",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the talk, to be copied."""
    path = tmp_path_factory.mktemp("made") / "talks"
    with Library.open(path, embedder=BigramEmbedder()) as opened:
        opened.add(TALK)
    return path


@pytest.fixture
def talks(tmp_path: Path, made: Path, embedder: BigramEmbedder) -> Iterator[Library]:
    shutil.copytree(made, tmp_path / "talks")
    with Library.open(tmp_path / "talks", embedder=embedder) as opened:
        yield opened


def said(library: Library) -> list[tuple[str, str]]:
    """(speaker, text) of each turn of the talk."""
    return [(turn.speaker, turn.text) for turn in library.transcript(TALK.id).turns]


def test_search_finds_corrected_words_at_once_and_the_old_ones_no_more(talks: Library):
    talks.edit_turn(TALK.id, 2, "The derricks were too old. We moved to the shipyard in 2019.")
    assert talks.search("derricks", mode="lexical")[0].turn == 2
    assert talks.search("cranes", mode="lexical") == []
    assert [mention.turn for mention in talks.lookup("derricks").mentions] == [2]
    assert talks.lookup("cranes").mentions == ()


def test_a_quote_of_the_old_words_is_no_longer_true(talks: Library):
    quote, speaker = "The cranes were too old.", "Speaker 2"
    before = talks.transcript(TALK.id)
    assert verify_quote(quote, before, turn=2, speaker=speaker).verdict == "supported"
    talks.edit_turn(TALK.id, 2, "The derricks were too old.")
    assert verify_quote(quote, talks.transcript(TALK.id)).verdict == "not_found"


def test_only_passages_that_change_are_embedded_again(talks: Library, embedder: BigramEmbedder):
    embedder.texts.clear()
    talks.edit_turn(TALK.id, 4, "The region paid.")
    assert embedder.texts
    assert all("The region paid." in text for text in embedder.texts)


def test_the_id_and_the_address_of_a_turn_stay(talks: Library):
    talks.edit_turn(TALK.id, 4, "The region paid.")
    talks.move_turns(TALK.id, [5], "Bob")
    assert talks.passage(f"turnwise:{TALK.id}/4").quote == "The region paid."
    assert talks.passage(f"turnwise:{TALK.id}/5").turn.speaker == "Bob"


def test_adding_the_file_again_keeps_the_corrections(talks: Library):
    talks.edit_turn(TALK.id, 4, "The region paid.")
    report = talks.add(TALK)
    assert [transcript.id for transcript in report.unchanged] == [TALK.id]
    assert len(talks.transcripts()) == 1
    assert said(talks)[3] == ("Speaker 2", "The region paid.")


def test_a_corrected_transcript_is_not_a_damaged_one(talks: Library):
    talks.edit_turn(TALK.id, 4, "The region paid.")
    assert not talks.transcript(TALK.id).is_damaged
    talks.rebuild()
    assert talks.search("region", mode="lexical")[0].turn == 4


def test_a_damaged_transcript_is_not_corrected(talks: Library):
    with sqlite3.connect(talks.path / "library.sqlite3") as db:
        db.execute("UPDATE turns SET text = 'lost' WHERE number = 1")
    with pytest.raises(LibraryError, match="are damaged; remove it"):
        talks.edit_turn(TALK.id, 4, "The region paid.")
    assert talks.transcript(TALK.id).is_damaged


def test_turns_are_given_to_another_speaker(talks: Library):
    done = talks.move_turns(TALK.id, [4, 5], "Ann")
    assert [turn.speaker for turn in done.turns] == ["Ann", "Ann"]
    assert talks.search("unions helped", speakers=["Ann"])[0].turn == 5
    assert "The city paid." not in [
        hit.text for hit in talks.search("paid", speakers=["Speaker 2"])
    ]


def test_moved_turns_follow_when_the_speaker_gets_a_name(talks: Library):
    talks.move_turns(TALK.id, [3], "Speaker 2")
    talks.rename_speaker("Speaker 2", "Bob")
    assert [name for name, _ in said(talks)] == ["Ann", "Bob", "Bob", "Bob", "Bob"]
    talks.move_turns(TALK.id, [1], "Bob")  # by the new name, to the same person
    assert talks.speakers() == ["Bob"]
    assert talks.transcript(TALK.id).turns[0].label == "Speaker 2"


def test_a_turn_may_be_somebody_elses_who_did_not_speak_before(talks: Library):
    talks.move_turns(TALK.id, [5], "  Cleo ")
    assert talks.speakers() == ["Ann", "Speaker 2", "Cleo"]


def test_a_split_moves_the_numbers_of_later_turns(talks: Library):
    done = talks.split_turn(TALK.id, 2, len("The cranes were too old. "))
    assert [(turn.number, turn.text) for turn in done.turns] == [
        (2, "The cranes were too old."),
        (3, "We moved to the shipyard in 2019."),
    ]
    assert done.shift == 1
    assert said(talks)[3:] == said(talks)[-3:]
    assert said(talks)[3] == ("Ann", "Who paid for the move?")
    assert talks.search("shipyard", mode="lexical")[0].turn == 3


def test_a_join_moves_the_numbers_of_later_turns(talks: Library):
    talks.add(make_transcript(("Ann", "One."), ("Ann", "二。"), ("Bob", "Three."), title="Count"))
    count = talks.find_transcript("Count").id
    done = talks.join_turns(count, 1)
    assert ([turn.text for turn in done.turns], done.shift) == (["One.二。"], -1)
    assert talks.transcript(count).turns[1].text == "Three."


def test_what_is_no_speech_keeps_its_place_when_turns_are_split_and_joined(talks: Library):
    turns = (("Ann", "One. Two."), ("Bob", "Three."), ("Bob", "Four."), ("Ann", "Five."))
    notes = tuple(Note(n, f"note {n}", after_turn=n) for n in range(5))
    talk = replace(make_transcript(*turns, title="Noted"), notes=notes)
    [added] = talks.add(talk).added

    def places() -> list[int | None]:
        return [note.after_turn for note in talks.transcript(added.id).notes]

    assert places() == [0, 1, 2, 3, 4]
    talks.split_turn(added.id, 1, 5)
    assert places() == [0, 2, 3, 4, 5]
    talks.join_turns(added.id, 3)
    assert places() == [0, 2, 3, 3, 4]
    talks.undo()
    talks.undo()
    assert places() == [0, 1, 3, 3, 4]  # those between joined turns stand after the last
    talks.remove(added.id)
    talks.undo()
    assert places() == [0, 1, 3, 3, 4]


def test_turns_of_two_people_are_not_joined(talks: Library):
    with pytest.raises(UsageError, match="spoken by Speaker 2 and Ann"):
        talks.join_turns(TALK.id, 2, 3)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        pytest.param(lambda to: to.edit_turn(TALK.id, 9, "x"), "has no turn 9", id="no such turn"),
        pytest.param(lambda to: to.edit_turn(TALK.id, 1, " \t"), "is empty", id="no words"),
        pytest.param(lambda to: to.edit_turn(TALK.id, 1, "x" * 500_001), "at most", id="too long"),
        pytest.param(lambda to: to.edit_turn(TALK.id, 1, "a\ud800"), "half a char", id="half"),
        pytest.param(lambda to: to.move_turns(TALK.id, [], "Ann"), "no turns", id="nothing"),
        pytest.param(
            lambda to: to.move_turns(TALK.id, [1, 6], "Bo"), "no turn 6", id="out of range"
        ),
        pytest.param(lambda to: to.move_turns(TALK.id, [1], " "), "is empty", id="no name"),
        pytest.param(lambda to: to.split_turn(TALK.id, 1, 0), "cannot be split", id="at the start"),
        pytest.param(lambda to: to.split_turn(TALK.id, 1, 29), "cannot be split", id="before “?”"),
        pytest.param(lambda to: to.split_turn(TALK.id, 1, 99), "cannot be split", id="behind it"),
        pytest.param(lambda to: to.split_turn(TALK.id, 1, -3), "cannot be split", id="negative"),
        pytest.param(lambda to: to.join_turns(TALK.id, 5), "no turn 6", id="nothing behind"),
        pytest.param(lambda to: to.join_turns(TALK.id, 4, 4), "not several", id="one turn"),
        pytest.param(lambda to: to.join_turns(TALK.id, 5, 4), "not several", id="backwards"),
        pytest.param(lambda to: to.edit_turn("none", 1, "x"), "no transcript", id="no transcript"),
    ],
)
def test_an_impossible_edit_changes_nothing(talks: Library, edit, why: str):
    before = talks.transcript(TALK.id), talks.revision
    with pytest.raises(UsageError, match=why):
        edit(talks)
    assert (talks.transcript(TALK.id), talks.revision) == before
    assert talks.changes() == []


def test_an_edit_that_changes_nothing_is_no_change(talks: Library):
    done = talks.edit_turn(TALK.id, 4, "  The city\npaid. ")
    assert (done.change, done.turns, done.shift) == (None, (), 0)
    assert talks.changes() == []


def test_an_edit_of_another_version_is_refused(talks: Library):
    seen = talks.find_transcript("Harbour").version
    talks.join_turns(TALK.id, 4, version=seen)
    with pytest.raises(ConflictError, match="corrected since you read it"):
        talks.edit_turn(TALK.id, 4, "The city paid all.", version=seen)
    now = talks.find_transcript("Harbour").version
    talks.edit_turn(TALK.id, 4, "The city paid all.", version=now)
    assert talks.find_transcript("Harbour").version not in (seen, now)


def test_people_who_edit_at_once_lose_nothing(talks: Library):
    edits = [
        threading.Thread(
            target=talks.edit_turn,
            args=(TALK.id, number, f"Word number {number} is here."),
            kwargs={"by": "me"},
        )
        for number in range(1, 6)
    ]
    for edit in edits:
        edit.start()
    for edit in edits:
        edit.join()
    assert [text for _, text in said(talks)] == [
        f"Word number {number} is here." for number in range(1, 6)
    ]
    assert len(talks.changes(TALK.id)) == 5
    assert talks.search("number 3", mode="lexical")[0].turn == 3


TIMED = Transcript(
    title="Timed",
    turns=(
        Turn(
            1,
            "Ann",
            "One two. Three four. Five six.",
            start_s=10.0,
            end_s=16.0,
            marks=(TimeMark(0, 10.0, 12.0), TimeMark(9, 12.5, 14.0), TimeMark(21, 14.5, 16.0)),
        ),
        Turn(2, "Bob", "Seven eight nine ten.", start_s=20.0, end_s=24.0),
        Turn(3, "Bob", "Eleven.", start_s=25.0, end_s=26.0),
    ),
    links=(Link(1, (2, 3)),),
)


def test_times_stay_with_the_words_that_stay(talks: Library):
    talks.add(TIMED)
    talks.edit_turn(TIMED.id, 1, "One and two. Three for. Five six.")
    turn = talks.transcript(TIMED.id).turn(1)
    assert [turn.text[mark.offset :][:4] for mark in turn.marks] == ["One ", "Thre", "Five"]
    assert [mark.start_s for mark in turn.marks] == [10.0, 12.5, 14.5]


def test_a_split_takes_the_time_of_the_file_or_estimates_it(talks: Library):
    talks.add(TIMED)
    first, second = talks.split_turn(TIMED.id, 1, 9).turns
    assert (first.end_s, second.start_s, second.end_s) == (12.5, 12.5, 16.0)
    assert [mark.offset for mark in second.marks] == [0, 12]
    first, second = talks.split_turn(TIMED.id, 3, len("Seven eight ")).turns
    # 10 of 17 letters of 4 seconds
    assert (first.end_s, second.start_s, second.end_s) == (22.4, 22.4, 24.0)


def test_a_join_keeps_both_times(talks: Library):
    talks.add(TIMED)
    [turn] = talks.join_turns(TIMED.id, 2).turns
    assert (turn.text, turn.start_s, turn.end_s) == ("Seven eight nine ten. Eleven.", 20.0, 26.0)
    assert turn.time_at(turn.text.index("Eleven")) == 25.0


def test_links_of_the_file_follow_turns_with_other_numbers(talks: Library):
    talks.add(TIMED)
    talks.split_turn(TIMED.id, 1, 9)
    assert talks.transcript(TIMED.id).links == (Link(2, (3, 4)),)
    talks.join_turns(TIMED.id, 3)
    assert talks.transcript(TIMED.id).links == (Link(2, (3,)),)
    talks.undo()
    talks.undo()
    assert talks.transcript(TIMED.id) == TIMED


def test_turns_of_a_transcript_that_is_not_there(talks: Library):
    with pytest.raises(NotFoundError):
        talks.split_turn("0123456789abcdef", 1, 3)
