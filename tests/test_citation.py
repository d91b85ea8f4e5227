from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.transcript import Turn
from turnwise.rag.citation import is_verbatim

TURN = Turn(
    1, "Yangqing", "it’s not about the language,\nit’s about the “eco-system”。Ｐｙｔｈｏｎ很好。"
)


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("it’s about the “eco-system”", id="as stored"),
        pytest.param('it\'s about the "eco-system"', id="plain quotation marks"),
        pytest.param("It’s not about the language, it’s", id="case and line end"),
        pytest.param("Python很好。", id="width"),
    ],
)
def test_a_quote_may_differ_in_marks_case_width_and_space(quote: str):
    assert is_verbatim(quote, "Yangqing", TURN)


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        pytest.param("it’s about the ecosystems", "Yangqing", id="other letters"),
        pytest.param("it’s about the “eco-system”", "Alex", id="another speaker"),
        pytest.param("Python很差。", "Yangqing", id="another word"),
        pytest.param("", "Yangqing", id="empty"),
        pytest.param("not about … the “eco-system”", "Yangqing", id="stitched"),
    ],
)
def test_other_words_or_another_speaker_are_no_quote(quote: str, speaker: str):
    assert not is_verbatim(quote, speaker, TURN)


@given(st.text(st.characters(categories=["Ll", "Lo"]), min_size=4, max_size=40), st.data())
def test_any_changed_letter_is_caught(text: str, data: st.DataObject):
    place = data.draw(st.integers(0, len(text) - 1))
    changed = f"{text[:place]}☃{text[place + 1 :]}"
    assert is_verbatim(text, "A", Turn(1, "A", text))
    assert not is_verbatim(changed, "A", Turn(1, "A", text))
