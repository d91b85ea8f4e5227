from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.rag.search.near_words import NearWords, WordVectors, find_words, spoken_words

VECTORS = WordVectors(load_embedder(STATIC_MODEL))


def nearest(words: list[str], text: str) -> list[float]:
    """How near a text comes to each word."""
    return find_words(words, [text], VECTORS)[0][0].tolist()


def test_a_word_is_near_itself_and_its_translation():
    spoken = spoken_words("我们写了一个编译器，两年 with students")
    near = NearWords(["compiler", "students"], VECTORS).nearness([spoken])
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


def test_an_english_word_is_no_pinyin():
    assert nearest(["women"], "我们昨天讨论了预算。")[0] < 0.5  # wǒmen


def test_no_name_goes_from_one_text_to_the_next():
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


def test_nothing_is_sought_or_spoken():
    assert find_words([], ["编译器"], VECTORS)[0].shape == (1, 0)
    assert NearWords(["budget"], VECTORS).nearness([]).shape == (1, 0)


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=20), min_size=1))
def test_nearness_is_a_share(words: list[str], texts: list[str]):
    near, exact = find_words(words, texts, VECTORS)
    assert ((near >= 0) & (near <= 1)).all()
    assert ((exact == 0) | (exact == 1)).all()
