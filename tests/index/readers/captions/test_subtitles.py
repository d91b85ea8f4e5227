from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED, words_in
from turnwise.index.transcript import Transcript


def read(text: str) -> Transcript:
    return read_bytes(text.encode(), name="talk.txt")


def turns(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(text).turns]


def srt(*bodies: str) -> str:
    return "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{body}\n"
        for n, body in enumerate(bodies, start=1)
    )


def vtt(*bodies: str) -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{body}\n" for n, body in enumerate(bodies, start=1)
    )


# -- SubRip


@pytest.mark.parametrize(
    ("timing", "start_s", "end_s"),
    [
        pytest.param("01:02:03,500 --> 01:02:04,250", 3723.5, 3724.25, id="comma"),
        pytest.param("01:02:03.500 --> 01:02:04.250", 3723.5, 3724.25, id="dot"),
        pytest.param("02:03.5 --> 02:04", 123.5, 124.0, id="without hours"),
        pytest.param("00:00:01,000-->00:00:02,000", 1.0, 2.0, id="no spaces"),
        pytest.param("00:00:01,000 --> 00:00:02,000 X1:40 X2:600", 1.0, 2.0, id="position"),
        pytest.param("100:00:00,000 --> 100:00:01,000", 360000.0, 360001.0, id="100 hours"),
    ],
)
@pytest.mark.parametrize("number", ["1\n", ""], ids=["numbered", "unnumbered"])
def test_start_and_end_of_a_cue_are_read(number: str, timing: str, start_s: float, end_s: float):
    turn = read(f"{number}{timing}\nHello.\n").turns[0]
    assert (turn.start_s, turn.end_s, turn.text) == (start_s, end_s, "Hello.")


def test_a_speaker_carries_over_to_unlabelled_cues():
    text = srt(
        "Alex: Where did", "it all begin?", "Bob: In Berlin.", "Then we moved.", "Alex: Why?"
    )
    assert turns(text) == [
        ("Alex", "Where did it all begin?"),
        ("Bob", "In Berlin. Then we moved."),
        ("Alex", "Why?"),
    ]


def test_a_turn_lasts_from_its_first_cue_to_its_last():
    turn = read(srt("Alex: Where did", "it all begin?", "Bob: In Berlin.", "Alex: Oh.")).turns[0]
    assert (turn.start_s, turn.end_s) == (1.0, 3.0)


def test_two_speakers_in_one_cue_are_two_turns():
    assert turns(srt("Alex: Really?\nBob: Yes.", "Alex: Good.")) == [
        ("Alex", "Really?"),
        ("Bob", "Yes."),
        ("Alex", "Good."),
    ]


def test_dashes_change_the_speaker_only_where_a_cue_has_two():
    assert turns(srt("- Really?\n- Yes.")) == [(UNNAMED, "Really?"), (UNNAMED, "Yes.")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(r"{\an8}Above.", "Above.", id="position"),
        pytest.param("<i>Softly.</i>", "Softly.", id="italics"),
        pytest.param('<font color="#fff">White.</font>', "White.", id="font"),
        pytest.param("a < b and c > d", "a < b and c > d", id="comparison"),
        pytest.param("a &lt; b &amp; c", "a < b & c", id="entities"),
        pytest.param(r"one\Ntwo", "one two", id="break"),
        pytest.param("我们用\nPyTorch 训练", "我们用PyTorch 训练", id="Chinese lines"),
        pytest.param(
            "http://example.com:8080/x\n备注如下",
            "http://example.com:8080/x 备注如下",
            id="address",
        ),
    ],
)
def test_formatting_marks_are_removed_from_the_words(body: str, text: str):
    assert turns(srt(body)) == [(UNNAMED, text)]


def test_a_timing_line_inside_spoken_text_does_not_begin_a_cue():
    text = (
        "1\n00:10:00,000 --> 00:10:05,000\nThe file says:\n00:00:01,000 --> 00:00:02,000\nlike this.\n\n"
        "2\n00:10:05,000 --> 00:10:09,000\nYou see?\n"
    )
    assert turns(text) == [
        (UNNAMED, "The file says: 00:00:01,000 --> 00:00:02,000 like this. You see?")
    ]


def test_a_blank_line_inside_a_cue_loses_no_words():
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\ntwo.\n\n2\n00:00:02,000 --> 00:00:03,000\nThree.\n"
    assert turns(text) == [(UNNAMED, "One two. Three.")]


