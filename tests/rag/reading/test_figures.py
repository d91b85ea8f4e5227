from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.transcript import TimeMark, Transcript, Turn
from turnwise.rag import Library, UsageError
from turnwise.rag.reading.figures import seconds_of

TALK = Transcript(
    "Harbour",
    (
        Turn(1, "Ann", "Why did you leave the harbour?", 10.0, 14.0),
        Turn(2, "Speaker 1", "The cranes were too old. 我们搬走了。", 15.0, 21.5),
        Turn(3, "Ann", "And who paid for the move?", 22.0),
        Turn(4, "Speaker 1", "I don't know.", 25.0, 26.0),
        Turn(5, "Ann", "When does the new harbour open?", 27.0, 30.0),
    ),
    date="2019-05-04",
    url="https://youtu.be/x",
)
UNTIMED = make_transcript(
    ("Ann", "What is bread?"),
    ("Speaker 1", "Flour and time."),
    ("Bob", "And salt."),
    title="Bread",
)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with both; only read it."""
    with Library.open(tmp_path_factory.mktemp("figures"), embedder=BigramEmbedder()) as opened:
        opened.add(TALK)
        opened.add(UNTIMED)
        opened.edit_transcript(UNTIMED.id, tags=["kitchen"])
        yield opened


def test_each_speaker_has_turns_letters_seconds_and_questions(talks: Library):
    figures = talks.figures(TALK.id)
    ann, guest = figures.speakers
    # whydidyouleavetheharbour 24, andwhopaidforthemove 20, whendoesthenewharbouropen 25
    assert (ann.name, ann.n_turns, ann.letters, ann.seconds) == ("Ann", 3, 69, 4.0 + 3.0 + 3.0)
    # thecranesweretooold 19, five Chinese characters 15, idontknow 9
    assert (guest.letters, guest.seconds, guest.n_asked) == (43, 6.5 + 1.0, 0)
    assert ann.share == pytest.approx(69 / 112)
    assert (figures.n_questions, ann.n_asked) == (3, 3)
    assert (figures.letters, figures.seconds, figures.n_turns) == (112, 20.0, 5)
    assert figures.median_letters == 24


def test_who_answers_whom_is_counted(talks: Library):
    [pair] = talks.figures(TALK.id).pairs
    assert (pair.asker, pair.answerer) == ("Ann", "Speaker 1")
    assert pair.n == talks.figures(TALK.id).speakers[1].n_answered == 2


def test_questions_that_stayed_open_have_addresses(talks: Library):
    paid, opens = talks.figures(TALK.id).open_questions
    assert (paid.asked, paid.evasion) == ("And who paid for the move?", "I don't know.")
    assert (paid.evaded_by, opens.evasion, opens.evaded_by) == ("Speaker 1", None, None)
    assert talks.passage(str(opens.address)).quote == "When does the new harbour open?"
    assert (opens.start_s, opens.url) == (27.0, "https://youtu.be/x?t=27")


def test_the_strip_shows_when_each_turn_is_spoken(talks: Library):
    figures = talks.figures(TALK.id)
    assert figures.unit == "seconds"
    assert [(turn.start, turn.length) for turn in figures.strip] == [
        (0.0, 4.0),
        (5.0, 6.5),
        (12.0, 3.0),  # until the next one starts
        (15.0, 1.0),
        (17.0, 3.0),
    ]
    assert [turn.asks for turn in figures.strip] == [True, False, True, False, True]
    assert [turn.answers for turn in figures.strip] == [None, 1, None, 3, None]


def test_the_strip_of_a_talk_without_times_goes_by_letters(talks: Library):
    figures = talks.figures(UNTIMED.id)
    assert (figures.unit, figures.seconds) == ("letters", None)
    assert [(turn.start, turn.length) for turn in figures.strip] == [(0, 11), (11, 12), (23, 7)]
    assert {speaker.seconds for speaker in figures.speakers} == {None}


def test_the_last_turn_without_an_end_lasts_as_its_letters_take():
    turns = [Turn(1, "A", "abcdefghij", 0.0, 5.0), Turn(2, "B", "abcd", 6.0)]
    assert seconds_of(turns) == [5.0, 2.0]
    marks = (TimeMark(0, 3.0, 4.5), TimeMark(4, 5.0, 6.0))
    assert seconds_of([Turn(1, "A", "One two.", 3.0, None, marks=marks)]) == [3.0]
    assert seconds_of([Turn(1, "A", "One", 3.0)]) == [0.0]
    assert seconds_of([Turn(1, "A", "One", 3.0), Turn(2, "B", "Two")]) is None


def test_figures_of_the_library_add_up(talks: Library):
    figures = talks.library_figures()
    assert (figures.n_transcripts, figures.n_turns, figures.n_timed) == (2, 8, 1)
    assert (figures.letters, figures.seconds) == (112 + 30, 20.0)
    ann, *guests, bob = figures.speakers
    assert (ann.name, ann.n_turns, ann.seconds, ann.transcript) == ("Ann", 4, None, None)
    assert [guest.name for guest in guests] == ["Speaker 1", "Speaker 1"]  # two people
    assert [guest.transcript.title for guest in guests if guest.transcript] == ["Harbour", "Bread"]
    assert bob.name == "Bob"
    assert len(figures.open_questions) == 2
    assert sum(speaker.share for speaker in figures.speakers) == pytest.approx(1.0)


def test_figures_of_some_transcripts(talks: Library):
    assert talks.library_figures(tags=["Kitchen"]).n_turns == 3
    assert talks.library_figures(after="2019-01-01").n_turns == 5
    with pytest.raises(UsageError, match="no transcript has the tag “cars”; tags: kitchen"):
        talks.library_figures(tags=["cars"])


def test_an_empty_library_has_empty_figures(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path, embedder=embedder) as empty:
        assert empty.library_figures().to_dict()["transcripts"] == 0


def test_a_speaker_is_shown_by_examples(talks: Library):
    hits = talks.speaker_examples("Speaker 1", TALK.id)
    assert [(hit.turn, hit.quote) for hit in hits] == [
        (2, "The cranes were too old. 我们搬走了。"),
        (4, "I don't know."),
    ]
    assert hits[0].question and hits[0].question.text == TALK.turns[0].text
    assert [hit.transcript.title for hit in talks.speaker_examples("Ann", most=2)] == [
        "Harbour",
        "Harbour",
    ]
    with pytest.raises(UsageError, match="nobody is called"):
        talks.speaker_examples("Zoe")
