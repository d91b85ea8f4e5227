from __future__ import annotations

from string import Formatter

import pytest
from turnwise.index.text.clock import clock
from turnwise.rag.answers.messages import _MESSAGES, listing
from turnwise.ui.labels import LABELS


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_labels_and_messages_say_the_same_in_both_languages():
    assert set(LABELS["en"]) == set(LABELS["zh"])
    pairs = [(LABELS["en"][key], LABELS["zh"][key]) for key in LABELS["en"]]
    pairs += [(message["en"], message["zh"]) for message in _MESSAGES.values()]
    assert all(fields(english) == fields(chinese) for english, chinese in pairs)


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (751.9, "12:31"), (3723, "1:02:03")])
def test_clock(seconds: float, shown: str):
    assert clock(seconds) == shown


def test_listing():
    assert listing(["Alex", "Q1", "Q2"], "en") == "Alex, Q1 and Q2"
    assert listing(["Alex", "Q1"], "zh") == "Alex、Q1"