def test_a_number_that_is_said_stays():
    text = "1\n00:00:01,000 --> 00:00:02,000\nIn which year?\n1984\n\n2\n00:00:02,000 --> 00:00:03,000\nYes.\n"
    assert turns(text) == [(UNNAMED, "In which year? 1984 Yes.")]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    text = srt("Alex: Hi.", "Bob: Hi.", "Alex: So?")
    marked = "\ufeff" + text.replace("\n", "\r\n")
    assert turns(marked) == turns(text)


def test_words_before_a_colon_are_not_a_speaker():
    assert turns(srt("Alex: So?", "Bob: one thing", "is clear: it works.", "Alex: Good.")) == [
        ("Alex", "So?"),
        ("Bob", "one thing is clear: it works."),
        ("Alex", "Good."),
    ]


def test_subtitles_without_names_are_one_unnamed_speaker_cut_every_two_minutes():
    cues = "".join(
        f"{n}\n00:{n:02}:00,000 --> 00:{n:02}:59,000\nSentence {n}.\n\n" for n in range(1, 7)
    )
    transcript = read(cues)
    assert transcript.speakers == (UNNAMED,)
    assert [turn.start_s for turn in transcript.turns] == [60.0, 240.0]


def test_subtitles_without_words_are_an_error():
    with pytest.raises(TranscriptError, match="no words"):
        read("1\n00:00:01,000 --> 00:00:02,000\n\n")


def test_a_subviewer_file_is_read():
    text = "0:00:01.000,0:00:02.000\nHello there.\n\n0:00:02.000,0:00:03.000\nAnd bye.\n"
    turn = read(text).turns[0]
    assert (turn.text, turn.start_s, turn.end_s) == ("Hello there. And bye.", 1.0, 3.0)


# -- WebVTT


def test_a_cue_without_voice_continues_the_last_speaker():
    assert turns(vtt("<v Alex>Hi", "there.", "<v Bob>Hello.")) == [
        ("Alex", "Hi there."),
        ("Bob", "Hello."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<v Alex Ren>Hi.", id="no closing tag"),
        pytest.param("<v Alex Ren>Hi.</v>", id="closing tag"),
        pytest.param("<v.loud.first Alex Ren>Hi.</v>", id="classes"),
        pytest.param("<v Alex Ren><c.yellow>Hi.</c>", id="class tag"),
        pytest.param("<v Alex Ren>Hi<00:01.500>.", id="time of a word"),
        pytest.param("<v Alex&nbsp;Ren>Hi.", id="entity in the name"),
    ],
)
def test_a_voice_tag_names_the_speaker(body: str):
    assert turns(vtt(body)) == [("Alex Ren", "Hi.")]


@pytest.mark.parametrize("tag", ["<v >", "<v>", "<v.loud >"])
def test_an_empty_voice_tag_is_an_unnamed_speaker(tag: str):
    assert turns(vtt("<v Anna>Hello.</v>", f"{tag}Somebody in the room.</v>", "<v Anna>Yes.")) == [
        ("Anna", "Hello."),
        (UNNAMED, "Somebody in the room."),
        ("Anna", "Yes."),
    ]


def test_several_voices_in_one_cue_are_as_many_turns():
    assert turns(vtt("<v Alex>Really?\n<v Bob>Yes.</v> <v Alex>Good.</v>")) == [
        ("Alex", "Really?"),
        ("Bob", "Yes."),
        ("Alex", "Good."),
    ]


def test_html_entities_are_decoded():
    assert turns(vtt("<v Alex>R&amp;D isn&#39;t &lt;easy&gt;.")) == [("Alex", "R&D isn't <easy>.")]


def test_notes_styles_and_regions_are_not_speech():
    text = (
        "WEBVTT - A talk\nKind: captions\n\nNOTE\nby somebody\n\nSTYLE\n::cue { color: red }\n\n"
        "REGION\nid:fred\n\nintro\n00:01.000 --> 00:02.000 align:start\nHello.\n\nNOTE end\n\n"
        "00:02.000 --> 00:03.000\nBye.\n"
    )
    transcript = read(text)
    assert [turn.text for turn in transcript.turns] == ["Hello. Bye."]
    assert "by somebody" in [note.text for note in transcript.notes]


def test_seconds_without_minutes_are_read():
    turn = read("WEBVTT\n\n1.000 --> 2.500\n<v SPEAKER_1>Hi.\n").turns[0]
    assert (turn.start_s, turn.end_s) == (1.0, 2.5)


# -- Zoom


