from __future__ import annotations

import pytest
from conftest import BigramEmbedder
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.rag.search.near_words import WordVectors
from turnwise.rag.search.query_terms import Subject
from turnwise.rag.search.relevance import Relevance, measure_relevance

VECTORS = WordVectors(BigramEmbedder())
TALK = (
    "我们写了一个编译器，把模型变成更快的程序。硬件厂商各有各的做法，所以软件要能适应。"
    "We spent two years on it, and the students helped a lot with the tests."
)


def subject(*words: str) -> Subject:
    """A subject of these words, each as rare as a word that nobody says."""
    return Subject(" ".join(words), dict.fromkeys(words, 2.0), greatest_rarity=2.0)


@pytest.fixture(scope="module")
def bundled() -> WordVectors:
    return WordVectors(load_embedder(STATIC_MODEL))


def test_a_word_of_the_text_is_near_and_exact():
    said = measure_relevance(subject("编译器"), TALK, VECTORS)
    assert (said.near, said.exact, said.n_query_words) == (pytest.approx(1, abs=1e-3), 1, 1)
    assert said.amount == pytest.approx(1, abs=1e-3)


@pytest.mark.slow  # loads the bundled model
def test_a_word_is_found_in_the_other_language(bundled: WordVectors):
    relevance = measure_relevance(subject("compiler"), TALK, bundled)
    assert relevance.near > 0.5
    assert relevance.exact == 0


@pytest.mark.parametrize(
    ("asked", "said", "is_translated"),
    [
        pytest.param("compiler", "我们写了一个编译器", True, id="English about Chinese"),
        pytest.param("编译器", "We wrote a compiler.", True, id="Chinese about English"),
        pytest.param("编译器", "我们写了一个编译器", False, id="one language"),
        pytest.param("compiler", TALK, False, id="about a mix of both"),
    ],
)
def test_another_language_than_the_question_s_is_seen(asked: str, said: str, is_translated: bool):
    assert measure_relevance(subject(asked), said, VECTORS).is_translated == is_translated


@pytest.mark.slow  # loads the bundled model
@pytest.mark.parametrize("word", ["hardware", "软件", "students"])
def test_a_subject_of_the_talk_is_likely_and_other_subjects_are_not(
    bundled: WordVectors, word: str
):
    assert measure_relevance(subject(word), TALK, bundled).likelihood > 0.5
    assert measure_relevance(subject("octopus", "giraffe"), TALK, bundled).likelihood < 0.1


@pytest.mark.parametrize("word", ["软件", "students"])
def test_a_word_of_the_talk_is_likelier_than_other_words(word: str):
    said = measure_relevance(subject(word), TALK, VECTORS).likelihood
    assert said > 0.5 > measure_relevance(subject("octopus", "giraffe"), TALK, VECTORS).likelihood


def test_a_query_without_a_subject_has_no_relevance():
    assert measure_relevance(subject(), TALK, VECTORS).likelihood == 0
    assert measure_relevance(subject("编译器"), "……", VECTORS).likelihood == 0
    assert measure_relevance(subject("编译器"), "Yes.", VECTORS).likelihood < 0.2


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(1, 500), st.integers(0, 9999))
def test_the_likelihood_grows_with_matching_words(
    near: float, exact: float, cosine: float, n_query_words: int, n_words: int
):
    amount = near * n_query_words
    some = Relevance(near, exact, amount, cosine, n_query_words, n_words).likelihood
    all_of_it = Relevance(1.0, 1.0, n_query_words, cosine, n_query_words, n_words).likelihood
    assert 0 <= some <= all_of_it <= 1


@pytest.mark.slow  # loads the bundled model
def test_a_named_thing_of_which_nothing_is_said_makes_an_exchange_irrelevant(bundled: WordVectors):
    names = Subject("Zookeeper 编译器", {"zookeeper": 2.0, "编译器": 2.0}, 2.0, ("zookeeper",))
    relevance = measure_relevance(names, TALK, bundled)
    assert (relevance.lacks_name, relevance.likelihood) == (True, 0.0)
    assert not measure_relevance(subject("zookeeper", "编译器"), TALK, bundled).lacks_name


def test_a_country_names_its_people():
    asked = Subject("Taiwanese", {"taiwanese": 2.0}, 2.0, unsaid_names=("taiwanese",))
    assert not measure_relevance(asked, "Most of Taiwan is on it.", VECTORS).lacks_name
    assert measure_relevance(asked, "Most of Denmark is on it.", VECTORS).lacks_name
