"""Numbers before lines and labels."""

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
            "                                                          12\n 1               EXAMINATION\n 2   BY MR. QUIST:\n 3       Q.   Please state your name for the record.\n 4       A.   Owen Pell.\n 5       Q.   Where do you work, Mr. Pell?\n 6       A.   At the brick kiln on River Road. I have\n 7   worked there since 2009.\n 8       Q.   Who lit the kiln on March 3rd?\n 9       A.   My brother did.\n10               MS. VANE:  Objection.  Foundation.\n11       Q.   (By Mr. Quist)  How do you know?\n12       A.   I saw him from the yard.\n",
            [
                ("Q", "Please state your name for the record."),
                ("A", "Owen Pell."),
                ("Q", "Where do you work, Mr. Pell?"),
                ("A", "At the brick kiln on River Road. I have worked there since 2009."),
                ("Q", "Who lit the kiln on March 3rd?"),
                ("A", "My brother did."),
                ("MS. VANE", "Objection.  Foundation."),
                ("Q", "(By Mr. Quist)  How do you know?"),
                ("A", "I saw him from the yard."),
            ],
            id="deposition",
        ),
        pytest.param(
            "                                         14\n 1   Q    When did you build the kiln?\n 2   A    In the spring of 2019.\n 3   Q    And the bricks?\n 4   A    From the old mill\n 5   by the river.\n 6        MR. DAY:  Objection to form.\n 7        THE WITNESS:  May I answer?\n 8   Q    Yes.\n 9   A    From the mill.\n10   Q    Thanks.",
            [
                ("Q", "When did you build the kiln?"),
                ("A", "In the spring of 2019."),
                ("Q", "And the bricks?"),
                ("A", "From the old mill by the river."),
                ("MR. DAY", "Objection to form."),
                ("THE WITNESS", "May I answer?"),
                ("Q", "Yes."),
                ("A", "From the mill."),
                ("Q", "Thanks."),
            ],
            id="wide spaces",
        ),
        pytest.param(
            "0001\n1 BY MR. QUIST:\n2 Q. When did you build the kiln?\n3 A. In the spring of 2019.\n4 Q. And the bricks?\n5 A. From the old mill\n6 by the river.\n7 BY MS. DAY:\n8 Q. Good.\n9 A. Yes.",
            [
                ("Q", "When did you build the kiln?"),
                ("A", "In the spring of 2019."),
                ("Q", "And the bricks?"),
                ("A", "From the old mill by the river."),
                ("Q", "Good."),
                ("A", "Yes."),
            ],
            id="pages and examiners",
        ),
        pytest.param(
            "01 A: when did you build it\n02 B: in the spring\n03 A: and the bricks\n04 B: the mill",
            [
                ("A", "when did you build it"),
                ("B", "in the spring"),
                ("A", "and the bricks"),
                ("B", "the mill"),
            ],
            id="conversation analysis",
        ),
        pytest.param(
            "1  MAR: when did you build it\n2       the kiln\n3  OWE: in the spring\n4  MAR: and the bricks\n5  OWE: the mill",
            [
                ("MAR", "when did you build it the kiln"),
                ("OWE", "in the spring"),
                ("MAR", "and the bricks"),
                ("OWE", "the mill"),
            ],
            id="conversation analysis with wrapped lines",
        ),
    ],
)
def test_numbers_of_lines_are_left_out(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "主席：現在開始質詢。第一項質詢。\n1. 周明議員：主席，去年茶園凍死了一半，當局有沒有補助？\n農業局局長：主席，去年一共發放三百萬元補助。\n主席：第二項質詢。\n2. 林葉議員：主席，補助為什麼晚了三個月？\n農業局局長：主席，因為申請表印錯了。\n周明議員：主席，我想跟進，哪些鄉鎮最多？\n農業局局長：主席，山口鄉最多。\n林葉議員：主席，今年會提早嗎？\n農業局局長：主席，今年十一月就發。\n",
            [
                ("主席", "現在開始質詢。第一項質詢。"),
                ("周明議員", "主席，去年茶園凍死了一半，當局有沒有補助？"),
                ("農業局局長", "主席，去年一共發放三百萬元補助。"),
                ("主席", "第二項質詢。"),
                ("林葉議員", "主席，補助為什麼晚了三個月？"),
                ("農業局局長", "主席，因為申請表印錯了。"),
                ("周明議員", "主席，我想跟進，哪些鄉鎮最多？"),
                ("農業局局長", "主席，山口鄉最多。"),
                ("林葉議員", "主席，今年會提早嗎？"),
                ("農業局局長", "主席，今年十一月就發。"),
            ],
            id="assembly",
        ),
        pytest.param(
            "[1] Mara: When did you build the kiln?\n[2] Owen: In the spring.\n[3] Mara: And the bricks?\n[4] Owen: Mill.",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring."),
                ("Mara", "And the bricks?"),
                ("Owen", "Mill."),
            ],
            id="brackets",
        ),
    ],
)
def test_a_number_before_a_label_is_left_out(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected
