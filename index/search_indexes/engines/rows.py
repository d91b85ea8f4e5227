"""What a vector database holds of a library: a row for each passage.

The first row of an exchange also has the terms of the whole exchange; an exchange of a few
characters, which has no passage, has such a row all the same.
"""

from __future__ import annotations

import hashlib
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...ingest import Embedding
from ...store.records import StoredExchange, TranscriptInfo
from ...store.store import Store
from ...text.terms import index_terms
from ...transcript import Transcript
from ..context import embeddings_in_context, neighbourhoods
from ..engine import Limits

SparseVector = Mapping[int, float]  # dimension, from 1 → weight

# BM25 as tantivy has it, but for the mean lengths: those of our sets, since a mean that moves would
# change every row. Passages are cut to one size, so theirs hardly differs between libraries.
_K1, _B = 1.2, 0.75
_PASSAGE_TERMS = 95  # of a passage with its neighbours
_EXCHANGE_TERMS = 110
_DIMENSIONS = 2**32 - 3
MAX_TERMS_OF_EXCHANGE = 4096  # distinct ones; Milvus stores no longer array


@dataclass(frozen=True, slots=True)
class Row:
    """A passage, or an exchange without one, as a vector database holds it."""

    id: int  # of the passage; below 0 for an exchange without one
    exchange_id: int
    transcript_id: str
    speakers: tuple[str, ...]  # keys of the names of who asks or answers
    asked_by: str  # key of who asks; empty if nobody does
    tags: tuple[str, ...]  # keys
    date: str  # ISO 8601; empty if there is none
    embedding: Embedding  # of the passage in its context; zeros for an exchange without one
    passage: SparseVector  # terms of the passage in its context
    exchange: SparseVector  # terms of the whole exchange; empty but in its first row
    terms: tuple[int, ...]  # dimensions of the distinct terms of the exchange; the same
    is_first: bool  # of its exchange


def key_of(name: str) -> str:
    """The key that stands for a name or tag: 16 hex digits of SHA-256.

    A database sees no name, and a filter needs no quoting.
    """
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def wanted_values(limits: Limits) -> dict[str, list[str]]:
    """Field of a row → the values of which it must have one, as the limits say; an empty list
    lets nothing pass."""
    lists = {
        "transcript_id": limits.transcripts,
        "asked_by": _keys_of(limits.asked_by),
        "speakers": _keys_of(limits.speakers),
        "tags": _keys_of(limits.tags),
    }
    return {field: list(values) for field, values in lists.items() if values is not None}


def _keys_of(names: Sequence[str] | None) -> list[str] | None:
    return None if names is None else [key_of(name) for name in names]


def dimension_of(term: str) -> int:
    """The dimension of a term in all sparse vectors: its CRC-32, put into 1 to 2³² - 3."""
    return 1 + zlib.crc32(term.encode()) % _DIMENSIONS


def query_vector(terms: Iterable[str], rarity: Iterable[float]) -> dict[int, float]:
    """The sparse vector of a query: its inner product with a row's is BM25.

    The inverse document frequency is in the query alone, so no row changes as the library grows.

    Args:
        rarity: the idf of each term.
    """
    return {dimension_of(term): idf for term, idf in zip(terms, rarity, strict=True)}


def idf(n_exchanges: int, holding: int) -> float:
    """The inverse document frequency of a term, as `LexicalIndex` computes it."""
    return math.log(1 + (n_exchanges - holding + 0.5) / (holding + 0.5))


def rows_of(info: TranscriptInfo, store: Store) -> Iterator[Row]:
    """The rows of one transcript."""
    transcript = store.transcript(info.id)
    exchanges, passages, embeddings = store.indexed(info.id)
    terms = [index_terms(stored.passage.text(transcript)) for stored in passages]
    around = neighbourhoods(passages)
    embeddings = embeddings_in_context(embeddings, around)
    by_exchange: dict[int, list[int]] = {stored.id: [] for stored in exchanges}
    for position, stored in enumerate(passages):
        by_exchange[stored.exchange_id].append(position)
    for stored in exchanges:
        about = _About.of(stored, transcript, info)
        positions = by_exchange[stored.id]
        if not positions:
            none = np.zeros(embeddings.shape[1], dtype=np.float32)
            yield about.row(-stored.id, none, (), is_first=True)
        for position in positions:
            near = [term for other in around[position] for term in terms[other]]
            is_first = position == positions[0]
            yield about.row(passages[position].id, embeddings[position], near, is_first=is_first)


@dataclass(frozen=True, slots=True)
class _About:
    """What all rows of an exchange share."""

    stored: StoredExchange
    info: TranscriptInfo
    speakers: tuple[str, ...]
    asked_by: str
    terms: Sequence[str]

    @classmethod
    def of(cls, stored: StoredExchange, transcript: Transcript, info: TranscriptInfo) -> _About:
        exchange = stored.exchange
        names = dict.fromkeys(transcript.turn(number).speaker for number in exchange.turns)
        asks = exchange.question_turn
        return cls(
            stored,
            info,
            tuple(map(key_of, names)),
            "" if asks is None else key_of(transcript.turn(asks).speaker),
            index_terms(exchange.text(transcript)),
        )

    def row(self, id: int, embedding: Embedding, near: Sequence[str], *, is_first: bool) -> Row:
        whole = _weights(self.terms, _EXCHANGE_TERMS) if is_first else {}
        return Row(
            id=id,
            exchange_id=self.stored.id,
            transcript_id=self.info.id,
            speakers=self.speakers,
            asked_by=self.asked_by,
            tags=tuple(map(key_of, self.info.tags)),
            date=self.info.date or "",
            embedding=embedding,
            passage=_weights(near, _PASSAGE_TERMS),
            exchange=whole,
            terms=tuple(whole)[:MAX_TERMS_OF_EXCHANGE],
            is_first=is_first,
        )


def _weights(terms: Sequence[str], mean_length: int) -> dict[int, float]:
    """BM25's weight of each term in a text, without its rarity."""
    length = _K1 * (1 - _B + _B * len(terms) / mean_length)
    counts = Counter(map(dimension_of, terms))
    return {term: n * (_K1 + 1) / (n + length) for term, n in counts.items()}
