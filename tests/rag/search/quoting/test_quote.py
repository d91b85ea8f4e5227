from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from conftest import BigramEmbedder
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.transcript import Span, Turn
from turnwise.rag.search.near_words import WordVectors, near_words
from turnwise.rag.search.quoting.quote import Speech, choose_quotes

VECTORS = WordVectors(BigramEmbedder())
LONG = (
    "CUDA我们一般不会看成framework的一部分，更多的是看成一个programming language。"
    "我们以前都有试过从OpenCL import，后来大家对OpenCL都不是太热心。"
    "Google这边更加会偏向于RenderScript和Vulkan，在Android上面的话，这个方向也很有意思。"
    "我目前也不是太清楚OpenCL的eco-system有多大。"
    "对于这些，我们没有找到太好的方向，这方面是一个挺大的问题，也是挺有意思的。"
)


def quote(
    *texts: str, words: dict[str, float], cosine: float = 0.0, vectors: WordVectors = VECTORS
) -> str:
    turns = [Turn(number, "A", text) for number, text in enumerate(texts, start=1)]
    span = choose(turns, words, [cosine] * sum(len(turn.sentences()) for turn in turns), vectors)
    return turns[span.turn_number - 1].text[span.start : span.end]


def choose(
    turns: Sequence[Turn],
    words: Mapping[str, float],
    cosines: Sequence[float],
    vectors: WordVectors = VECTORS,
    *,
    asking: bool | None = None,
) -> Span:
    """The quote of some turns; of each sentence the cosine is given."""
    query = near_words(tuple(words), vectors)
    spans = [span for turn in turns for span in turn.sentences()]
    turn_of = np.repeat(np.arange(len(turns)), [len(turn.sentences()) for turn in turns])
    parts = [
        query.table.rows_in(turns[turn].text[start:end])
        for turn, (start, end) in zip(turn_of, spans, strict=True)
    ]
    speech = Speech(
        turns=turns,
        choices=[0] * len(turns),
        turn_of=turn_of,
        spans=np.array(spans),
        rows=np.concatenate(parts),
        word_ends=np.cumsum([len(part) for part in parts]),
        cosines=np.array(cosines),
    )
    [quoted] = choose_quotes(speech, query, list(words.values()), asking=asking)
    return quoted


def test_sentences_that_have_a_word_each_are_quoted_with_what_lies_between():
    start, end = LONG.index("我们以前"), LONG.index("我目前")
    assert quote(LONG, words={"import": 1.0, "vulkan": 1.0}) == LONG[start:end]


def test_a_repeated_word_is_quoted_once():
    assert quote(LONG, words={"opencl": 1.0}).count("OpenCL") <= 2
    assert quote(LONG, words={"opencl": 1.0}).count("。") == 1


@pytest.mark.slow  # loads the bundled model
def test_a_word_of_the_other_language_counts():
    talk = "那一年我们搬到了北京，在郊区租了一个很大的院子，住了好几年。" * 3
    talk += (
        "编译器决定模型在机器上跑得有多快，所以我们花了两年来写它。" + "后来大家都回家过年去了。"
    )
    bundled = WordVectors(load_embedder(STATIC_MODEL))
    assert quote(talk, words={"compiler": 1.0}, vectors=bundled).startswith("编译器")


def test_a_single_sentence_is_enough_when_the_others_say_nothing_of_it():
    assert quote(LONG, words={"vulkan": 1.0}).startswith("Google这边")
    assert quote(LONG, words={"vulkan": 1.0}).endswith("有意思。")


def test_the_turn_that_says_most_is_quoted():
    assert quote("对。", LONG, words={"opencl": 1.0}) in LONG


def test_a_short_turn_is_quoted_whole():
    assert quote("好。我们用OpenCL。", words={"opencl": 1.0}) == "好。我们用OpenCL。"


def test_without_shared_words_the_nearest_passage_is_quoted():
    turn = Turn(1, "A", LONG)
    near = LONG.index("Google")
    span = choose([turn], {}, [0.9 if start == near else 0.1 for start, _ in turn.sentences()])
    assert span == Span(1, near, LONG.index("我目前"))


@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_a_quote_is_part_of_its_turn(text: str):
    assert quote(text, words={"a": 1.0}) in text


def test_of_a_question_that_is_sought_the_asking_sentence_is_quoted():
    text = (
        "You said that the GPU caught up in a few years, and that everybody can build one. "
        "We came from high-performance computing, where all of it is loops and more loops. "
        "There the compiler did most of the work, and people wrote it over many years. "
        "I have seen three companies try it, and all three went back to what they knew. "
        "I was thinking about the GPU and how fast it grew. So what does Facebook do?"
    )
    turns = [Turn(1, "Q8", text)]
    span = choose(turns, {"gpu": 1.0}, [0.0] * len(turns[0].sentences()), asking=True)
    assert text[span.start : span.end] == (
        "I was thinking about the GPU and how fast it grew. So what does Facebook do?"
    )


def test_a_quote_that_ends_with_a_question_has_the_sentence_behind_it():
    own = "我们后来是怎么优化这个compiler的呢？大家一起改了三个月。"
    text = f"{'这个团队一直都很小，大家也都很忙。' * 8}{own}{'后来我们又去做了别的事情。' * 8}"
    assert quote(text, words={"compiler": 1.0}) == own
    assert (
        quote(text.replace("呢？", "。"), words={"compiler": 1.0})
        == "我们后来是怎么优化这个compiler的。"
    )


def test_a_quote_that_only_names_the_subject_has_the_sentence_behind_it():
    text = f"The compiler. It was not my idea. {'We also did many other things later. ' * 12}"
    assert quote(text, words={"compiler": 1.0}) == "The compiler. It was not my idea."
