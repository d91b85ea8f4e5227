from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import INTERVIEW, make_transcript
from hypothesis import given, settings
from hypothesis import strategies as st
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes, read_transcript
from turnwise.index.readers.utterances import join_text, tidy_name
from turnwise.index.transcript import Link, Note, TimeMark, Transcript, Turn
from turnwise.index.writers import WRITERS

NAMES = ["Alex", "Yangqing Jia", "贾扬清", "Speaker 1", "发言人 2", "Anna de la Cruz", "Dr. Wei"]
ODD_NAMES = [*NAMES, "Room 3: Boston", "R&D <north>", "&amp;", "贾博士：CTO", "a --> b"]
PIECES = [
    "we met at 10:30", "-->", "00:00:01,000 --> 00:00:02,000", "<v Bob>", "</v>", "<i>", "a < b", "R&D",
    "&amp;", "&#10;", "*stars*", "**", "_under_", "snake_case", "[link](https://example.com)", "\\*", "\\N",
    "{\\an8}", "# one", "- two", ">> three", "Alex: he said", "问题是：为什么？", "我们用PyTorch", "贾扬清：好的",
    "https://example.com/a?b=c&d=e", "(00:12:31)", "“quoted”", "end.", "对。", "---", "[br]", "Date: 2018-11-02",
]  # fmt: skip


@st.composite
def transcripts(draw: st.DrawFn, names: list[str], *, timed: bool) -> Transcript:
    """Talks in which nobody speaks twice in a row and no turn repeats the one before."""
    spoken = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join)
    paragraphs = st.lists(spoken, min_size=1, max_size=3).map("\n".join)
    turns: list[Turn] = []
    cast = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))
    milliseconds = 0
    for number in range(1, draw(st.integers(2, 7)) + 1):
        start_s = end_s = None
        if timed:
            milliseconds += draw(st.integers(0, 5_000_000))
            start_s = milliseconds / 1000
            milliseconds += draw(st.integers(1, 60_000))
            end_s = milliseconds / 1000
        text = f"{number} {draw(paragraphs)}"
        turns.append(Turn(number, cast[number % len(cast)], text, start_s, end_s))
    return Transcript("A talk", tuple(turns), "2018-11-02")


def read_back(transcript: Transcript, format: str) -> Transcript:
    return read_bytes(WRITERS[format](transcript).encode(), name=f"talk.{format}")


def with_paragraphs_joined(transcript: Transcript) -> Transcript:
    """Subtitles have no paragraphs."""
    turns = (
        replace(turn, text=join_text(" ".join(line.split()) for line in turn.text.splitlines()))
        for turn in transcript.turns
    )
    return replace(transcript, turns=tuple(turns))


def in_milliseconds(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)


def turns_of(transcript: Transcript) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (turn.speaker, turn.text, in_milliseconds(turn.start_s), in_milliseconds(turn.end_s))
        for turn in transcript.turns
    ]


@pytest.mark.slow
@settings(max_examples=60)
@given(transcripts(ODD_NAMES, timed=True))
def test_webvtt_reads_back_the_same(transcript: Transcript):
    read = read_back(transcript, "vtt")
    assert turns_of(read) == turns_of(with_paragraphs_joined(transcript))


@pytest.mark.slow
@settings(max_examples=60)
@given(transcripts(NAMES, timed=True))
def test_subrip_reads_back_the_same(transcript: Transcript):
    read = read_back(transcript, "srt")
    assert turns_of(read) == turns_of(with_paragraphs_joined(transcript))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("one (00:12:31)", id="the same time again and again"),
        pytest.param("one. >> two >> three", id="angles"),
        pytest.param("5 Alex: he said", id="a name and a colon"),
    ],
)
@pytest.mark.parametrize("format", ["txt", "md"])
def test_marks_in_the_words_stay_words(format: str, text: str):
    cast = ("Yangqing Jia", "Alex")
    turns = tuple(Turn(n, cast[n % 2], f"{text} {n}" if n < 5 else text) for n in range(1, 6))
    transcript = Transcript("A talk", turns, "2018-11-02")
    assert turns_of(read_back(transcript, format)) == turns_of(transcript)


@pytest.mark.parametrize("format", ["txt", "md"])
def test_a_name_in_the_first_words_makes_no_legend(format: str):
    cast = ("Alex", "Yangqing Jia")
    texts = ("1 Alex: he said", "2 we met", "3 we met", "4 we met")
    turns = tuple(Turn(n, cast[n % 2], text) for n, text in enumerate(texts, start=1))
    transcript = Transcript("A talk", turns, "2018-11-02")
    assert turns_of(read_back(transcript, format)) == turns_of(transcript)


