"""Fuse the scores of embeddings, BM25 and word similarity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# The weights were chosen on the evaluation sets (data/eval/RESULTS.md#cosine-weight and
# #nearness-weight). Fusion by rank did worse: if query and text share no words, BM25 still ranks
# something first.
_COSINE_WEIGHT = 1.7
_MAX_BM25 = 2.2  # k1 + 1: the most that a term can earn, in multiples of its idf
_NEARNESS_WEIGHT = 1.2
_MOST = _COSINE_WEIGHT + _MAX_BM25 + _NEARNESS_WEIGHT


def fuse(
    cosines: Mapping[int, float], bm25: Sequence[Mapping[int, float]], *, full_bm25: float
) -> list[tuple[int, float]]:
    """Add up each item's scores: cosine and BM25.

    BM25 is divided by the score of a text of average length that has each query term once. So it
    measures how much of the query a text holds, for any length of query. A text that shares no word
    with the query gets no BM25, and does not lower the scores of others.

    Args:
        cosines: id → cosine with the query; negative and missing ones count as 0.
        bm25: for each lexical index, id → BM25; all have the same weight.
        full_bm25: sum of the inverse document frequencies of the query's terms; 0 without terms.
    Returns: (id, score from 0 to 1), best first; equal scores in order of id, so that runs repeat.
    """
    weight = _COSINE_WEIGHT / _MOST
    scores = {id: weight * cosine if cosine > 0 else 0.0 for id, cosine in cosines.items()}
    full = _MOST * len(bm25) * (full_bm25 or 1.0)
    for own in bm25:
        for id, score in own.items():
            scores[id] = scores.get(id, 0.0) + score / full
    return _best_first(scores)


def add_nearness(
    fused: Sequence[tuple[int, float]], nearness: Mapping[int, float]
) -> list[tuple[int, float]]:
    """Add word similarity to the scores of `fuse`; returns the same as `fuse`.

    Args:
        nearness: id → share of the query's words that it has or comes near, 0 to 1; 0 for others.
    """
    scores = dict(fused)
    for id, share in nearness.items():
        scores[id] = scores.get(id, 0.0) + _NEARNESS_WEIGHT * share / _MOST
    return _best_first(scores)


def _best_first(scores: Mapping[int, float]) -> list[tuple[int, float]]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
