from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.rag.fusion import reciprocal_rank_fusion


def test_rrf_counts_ranks_from_one():
    fused = dict(reciprocal_rank_fusion([[1, 2], [2]], k=60))
    assert fused[1] == pytest.approx(1 / 61)
    assert fused[2] == pytest.approx(1 / 62 + 1 / 61)


def test_equal_scores_come_in_order_of_id():
    assert [id for id, _ in reciprocal_rank_fusion([[2, 1], [1, 2]], k=10)] == [1, 2]


def test_a_negative_constant_is_refused():
    with pytest.raises(ValueError, match="k is -1"):
        reciprocal_rank_fusion([[1]], k=-1)


@given(st.lists(st.lists(st.integers(1, 9), unique=True), max_size=4))
def test_one_ranking_keeps_its_order_and_none_is_lost(rankings: list[list[int]]):
    fused = reciprocal_rank_fusion(rankings, k=10)
    assert {id for id, _ in fused} == {id for ranking in rankings for id in ranking}
    for ranking in rankings:
        assert [id for id, _ in reciprocal_rank_fusion([ranking], k=10)] == ranking
