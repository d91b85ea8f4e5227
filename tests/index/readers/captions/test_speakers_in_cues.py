from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED


def turns(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read_bytes(text.encode(), name="talk.srt").turns]


def cues(*bodies: str, heads: list[str] | None = None, beside: list[str] | None = None) -> str:
    """SubRip with a cue a second; `heads` replace the numbers, `beside` follows the times."""
    return "\n".join(
        f"{heads[n] if heads else n + 1}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000"
        f"{' ' + beside[n] if beside else ''}\n{body}\n"
        for n, body in enumerate(bodies)
    )


ASKED = ("When did you build it?", "In the spring.", "And who helped?")
TALK = [("Mara", ASKED[0]), ("Owen", ASKED[1]), ("Mara", ASKED[2])]


# -- beside the words


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(['1 "Mara" (2948)', '2 "Owen" (1187)', '3 "Mara" (2948)'], id="Webex"),
        pytest.param(["1  Mara", "2  Owen", "3  Mara"], id="FunClip"),
        pytest.param(["Mara", "Owen", "Mara"], id="name alone"),
        pytest.param(["1 - Mara", "2 - Owen", "3 - Mara"], id="number and dash"),
        pytest.param(["1. [Mara]", "2. [Owen]", "3. [Mara]"], id="brackets"),
        pytest.param(["1 Mara:", "2 Owen:", "3 Mara:"], id="colon"),
        pytest.param(
            ['1 "Mara (she/her)" (1)', '2 "Owen" (2)', '3 "Mara (she/her)" (1)'], id="pronouns"
        ),
    ],
)
def test_the_line_of_a_cues_number_may_name_the_speaker(heads: list[str]):
    assert turns(cues(*ASKED, heads=heads)) == TALK


def test_the_speaker_may_stand_after_the_times():
    assert turns(cues(*ASKED, beside=["Mara", "Owen", "Mara"])) == TALK


def test_chinese_names_and_machine_labels_stand_there_too():
    text = cues("您种茶多少年了？", "二十三年。", "最难呢？", heads=["1 spk0", "2 老周", "3 spk0"])
    assert turns(text) == [
        ("spk0", "您种茶多少年了？"),
        ("老周", "二十三年。"),
        ("spk0", "最难呢？"),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(["1 - Introduction", "2 - The kiln", "3 - Questions"], id="titles"),
        pytest.param(["cue-1", "cue-2", "cue-3"], id="numbered"),
        pytest.param(["a1b2", "c3d4", "e5f6"], id="ids"),
        pytest.param(["1", "2", "3"], id="numbers"),
    ],
)
def test_what_does_not_come_again_is_no_speaker(heads: list[str]):
    assert turns(cues(*ASKED, heads=heads)) == [(UNNAMED, " ".join(ASKED))]


def test_a_title_above_a_cue_is_a_note():
    text = cues(*ASKED, heads=["1 - Introduction", "2 - The kiln", "3 - Questions"])
    notes = [note.text for note in read_bytes(text.encode(), name="talk.srt").notes]
    assert notes == ["1 - Introduction", "2 - The kiln", "3 - Questions"]


def test_settings_after_the_times_are_no_speaker():
    text = cues(
        *ASKED, beside=["align:start position:0%", "X1:40 X2:600", "align:start position:0%"]
    )
    assert turns(text) == [(UNNAMED, " ".join(ASKED))]


@pytest.mark.parametrize("tag", ["<v ->", "<v –>", "<v ?>", "<v  >"])
def test_a_voice_without_a_name_is_unnamed(tag: str):
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{tag}Cold.</v>\n\n00:02.000 --> 00:03.000\n<v Mara>Why?</v>\n"
    assert turns(text) == [(UNNAMED, "Cold."), ("Mara", "Why?")]


# -- in the words


@pytest.mark.parametrize(
    "pattern",
    [
        "[{}] ",
        "({}) ",
        "【{}】",
        "（{}）",
        "<{}> ",
        "{{{}}} ",
        "[{}]: ",
        "({}): ",
        "- [{}] ",
        ">> [{}] ",
        "[{}]\n",
        "[ {} ] ",
    ],
)
def test_names_in_brackets_that_come_again_are_speakers(pattern: str):
    names = ("Mara", "Owen", "Mara")
    text = cues(*(pattern.format(name) + said for name, said in zip(names, ASKED, strict=True)))
    assert turns(text) == TALK


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(("MARA", "OWEN", "MARA"), id="capitals"),
        pytest.param(("SPEAKER_00", "SPEAKER_01", "SPEAKER_00"), id="machine"),
        pytest.param(("speaker 0", "speaker 1", "speaker 0"), id="small"),
        pytest.param(("Mara Quist", "Owen Pell", "Mara Quist"), id="whole names"),
        pytest.param(("阿岚", "老周", "阿岚"), id="Chinese"),
        pytest.param(("说话人1", "说话人2", "说话人1"), id="Chinese machine"),
    ],
)
def test_labels_of_every_form_stand_in_brackets(labels: tuple[str, ...]):
    text = cues(*(f"[{label}] {said}" for label, said in zip(labels, ASKED, strict=True)))
    assert turns(text) == list(zip(labels, ASKED, strict=True))


