from __future__ import annotations

import json

import pytest
from conftest import INTERVIEW, SEED
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_transcript
from turnwise.index.readers.plain import find_date, read_plain


def read(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read_plain(text, title="t").turns]


def test_the_sample_interview_gives_the_gold_turns():
    with (SEED / "turns" / "interview.turns.jsonl").open(encoding="utf-8") as file:
        gold = [json.loads(line) for line in file]
    turns = read_transcript(INTERVIEW).turns
    assert [(t.speaker, t.text) for t in turns] == [(g["speaker"], g["text"]) for g in gold]
    assert [turn.number for turn in turns] == list(range(1, 36))


def test_page_furniture_of_the_sample_interview_becomes_metadata_and_notes():
    transcript = read_transcript(INTERVIEW)
    assert transcript.title == "Facebook AI 贾扬清:AI,从大数据问题演进到高性能"
    assert transcript.date == "2018-11-02"
    assert [note.line for note in transcript.notes] == [1, 2, 11, 21, 28, 41, 42, 43, 44, 45]
    assert transcript.notes[2].text == "贾扬清谈 PyTorch与Caffe的合并"


@pytest.mark.parametrize(
    ("line", "turn"),
    [
        pytest.param("Alex: hello", ("Alex", "hello"), id="half-width colon"),
        pytest.param("张敏：我们搬走了。", ("张敏", "我们搬走了。"), id="full-width colon"),
        pytest.param("Yangqing :两个月吧!", ("Yangqing", "两个月吧!"), id="space before the colon"),
        pytest.param("Q5: why?", ("Q5", "why?"), id="numbered question"),
        pytest.param("Q: why?", ("Q", "why?"), id="bare question"),
        pytest.param("Dr. Anna de la Cruz: yes.", ("Dr. Anna de la Cruz", "yes."), id="particles"),
        pytest.param("Speaker 1: yes.", ("Speaker 1", "yes."), id="placeholder"),
        pytest.param("发言人 1：对。", ("发言人 1", "对。"), id="Chinese placeholder"),
        pytest.param("A: see 12:30, ok?", ("A", "see 12:30, ok?"), id="colon in the text"),
        pytest.param(
            "The Chair (Hon. A. Rota (Nipissing, Lib.)): Order.",
            ("The Chair (Hon. A. Rota (Nipissing, Lib.))", "Order."),
            id="affiliation in brackets",
        ),
    ],
)
def test_a_speaker_who_speaks_once_is_a_speaker(line: str, turn: tuple[str, str]):
    assert read(f"Bob: first.\n{line}\nBob: last.") == [
        ("Bob", "first."),
        turn,
        ("Bob", "last."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("and that was in Berlin.", id="sentence"),
        pytest.param("https://example.org/talk", id="address"),
        pytest.param("比如说:我们以前用过这个。", id="clause opener"),
        pytest.param("第一:我们要开源。", id="enumeration"),
        pytest.param("12:30 we met again.", id="time of day"),
        pytest.param("there is one thing to say: it works.", id="clause before a colon"),
    ],
)
def test_a_line_without_a_speaker_continues_the_turn(line: str):
    assert read(f"A: we went on\n{line}\nB: yes.\nA: no.") == [
        ("A", f"we went on\n{line}"),
        ("B", "yes."),
        ("A", "no."),
    ]


@pytest.mark.parametrize(
    ("line", "turn"),
    [
        pytest.param("Alex (00:01): Hello.", (1, "Hello."), id="brackets"),
        pytest.param("[00:00:01] Alex: Hello.", (1, "Hello."), id="before the name"),
        pytest.param("Alex 01:02:03: Hello.", (3723, "Hello."), id="hours"),
        pytest.param("Alex 00:01\nHello.", (1, "Hello."), id="words below"),
        pytest.param("**Alex** [0:18]: Hello.", (18, "Hello."), id="bold name"),
        pytest.param("**Alex:** Hello.", (None, "Hello."), id="bold label"),
        pytest.param("- Alex: at 3:30 we left.", (None, "at 3:30 we left."), id="list"),
        pytest.param("\u200bAlex: Hello.", (None, "Hello."), id="invisible space"),
    ],
)
def test_a_time_or_markup_beside_the_name_is_no_part_of_it(
    line: str, turn: tuple[float | None, str]
):
    first = read_plain(f"{line}\nBob: yes.\nAlex: no.", title="t").turns[0]
    assert (first.speaker, first.start_s, first.text) == ("Alex", *turn)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("at 3:30 we left.", id="time of day"),
        pytest.param("Genesis 1:1 says so.", id="verse"),
        pytest.param("Important: always check.", id="Important"),
        pytest.param("他说：不行。", id="他说"),
        pytest.param("My point: it works.\nMy point: it scales.", id="twice"),
        pytest.param("Time: you need a lot.\nMoney matters too.", id="Time"),
        pytest.param("and we shipped it on time", id="no end"),
        pytest.param("第一点是要快", id="no end in Chinese"),
    ],
)
@pytest.mark.parametrize("after", ["", "\nAlex: Great."])
def test_what_a_speaker_goes_on_to_say_stays_theirs(lines: str, after: str):
    turns = read(f"Alex: So?\nBob: It went well.\n{lines}{after}")
    assert turns[1] == ("Bob", f"It went well.\n{lines}")


@pytest.mark.parametrize("label", ["作者", "编辑", "Editor", "问题", "Smith, John", "Alex/Host"])
def test_a_label_that_comes_back_is_a_speaker(label: str):
    text = "".join(f"{label}：第 {n} 句。\n主持人：好。\n" for n in range(3))
    assert [speaker for speaker, _ in read(text)] == [label, "主持人"] * 3


