"""Lines that say who the labels are."""

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
            "以下是訪談紀錄。\n\n問：本刊記者\u3000答：茶農老周\n\n問：您種茶多少年了？\n\n答：二十三年了。\n\n問：最難的是哪一年？\n\n答：二零一六年，那年冬天下了大雪。\n",
            [
                ("本刊記者", "您種茶多少年了？"),
                ("茶農老周", "二十三年了。"),
                ("本刊記者", "最難的是哪一年？"),
                ("茶農老周", "二零一六年，那年冬天下了大雪。"),
            ],
            id="one line",
        ),
        pytest.param(
            "Kiln interview\nQ = the interviewer\nA = Owen Pell\n\nQ: When?\nA: In spring.\nQ: Why?\nA: Because.",
            [("Q", "When?"), ("Owen Pell", "In spring."), ("Q", "Why?"), ("Owen Pell", "Because.")],
            id="equals signs",
        ),
        pytest.param(
            "記者／茶農 對談\n記：本刊記者／答：茶農老周\n\n記：您種茶多少年了？\n答：二十三年了。\n記：最難的是哪一年？\n答：二零一六年。",
            [
                ("本刊記者", "您種茶多少年了？"),
                ("茶農老周", "二十三年了。"),
                ("本刊記者", "最難的是哪一年？"),
                ("茶農老周", "二零一六年。"),
            ],
            id="slash",
        ),
        pytest.param(
            "MQ: Mara Quist, OP: Owen Pell\n\nMQ: When?\nOP: In spring.\nMQ: Why?\nOP: Because.",
            [
                ("Mara Quist", "When?"),
                ("Owen Pell", "In spring."),
                ("Mara Quist", "Why?"),
                ("Owen Pell", "Because."),
            ],
            id="comma",
        ),
        pytest.param(
            "MQ: Mara Quist\nOP: Owen Pell (kiln builder)\n\nMQ: When?\nOP: In spring.\nMQ: Why?\nOP: Because.",
            [
                ("Mara Quist", "When?"),
                ("Owen Pell (kiln builder)", "In spring."),
                ("Mara Quist", "Why?"),
                ("Owen Pell (kiln builder)", "Because."),
            ],
            id="a line each",
        ),
        pytest.param(
            "(Q=記者 A=老周)\nQ：您種茶多少年了？\nA：二十三年了。\nQ：最難的是哪一年？\nA：二零一六年。",
            [
                ("記者", "您種茶多少年了？"),
                ("老周", "二十三年了。"),
                ("記者", "最難的是哪一年？"),
                ("老周", "二零一六年。"),
            ],
            id="brackets",
        ),
    ],
)
def test_a_legend_names_the_labels_and_is_no_turn(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected
