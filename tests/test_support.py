from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.models import DEFAULT_MODEL, load_embedder
from turnwise.rag.support import Support, WordVectors, find_support

VECTORS = WordVectors(load_embedder(DEFAULT_MODEL))
TALK = (
    "我们写了一个编译器，把模型变成更快的程序。硬件厂商各有各的做法，所以软件要能适应。"
    "We spent two years on it, and the students helped a lot with the tests."
)


def test_a_word_is_found_itself_or_in_the_other_language():
    said = find_support({"编译器": 2.0}, TALK, VECTORS)
    assert (said.near, said.exact, said.n_query_words) == (pytest.approx(1, abs=1e-3), 1, 1)
    near = find_support({"compiler": 2.0}, TALK, VECTORS)
    assert near.near > 0.5
    assert near.exact == 0


@pytest.mark.parametrize("word", ["hardware", "软件", "students"])
def test_what_is_spoken_of_is_likely_and_other_things_are_not(word: str):
    assert find_support({word: 2.0}, TALK, VECTORS).likelihood > 0.5
    assert find_support({"octopus": 2.0, "giraffe": 2.0}, TALK, VECTORS).likelihood < 0.1


def test_a_query_without_a_subject_finds_no_support():
    assert find_support({}, TALK, VECTORS).likelihood == 0
    assert find_support({"编译器": 1.0}, "……", VECTORS).likelihood == 0
    assert find_support({"编译器": 1.0}, "Yes.", VECTORS).likelihood < 0.2


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 500), st.integers(0, 100_000))
def test_the_likelihood_grows_with_what_is_found(
    near: float, exact: float, n_query_words: int, n_words: int
):
    some = Support(near, exact, n_query_words, n_words).likelihood
    all_of_it = Support(1.0, 1.0, n_query_words, n_words).likelihood
    assert 0 <= some <= all_of_it <= 1
