from __future__ import annotations

import json

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.readers.overlaps import with_overlaps
from turnwise.index.readers.utterances import Contents, Utterance
from turnwise.index.transcript import Link, TimeMark


def turns(text: str, name: str = "talk.txt") -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read_bytes(text.encode(), name=name).turns]


@pytest.mark.parametrize(
    "inside",
    [
        "//Owen: In spring. //",
        "[Owen: In spring.]",
        "(Owen: In spring.)",
        "（Owen：In spring.）",
        "【Owen：In spring.】",
        "// Owen: In spring.//",
    ],
)
def test_what_another_speaker_says_inside_a_turn_is_theirs(inside: str):
    text = f"Mara: When did you build it? {inside} And who helped?\n\nOwen: My brother.\n\nMara: I see.\n"
    assert turns(text) == [
        ("Mara", "When did you build it?"),
        ("Owen", "In spring."),
        ("Mara", "And who helped?"),
        ("Owen", "My brother."),
        ("Mara", "I see."),
    ]


def test_the_mark_at_the_end_of_a_turn_may_be_missing():
    text = "Mara: When? //Owen: In spring.\n\nOwen: My brother.\n\nMara: I see.\n"
    assert turns(text)[:2] == [("Mara", "When?"), ("Owen", "In spring.")]


def test_chinese_words_inside_a_turn_are_the_others():
    text = "阿岚：您种茶多少年了？（老周：二十三年。）最难的是哪一年？\n\n老周：二零一六年。\n\n阿岚：哦。\n"
    assert turns(text)[:3] == [
        ("阿岚", "您种茶多少年了？"),
        ("老周", "二十三年。"),
        ("阿岚", "最难的是哪一年？"),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "[note: unclear]",
        "(Source: the mill)",
        "// a comment //",
        "[Mara: herself]",
        "https://example.com/a",
        "(Owen)",
        "[Owens: no]",
    ],
)
def test_brackets_without_another_speaker_are_words(inside: str):
    text = f"Mara: We saw {inside} there.\n\nOwen: Yes.\n\nMara: So.\n"
    assert turns(text)[0] == ("Mara", f"We saw {inside} there.")


def test_the_times_inside_a_cue_fall_to_its_words():
    said = Utterance("0123456789 //B: yes. // 0123456789", "A", 10.0, 44.0)
    parts = with_overlaps(Contents("x", (said, Utterance("no", "B", 50.0)))).utterances
    assert [(part.speaker, part.text) for part in parts[:3]] == [
        ("A", "0123456789"),
        ("B", "yes."),
        ("A", "0123456789"),
    ]
    assert [part.start_s for part in parts[:3]] == [10.0, 26.0, 34.0]


def test_marks_go_with_their_words():
    marks = (TimeMark(0, 1.0), TimeMark(11, 2.0), TimeMark(22, 3.0))
    said = Utterance("We lit it. [B: when?] At dawn.", "A", 1.0, 4.0, marks=marks)
    parts = with_overlaps(Contents("x", (said, Utterance("no", "B", 50.0)))).utterances
    assert [part.start_s for part in parts[:3]] == [1.0, 2.0, 3.0]


def test_turns_that_are_linked_by_number_stay():
    said = (Utterance("a (B: yes) c", "A"), Utterance("no", "B"))
    contents = Contents("x", said, links=(Link(1, (2,)),))
    assert with_overlaps(contents) == contents


def test_json_is_read_so_too():
    said = [
        {"speaker": "Mara", "text": "When? [Owen: Now.] Good."},
        {"speaker": "Owen", "text": "Yes."},
    ]
    assert turns(json.dumps(said), "talk.json")[1] == ("Owen", "Now.")


@pytest.mark.parametrize("name", ["OP", "Owen", "owen pell", "OWEN PELL", "Owen Pell"])
def test_the_other_may_be_named_in_short(name: str):
    text = f"Mara Quist: When? ({name}: In spring.) And who?\n\nOwen Pell: My brother.\n\nMara Quist: So.\n"
    assert turns(text)[1] == ("Owen Pell", "In spring.")


def test_a_short_name_of_two_is_nobodys():
    text = "Mara Quist: When? (Owen: now) Good.\n\nOwen Pell: No.\n\nOwen Vik: Yes.\n\nMara Quist: So.\n\nOwen Pell: Hm.\n\nOwen Vik: Hm.\n"
    assert turns(text)[0] == ("Mara Quist", "When? (Owen: now) Good.")