@pytest.mark.parametrize("label", ["主持", "作者", "Editor"])
def test_two_turns_make_a_speaker_of_what_heads_or_foots_a_page(label: str):
    text = f"{label}：开始。\n张敏：好。\n{label}：请讲。\n张敏：我们搬走了。"
    assert [speaker for speaker, _ in read(text)] == [label, "张敏"] * 2


def test_names_of_host_and_guest_above_the_talk_are_notes():
    text = "Host: Alex Ren\nGuest: Yangqing Jia\nLanguage: English\n\nAlex: Hi.\nYangqing: Hi.\n"
    transcript = read_plain(f"{text}Alex: So?", title="t")
    assert transcript.speakers == ("Alex", "Yangqing")
    assert [note.line for note in transcript.notes] == [1, 2, 3]


def test_a_first_turn_of_two_lines_is_no_title():
    turns = read("Moderator: Welcome everyone\nto the show.\nAlex: Hi.\nBob: Hi.\nAlex: So?")
    assert turns[0] == ("Moderator", "Welcome everyone\nto the show.")


def test_paragraphs_of_one_turn_stay_together():
    text = "A: One sentence.\n\nAnother paragraph, with an end.\n\nB: yes."
    assert read(text) == [("A", "One sentence.\nAnother paragraph, with an end."), ("B", "yes.")]


def test_a_caption_between_finished_turns_is_a_note():
    transcript = read_plain("A: Done.\nA at the blackboard\nB: Yes.\nA: No.", title="t")
    assert [turn.text for turn in transcript.turns] == ["Done.", "Yes.", "No."]
    assert [(note.line, note.text) for note in transcript.notes] == [(2, "A at the blackboard")]


def test_a_title_line_and_a_date_line_become_metadata():
    transcript = read_plain("Our talk\nDate: 2020-06-11\n\nA: x.\nB: y.\nA: z.", title="file")
    assert (transcript.title, transcript.date) == ("Our talk", "2020-06-11")
    assert [note.line for note in transcript.notes] == [1, 2]


def test_without_a_title_the_given_one_is_taken():
    assert read_plain("A: x.\nB: y.", title="file name").title == "file name"


def test_no_speaker_anywhere_is_an_error_that_shows_the_first_line():
    with pytest.raises(TranscriptError, match=r"no speaker before “just words”.*Begin each turn"):
        read_plain("just words\nand more", title="t")


def test_subtitles_are_refused_with_the_line_of_the_first_cue():
    text = "1\n00:00:01,000 --> 00:00:03,000\nAlice: hi there\n"
    with pytest.raises(TranscriptError, match=r"line 2: this is a subtitle file"):
        read_plain(text, title="t")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param('[{"speaker": "A",\n "text": "x"}]', "JSON", id="JSON list"),
        pytest.param('{\n "segments": [\n {"speaker": "A"}]}', "JSON", id="JSON object"),
        pytest.param("<!DOCTYPE html><p>A: x</p>", "a web page", id="HTML"),
        pytest.param("WEBVTT\n\n00:01.000 --> 00:02.000\nA: x", "a subtitle file", id="WebVTT"),
    ],
)
def test_other_formats_are_refused_rather_than_misread(text: str, name: str):
    with pytest.raises(TranscriptError, match=f"this is {name}.* not read yet"):
        read_plain(text, title="t")


def test_a_date_alone_under_the_title_and_a_list_of_those_present_are_metadata():
    text = "周会\n2023-05-04\n参会人：张敏、李雷\n\n张敏：开始。\n李雷：好。\n张敏：请讲。"
    transcript = read_plain(text, title="t")
    assert (transcript.title, transcript.date) == ("周会", "2023-05-04")
    assert transcript.speakers == ("张敏", "李雷")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("时间:2018-11-02 15:23", "2018-11-02", id="dashes"),
        pytest.param("2018年11月2日", "2018-11-02", id="Chinese"),
        pytest.param("2018/1/2", "2018-01-02", id="slashes"),
        pytest.param("2018-13-02", None, id="no such month"),
        pytest.param("no date", None, id="none"),
    ],
)
def test_find_date(text: str, day: str | None):
    assert find_date(text) == day


_NAMES = st.sampled_from(["Alex", "Yangqing", "贾扬清", "主持人", "Q1", "Speaker 2", "Mr. Smith"])
_SPOKEN = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "Zs"], include_characters=",.!?，。！？"),
    min_size=1,
    max_size=60,
).map(lambda text: f"x {text.strip()} y.")


@given(st.lists(st.tuples(_NAMES, _SPOKEN), min_size=1, max_size=12), st.sampled_from([":", "："]))
def test_a_written_transcript_reads_back_the_same(turns: list[tuple[str, str]], colon: str):
    text = "\n".join(f"{speaker}{colon} {spoken}" for speaker, spoken in turns)
    assert read(text) == turns


@given(st.text(max_size=400))
def test_every_line_of_any_text_is_in_a_turn_or_a_note(text: str):
    try:
        transcript = read_plain(text, title="t")
    except TranscriptError:
        return
    kept = "\n".join(
        [note.text for note in transcript.notes]
        + [f"{turn.speaker} {turn.text}" for turn in transcript.turns]
    )
    letters = [c for c in text if c.isalnum()]
    assert sorted(c for c in kept if c.isalnum()) == sorted(letters)
