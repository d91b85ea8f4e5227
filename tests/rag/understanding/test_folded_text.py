from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.rag.understanding.folded_text import FoldedText


@pytest.mark.parametrize(
    ("text", "found", "original"),
    [
        ("他對ＣＵＤＡ的看法", "cuda", "ＣＵＤＡ"),
        ("他對ＣＵＤＡ的看法", "对", "對"),
        ("the ㎏ of CUDA", "g of", "㎏ of"),
        ("a ㎏", "k", "㎏"),
    ],
)
def test_what_is_found_in_the_folded_text_is_cut_from_the_text_as_written(
    text: str, found: str, original: str
):
    folded = FoldedText.of(text)
    start = folded.folded.index(found)
    assert folded.original((start, start + len(found))) == original


def test_spans_are_replaced_in_the_text_as_written():
    text = FoldedText.of("這些年來ＡＢ怎麼看")
    start = text.folded.index("ab")
    assert text.replaced([(0, 4), (start, start + 2)], "X") == "XX怎麼看"
    assert text.replaced([], "X") == text.text


@given(st.text(), st.data())
def test_the_pieces_of_a_text_make_the_text(text: str, data: st.DataObject):
    folded = FoldedText.of(text)
    end = len(folded.folded)
    assert folded.original((0, end)) == text
    cut = data.draw(st.integers(0, end))
    whole = folded.original((0, cut)) + folded.original((cut, end))
    assert whole == text or len(whole) > len(text)  # a cut within “㎏” keeps it on both sides
