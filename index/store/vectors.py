"""Embeddings as columns of a table: 8 bits a dimension, and a scale for each.

A cosine of two such embeddings differs by some 0.0005 from that of the ones that were stored
(docs/experiments/speed.md). What is read and stored again stays the same, bit for bit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ..models.embedder import Embeddings

MAX_EMBEDDING_LENGTH = 1.01  # an embedding has unit length, but for rounding
_MOST = 127  # the greatest component of each, as it is stored
_STEPS = 2.0**23  # a scale is a whole number of 1 / _STEPS, so that 127 times it is exact
_SCALE_BYTES = 4  # float32, little-endian, before the components


class ImpossibleEmbeddingError(ValueError):
    """A column that holds no embedding.

    Attributes:
        place: its place among the columns.
    """

    def __init__(self, place: int, problem: str):
        super().__init__(problem)
        self.place = place


def vector_columns(embeddings: Embeddings) -> list[bytes]:
    """Of each embedding its column: the scale, then the components as int8.

    Args:
        embeddings: float32 (n, dim).
    """
    greatest = np.abs(embeddings).max(axis=1, initial=0.0).astype(np.float64)
    scales = np.ceil(greatest / _MOST * _STEPS) / _STEPS
    components = np.round(embeddings / np.where(scales > 0, scales, 1.0)[:, None]).astype(np.int8)
    return [
        scale.tobytes() + own.tobytes()
        for scale, own in zip(scales.astype("<f4"), components, strict=True)
    ]


def dim_of(column: bytes) -> int:
    """How many dimensions a column has; below 0 for a damaged one."""
    return len(column) - _SCALE_BYTES


def usual_dim(columns: Sequence[bytes]) -> int:
    """The dimension of most columns; 0 if there are none."""
    return Counter(map(dim_of, columns)).most_common(1)[0][0] if columns else 0


def read_vectors(columns: Sequence[bytes], dim: int) -> Embeddings:
    """The embeddings of some columns: float32 (n, dim).

    Raises: ImpossibleEmbeddingError if a column holds no embedding of so many dimensions.
    """
    for place, column in enumerate(columns):
        if dim_of(column) != dim or dim < 0:
            expected = dim + _SCALE_BYTES
            problem = f"an embedding has {len(column)} bytes instead of {expected}"
            raise ImpossibleEmbeddingError(place, problem)
    rows = np.frombuffer(b"".join(columns), dtype=[("scale", "<f4"), ("own", "i1", (dim,))])
    with np.errstate(all="ignore"):
        vectors = rows["own"].astype(np.float32)
        vectors *= rows["scale"][:, None]
        squares = np.einsum("ij,ij->i", vectors, vectors)
        impossible = np.flatnonzero(~(squares <= MAX_EMBEDDING_LENGTH**2))  # so is NaN
    if impossible.size:
        raise ImpossibleEmbeddingError(int(impossible[0]), "an embedding holds no embedding")
    return vectors