@pytest.mark.slow
@pytest.mark.parametrize("format", ["txt", "md"])
@settings(max_examples=60)
@given(transcript=transcripts(NAMES, timed=False))
def test_text_reads_back_the_same(format: str, transcript: Transcript):
    read = read_back(transcript, format)
    assert turns_of(read) == turns_of(transcript)
    assert (read.title, read.date) == (transcript.title, transcript.date)


@pytest.mark.slow
@pytest.mark.parametrize("format", ["txt", "md"])
@settings(max_examples=60)
@given(transcript=transcripts(NAMES, timed=True))
def test_text_keeps_the_times_at_which_turns_begin(format: str, transcript: Transcript):
    read = [turn[:3] for turn in turns_of(read_back(transcript, format))]
    assert read == [turn[:3] for turn in turns_of(transcript)]


@pytest.mark.slow
@settings(max_examples=60)
@given(transcripts([*NAMES, "Room 3: Boston", "a --> b"], timed=True))
def test_json_reads_back_the_same(transcript: Transcript):
    read = read_back(transcript, "json")
    assert turns_of(read) == turns_of(transcript)
    assert (read.title, read.date) == (transcript.title, transcript.date)


def test_json_keeps_letters_as_names_and_turns_of_one_speaker_apart():
    turns = (Turn(1, "Q", "A &amp; B?", 0.0, 1.0), Turn(2, "Q", "Well?", 1.0, 2.0))
    transcript = Transcript("Q &amp; A", turns)
    read = read_back(transcript, "json")
    assert (read.title, read.turns, read.format) == (transcript.title, turns, "Turnwise JSON")


def test_json_keeps_notes_and_links():
    turns = (Turn(1, "Q", "Why?"), Turn(2, "Q", "So?"), Turn(3, "A", "Because."))
    notes, links = (Note(1, "A talk"), Note(9, "The end")), (Link(1, (3,)), Link(2, (3,)))
    read = read_back(Transcript("A talk", turns, notes=notes, links=links), "json")
    assert (read.turns, read.notes, read.links) == (turns, notes, links)


def test_links_of_json_follow_when_turns_are_removed():
    turns = (Turn(1, "Q", "Hi."), Turn(2, "Q", "Why?"), Turn(3, "A", "Because."))
    links = (Link(1, (3,)), Link(2, (3,)))
    data = Transcript("A talk", turns, links=links).to_dict()
    data["turns"] = [turn.to_dict() for turn in turns[1:]]
    assert read_bytes(json.dumps(data).encode(), name="talk.json").links == (Link(1, (2,)),)


@pytest.mark.parametrize("format", ["txt", "md", "json"])
@pytest.mark.parametrize(
    "sample", sorted(INTERVIEW.parent.glob("*.txt")), ids=lambda path: path.stem
)
def test_a_sample_reads_back_the_same(format: str, sample: Path):
    transcript = read_transcript(sample)
    read = read_back(transcript, format)
    assert [turn[:3] for turn in turns_of(read)] == [turn[:3] for turn in turns_of(transcript)]
    assert (read.title, read.date, read.url) == (transcript.title, transcript.date, transcript.url)


TALK = Transcript(
    "A talk",
    (
        Turn(1, "Alex", "Why?\nTell us.", 1.5, 2.25),
        Turn(2, "贾扬清", "因为 a < b.", 751.0),
        Turn(3, "Alex", "I see."),
    ),
    date="2018-11-02",
    url="https://youtu.be/x",
)


@pytest.mark.parametrize(
    ("format", "written"),
    [
        (
            "txt",
            "Title: A talk\nDate: 2018-11-02\nURL: https://youtu.be/x\n\n"
            "Alex (00:00:01.500): Why?\n\nTell us.\n\n贾扬清 (00:12:31): 因为 a < b.\n\nAlex: I see.\n",
        ),
        (
            "md",
            "---\ntitle: A talk\ndate: '2018-11-02'\nurl: https://youtu.be/x\nspeakers:\n- Alex\n- 贾扬清\n---\n\n"
            "**Alex** (00:00:01.500): Why?\n\nTell us.\n\n**贾扬清** (00:12:31): 因为 a < b.\n\n**Alex**: I see.\n",
        ),
        (
            "srt",
            "1\n00:00:01,500 --> 00:00:02,250\nAlex: Why? Tell us.\n\n"
            "2\n00:12:31,000 --> 00:12:33,000\n贾扬清: 因为 a < b.\n\n"
            "3\n00:12:31,000 --> 00:12:33,000\nAlex: I see.\n",
        ),
        (
            "vtt",
            "WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.250\n<v Alex>Why? Tell us.\n\n"
            "2\n00:12:31.000 --> 00:12:33.000\n<v 贾扬清>因为 a &lt; b.\n\n"
            "3\n00:12:31.000 --> 00:12:33.000\n<v Alex>I see.\n",
        ),
    ],
)
def test_each_format_is_written_as_expected(format: str, written: str):
    assert WRITERS[format](TALK) == written


