from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.rag.search.ranking.fusion import add_nearness, fuse

cosines = st.dictionaries(st.integers(1, 20), st.floats(-1, 1))
bm25 = st.dictionaries(st.integers(1, 20), st.floats(0, 5))
nearness = st.dictionaries(st.integers(1, 20), st.floats(0, 1))


def test_cosine_bm25_and_nearness_add_up():
    fused = fuse({1: 0.5}, [{1: 4.0, 2: 2.0}, {1: 2.0}], full_bm25=4.0)
    fused = dict(add_nearness(fused, {2: 0.3}))
    assert fused[1] == pytest.approx((1.7 * 0.5 + 6 / 8) / 5.1)
    assert fused[2] == pytest.approx((2 / 8 + 1.2 * 0.3) / 5.1)


def test_without_shared_words_the_cosine_alone_decides():
    fused = fuse({3: 0.1, 1: 0.4, 2: 0.2}, [{}, {}], full_bm25=9.0)
    assert [id for id, _ in fused] == [1, 2, 3]


def test_a_query_without_terms_is_ranked_by_cosine():
    assert [id for id, _ in fuse({3: 0.1, 1: 0.4}, [{}, {}], full_bm25=0.0)] == [1, 3]


def test_equal_scores_come_in_order_of_id():
    assert [id for id, _ in fuse({2: 0.3, 1: 0.3}, [{}], full_bm25=1.0)] == [1, 2]


@given(cosines, bm25, bm25, nearness, st.floats(5, 50))
def test_every_item_comes_once_best_first_with_a_score_from_0_to_1(
    cosines: dict[int, float],
    one: dict[int, float],
    other: dict[int, float],
    near: dict[int, float],
    full: float,
):
    fused = add_nearness(fuse(cosines, [one, other], full_bm25=full), near)
    assert sorted(id for id, _ in fused) == sorted({*cosines, *one, *other, *near})
    assert [score for _, score in fused] == sorted((s for _, s in fused), reverse=True)
    assert all(0 <= score <= 1 for _, score in fused)
