from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.transcript import Span, Turn
from turnwise.rag.quote import choose_quote

LONG = (
    "CUDA我们一般不会看成framework的一部分，更多的是看成一个programming language。"
    "我们以前都有试过从OpenCL import，后来大家对OpenCL都不是太热心。"
    "Google这边更加会偏向于RenderScript和Vulkan，在Android上面的话，这个方向也很有意思。"
    "我目前也不是太清楚OpenCL的eco-system有多大。"
    "对于这些，我们没有找到太好的方向，这方面是一个挺大的问题，也是挺有意思的。"
)


def quote(*texts: str, terms: dict[str, float], cosine: float = 0.0) -> str:
    turns = [Turn(number, "A", text) for number, text in enumerate(texts, start=1)]
    span = choose_quote(turns, terms, lambda _: cosine)
    return turns[span.turn - 1].text[span.start : span.end]


def test_the_sentences_with_the_words_are_quoted_with_what_lies_between():
    start, end = LONG.index("我们以前"), LONG.index("对于这些")
    assert quote(LONG, terms={"opencl": 1.0}) == LONG[start:end]


def test_a_single_sentence_is_enough_when_the_others_say_nothing_of_it():
    assert quote(LONG, terms={"vulkan": 1.0}).startswith("Google这边")
    assert quote(LONG, terms={"vulkan": 1.0}).endswith("有意思。")


def test_the_turn_that_says_most_is_quoted():
    assert quote("对。", LONG, terms={"opencl": 1.0}) in LONG


def test_a_short_turn_is_quoted_whole():
    assert quote("好。我们用OpenCL。", terms={"opencl": 1.0}) == "好。我们用OpenCL。"


def test_without_shared_words_the_nearest_passage_is_quoted():
    turn = Turn(1, "A", LONG)
    near = LONG.index("Google")
    span = choose_quote([turn], {}, lambda s: 0.9 if s.start == near else 0.1)
    assert span == Span(1, near, LONG.index("我目前"))


@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_a_quote_stands_in_its_turn(text: str):
    assert quote(text, terms={"a": 1.0}) in text
