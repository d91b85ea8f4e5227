from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.rag.reading.stretches import cut_by_subject

A, B, C = np.eye(3)


def test_texts_are_cut_where_their_vectors_change():
    vectors = np.stack([A, A, B, B, B, C])
    assert cut_by_subject(vectors, [1] * 6, 3) == [range(2), range(2, 5), range(5, 6)]


def test_one_text_elsewhere_does_not_cut_a_long_stretch():
    vectors = np.stack([A, A, A, B, A, A, A, C, C, C, C])
    assert cut_by_subject(vectors, [1] * 11, 2) == [range(7), range(7, 11)]


def test_alike_texts_are_cut_evenly():
    assert cut_by_subject(np.stack([A] * 6), [1] * 6, 2) == [range(3), range(3, 6)]


@given(st.integers(1, 12), st.integers(1, 15))
def test_the_runs_hold_all_texts_in_order(n_texts: int, n: int):
    vectors = np.random.default_rng(n_texts).normal(size=(n_texts, 4))
    runs = cut_by_subject(vectors, [1] * n_texts, n)
    assert [place for run in runs for place in run] == list(range(n_texts))
    assert len(runs) == min(n, n_texts)
    assert all(runs)


@pytest.mark.parametrize("n", [1, 3])
def test_no_texts_give_no_runs(n: int):
    assert cut_by_subject(np.zeros((0, 3)), [], n) == []
