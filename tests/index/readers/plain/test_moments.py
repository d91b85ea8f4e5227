"""Dates and hours beside names."""

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
            "Mara Quist (02/03/2024, 10:00 AM)\nWhen did you build the kiln?\n\nOwen Pell (02/03/2024, 10:00 AM)\nIn the spring of 2019. It took three weeks.\n\nMara Quist (02/03/2024, 10:01 AM)\nAnd where did the bricks come from?\n\nOwen Pell (02/03/2024, 10:01 AM)\nFrom the old mill by the river.\n\n---------------\nCHAT MESSAGES\n---------------\n\nOwen Pell (02/03/2024, 10:02 AM)\nsee photo\n",
            [
                ("Mara Quist", 0.0, "When did you build the kiln?"),
                ("Owen Pell", 0.0, "In the spring of 2019. It took three weeks."),
                ("Mara Quist", 60.0, "And where did the bricks come from?"),
                ("Owen Pell", 60.0, "From the old mill by the river. see photo"),
            ],
            id="TranscripTonic",
        ),
        pytest.param(
            "Mara Quist  10:02 AM\nwhen did you build the kiln?\n\nOwen Pell  10:03 AM\nin the spring\n\nMara Quist  10:05 AM\nand the bricks?\n\nOwen Pell  10:06 AM\nfrom the mill",
            [
                ("Mara Quist", 0.0, "when did you build the kiln?"),
                ("Owen Pell", 60.0, "in the spring"),
                ("Mara Quist", 180.0, "and the bricks?"),
                ("Owen Pell", 240.0, "from the mill"),
            ],
            id="Slack",
        ),
        pytest.param(
            "[02/03/24, 10:02:12] Mara: When did you build the kiln?\n[02/03/24, 10:03:01] Owen: In the spring\n[02/03/24, 10:05:00] Mara: And the bricks?\n[02/03/24, 10:05:30] Owen: From the mill",
            [
                ("Mara", 0.0, "When did you build the kiln?"),
                ("Owen", 49.0, "In the spring"),
                ("Mara", 168.0, "And the bricks?"),
                ("Owen", 198.0, "From the mill"),
            ],
            id="WhatsApp",
        ),
        pytest.param(
            "02/03/2024, 10:02 - Mara Quist: When did you build the kiln?\n02/03/2024, 10:03 - Owen: In the spring\nand summer\n02/03/2024, 10:05 - Mara Quist: And the bricks?",
            [
                ("Mara Quist", 0.0, "When did you build the kiln?"),
                ("Owen", 60.0, "In the spring and summer"),
                ("Mara Quist", 180.0, "And the bricks?"),
            ],
            id="WhatsApp without seconds",
        ),
        pytest.param(
            "2024-03-02 10:02:12 阿岚\n您种茶多少年了？\n\n2024-03-02 10:02:30 老周\n二十三年了。\n\n2024-03-02 10:03:00 阿岚\n好。",
            [
                ("阿岚", 0.0, "您种茶多少年了？"),
                ("老周", 18.0, "二十三年了。"),
                ("阿岚", 48.0, "好。"),
            ],
            id="QQ",
        ),
        pytest.param(
            "阿岚 2024/3/2 10:02:12\n您种茶多少年了？\n\n老周 2024/3/2 10:02:30\n二十三年了。\n\n阿岚 2024/3/2 10:03:00\n好。",
            [
                ("阿岚", 0.0, "您种茶多少年了？"),
                ("老周", 18.0, "二十三年了。"),
                ("阿岚", 48.0, "好。"),
            ],
            id="WeChat",
        ),
        pytest.param(
            "阿岚(2024-03-02 10:02:12):您种茶多少年了？\n老周(2024-03-02 10:02:30):二十三年了。\n阿岚(2024-03-02 10:03:00):好。",
            [
                ("阿岚", 0.0, "您种茶多少年了？"),
                ("老周", 18.0, "二十三年了。"),
                ("阿岚", 48.0, "好。"),
            ],
            id="DingTalk",
        ),
        pytest.param(
            "Mara — 02/03/2024 10:02\nWhen did you build it?\n\nOwen — 02/03/2024 10:03\nIn spring.\n\nMara — 02/03/2024 10:04\nAnd the bricks?",
            [
                ("Mara", 0.0, "When did you build it?"),
                ("Owen", 60.0, "In spring."),
                ("Mara", 120.0, "And the bricks?"),
            ],
            id="Discord",
        ),
        pytest.param(
            "Mara, [02.03.2024 10:02]\nWhen did you build it?\n\nOwen, [02.03.2024 10:03]\nIn spring.\n\nMara, [02.03.2024 10:04]\nAnd the bricks?",
            [
                ("Mara", 0.0, "When did you build it?"),
                ("Owen", 60.0, "In spring."),
                ("Mara", 120.0, "And the bricks?"),
            ],
            id="Telegram",
        ),
        pytest.param(
            "10:02:12\t From Mara Quist : When?\n10:02:30\t From Owen Pell : In spring.\n10:03:01\t From Mara Quist : Why?",
            [
                ("Mara Quist", 36132.0, "When?"),
                ("Owen Pell", 36150.0, "In spring."),
                ("Mara Quist", 36181.0, "Why?"),
            ],
            id="Zoom chat",
        ),
        pytest.param(
            "[10:02] Quist, Mara\nWhen did you build it?\n[10:03] Pell, Owen\nIn spring.\n[10:04] Quist, Mara\nAnd the bricks?",
            [
                ("Quist, Mara", 602.0, "When did you build it?"),
                ("Pell, Owen", 603.0, "In spring."),
                ("Quist, Mara", 604.0, "And the bricks?"),
            ],
            id="Teams",
        ),
        pytest.param(
            "10:02 AM Mara: When?\n10:03 AM Owen: In spring.\n10:04 AM Mara: Why?",
            [("Mara", 0.0, "When?"), ("Owen", 60.0, "In spring."), ("Mara", 120.0, "Why?")],
            id="hours alone",
        ),
        pytest.param(
            "2024-03-02T10:02:00Z Mara: When?\n2024-03-02T10:03:00Z Owen: In spring.\n2024-03-02T10:04:00Z Mara: Why?",
            [("Mara", 0.0, "When?"), ("Owen", 60.0, "In spring."), ("Mara", 120.0, "Why?")],
            id="ISO",
        ),
        pytest.param(
            "Mara Quist (March 2, 2024 at 10:02 AM)\nWhen?\n\nOwen Pell (March 2, 2024 at 10:03 AM)\nIn spring.\n\nMara Quist (March 2, 2024 at 10:04 AM)\nWhy?",
            [
                ("Mara Quist", 0.0, "When?"),
                ("Owen Pell", 60.0, "In spring."),
                ("Mara Quist", 120.0, "Why?"),
            ],
            id="months in words",
        ),
    ],
)
def test_dates_and_hours_beside_names_are_times(
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


def test_the_first_date_is_the_date_of_the_talk():
    text = "Mara (13/03/2024, 10:00 AM)\nWhen?\n\nOwen (13/03/2024, 10:01 AM)\nIn spring."
    assert transcript_of(text).date == "2024-03-13"


def test_a_month_comes_first_where_the_second_number_is_no_month():
    text = "Mara (03/02/2024, 10:00 AM)\nWhen?\n\nOwen (03/13/2024, 10:01 AM)\nIn spring."
    assert transcript_of(text).date == "2024-03-02"
