"""Labels of one person become one."""

from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.transcript import Transcript


def transcript_of(text: str) -> Transcript:
    return read_bytes(text.encode(), name="t.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "周明（茶农，种茶二十三年）：我先说吧，二零一六年最难。\n林岚（本刊记者）：为什么？\n周明：那年冬天下了大雪。\n林岚：后来呢？\n周明：又买了树苗。\n",
            [
                ("周明", "我先说吧，二零一六年最难。"),
                ("林岚", "为什么？"),
                ("周明", "那年冬天下了大雪。"),
                ("林岚", "后来呢？"),
                ("周明", "又买了树苗。"),
            ],
            id="description",
        ),
        pytest.param(
            "[00:00:01] Mara Quist: When did you build the kiln?\n\n[00:00:04] Owen Pell: In the spring of 2019. [chuckles] It took three weeks.\n\n[00:00:09] Mara: And where did the bricks come from? [crosstalk]\n\n[00:00:12] Owen: From the old mill by the river. [00:00:14]\n\n[00:00:16] [END OF AUDIO]\n",
            [
                ("Mara Quist", "When did you build the kiln?"),
                ("Owen Pell", "In the spring of 2019. [chuckles] It took three weeks."),
                ("Mara Quist", "And where did the bricks come from? [crosstalk]"),
                ("Owen Pell", "From the old mill by the river."),
            ],
            id="first name",
        ),
        pytest.param(
            "Scott Hanselman: Welcome.\nMara Quist: Hi.\nScott: When did you build it?\nMara: In spring.\nScott: Ok.",
            [
                ("Scott Hanselman", "Welcome."),
                ("Mara Quist", "Hi."),
                ("Scott Hanselman", "When did you build it?"),
                ("Mara Quist", "In spring."),
                ("Scott Hanselman", "Ok."),
            ],
            id="first name again",
        ),
        pytest.param(
            "Scott: Welcome.\nMara: Hi.\nS: When did you build it?\nM: In spring.\nS: Ok.\nM: Bye.",
            [
                ("Scott", "Welcome."),
                ("Mara", "Hi."),
                ("Scott", "When did you build it?"),
                ("Mara", "In spring."),
                ("Scott", "Ok."),
                ("Mara", "Bye."),
            ],
            id="first letter",
        ),
        pytest.param(
            "Mara Quist: Welcome.\nOwen Pell: Hi.\nMQ: When did you build it?\nOP: In spring.\nMQ: Ok.\nOP: Bye.",
            [
                ("Mara Quist", "Welcome."),
                ("Owen Pell", "Hi."),
                ("Mara Quist", "When did you build it?"),
                ("Owen Pell", "In spring."),
                ("Mara Quist", "Ok."),
                ("Owen Pell", "Bye."),
            ],
            id="initials",
        ),
        pytest.param(
            "Mara Quist, The Clay Review: When did you build it?\nOwen Pell, kiln builder: In spring.\nMara Quist: Ok.\nOwen Pell: Yes.\nMara Quist: Bye.",
            [
                ("Mara Quist", "When did you build it?"),
                ("Owen Pell", "In spring."),
                ("Mara Quist", "Ok."),
                ("Owen Pell", "Yes."),
                ("Mara Quist", "Bye."),
            ],
            id="description behind a comma",
        ),
        pytest.param(
            "主持人林岚：大家好。\n周明：大家好。\n林岚：哪一年最难？\n周明：二零一六年。\n林岚：好。",
            [
                ("主持人林岚", "大家好。"),
                ("周明", "大家好。"),
                ("主持人林岚", "哪一年最难？"),
                ("周明", "二零一六年。"),
                ("主持人林岚", "好。"),
            ],
            id="role and name",
        ),
        pytest.param(
            "周明：大家好。\n林岚：哪一年最难？\n周：二零一六年。\n林：好。\n周：对。\n林：谢谢。",
            [
                ("周明", "大家好。"),
                ("林岚", "哪一年最难？"),
                ("周明", "二零一六年。"),
                ("林岚", "好。"),
                ("周明", "对。"),
                ("林岚", "谢谢。"),
            ],
            id="surname",
        ),
        pytest.param(
            "MARA QUIST, HOST: When did you build it?\n\nOWEN PELL: In spring.\n\nQUIST: And the bricks?\n\nPELL: From the mill.\n\n(SOUNDBITE OF MUSIC)\n\nQUIST: Good.",
            [
                ("MARA QUIST", "When did you build it?"),
                ("OWEN PELL", "In spring."),
                ("MARA QUIST", "And the bricks?"),
                ("OWEN PELL", "From the mill.\n(SOUNDBITE OF MUSIC)"),
                ("MARA QUIST", "Good."),
            ],
            id="broadcaster",
        ),
        pytest.param(
            "MARA QUIST, CNN ANCHOR: When did you build it?\nOWEN PELL, KILN BUILDER: In spring.\nQUIST: And the bricks?\n(BEGIN VIDEO CLIP)\nUNIDENTIFIED MALE: The mill is old.\n(END VIDEO CLIP)\nPELL: From the mill.\nQUIST: Good.",
            [
                ("MARA QUIST", "When did you build it?"),
                ("OWEN PELL", "In spring."),
                ("MARA QUIST", "And the bricks? (BEGIN VIDEO CLIP)"),
                ("UNIDENTIFIED MALE", "The mill is old. (END VIDEO CLIP)"),
                ("OWEN PELL", "From the mill."),
                ("MARA QUIST", "Good."),
            ],
            id="broadcaster without blank lines",
        ),
        pytest.param(
            "MARA QUIST:   When did you build it?\n\nOWEN PELL:    In spring.\n\nQUIST:   And the bricks?\n\nPELL:    From the mill.\n\nQUIST:   Good.\n\nPELL:  Yes.",
            [
                ("MARA QUIST", "When did you build it?"),
                ("OWEN PELL", "In spring."),
                ("MARA QUIST", "And the bricks?"),
                ("OWEN PELL", "From the mill."),
                ("MARA QUIST", "Good."),
                ("OWEN PELL", "Yes."),
            ],
            id="surnames",
        ),
        pytest.param(
            "Mr. Owen Pell: Thank you.\nMs. Quist: When?\nMr. Pell: In spring.\nMs. Quist: Why?\nMr. Pell: Because.",
            [
                ("Mr. Owen Pell", "Thank you."),
                ("Ms. Quist", "When?"),
                ("Mr. Owen Pell", "In spring."),
                ("Ms. Quist", "Why?"),
                ("Mr. Owen Pell", "Because."),
            ],
            id="title and surname",
        ),
        pytest.param(
            "Mara Quist (moderator): Welcome.\nOwen Pell (kiln builder): Hi.\nQuist: When?\nPell: In spring.\nQuist: Why?\nPell: Because.",
            [
                ("Mara Quist", "Welcome."),
                ("Owen Pell", "Hi."),
                ("Mara Quist", "When?"),
                ("Owen Pell", "In spring."),
                ("Mara Quist", "Why?"),
                ("Owen Pell", "Because."),
            ],
            id="description, then surname",
        ),
        pytest.param(
            "周明 | 茶农：我先说。\n林岚 | 记者：为什么？\n周明：大雪。\n林岚：后来呢？\n周明：树苗。",
            [
                ("周明 | 茶农", "我先说。"),
                ("林岚 | 记者", "为什么？"),
                ("周明 | 茶农", "大雪。"),
                ("林岚 | 记者", "后来呢？"),
                ("周明 | 茶农", "树苗。"),
            ],
            id="description behind a bar",
        ),
        pytest.param(
            "Speaker 1 (Mara): When?\nSpeaker 2 (Owen): In spring.\nSpeaker 1: Why?\nSpeaker 2: Because.",
            [
                ("Speaker 1", "When?"),
                ("Speaker 2", "In spring."),
                ("Speaker 1", "Why?"),
                ("Speaker 2", "Because."),
            ],
            id="a placeholder's name",
        ),
    ],
)
def test_one_person_has_one_label(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Chris: Hi.\nChris Jones: Hello.\nChris: So?\nChris Jones: Yes.\nChris: Ok.",
            [
                ("Chris", "Hi."),
                ("Chris Jones", "Hello."),
                ("Chris", "So?"),
                ("Chris Jones", "Yes."),
                ("Chris", "Ok."),
            ],
            id="one has the first name of the other",
        ),
        pytest.param(
            "Speaker (Boston): Hi.\nSpeaker (Austin): Hello.\nSpeaker (Boston): So?\nSpeaker (Austin): Yes.",
            [
                ("Speaker (Boston)", "Hi."),
                ("Speaker (Austin)", "Hello."),
                ("Speaker (Boston)", "So?"),
                ("Speaker (Austin)", "Yes."),
            ],
            id="places",
        ),
    ],
)
def test_two_people_keep_their_labels(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


def test_a_description_becomes_a_note():
    text = "周明（茶农，种茶二十三年）：我先说吧。\n林岚：好。\n周明：那年很难。\n林岚：后来呢？"
    transcript = transcript_of(text)
    assert [(note.line, note.text) for note in transcript.notes] == [
        (1, "周明（茶农，种茶二十三年）")
    ]
