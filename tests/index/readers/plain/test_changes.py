"""Marks of a change of speaker."""

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
            "I have been thinking about rivers for a long time. When did you build the kiln?\n>> In the spring of 2019. It took three weeks.\n>> And where did the bricks come from?\n>> From the old mill by the river. The miller wanted them gone.\n>> Did it crack?\n>> Once, in the first winter.\n",
            [
                "I have been thinking about rivers for a long time. When did you build the kiln?",
                "In the spring of 2019. It took three weeks.",
                "And where did the bricks come from?",
                "From the old mill by the river. The miller wanted them gone.",
                "Did it crack?",
                "Once, in the first winter.",
            ],
            id="angles",
        ),
        pytest.param(
            "I have been thinking. When did you build the kiln? >> In the spring of 2019. >> And the bricks? >> From the mill.\nThe miller wanted them gone. >> Did it crack? >> Once.",
            [
                "I have been thinking. When did you build the kiln?",
                "In the spring of 2019.",
                "And the bricks?",
                "From the mill. The miller wanted them gone.",
                "Did it crack?",
                "Once.",
            ],
            id="angles inside a line",
        ),
        pytest.param(
            "&gt;&gt; When did you build the kiln?\n&gt;&gt; In the spring.\n&gt;&gt; And the bricks?",
            ["When did you build the kiln?", "In the spring.", "And the bricks?"],
            id="escaped angles",
        ),
        pytest.param(
            ">>> GOOD EVENING. WE BEGIN IN OHIO.\n>> THE KILN IS OPEN.\n>> WHEN DID IT OPEN?\n>> IN SPRING.",
            [
                "GOOD EVENING. WE BEGIN IN OHIO.",
                "THE KILN IS OPEN.",
                "WHEN DID IT OPEN?",
                "IN SPRING.",
            ],
            id="three angles",
        ),
        pytest.param(
            "[00:00:00.000 --> 00:00:03.800]   Okay Houston, we've had a problem here. [SPEAKER_TURN]\n[00:00:03.800 --> 00:00:06.200]   This is Houston. Say again please. [SPEAKER_TURN]\n[00:00:06.200 --> 00:00:08.260]   Uh Houston we've had a problem.",
            [
                "Okay Houston, we've had a problem here.",
                "This is Houston. Say again please.",
                "Uh Houston we've had a problem.",
            ],
            id="whisper.cpp",
        ),
        pytest.param(
            "Okay Houston, we've had a problem here. [SPEAKER_TURN] This is Houston. Say again please. [SPEAKER_TURN] Uh Houston we've had a problem.",
            [
                "Okay Houston, we've had a problem here.",
                "This is Houston. Say again please.",
                "Uh Houston we've had a problem.",
            ],
            id="on one line",
        ),
        pytest.param(
            "— When did you build the kiln?\n— In the spring of 2019.\n— And the bricks?\n— From the old mill.",
            [
                "When did you build the kiln?",
                "In the spring of 2019.",
                "And the bricks?",
                "From the old mill.",
            ],
            id="dashes",
        ),
        pytest.param(
            "- When did you build the kiln?\n- In the spring of 2019.\n- And the bricks?\n- From the old mill.",
            [
                "When did you build the kiln?",
                "In the spring of 2019.",
                "And the bricks?",
                "From the old mill.",
            ],
            id="hyphens",
        ),
        pytest.param(
            "——您种茶多少年了？\n——二十三年了。\n——最难的是哪一年？\n——二零一六年。",
            ["您种茶多少年了？", "二十三年了。", "最难的是哪一年？", "二零一六年。"],
            id="Chinese dashes",
        ),
    ],
)
def test_a_mark_begins_a_turn(text: str, expected: list[str]):
    assert [turn.text for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            ">> MARA: When did you build the kiln?\n>> OWEN: In the spring.\nIt took weeks.\n>> MARA: And the bricks?\n>> OWEN: From the mill.",
            [
                ("MARA", "When did you build the kiln?"),
                ("OWEN", "In the spring. It took weeks."),
                ("MARA", "And the bricks?"),
                ("OWEN", "From the mill."),
            ],
            id="angles",
        ),
    ],
)
def test_names_behind_a_mark_are_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Hi all,\nI agree.\n> We should build it.\n>> When?\n>> Soon.\n> Ok.\nMara",
            ["Hi all, I agree. We should build it. When? Soon. Ok. Mara"],
            id="e-mail",
        ),
        pytest.param(
            "To read a number, write cin >> x >> y; and then print.\n>>> x = 1\n>>> print(x)\n1\n>>> y = 2",
            [
                "To read a number, write cin >> x >> y; and then print. >>> x = 1 >>> print(x) 1 >>> y = 2"
            ],
            id="code",
        ),
        pytest.param(
            "— Quand as-tu construit le four ? demanda Mara.\n— Au printemps, dit Owen.\nIl regarda la rivière, longtemps, sans rien dire.\nLe soir tombait sur le moulin.\n— Et les briques ?\nOwen sourit.",
            [
                "— Quand as-tu construit le four ? demanda Mara. — Au printemps, dit Owen. Il regarda la rivière, longtemps, sans rien dire. Le soir tombait sur le moulin. — Et les briques ? Owen sourit."
            ],
            id="novel",
        ),
    ],
)
def test_other_angles_and_hyphens_are_words(text: str, expected: list[str]):
    assert [turn.text for turn in transcript_of(text).turns] == expected