@pytest.mark.parametrize("format", ["srt", "vtt"])
def test_subtitles_of_a_talk_without_times_are_refused(format: str):
    talk = make_transcript(("A", "Why?"), ("B", "Because."), title="Untimed")
    with pytest.raises(TranscriptError, match=r"“Untimed” has no times.*write txt, md or json"):
        WRITERS[format](talk)


ZOOM = make_transcript(
    ("Anna", "Where do we begin?"),
    ("Sales: EMEA - Tom", "With the roof."),
    ("Anna", "And then?"),
    ("Sales: EMEA - Tom", "The walls."),
)


@pytest.mark.parametrize("format", ["txt", "md"])
def test_a_name_that_would_not_be_read_back_is_refused(format: str):
    with pytest.raises(
        TranscriptError, match=r"“Sales: EMEA - Tom” would not be read.*write (md, )?vtt or json"
    ):
        WRITERS[format](ZOOM)
    assert turns_of(read_back(ZOOM, "json")) == turns_of(ZOOM)


@pytest.mark.parametrize("format", ["txt", "md", "srt"])
@pytest.mark.parametrize("name", ["Lopez, Maria", "Anna Berg (Host)"])
def test_a_name_with_a_comma_or_an_addition_is_written(format: str, name: str):
    said = ["Where do we begin?", "With the roof.", "And then?", "The walls."]
    turns = tuple(
        Turn(n, ["Tom", name][n % 2], text, n * 10.0, n * 10.0 + 9)
        for n, text in enumerate(said, 1)
    )
    read = read_back(Transcript("A talk", turns), format)
    assert [(turn.speaker, turn.text) for turn in read.turns] == [
        (tidy_name(turn.speaker), turn.text) for turn in turns
    ]


def test_two_angles_that_are_said_change_no_speaker():
    turns = (Turn(1, "Alex", "We write a >> b here.", 0.0, 1.0), Turn(2, "Bob", "I see.", 1.0, 2.0))
    transcript = Transcript("A talk", turns)
    assert "a &#62;&#62; b" in WRITERS["srt"](transcript)
    assert read_back(transcript, "srt").turns == turns


def test_a_paragraph_that_would_be_taken_for_a_turn_stays_in_its_own():
    talk = make_transcript(("Alex", "He said\nBob: no"), ("Bob", "I did."), ("Alex", "So?"))
    assert "Alex: He said&#10;Bob: no\n" in WRITERS["txt"](talk)
    assert turns_of(read_back(talk, "txt")) == turns_of(talk)


# -- cues

CUES = [
    (1.0, 3.5, "We opened the gate"),
    (4.0, 6.0, "and counted the carts."),
    (6.0, 9.25, "Nobody paid."),
]


def in_cues(cues: list[tuple[float, float, str]]) -> str:
    return (
        "".join(
            f"{n}\n00:00:0{start:.3f} --> 00:00:0{end:.3f}\nMara: {text}\n\n".replace(".", ",", 2)
            for n, (start, end, text) in enumerate(cues, start=1)
        )
        + "9\n00:00:10,000 --> 00:00:11,000\nOwen: Why?\n\n10\n00:00:12,000 --> 00:00:13,000\nMara: So.\n"
    )


@pytest.mark.parametrize("format", ["srt", "vtt"])
def test_a_turn_is_written_with_the_cues_it_was_read_from(format: str):
    transcript = read_bytes(in_cues(CUES).encode(), name="talk.srt")
    written = WRITERS[format](transcript)
    comma = "," if format == "srt" else "."
    assert f"00:00:04{comma}000 --> 00:00:06{comma}000" in written
    assert written.count("-->") == 5
    assert read_back(transcript, format).turns == transcript.turns


def test_json_keeps_the_times_inside_turns():
    transcript = read_bytes(in_cues(CUES).encode(), name="talk.srt")
    assert len(transcript.turns[0].marks) == 3
    assert read_back(transcript, "json").turns == transcript.turns


def test_a_turn_that_would_be_joined_in_another_way_is_one_cue():
    turn = Turn(1, "Mara", "one/two", 0.0, 4.0, marks=(TimeMark(0, 0.0), TimeMark(4, 2.0)))
    assert WRITERS["srt"](Transcript("A talk", (turn,))).count("-->") == 1
