from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.text.sentences import sentence_pieces, sentence_spans, split_long_span


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("我们搬走了。为什么？", ["我们搬走了。", "为什么？"], id="Chinese"),
        pytest.param("We left. Why? No way!", ["We left.", "Why?", "No way!"], id="English"),
        pytest.param(
            "it's not different. 对于uber来说，不用写两套了。",
            ["it's not different.", "对于uber来说，不用写两套了。"],
            id="mixed",
        ),
        pytest.param(
            "Dr. Jia, e.g. at U.S. labs.", ["Dr. Jia, e.g. at U.S. labs."], id="short forms"
        ),
        pytest.param(
            "TF2.0 is 3.5 times Robin.ly等等", ["TF2.0 is 3.5 times Robin.ly等等"], id="points"
        ),
        pytest.param(
            "他说：“好。”我走了。", ["他说：“好。”", "我走了。"], id="closing quotation mark"
        ),
        pytest.param("one\ntwo", ["one", "two"], id="lines"),
        pytest.param("", [], id="empty"),
        pytest.param("  \n ", [], id="white space"),
    ],
)
def test_text_is_split_into_sentences(text: str, sentences: list[str]):
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text(st.sampled_from('ab 你。.!?！？…\n"”) Dr1'), max_size=80))
def test_spans_are_in_order_and_leave_out_only_white_space(text: str):
    spans = sentence_spans(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert all(text[end:start].strip() == "" for end, start in zip(ends, starts, strict=True))


@given(st.text(st.sampled_from("ab, ，你"), min_size=1, max_size=60), st.integers(1, 20))
def test_pieces_of_a_long_sentence_are_short_and_lose_nothing(text: str, max_chars: int):
    pieces = split_long_span(text, (0, len(text)), max_chars)
    assert all(end - start <= max_chars for start, end in pieces)
    assert "".join("".join(text[s:e].split()) for s, e in pieces) == "".join(text.split())


def test_pieces_are_sentences_and_parts_of_long_ones():
    long = "The lake is deep, and " * 20 + "cold."
    text = f"Ducks eat grass. {long}"
    pieces = [text[start:end] for start, end in sentence_pieces(text)]
    assert pieces[0] == "Ducks eat grass."
    assert all(len(piece) <= 240 for piece in pieces)
    assert " ".join(pieces) == text


def test_a_piece_with_chinese_characters_is_shorter():
    text = "湖水很深，也很冷，" * 30 + "真的。"
    assert all(end - start <= 110 for start, end in sentence_pieces(text))
