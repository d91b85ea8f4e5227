"""The interface of a vector database that holds the rows of a library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...models.embedder import Embeddings
from ..engine import Limits
from .rows import Row


@dataclass(frozen=True, slots=True)
class FoundRow:
    """The scores of a row that was found: inner products with the query's vectors."""

    id: int  # of the passage; below 0 for an exchange without one
    exchange_id: int
    cosine: float
    passage: float
    exchange: float


class VectorDatabase(Protocol):
    """One collection of a vector database. Threads may share it.

    All raise LibraryError if the database does not answer or refuses.
    """

    name: str  # how messages call it

    @property
    def dim(self) -> int | None:
        """The dimension of its embeddings; None before it holds any."""
        ...

    def refresh(self) -> None:
        """Look whether another process has made the collection, or replaced it."""
        ...

    def create(self, dim: int) -> None:
        """Make the collection for embeddings of this dimension."""
        ...

    def clear(self) -> None:
        """Remove the collection."""
        ...

    def upsert(self, rows: Sequence[Row]) -> None:
        """Add rows; one with a known id is replaced. Searches find them when this returns."""
        ...

    def delete(self, exchange_ids: Sequence[int]) -> None:
        """Delete the rows of exchanges."""
        ...

    def delete_transcript(self, transcript_id: str) -> None:
        """Delete the rows of a transcript."""
        ...

    def search(
        self,
        embedding: Embeddings | None,
        terms: Mapping[int, float],
        k: int,
        limits: Limits,
    ) -> list[FoundRow]:
        """The k best rows by meaning, by the words of the passage, and by those of the exchange:
        one request, at most 3 k rows in any order, each with all three scores.

        Args:
            embedding: float32 (dim,), unit length; None leaves out the meaning.
            terms: `query_vector`; empty leaves out the words.
        """
        ...

    def count_holding(self, terms: Sequence[int]) -> list[int]:
        """How many exchanges hold each term, given by its dimension."""
        ...

    def holding(self, term: int, k: int, limits: Limits) -> list[int]:
        """Ids of at most k exchanges that hold a term."""
        ...

    def count(self) -> tuple[int, int]:
        """How many passages and exchanges it holds."""
        ...

    def ids(self) -> Iterator[int]:
        """The ids of all rows, in any order."""
        ...

    def close(self) -> None: ...
