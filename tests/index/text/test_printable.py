from __future__ import annotations

import os

import pytest
from turnwise.index.text.printable import printable, printable_on_terminal, printable_path


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\0b\x1b[2J\x7fc", "ab[2Jc", id="removed"),
        pytest.param("a\tb\nc\r\nd", "a\tb\nc\r\nd", id="tabs and line ends stay"),
        pytest.param("a\rb\x0cc\x1dd\x0be", "a\nb c d e", id="other white space"),
        pytest.param("a\ud800b\udc00", "a\ufffdb\ufffd", id="halves of characters"),
        pytest.param("👍🏽 \u200fאחמד\u200e é", "👍🏽 \u200fאחמד\u200e é", id="all others stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_no_control_character_and_no_half_of_a_character_is_left(text: str, shown: str):
    assert printable(text) == shown
    assert printable(shown) == shown


def test_wrongly_decoded_utf_8_stays_but_does_not_reach_a_terminal():
    assert printable("â\x82¬15\x9b2J") == "â\x82¬15\x9b2J"
    assert printable_on_terminal("â\x82¬15\x9b2J\x1b[2J\n") == "â¬152J[2J\n"


def test_bytes_of_a_name_that_are_not_utf_8_are_escaped():
    assert printable_path(os.fsdecode(b"talks/caf\xe9/\xe5\xbc\xa0.txt")) == r"talks/caf\xe9/张.txt"
