"""Context windows: a passage is searched together with its neighbours in the talk.

Few passages name their subject again, so their embeddings and terms are mixed with those of their
neighbours, including the question before an answer. The window size and weight were chosen on the
evaluation sets (data/eval/RESULTS.md#context-weight and #context-width).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..models.embedder import Embeddings
from ..passages import NEIGHBOURS
from ..store.records import StoredPassage

_NONE = -1  # in place of a neighbour
_WEIGHT = 0.7  # weight of the neighbourhood's mean; the passage itself has weight 1


def neighbourhoods(passages: Sequence[StoredPassage]) -> list[list[int]]:
    """For each passage, the positions of itself and its neighbours, in the order of the talk.

    Args:
        passages: all passages of some transcripts, in any order.
    """
    order = sorted(
        range(len(passages)),
        key=lambda i: (
            passages[i].transcript_id,
            passages[i].passage.spans[0].turn_number,
            passages[i].passage.spans[0].start,
        ),
    )
    around: list[list[int]] = [[] for _ in passages]
    for rank, i in enumerate(order):
        near = order[max(0, rank - NEIGHBOURS) : rank + NEIGHBOURS + 1]
        here = passages[i].transcript_id
        around[i] = [j for j in near if passages[j].transcript_id == here]
    return around


def embeddings_in_context(
    embeddings: Embeddings,
    around: Sequence[Sequence[int]],
    chosen: Sequence[int] | None = None,
) -> Embeddings:
    """Mix each passage's embedding (weight 1) with the mean of its neighbourhood (weight 0.7).

    The inner product of the result with a query is the weighted mean of both cosines.

    Args:
        embeddings: float32 (n, dim), one per passage, rows of unit length.
        around: for each chosen passage, the positions of itself and its neighbours.
        chosen: the positions of those whose embeddings are wanted; None for all.
    Returns: float32 (n_chosen, dim).
    """
    if not len(around):
        return embeddings[:0]
    width = max(map(len, around))
    near = np.array([[*own, *[_NONE] * (width - len(own))] for own in around])
    means = np.zeros((len(near), embeddings.shape[1]), dtype=np.float32)
    for column in near.T:
        is_there = column != _NONE
        means[is_there] += embeddings[column[is_there]]
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    rows = slice(None) if chosen is None else chosen
    return ((embeddings[rows] + _WEIGHT * means) / (1 + _WEIGHT)).astype(np.float32)
