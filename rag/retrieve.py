"""A query → exchanges, by meaning and by words side by side."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..index.embedder import Embeddings
from ..index.search_indexes import SearchIndexes
from ..index.store import Store
from .fusion import reciprocal_rank_fusion
from .query import Query

# Chosen on the open sets (data/eval/RESULTS.md): k = 10 keeps the first ranks apart, so that one
# retriever that is sure is not outvoted by two that are not; 60, the usual value, did worse.
_RRF_K = 10
_DEPTH = 100  # passages or exchanges taken from each retriever


@dataclass(frozen=True, slots=True)
class RankedExchange:
    """An exchange found."""

    exchange_id: int
    score: float  # 0 to 1: 1 when every retriever puts it first
    cosine: float  # of its best passage with the query; 0 when the dense search did not find it


def retrieve(
    query: Query,
    embedding: Embeddings,
    store: Store,
    indexes: SearchIndexes,
    *,
    allowed: Collection[int] | None = None,
) -> list[RankedExchange]:
    """Exchanges, best first, from three rankings fused by rank.

    The three: cosine of the best passage, BM25 of the best passage, BM25 of the whole exchange.

    Args:
        embedding: float32 (dim,), of the query, unit length.
        allowed: ids of the exchanges to choose from; None for all.
    """
    cosines = _dense(embedding, store, indexes, allowed)
    rankings = [
        list(cosines),
        [id for id, _ in indexes.passages.search(query.terms, _DEPTH, allowed=allowed)],
        [id for id, _ in indexes.exchanges.search(query.terms, _DEPTH, allowed=allowed)],
    ]
    best_possible = len(rankings) / (_RRF_K + 1)
    return [
        RankedExchange(id, score / best_possible, cosines.get(id, 0.0))
        for id, score in reciprocal_rank_fusion(rankings, _RRF_K)
    ]


def _dense(
    embedding: Embeddings,
    store: Store,
    indexes: SearchIndexes,
    allowed: Collection[int] | None,
) -> dict[int, float]:
    """Exchange id → cosine of its best passage, best first."""
    passages = None if allowed is None else store.passage_ids(allowed)
    found = indexes.dense.search(embedding, _DEPTH, allowed=passages)
    exchange_of = store.exchange_ids_of_passages(id for id, _ in found)
    cosines: dict[int, float] = {}
    for passage_id, cosine in found:
        if passage_id in exchange_of:  # removed since the index was written
            cosines.setdefault(exchange_of[passage_id], cosine)
    return cosines
