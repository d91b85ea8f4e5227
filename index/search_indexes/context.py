"""A passage and what is said around it: few passages name their subject again.

Embeddings and terms of a passage are searched together with those of its neighbours in the talk,
the question before an answer among them. How far around, and the weight, were chosen on the
evaluation sets (data/eval/RESULTS.md#context-weight and #context-width).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..models.embedder import Embeddings
from ..store.records import StoredPassage

_NEIGHBOURS = 2  # passages before, and as many after
_WEIGHT = 0.7  # of the mean around a passage, beside the passage itself


def neighbourhoods(passages: Sequence[StoredPassage]) -> list[list[int]]:
    """For each passage the positions of it and its neighbours, in the order of the talk.

    Args:
        passages: of whole transcripts, in any order.
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
    for place, i in enumerate(order):
        near = order[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
        here = passages[i].transcript_id
        around[i] = [j for j in near if passages[j].transcript_id == here]
    return around


def embeddings_in_context(embeddings: Embeddings, around: Sequence[Sequence[int]]) -> Embeddings:
    """float32 (n, dim): their inner product with a query is a mean of two cosines, of which that
    of the passage counts 1 and that of the mean of its neighbourhood 0.7.

    Args:
        embeddings: float32 (n, dim), of the passages, rows of unit length.
        around: for each, the positions of it and its neighbours.
    """
    if not len(embeddings):
        return embeddings
    means = np.stack([embeddings[positions].mean(axis=0) for positions in around])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return ((embeddings + _WEIGHT * means) / (1 + _WEIGHT)).astype(np.float32)
