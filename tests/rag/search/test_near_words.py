from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import BigramEmbedder
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.text.terms import index_terms, words_of
from turnwise.rag.search import word_vectors
from turnwise.rag.search.near_words import NearWords, WordVectors, count_words, find_words

VECTORS = WordVectors(BigramEmbedder())


@pytest.fixture(scope="module")
def bundled() -> WordVectors:
    return WordVectors(load_embedder(STATIC_MODEL))


def nearest(words: list[str], text: str, vectors: WordVectors = VECTORS) -> list[float]:
    """The similarity of each word to the nearest word of a text."""
    return find_words(words, [text], vectors)[0][0].tolist()


@pytest.mark.slow  # loads the bundled model
def test_a_word_is_near_itself_and_its_translation(bundled: WordVectors):
    spoken = words_of("我们写了一个编译器，两年 with students")
    query = NearWords(["compiler", "students"], bundled)
    near = query.nearness(query.table.rows_of(spoken), [len(spoken)])
    assert near.shape == (len(spoken), 2)
    assert spoken[near[:, 0].argmax()] == "编译器"
    assert near[:, 0].max() > 0.5
    assert spoken[near[:, 1].argmax()] == "students"
    assert near[:, 1].max() == pytest.approx(1, abs=1e-3)


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
    query = NearWords(["budget"], VECTORS)
    assert query.nearness(query.table.rows_of([]), []).shape == (0, 1)


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=20), min_size=1))
def test_nearness_is_between_0_and_1(words: list[str], texts: list[str]):
    near, exact = find_words(words, texts, VECTORS)
    assert ((near >= 0) & (near <= 1)).all()
    assert ((exact == 0) | (exact == 1)).all()


@given(
    st.lists(st.sampled_from(["贾扬清", "编译器", "bolt", " 13", "13", "。", " ", "C++", "扬"])).map("".join),
    st.lists(st.sampled_from(["贾扬清", "编译器", "bolt13", "13", "扬清", "编译"]), min_size=1, unique=True),
)  # fmt: skip
def test_a_text_has_a_word_if_it_has_a_term_of_it(text: str, words: list[str]):
    _, exact = find_words(words, [text], VECTORS)
    terms = set(index_terms(text))
    assert exact[0].tolist() == [not terms.isdisjoint(index_terms(word)) for word in words]


def test_a_text_whose_words_are_known_is_not_cut_again():
    table = VECTORS.table()
    table.know("他写编译器。", table.rows_of(["他写", "编译器"]))
    assert [table.words[row] for row in table.rows_in("他写编译器。")] == ["他写", "编译器"]
    assert count_words("编译器，编译器。", VECTORS) == 1


def test_a_full_table_of_words_begins_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(word_vectors, "MAX_WORDS", 100)
    vectors = WordVectors(BigramEmbedder())
    before, table = find_words(["编译器"], ["写编译器"], vectors), vectors.table()
    for n in range(5):
        find_words(["编译器"], [" ".join(f"word{n}x{m}" for m in range(40))], vectors)
    assert vectors.table() is not table
    after = find_words(["编译器"], ["写编译器"], vectors)
    assert [m.tolist() for m in after] == [m.tolist() for m in before]


def test_threads_share_a_table():
    vectors = WordVectors(BigramEmbedder())
    texts = [" ".join(f"word{n}x{m}" for m in range(50)) for n in range(40)]

    def compare(text: str) -> list[float]:
        return find_words(["word7x7", "编译器"], [text], vectors)[0][0].tolist()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(compare, texts)) == [compare(text) for text in texts]
