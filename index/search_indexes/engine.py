"""What a search asks of an engine: candidates with their scores, and how rare words are.

`SearchIndexes` (files on this machine) is one; `engines` has others, which are servers.
An engine gives candidates only: exchanges, quotes and their checks come from the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..models.embedder import Embeddings
from ..store.contents import Ids
from ..store.store import Store


def _no_limit() -> Ids | None:
    return None


@dataclass(frozen=True, slots=True)
class Limits:
    """What the candidates are narrowed to; None is no limit."""

    speakers: Sequence[str] | None = None  # who asks or answers
    asked_by: Sequence[str] | None = None  # who asks
    transcripts: Sequence[str] | None = None  # ids
    tags: Sequence[str] | None = None  # a transcript has one of them
    after: str | None = None  # ISO 8601, included
    before: str | None = None
    # Ids of the exchanges that pass, ascending, for an engine that knows nothing of their
    # transcripts.
    allowed: Callable[[], Ids | None] = field(default=_no_limit, compare=False)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Candidates:
    """The nearest exchanges: exchange id → score, by three measures."""

    cosines: Mapping[int, float]  # of the best passage in its context
    passages: Mapping[int, float]  # BM25 of the best passage in its context
    exchanges: Mapping[int, float]  # BM25 of the whole exchange


class Words(Protocol):
    """How often the exchanges of a library hold a term of `index_terms`."""

    def holds(self, term: str) -> bool:
        """Whether any exchange has the term."""
        ...

    def inverse_document_frequency(self, term: str) -> float:
        """How rare a term is: BM25's idf, above 0; greatest when unknown."""
        ...


class SearchEngine(Protocol):
    """The interface of an engine that follows a store."""

    @property
    def words(self) -> Words:
        """The words of whole exchanges."""
        ...

    @property
    def revision(self) -> int:
        """The library revision that the engine has reached; 0 if it must be filled."""
        ...

    def catch_up(self, store: Store) -> None:
        """Apply the store's additions and removals since the revision. Needs the writer lock."""
        ...

    def rebuild(self, store: Store) -> None:
        """Fill the engine from the store, whatever it holds. Needs the writer lock."""
        ...

    def candidates(
        self,
        terms: Sequence[str],
        embedding: Embeddings | None,
        k: int,
        store: Store,
        limits: Limits = NO_LIMITS,
    ) -> Candidates:
        """The exchanges of the k best passages by meaning, and of the k best by words.

        Args:
            terms: from `index_terms`; empty leaves out BM25.
            embedding: the query's, float32 (dim,), unit length; None leaves out the meaning.
        """
        ...

    def holding(
        self, term: str, k: int, store: Store, limits: Limits = NO_LIMITS
    ) -> Collection[int]:
        """Ids of at most k exchanges that hold a term."""
        ...

    def count(self) -> tuple[int, int]:
        """How many passages and exchanges it holds."""
        ...
