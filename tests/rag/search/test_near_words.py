from __future__ import annotations

import pytest
from conftest import BigramEmbedder
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.text.sentences import sentence_spans
from turnwise.index.text.terms import words_of
from turnwise.rag.search import near_words
from turnwise.rag.search.near_words import (
    NearWords,
    WordVectors,
    find_words,
    know_words,
    spoken_words,
)

VECTORS = WordVectors(BigramEmbedder())


@pytest.fixture(scope="module")
def bundled() -> WordVectors:
    return WordVectors(load_embedder(STATIC_MODEL))


def nearest(words: list[str], text: str, vectors: WordVectors = VECTORS) -> list[float]:
    """The similarity of each word to the nearest word of a text."""
    return find_words(words, [text], vectors)[0][0].tolist()


@pytest.mark.slow  # loads the bundled model
def test_a_word_is_near_itself_and_its_translation(bundled: WordVectors):
    spoken = spoken_words("我们写了一个编译器，两年 with students")
    near = NearWords(["compiler", "students"], bundled).nearness([spoken])
    assert near.shape == (2, len(spoken))
    assert spoken[near[0].argmax()] == "编译器"
    assert near[0].max() > 0.5
    assert spoken[near[1].argmax()] == "students"
    assert near[1].max() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["shicheng"], "后来潘仕成去了广州。"),
        (["pan", "shicheng"], "后来潘仕成去了广州。"),
        (["xugang"], "占旭刚入选国家队"),
    ],
)
def test_a_latin_word_that_the_model_does_not_know_may_spell_a_chinese_name(
    words: list[str], text: str
):
    assert nearest(words, text) == [1] * len(words)
    assert max(nearest(words, "后来他们去了别的地方。")) < 0.5


@pytest.mark.slow  # loads the bundled model
def test_an_english_word_is_not_taken_for_pinyin(bundled: WordVectors):
    assert nearest(["women"], "我们昨天讨论了预算。", bundled)[0] < 0.5  # wǒmen


def test_a_name_does_not_span_two_texts():
    near, _ = find_words(["shicheng"], ["后来有仕", "成了", "仕成"], VECTORS)
    assert near[0] < 0.5
    assert near[1] < 0.5
    assert near[2] == 1


def test_a_question_of_many_unknown_words_asks_for_no_name():
    others = [f"{a}u{b}a" for a in "bdgkl" for b in "mnpqt"]
    assert nearest(["shicheng"], "潘仕成") == [1]
    assert max(nearest(["shicheng", *others], "潘仕成")) < 1


def test_each_text_is_compared_by_itself():
    near, exact = find_words(["budget", "编译器"], ["the budgets", "", "编译器"], VECTORS)
    assert near.shape == exact.shape == (3, 2)
    assert exact.tolist() == [[1, 0], [0, 0], [0, 1]]
    assert near[1].tolist() == [0, 0]


def test_an_empty_query_or_text_has_no_nearness():
    assert find_words([], ["编译器"], VECTORS)[0].shape == (1, 0)
    assert NearWords(["budget"], VECTORS).nearness([]).shape == (1, 0)


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=20), min_size=1))
def test_nearness_is_between_0_and_1(words: list[str], texts: list[str]):
    near, exact = find_words(words, texts, VECTORS)
    assert ((near >= 0) & (near <= 1)).all()
    assert ((exact == 0) | (exact == 1)).all()


@given(
    st.lists(st.sampled_from(["我们写了编译器", "。", " ", "OpenCL 2.0", "? ", "，", "Ok!"])).map(
        "".join
    )
)
def test_known_words_of_a_turn_are_those_of_its_sentences(text: str):
    sentences = sentence_spans(text)
    know_words(text, sentences, words_of(text))
    for start, end in sentences:
        assert list(spoken_words(text[start:end])) == words_of(text[start:end])


def test_words_known_of_a_turn_are_not_cut_again():
    know_words("他写编译器。很好。", [(0, 6), (6, 9)], ["他写", "编译器", "很好"])
    assert spoken_words("他写编译器。") == ("他写", "编译器")
    know_words("甲乙丙。", [(0, 4)], ["甲", "丁"])  # not its words
    assert "".join(spoken_words("甲乙丙。")) == "甲乙丙"


def test_a_full_table_of_vectors_begins_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(near_words, "_MAX_KNOWN", 100)
    vectors = WordVectors(BigramEmbedder())
    first = vectors.of(["编译器", "OpenCL"])
    for n in range(5):
        vectors.of([f"word{n}x{m}" for m in range(40)])
    assert (vectors.of(["编译器", "OpenCL"]) == first).all()
    rows, places = vectors.rows(["OpenCL", "编译器", "OpenCL"])
    assert (rows[places] == first[[1, 0, 1]]).all()