def test_one_utterance_of_zoom_over_many_cues_is_one_turn():
    assert turns(vtt("Zsolt Felföldi: Thanks", "Zsolt Felföldi: for coming.", "Meek: Hi.")) == [
        ("Zsolt Felföldi", "Thanks for coming."),
        ("Meek", "Hi."),
    ]


@pytest.mark.parametrize("name", ["Anna Berg (Host)", "Anna Berg (anna@example.org)"])
def test_host_and_address_are_not_part_of_a_name(name: str):
    text = vtt(f"{name}: Hi.", "Bob Day: Hi.", f"{name}: So?")
    assert read(text).speakers == ("Anna Berg", "Bob Day")


def test_a_name_with_a_colon_stays_whole():
    text = vtt("Room 3: Boston: Hi.", "Anna Berg: Hi.", "Room 3: Boston: So?")
    assert read(text).speakers == ("Room 3: Boston", "Anna Berg")


def test_a_name_that_is_an_email_address_is_a_name():
    text = vtt("anna@example.org: Hi.", "Bob Day: Hi.", "anna@example.org: So?", "Bob Day: Hm.")
    assert read(text).speakers == ("anna@example.org", "Bob Day")


# -- Teams

_GUID = "0f9bd0f1-5d77-4d2e-9a51-4a2bd7e6f4d3"


def teams(*cues: tuple[str, int, int, str]) -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"{_GUID}/{id}\n00:00:{start:02}.000 --> 00:00:{end:02}.000\n{body}\n"
        for id, start, end, body in cues
    )


def test_cues_of_teams_are_sorted_and_merged_by_utterance():
    text = teams(
        ("11-0", 1, 3, "<v Anna Berg>Where did</v>"),
        ("12-0", 4, 5, "<v Bob Day>Hm.</v>"),
        ("11-1", 3, 6, "<v Anna Berg>we stop?</v>"),
        ("10-0", 0, 1, "<v Bob Day>Hello.</v>"),
    )
    assert [(t.speaker, t.text, t.start_s, t.end_s) for t in read(text).turns] == [
        ("Bob Day", "Hello.", 0.0, 1.0),
        ("Anna Berg", "Where did we stop?", 1.0, 6.0),
        ("Bob Day", "Hm.", 4.0, 5.0),
    ]


# -- YouTube

_ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.000 --> 00:00:02.000 align:start position:0%
~
so<00:00:00.500><c> today</c><00:00:01.000><c> we</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
so today we
~

00:00:02.010 --> 00:00:04.000 align:start position:0%
so today we
talk<00:00:02.500><c> about</c><00:00:03.000><c> it</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
talk about it
~

00:00:04.010 --> 00:00:06.000 align:start position:0%
talk about it
very<00:00:04.500><c> very</c>

