"""A query → exchanges: hybrid search by embeddings and BM25."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ....index.models.embedder import Embeddings
from ....index.search_indexes.engine import NO_LIMITS, Limits, SearchEngine
from ....index.store.store import Store
from ....index.text.terms import index_terms, is_numbered
from ...understanding.query import Query
from ..names_across import other_names
from .fusion import add_nearness, fuse

SearchMode = Literal["hybrid", "dense", "lexical"]

_DEPTH = 100  # passages or exchanges taken from each index
_READ = 30  # exchanges whose words are compared one by one (data/eval/RESULTS.md#exchanges-read)
# Lowest rank of the first exchange with the query's rarest word
# (data/eval/RESULTS.md#place-of-exact).
_PLACE_OF_EXACT = 5


@dataclass(frozen=True, slots=True)
class RankedExchange:
    """An exchange with its score."""

    exchange_id: int
    score: float  # 0 to 1; about 1 only for the same words in the same context


def retrieve(
    query: Query,
    embedding: Embeddings,
    store: Store,
    engine: SearchEngine,
    score_by_words: Callable[[Sequence[int]], Mapping[int, float]],
    *,
    limits: Limits = NO_LIMITS,
    mode: SearchMode = "hybrid",
) -> list[RankedExchange]:
    """Rank exchanges, best first.

    Three scores are fused: the cosine of the best passage in its context, the BM25 of the best
    passage in its context, and the BM25 of the whole exchange. The first exchanges are also scored
    by the similarity of their words.

    Args:
        embedding: the query's, float32 (dim,), unit length.
        score_by_words: ids of exchanges → share of the query's words that each has or comes near.
        limits: which exchanges to choose from.
        mode: “dense” leaves out BM25, “lexical” the vectors of passages and words.
    """
    terms = _terms(query, engine)
    found = engine.candidates(
        [] if mode == "dense" else terms,
        None if mode == "lexical" else embedding,
        _DEPTH,
        store,
        limits,
    )
    cosines, by_words = found.cosines, [found.passages, found.exchanges]
    weight = sum(map(engine.words.inverse_document_frequency, terms))
    fused = fuse(cosines, by_words, full_bm25=weight)
    if mode != "lexical":
        fused = add_nearness(fused, score_by_words([id for id, _ in fused[:_READ]]))
    ranking = [RankedExchange(id, score) for id, score in fused]
    return ranking if mode == "dense" else _with_exact(ranking, query, engine, store, limits)


def _terms(query: Query, engine: SearchEngine) -> list[str]:
    """The terms to search with; “13 people” has no number 13, so that term counts only if somebody
    says it, and so do the Chinese ones of “how long” and a name in the other language."""
    look_for, holds = query.look_for, engine.words.holds
    own = [term for term in look_for.terms if not is_numbered(term) or holds(term)]
    names = (term for _, name in other_names(look_for.words) for term in index_terms(name))
    also = dict.fromkeys([*look_for.also, *names])
    return own + [term for term in also if term not in own and holds(term)]


def _with_exact(
    ranking: list[RankedExchange],
    query: Query,
    engine: SearchEngine,
    store: Store,
    limits: Limits = NO_LIMITS,
) -> list[RankedExchange]:
    """Move an exchange with the subject's rarest word up to `_PLACE_OF_EXACT` if none is there.

    A query of only that word is a lookup: the exchange moves to the first place.
    """
    spoken = [term for term in query.look_for.subject if engine.words.holds(term)]
    if not spoken:
        return ranking
    rarest = max(spoken, key=engine.words.inverse_document_frequency)
    holding = engine.holding(rarest, _DEPTH, store, limits)
    is_lookup = all(term in rarest for term in query.look_for.terms)
    place = 0 if is_lookup else _PLACE_OF_EXACT - 1
    best = next((i for i, ranked in enumerate(ranking) if ranked.exchange_id in holding), 0)
    if best > place:
        score = ranking[place].score
        ranking.insert(place, replace(ranking.pop(best), score=score))
    return ranking
