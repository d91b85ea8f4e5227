"""Several rankings → one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], k: int) -> list[tuple[int, float]]:
    """Merge rankings into one by Reciprocal Rank Fusion (RRF).

    An item earns 1 / (k + rank) from each ranking that holds it, ranks from 1, and its earnings
    are summed. Only ranks count, so BM25 and cosine rankings mix without scaling.

    Args:
        rankings: ids, best first, one ranking per retriever; lengths may differ.
        k: 0 or more; a larger k narrows the gap between neighbouring ranks.
    Returns: (id, score), best first; equal scores in order of id, so that runs repeat.
    Raises: ValueError if k is negative.
    Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and
        individual Rank Learning Methods", SIGIR 2009.
    """
    if k < 0:
        raise ValueError(f"RRF constant k is {k}; give 0 or more (60 is usual)")
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] += 1 / (k + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
