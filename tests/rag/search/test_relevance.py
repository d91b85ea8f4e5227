from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.rag.search.near_words import WordVectors
from turnwise.rag.search.query_terms import Subject
from turnwise.rag.search.relevance import Support, find_support

VECTORS = WordVectors(load_embedder(STATIC_MODEL))
TALK = (
    "我们写了一个编译器，把模型变成更快的程序。硬件厂商各有各的做法，所以软件要能适应。"
    "We spent two years on it, and the students helped a lot with the tests."
)


def subject(*words: str) -> Subject:
    """One that is asked for in these words, each as rare as one that nobody says."""
    return Subject(" ".join(words), dict.fromkeys(words, 2.0), greatest_rarity=2.0)


def test_a_word_is_found_itself_or_in_the_other_language():
    said = find_support(subject("编译器"), TALK, VECTORS)
    assert (said.near, said.exact, said.n_query_words) == (pytest.approx(1, abs=1e-3), 1, 1)
    assert said.amount == pytest.approx(1, abs=1e-3)
    near = find_support(subject("compiler"), TALK, VECTORS)
    assert near.near > 0.5
    assert near.exact == 0


@pytest.mark.parametrize("word", ["hardware", "软件", "students"])
def test_what_is_spoken_of_is_likely_and_other_things_are_not(word: str):
    assert find_support(subject(word), TALK, VECTORS).likelihood > 0.5
    assert find_support(subject("octopus", "giraffe"), TALK, VECTORS).likelihood < 0.1


def test_a_query_without_a_subject_finds_no_support():
    assert find_support(subject(), TALK, VECTORS).likelihood == 0
    assert find_support(subject("编译器"), "……", VECTORS).likelihood == 0
    assert find_support(subject("编译器"), "Yes.", VECTORS).likelihood < 0.2


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(1, 500), st.integers(0, 9999))
def test_the_likelihood_grows_with_what_is_found(
    near: float, exact: float, cosine: float, n_query_words: int, n_words: int
):
    amount = near * n_query_words
    some = Support(near, exact, amount, cosine, n_query_words, n_words).likelihood
    all_of_it = Support(1.0, 1.0, n_query_words, cosine, n_query_words, n_words).likelihood
    assert 0 <= some <= all_of_it <= 1
