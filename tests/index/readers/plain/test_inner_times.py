"""Times in all places: beside labels, inside and behind the words."""

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
            "00;00;01;05 - 00;00;04;10\nSpeaker 1\nWhen did you build the kiln?\n\n00;00;04;12 - 00;00;09;00\nSpeaker 2\nIn the spring of 2019. It took three weeks.\n\n00;00;09;10 - 00;00;12;00\nSpeaker 1\nAnd where did the bricks come from?\n\n00;00;12;05 - 00;00;15;20\nSpeaker 2\nFrom the old mill by the river.\n",
            [
                ("Speaker 1", 1.17, "When did you build the kiln?"),
                ("Speaker 2", 4.4, "In the spring of 2019. It took three weeks."),
                ("Speaker 1", 9.33, "And where did the bricks come from?"),
                ("Speaker 2", 12.17, "From the old mill by the river."),
            ],
            id="Premiere",
        ),
        pytest.param(
            "[00:00:05:12] Mara: When did you build it?\n[00:00:09:00] Owen: In the spring.\n[00:00:12:24] Mara: And the bricks?\n[00:00:15:10] Owen: From the mill.",
            [
                ("Mara", 5.48, "When did you build it?"),
                ("Owen", 9.0, "In the spring."),
                ("Mara", 12.96, "And the bricks?"),
                ("Owen", 15.4, "From the mill."),
            ],
            id="brackets",
        ),
        pytest.param(
            "Mara 00:00:05:12\nWhen did you build it?\n\nOwen 00:00:09:00\nIn the spring.\n\nMara 00:00:12:24\nAnd the bricks?",
            [
                ("Mara", 5.48, "When did you build it?"),
                ("Owen", 9.0, "In the spring."),
                ("Mara", 12.96, "And the bricks?"),
            ],
            id="behind the name",
        ),
        pytest.param(
            "Speaker 1\n00:00:05:12 - 00:00:07:01\nWhen did you build it?\n\nSpeaker 2\n00:00:09:00 - 00:00:11:00\nIn the spring.\n\nSpeaker 1\n00:00:12:24 - 00:00:13:10\nAnd the bricks?",
            [
                ("Speaker 1", 5.48, "When did you build it?"),
                ("Speaker 2", 9.0, "In the spring."),
                ("Speaker 1", 12.96, "And the bricks?"),
            ],
            id="below the name",
        ),
        pytest.param(
            "Speaker 1\n00:00:01:05\nWhen?\n\nSpeaker 2\n00:00:04:12\nIn spring.\n\nSpeaker 1\n00:00:09:10\nWhy?",
            [
                ("Speaker 1", 1.2, "When?"),
                ("Speaker 2", 4.48, "In spring."),
                ("Speaker 1", 9.4, "Why?"),
            ],
            id="one time below the name",
        ),
        pytest.param(
            "00:00:01:200 Mara: When?\n00:00:05:000 Owen: In spring.\n00:00:09:100 Mara: Why?",
            [("Mara", 1.2, "When?"), ("Owen", 5.0, "In spring."), ("Mara", 9.1, "Why?")],
            id="milliseconds",
        ),
    ],
)
def test_times_with_frames_are_times(text: str, expected: list[tuple[str, float | None, str]]):
    turns = transcript_of(text).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        (name, said) for name, _, said in expected
    ]
    assert [turn.start_s for turn in turns] == [
        start_s if start_s is None else pytest.approx(start_s, abs=0.01)
        for _, start_s, _ in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "I: Wann haben Sie den Ofen gebaut? #00:00:05-3#\n\nB: Im Frühjahr 2019. Das hat drei Wochen gedauert. #00:00:14-8#\n\nI: Und woher kamen die Ziegel? #00:00:18-1#\n\nB: Aus der alten Mühle am Fluss. #00:00:23-0#\n",
            [
                ("I", 0.0, "Wann haben Sie den Ofen gebaut?"),
                ("B", 5.3, "Im Frühjahr 2019. Das hat drei Wochen gedauert."),
                ("I", 14.8, "Und woher kamen die Ziegel?"),
                ("B", 18.1, "Aus der alten Mühle am Fluss."),
            ],
            id="f4",
        ),
        pytest.param(
            "I: When did you build it? #00:00:05-3#\nB: In the spring. (...) It took three weeks. #00:00:14-8#\nI: And the bricks? #00:00:18-1#\nB: From the mill. #00:00:23-0#",
            [
                ("I", 0.0, "When did you build it?"),
                ("B", 5.3, "In the spring. (...) It took three weeks."),
                ("I", 14.8, "And the bricks?"),
                ("B", 18.1, "From the mill."),
            ],
            id="f4 without blank lines",
        ),
        pytest.param(
            "Mara: When did you build it? [00:00:05]\n\nOwen: In the spring. It took three weeks. [00:00:14]\n\nMara: And the bricks? [00:00:18]\n\nOwen: From the mill. [00:00:23]",
            [
                ("Mara", 0.0, "When did you build it?"),
                ("Owen", 5.0, "In the spring. It took three weeks."),
                ("Mara", 14.0, "And the bricks?"),
                ("Owen", 18.0, "From the mill."),
            ],
            id="brackets",
        ),
        pytest.param(
            "Mara: When did you build it? 00:00:05\n\nOwen: In the spring. It took three weeks. 00:00:14\n\nMara: And the bricks? 00:00:18\n\nOwen: From the mill. 00:00:23",
            [
                ("Mara", 0.0, "When did you build it?"),
                ("Owen", 5.0, "In the spring. It took three weeks."),
                ("Mara", 14.0, "And the bricks?"),
                ("Owen", 18.0, "From the mill."),
            ],
            id="bare",
        ),
        pytest.param(
            "Mara: When? (00:05)\nOwen: In spring. (00:14)\nMara: Why? (00:18)\nOwen: Because. (00:23)",
            [
                ("Mara", 0.0, "When?"),
                ("Owen", 5.0, "In spring."),
                ("Mara", 14.0, "Why?"),
                ("Owen", 18.0, "Because."),
            ],
            id="round brackets",
        ),
        pytest.param(
            "#00:00:01-0# Mara: When?\n\n#00:00:05-3# Owen: In spring. #00:00:09-9#\n\n#00:00:10-1# Mara: Why?",
            [("Mara", 1.0, "When?"), ("Owen", 5.3, "In spring."), ("Mara", 10.1, "Why?")],
            id="MAXQDA",
        ),
    ],
)
def test_times_behind_the_words_are_ends(text: str, expected: list[tuple[str, float | None, str]]):
    turns = transcript_of(text).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        (name, said) for name, _, said in expected
    ]
    assert [turn.start_s for turn in turns] == [
        start_s if start_s is None else pytest.approx(start_s, abs=0.01)
        for _, start_s, _ in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mara: When did you build it?\nOwen: In the spring. [00:00:14] It took three weeks. [00:00:30] And then we fired it.\nMara: And the bricks?\nOwen: [00:00:41] From the mill.",
            [
                ("Mara", None, "When did you build it?"),
                ("Owen", None, "In the spring."),
                ("Owen", 14.0, "It took three weeks. And then we fired it."),
                ("Mara", None, "And the bricks?"),
                ("Owen", 41.0, "From the mill."),
            ],
            id="brackets",
        ),
        pytest.param(
            "Mara (00:01): When did you build it?\nOwen (00:05): In the spring.\n[00:14]\nIt took three weeks.\nMara (00:30): And the bricks?\n\n[00:41]\n\nFrom the mill, I think.",
            [
                ("Mara", 1.0, "When did you build it?"),
                ("Owen", 5.0, "In the spring. It took three weeks."),
                ("Mara", 30.0, "And the bricks? From the mill, I think."),
            ],
            id="lines of their own",
        ),
        pytest.param(
            "[0:00:00]\n\nMara Quist: When did you build it?\n\nOwen Pell: In spring. [0:01:00] It took weeks.\n\nMara Quist: And the bricks?\n\n[0:02:00]\n\nOwen Pell: From the mill.\n\n[End of interview]",
            [
                ("Mara Quist", 0.0, "When did you build it?"),
                ("Owen Pell", None, "In spring."),
                ("Owen Pell", 60.0, "It took weeks."),
                ("Mara Quist", None, "And the bricks?"),
                ("Owen Pell", 120.0, "From the mill."),
            ],
            id="minutes of a tape",
        ),
    ],
)
def test_times_inside_the_words_begin_utterances(
    text: str, expected: list[tuple[str, float | None, str]]
):
    turns = transcript_of(text).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        (name, said) for name, _, said in expected
    ]
    assert [turn.start_s for turn in turns] == [
        start_s if start_s is None else pytest.approx(start_s, abs=0.01)
        for _, start_s, _ in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[ti:茶山夜话]\n[ar:阿岚]\n[00:01.20]阿岚：您种茶多少年了？\n[00:04.50]老周：二十三年了。\n[00:08.00]阿岚：最难的是哪一年？\n[00:11.30]老周：二零一六年，那年冬天下了大雪。\n",
            [
                ("阿岚", 1.2, "您种茶多少年了？"),
                ("老周", 4.5, "二十三年了。"),
                ("阿岚", 8.0, "最难的是哪一年？"),
                ("老周", 11.3, "二零一六年，那年冬天下了大雪。"),
            ],
            id="LRC",
        ),
        pytest.param(
            "[ti:Kiln talk]\n[by:whisper]\n[00:01.20]When did you build the kiln?\n[00:04.50]In the spring.\n[00:08.00]And the bricks?",
            [("Speaker", 1.2, "When did you build the kiln? In the spring. And the bricks?")],
            id="LRC without speakers",
        ),
        pytest.param(
            "[ar:Mara]\n[al:Talks]\n[00:01.20]<00:01.20>When <00:01.50>did <00:01.80>you?\n[00:04.50]<00:04.50>In <00:04.80>the <00:05.00>spring.",
            [("Speaker", 1.2, "When did you? In the spring.")],
            id="LRC with words",
        ),
        pytest.param(
            "#00:00:01-0# Mara: When?\n#00:00:05-3# Owen: In spring.\n#00:00:09-1# Mara: And the bricks?",
            [("Mara", 1.0, "When?"), ("Owen", 5.3, "In spring."), ("Mara", 9.1, "And the bricks?")],
            id="hashes",
        ),
    ],
)
def test_times_without_a_space_behind_them_are_times(
    text: str, expected: list[tuple[str, float | None, str]]
):
    turns = transcript_of(text).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        (name, said) for name, _, said in expected
    ]
    assert [turn.start_s for turn in turns] == [
        start_s if start_s is None else pytest.approx(start_s, abs=0.01)
        for _, start_s, _ in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mara: See Genesis (3:16) and (2:24).\nOwen: And [1:1] says so.\nMara: Yes.\nOwen: The ratio is [16:10] or [4:03].",
            [
                ("Mara", None, "See Genesis (3:16) and (2:24)."),
                ("Owen", None, "And [1:1] says so."),
                ("Mara", None, "Yes."),
                ("Owen", None, "The ratio is [16:10] or [4:03]."),
            ],
            id="verses",
        ),
        pytest.param(
            "Mara: We met at 10:30 and left at 11:00 [sic].\nOwen: At 12:00 we ate.\nMara: The score was 3:16.\nOwen: Right.",
            [
                ("Mara", None, "We met at 10:30 and left at 11:00 [sic]."),
                ("Owen", None, "At 12:00 we ate."),
                ("Mara", None, "The score was 3:16."),
                ("Owen", None, "Right."),
            ],
            id="hours",
        ),
        pytest.param(
            "Mara: When did [inaudible 00:01:12] build it?\nOwen: In [crosstalk 00:01:20] spring.\nMara: Ok.",
            [
                ("Mara", None, "When did [inaudible 00:01:12] build it?"),
                ("Owen", None, "In [crosstalk 00:01:20] spring."),
                ("Mara", None, "Ok."),
            ],
            id="inaudible",
        ),
    ],
)
def test_verses_and_hours_stay_words(text: str, expected: list[tuple[str, float | None, str]]):
    turns = transcript_of(text).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        (name, said) for name, _, said in expected
    ]
    assert [turn.start_s for turn in turns] == [
        start_s if start_s is None else pytest.approx(start_s, abs=0.01)
        for _, start_s, _ in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mara: When?\nOwen: In spring. [END OF AUDIO]\n[END OF RECORDING]",
            [("Mara", "When?"), ("Owen", "In spring.")],
            id="behind words",
        ),
        pytest.param(
            "主持人：好吗？\n周明：好。\n主持人：行。\n（录音结束）",
            [("主持人", "好吗？"), ("周明", "好。"), ("主持人", "行。")],
            id="Chinese",
        ),
        pytest.param(
            "[START OF RECORDING]\nMara: When?\nOwen: In spring.\nMara: Ok.\n[END OF AUDIO, FILE 1.2]\nMara: Again?\nOwen: Yes.\n[Recording ends]",
            [
                ("Mara", "When?"),
                ("Owen", "In spring."),
                ("Mara", "Ok."),
                ("Mara", "Again?"),
                ("Owen", "Yes."),
            ],
            id="parts",
        ),
    ],
)
def test_marks_of_the_recording_are_no_speech(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


def test_an_lrc_file_has_a_title():
    assert (
        transcript_of("[ti:茶山夜话]\n[00:01.20]您种茶多少年了？\n[00:04.50]二十三年了。").title
        == "茶山夜话"
    )
