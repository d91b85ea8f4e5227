from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from turnwise.index.text.fold import fold, fold_width_and_case, fold_width_and_case_with_offsets
from turnwise.index.text.occurrences import Term

# Few characters, so that terms recur: scripts, widths, accents, words that OpenCC knows whole.
texts = st.text(
    "aAＡiＩ é\u0301\u0323ﾊﾞ가ᄀ\u1161\u11a8㎏kg5１.+#計畫劃计划国國㍿…ßs_，的", max_size=12
)
terms = texts.filter(str.strip).map(str.strip)


def found(term: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Term(term).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "places"),
    [
        pytest.param("ai", "AI在做ＡＩ的, I said AIs.", ["AI", "ＡＩ"], id="whole words"),
        pytest.param("CUDA", "(CUDA, cuda; CUDA's)", ["CUDA", "cuda", "CUDA"], id="punctuation"),
        pytest.param("GPU", "GPUs GPU_2 GPU2 多GPU", ["GPU"], id="another word"),
        pytest.param("PyTorch", "PyTorch1.0的发布, PyTorch2", ["PyTorch"], id="version"),
        pytest.param("kg", "5kg, 重5㎏, h2kg", ["kg", "㎏"], id="quantity"),
        pytest.param("g", "5㎏", [], id="inside of one character"),
        pytest.param("5kg", "共5㎏", ["5㎏"], id="longer when folded"),
        pytest.param("3", "3.5 13 2.3 v3 3.", ["3"], id="numbers"),
        pytest.param("C", "C, C++, C#, A+C+D", ["C", "C"], id="signs of a name"),
        pytest.param("c++", "C++11 and C+", ["C++"], id="C++"),
        pytest.param("cafe", "café cafe\u0301 Cafe", ["Cafe"], id="accents"),
        pytest.param("é", "e\u0301 É e", ["e\u0301", "É"], id="accents apart"),
        pytest.param("strasse", "Straße", ["Straße"], id="ß"),
        pytest.param(
            "计划", "這個計畫，那個計劃，国家计划", ["計畫", "計劃", "计划"], id="Traditional"
        ),
        pytest.param("計畫", "计划", ["计划"], id="Traditional term"),
        pytest.param("畫", "計畫", ["畫"], id="as written, where a word changes it"),
        pytest.param("划", "計畫", [], id="only as part of a word"),
        pytest.param("机器学", "人工智能和机器学习", ["机器学"], id="Chinese anywhere"),
        pytest.param("New York", "in new york", ["new york"], id="two words"),
        pytest.param("哈哈", "哈哈哈哈哈", ["哈哈", "哈哈"], id="none overlap"),
    ],
)
def test_a_term_is_found(term: str, text: str, places: list[str]):
    assert found(term, text) == places


@given(terms, texts)
@example("㎏", "5㎏")
@example("计", "計畫")
def test_occurrences_fold_to_the_folded_term_and_do_not_overlap(term: str, text: str):
    places = Term(term).find(text)
    assert all(fold(text[start:end]) == fold(term) for start, end in places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))


@given(terms, texts, texts)
def test_a_term_is_found_where_it_stands_alone(term: str, before: str, after: str):
    text = f"{before} | {term} | {after}"
    assume(not unicodedata.combining(fold_width_and_case(term)[0]))  # no accent of the space
    assert len(before) + 3 in [start for start, _ in Term(term).find(text)]


@given(
    st.text("国國家计計划劃畫画的", min_size=1, max_size=3),
    st.text("国國家计計划劃畫画的", max_size=9),
)
def test_no_chinese_occurrence_is_missed(term: str, text: str):
    places: list[tuple[int, int]] = []
    start = 0
    while start + len(term) <= len(text):
        end = start + len(term)
        if fold(text[start:end]) == fold(term):
            places.append((start, end))
            start = end
        else:
            start += 1
    assert Term(term).find(text) == places


@given(st.text() | texts)
def test_offsets_lead_back_to_what_was_folded(text: str):
    folded, offsets = fold_width_and_case_with_offsets(text)
    assert folded == fold_width_and_case(text)
    assert len(offsets) == len(folded) + 1
    known = [(at, offset) for at, offset in enumerate(offsets) if offset is not None]
    assert (known[0], known[-1]) == ((0, 0), (len(folded), len(text)))
    for (at, start), (until, end) in itertools.pairwise(known):
        assert fold_width_and_case(text[start:end]) == folded[at:until]


def test_an_empty_term_is_refused():
    with pytest.raises(ValueError, match="at least one character"):
        Term("")
