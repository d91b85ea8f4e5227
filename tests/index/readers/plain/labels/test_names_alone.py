"""Names on lines of their own."""

from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.transcript import Transcript


def transcript_of(text: str) -> Transcript:
    return read_bytes(text.encode(), name="t.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "MARA QUIST\nWhen did you build the kiln?\n\nOWEN PELL\nIn the spring of 2019. It took three weeks.\n\nMARA QUIST\nAnd where did the bricks come from?\n\nOWEN PELL\nFrom the old mill by the river.\n\nMARA QUIST\nDid it crack?\n\nOWEN PELL\nOnce, in the first winter.\n",
            [
                ("MARA QUIST", "When did you build the kiln?"),
                ("OWEN PELL", "In the spring of 2019. It took three weeks."),
                ("MARA QUIST", "And where did the bricks come from?"),
                ("OWEN PELL", "From the old mill by the river."),
                ("MARA QUIST", "Did it crack?"),
                ("OWEN PELL", "Once, in the first winter."),
            ],
            id="capitals",
        ),
        pytest.param(
            "Mara Quist\nWhen did you build the kiln?\n\nOwen Pell\nIn the spring of 2019. It took three weeks.\nAnd a half.\n\nMara Quist\nAnd where did the bricks come from?\n\nOwen Pell\nFrom the old mill by the river.\n\nJane Day\nHello.",
            [
                ("Mara Quist", "When did you build the kiln?"),
                ("Owen Pell", "In the spring of 2019. It took three weeks. And a half."),
                ("Mara Quist", "And where did the bricks come from?"),
                ("Owen Pell", "From the old mill by the river."),
                ("Jane Day", "Hello."),
            ],
            id="and one who speaks once",
        ),
        pytest.param(
            "MARA\nWhen did you build the kiln?\nOWEN\nIn the spring of 2019.\nMARA\nAnd the bricks?\nOWEN\nFrom the mill.",
            [
                ("MARA", "When did you build the kiln?"),
                ("OWEN", "In the spring of 2019."),
                ("MARA", "And the bricks?"),
                ("OWEN", "From the mill."),
            ],
            id="no blank lines",
        ),
        pytest.param(
            "主持人\n您种茶多少年了？\n\n老周\n二十三年了。\n\n主持人\n最难的是哪一年？\n\n老周\n二零一六年。",
            [
                ("主持人", "您种茶多少年了？"),
                ("老周", "二十三年了。"),
                ("主持人", "最难的是哪一年？"),
                ("老周", "二零一六年。"),
            ],
            id="Chinese",
        ),
        pytest.param(
            "Mara Quist\n\nWhen did you build the kiln?\n\nOwen Pell\n\nIn the spring of 2019.\n\nMara Quist\n\nAnd the bricks?\n\nOwen Pell\n\nFrom the mill.",
            [
                ("Mara Quist", "When did you build the kiln?"),
                ("Owen Pell", "In the spring of 2019."),
                ("Mara Quist", "And the bricks?"),
                ("Owen Pell", "From the mill."),
            ],
            id="blank lines everywhere",
        ),
        pytest.param(
            "Kiln Talk\nA conversation about bricks\n\nMARA QUIST\nWhen did you build it?\n\nOWEN PELL\nIn spring.\n\nMARA QUIST\nAnd the bricks?\n\nOWEN PELL\nFrom the mill.",
            [
                ("MARA QUIST", "When did you build it?"),
                ("OWEN PELL", "In spring."),
                ("MARA QUIST", "And the bricks?"),
                ("OWEN PELL", "From the mill."),
            ],
            id="below a title",
        ),
    ],
)
def test_names_above_the_words_are_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "INT. KITCHEN - DAY\n\nMARA enters the room.\n\nMARA\n(laughing)\nWhen did you build the kiln?\n\nOWEN\nIn the spring.\n\nMARA\n(quietly)\nAnd the bricks?\n\nCUT TO:\n\nEXT. ROAD - NIGHT\n\nOWEN\nFrom the mill.",
            ["MARA", "OWEN"],
            id="script",
        ),
    ],
)
def test_headings_of_scenes_are_no_speakers(text: str, expected: list[str]):
    assert list(transcript_of(text).speakers) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The Raven\n\nOnce upon a midnight dreary, while I pondered, weak and weary,\nOver many a quaint and curious volume of forgotten lore—\nWhile I nodded, nearly napping, suddenly there came a tapping,\n\nNevermore\nQuoth the raven\n\nAh, distinctly I remember it was in the bleak December;\n\nNevermore\nQuoth the raven\n\nAnd the silken sad uncertain rustling",
            id="refrain",
        ),
        pytest.param(
            "Verse 1\nI walked along the river\n\nChorus\nOh the river\n\nVerse 2\nYou walked along\n\nChorus\nOh the river",
            id="parts of a song",
        ),
        pytest.param(
            "Budget\n\nDiscussion\nThe budget was cut.\n\nDecision\nApproved.\n\nKiln\n\nDiscussion\nThe kiln is old.\n\nDecision\nPostponed.",
            id="parts of minutes",
        ),
        pytest.param(
            "Yeah\nso I went there\nYeah\nand it was gone\nRight\nbecause they took it\nYeah\nand Right\nOkay\nso then\nRight\nwe left",
            id="words of agreement",
        ),
        pytest.param(
            "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n\n春眠不觉晓\n处处闻啼鸟",
            id="Chinese poem",
        ),
    ],
)
def test_short_lines_that_come_back_are_no_names(text: str):
    assert transcript_of(text).speakers == (UNNAMED,)