def test_a_sound_in_brackets_is_no_speaker():
    text = cues(
        "[MARA] Who?",
        "[OWEN] Me.",
        "[door slams]",
        "[Music] [MARA] No.",
        "[Laughter] Yes.",
        "[MARA] So.",
    )
    assert [name for name, _ in turns(text)] == ["MARA", "OWEN", "MARA"]


@pytest.mark.parametrize(
    "sounds",
    [
        pytest.param(
            ["[Music] We begin.", "[Applause] Thanks.", "[Music] Bye.", "[Applause] So."],
            id="English",
        ),
        pytest.param(
            ["【音乐】开始吧。", "【掌声】谢谢。", "【音乐】再见。", "（笑声）好。"], id="Chinese"
        ),
        pytest.param(
            ["(laughs) I know.", "(sighs) So.", "(laughs) Yes.", "(sighs) No."], id="small"
        ),
        pytest.param(
            ["[Phone rings] Hello?", "[Door closes] Bye.", "[Phone rings] Yes?"], id="two words"
        ),
    ],
)
def test_sounds_that_come_again_are_no_speakers(sounds: list[str]):
    assert turns(cues(*sounds))[0][0] == UNNAMED
    assert len(turns(cues(*sounds))) == 1


@pytest.mark.parametrize(
    "names", [("说话人 1", "说话人 2", "说话人 1"), ("MARA QUIST", "OWEN PELL", "MARA QUIST")]
)
def test_a_name_may_stand_on_a_line_of_its_own_in_a_cue(names: tuple[str, ...]):
    text = cues(*(f"{name}\n{said}" for name, said in zip(names, ASKED, strict=True)))
    assert turns(text) == list(zip(names, ASKED, strict=True))


def test_first_lines_of_cues_are_words_where_they_do_not_come_again():
    text = cues("Berlin\nwas cold.", "Paris\nwas warm.", "Rome\nwas hot.")
    assert turns(text) == [(UNNAMED, "Berlin was cold. Paris was warm. Rome was hot.")]


def test_a_mark_after_the_words_changes_the_speaker():
    text = cues("When? [SPEAKER_TURN]", "In spring. [SPEAKER_TURN] With whom?", "Anybody?")
    assert turns(text) == [
        (UNNAMED, "When?"),
        (UNNAMED, "In spring."),
        (UNNAMED, "With whom? Anybody?"),
    ]


def test_four_numbers_of_a_time_count_frames():
    turn = read_bytes(b"1\n00:00:01:15 --> 00:00:02:00\nHello there.\n", name="talk.srt").turns[0]
    assert (turn.start_s, turn.end_s) == (1.5, 2.0)


def test_a_dash_changes_the_speaker_where_most_cues_have_one():
    text = cues("- When?", "- In spring.", "- And who?", "- My brother.", "He helped.")
    assert turns(text) == [
        (UNNAMED, "When?"),
        (UNNAMED, "In spring."),
        (UNNAMED, "And who?"),
        (UNNAMED, "My brother. He helped."),
    ]


def test_ids_of_teams_are_no_notes():
    head = "0f9bd0f1-5d77-4d2e-9a51-4a2bd7e6f4d3/11-{}"
    text = cues(*ASKED, heads=[head.format(n) for n in range(3)])
    assert read_bytes(text.encode(), name="talk.srt").notes == ()


def test_names_in_the_words_of_ttml_are_speakers():
    lines = ["[MARA] When?", "[OWEN] In spring.", "[MARA] And who?", "[OWEN] My brother."]
    body = "".join(
        f'<p begin="00:00:0{n}.000" end="00:00:0{n + 1}.000">{line}</p>'
        for n, line in enumerate(lines)
    )
    text = f'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div>{body}</div></body></tt>'
    assert turns(text) == [
        ("MARA", "When?"),
        ("OWEN", "In spring."),
        ("MARA", "And who?"),
        ("OWEN", "My brother."),
    ]