00:00:06.000 --> 00:00:06.010 align:start position:0%
very very
~
""".replace("~", " ")


def test_rolled_up_lines_are_kept_once():
    transcript = read(_ROLLING)
    assert [turn.text for turn in transcript.turns] == ["so today we talk about it very very"]
    assert transcript.turns[0].start_s == 0.0


def test_words_really_said_twice_are_kept():
    assert turns(srt("No.", "No.", "Never.", "We left early.", "It was late.", "Bye.")) == [
        (UNNAMED, "No. No. Never. We left early. It was late. Bye.")
    ]


def test_a_line_said_twice_in_rolling_captions_is_kept():
    text = _ROLLING + (
        "\n00:00:06.010 --> 00:00:08.000 align:start position:0%\nvery very\nvery<00:00:07.000><c> very</c>\n"
        "\n00:00:08.000 --> 00:00:08.010 align:start position:0%\nvery very\n \n"
    )
    assert read(text).turns[0].text == "so today we talk about it very very very very"


def test_two_angles_change_the_speaker_without_a_name():
    assert turns(vtt(">> Where was it?", ">> In Berlin,", "I think.")) == [
        (UNNAMED, "Where was it?"),
        (UNNAMED, "In Berlin, I think."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "so how many hives &gt;&gt; about forty",
        "so how many hives >> about forty",
        "so how many hives<00:01.100><c> &gt;&gt;</c><00:01.200><c> about forty</c>",
    ],
    ids=["entity", "plain", "timed words"],
)
def test_two_angles_inside_a_line_change_the_speaker(body: str):
    assert turns(vtt(body, "or so.")) == [
        (UNNAMED, "so how many hives"),
        (UNNAMED, "about forty or so."),
    ]


@pytest.mark.parametrize("body", ["cin>>number", "a > b", "it ends &gt;&gt;"])
def test_other_angles_inside_a_line_are_speech(body: str):
    assert turns(vtt(body)) == [(UNNAMED, body.replace("&gt;", ">"))]


def test_two_angles_inside_a_line_may_stand_before_a_name():
    text = vtt(">> ANNA: Where was it?", ">> BOB: In Berlin. >> ANNA: I see.", ">> BOB: Yes.")
    assert turns(text) == [
        ("ANNA", "Where was it?"),
        ("BOB", "In Berlin."),
        ("ANNA", "I see."),
        ("BOB", "Yes."),
    ]


def test_two_angles_before_a_name_are_not_part_of_it():
    text = vtt(">> ANNA: Where was it?", ">> BOB: In Berlin.", ">> ANNA: I see.")
    assert read(text).speakers == ("ANNA", "BOB")


def test_a_line_that_everybody_repeats_is_not_taken_for_rolling_captions():
    cues = [("Again!", i) for i in range(6)] + [("We sing it once more.", 6)]
    text = "\n\n".join(f"00:00:{i:02},000 --> 00:00:{i + 1:02},000\n{line}" for line, i in cues)
    (turn,) = read_bytes(text.encode(), name="song.srt").turns
    assert turn.text == "Again! " * 6 + "We sing it once more."


@pytest.mark.parametrize(
    ("damaged", "start_s"),
    [
        ("00:00:02,000 -> 00:00:03,000", 2.0),
        ("00:00:02,000 --> 00:00:03,00X", 2.0),
        ("00:00:02,00X --> 00:00:03,000", 2.0),
        ("00:00:02,000 → 00:00:03,000", 2.0),
        ("00:00:02,000 —> 00:00:03,000", 2.0),
        ("00:00:02,000 -->", 2.0),
    ],
)
def test_a_damaged_timing_line_is_a_note_and_nobodys_speech(damaged: str, start_s: float):
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nAlex: Hi.\n\n"
        f"2\n{damaged}\nBob: Yes.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nAlex: Good.\n"
    )
    transcript = read_bytes(text.encode(), name="talk.srt")
    said = [(turn.speaker, turn.text, turn.start_s) for turn in transcript.turns]
    assert said == [("Alex", "Hi.", 1.0), ("Bob", "Yes.", start_s), ("Alex", "Good.", 3.0)]
    [note] = transcript.notes
    assert note.line == 6
    assert damaged in note.text


def test_a_clock_that_somebody_speaks_is_speech():
    text = "1\n00:00:01,000 --> 00:00:02,000\nAlex: from\n10:30 -> 11:30 I sleep.\n"
    transcript = read_bytes(text.encode(), name="talk.srt")
    assert "I sleep" in transcript.turns[0].text
    assert not transcript.notes


def test_a_line_above_a_change_of_speaker_is_words():
    cue = "00:00:0{n},000 --> 00:00:0{n},900\nOwen\n>> No.\n\n"
    words = [turn.text for turn in read("".join(cue.format(n=n) for n in (1, 2))).turns]
    assert " ".join(words) == "Owen No. Owen No."


# -- nothing is lost

_LINES = [
    "We opened the gate.", "Mara: When?", "[MARA] Who?", "[door slams]", "- Yes.", ">> No.", "<v Owen>So.</v>", "老周：二零一六年。",
    "我们用 PyTorch", "and the carts", "1984", "a --> b", "(Owen: in spring)", "//Owen: in spring//", "Owen", "MARA QUIST", "we lit", "we lit it",
]  # fmt: skip
_HEADS = ["1", '1 "Mara" (7)', "2 spk0", "intro to it", "cue-7", ""]


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(st.sampled_from(_HEADS), st.lists(st.sampled_from(_LINES), max_size=3)),
        min_size=1,
        max_size=9,
    ),
    st.booleans(),
)
def test_every_word_is_spoken_a_note_or_a_name(cues: list[tuple[str, list[str]]], is_webvtt: bool):
    text = "WEBVTT\n\n" if is_webvtt else ""
    for n, (head, lines) in enumerate(cues):
        above = f"{head}\n" if head else ""
        text += (
            f"{above}00:00:{2 * n:02}.000 --> 00:00:{2 * n + 1:02}.000\n"
            + "".join(f"{line}\n" for line in lines)
            + "\n"
        )
    words = {
        word
        for _, lines in cues
        for line in lines
        for word in words_in(re.sub("<[^<>]*>", " ", line))
    }
    assume(words)
    transcript = read(text)
    kept = [
        *(turn.text for turn in transcript.turns),
        *(note.text for note in transcript.notes),
        *transcript.speakers,
    ]
    assert words <= set(words_in(" ".join(kept)))
