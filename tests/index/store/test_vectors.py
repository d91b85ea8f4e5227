from __future__ import annotations

import numpy as np
import pytest
from turnwise.index.store.vectors import (
    ImpossibleEmbeddingError,
    dim_of,
    read_vectors,
    usual_dim,
    vector_columns,
)


def unit_vectors(n: int, dim: int) -> np.ndarray:
    vectors = np.random.default_rng(0).normal(size=(n, dim)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.parametrize("dim", [2, 16, 384, 896])
def test_a_cosine_hardly_changes(dim: int):
    vectors = unit_vectors(200, dim)
    stored = read_vectors(vector_columns(vectors), dim)
    np.testing.assert_allclose(stored @ stored.T, vectors @ vectors.T, atol=0.02 / dim**0.25)


@pytest.mark.parametrize("dim", [2, 16, 384, 896])
def test_what_is_read_and_stored_again_stays_the_same(dim: int):
    columns = vector_columns(unit_vectors(200, dim))
    assert vector_columns(read_vectors(columns, dim)) == columns


def test_an_embedding_takes_a_byte_for_a_dimension_and_four():
    (column,) = vector_columns(unit_vectors(1, 896))
    assert (len(column), dim_of(column)) == (900, 896)


def test_zeros_stay_zeros():
    np.testing.assert_array_equal(
        read_vectors(vector_columns(np.zeros((1, 8))), 8), np.zeros((1, 8))
    )


def test_the_usual_dimension_is_that_of_most():
    columns = [*vector_columns(unit_vectors(3, 8)), *vector_columns(unit_vectors(2, 16))]
    assert usual_dim(columns) == 8
    assert usual_dim([]) == 0
    assert read_vectors([], 0).shape == (0, 0)


def test_a_column_that_holds_no_embedding_is_named():
    good, bad = vector_columns(unit_vectors(2, 8))
    with pytest.raises(ImpossibleEmbeddingError, match="11 bytes instead of 12") as caught:
        read_vectors([good, bad[:-1]], 8)
    assert caught.value.place == 1
    far_too_long = np.float32(1e30).tobytes() + bad[4:]
    with pytest.raises(ImpossibleEmbeddingError, match="holds no embedding"):
        read_vectors([good, far_too_long], 8)
