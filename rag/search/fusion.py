"""Scores by meaning and by words → one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# The weights were chosen on the evaluation sets (data/eval/RESULTS.md#cosine-weight and
# #nearness-weight). Fusion by rank did worse: if query and text share no words, BM25 still ranks
# something first.
_COSINE_WEIGHT = 1.7
_MOST_BM25 = 2.2  # k1 + 1: how often its idf a term can earn at most
_NEARNESS_WEIGHT = 1.2


def fuse(
    cosines: Mapping[int, float],
    bm25: Sequence[Mapping[int, float]],
    nearness: Mapping[int, float],
    *,
    full_bm25: float,
) -> list[tuple[int, float]]:
    """Add what each item earns by meaning, by words, and by words that come near.

    A BM25 is divided by what a text of average length earns with every term of the query once, so
    that it says how much of the query a text holds, whatever the query's length. A text that
    shares no word with it earns nothing by words, and takes nothing from what others earn.

    Args:
        cosines: id → cosine with the query; negative ones, and items without, earn nothing.
        bm25: id → BM25, of each lexical index; they count the same.
        nearness: id → share of the query's words that it says or comes near to, 0 to 1.
        full_bm25: the sum of the inverse document frequencies of the query's terms; 0 without.
    Returns: (id, score from 0 to 1), best first; equal scores in order of id, so that runs repeat.
    """
    scores: dict[int, float] = {}
    for id in cosines.keys() | {id for scores in bm25 for id in scores}:
        words = sum(scores.get(id, 0.0) for scores in bm25) / (len(bm25) * (full_bm25 or 1.0))
        meaning = _COSINE_WEIGHT * max(0.0, cosines.get(id, 0.0))
        near = _NEARNESS_WEIGHT * nearness.get(id, 0.0)
        scores[id] = (meaning + words + near) / (_COSINE_WEIGHT + _MOST_BM25 + _NEARNESS_WEIGHT)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
