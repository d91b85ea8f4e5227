"""What the search indexes take of a library: passages in their context, and the terms of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import TurnNumberError
from ..models.embedder import Embeddings
from ..store.records import StoredExchange, StoredPassage
from ..store.store import Store
from ..text.terms import index_terms
from ..transcript import Exchange, Passage, Transcript
from .context import embeddings_in_context, neighbourhoods

_NO_EMBEDDINGS: Embeddings = np.zeros((0, 0), dtype=np.float32)
_AT_ONCE = 20_000  # passages, and those of the last transcript

Texts = list[tuple[int, Sequence[str]]]  # exchange id, terms


@dataclass(frozen=True, slots=True)
class _Talk:
    """One transcript, and which of its exchanges and passages are new."""

    transcript: Transcript
    exchanges: Sequence[StoredExchange]  # the new ones
    passages: Sequence[StoredPassage]  # all, in order of id
    vectors: Embeddings  # of all, without their context
    new: Sequence[int]  # places in `passages`
    around: Sequence[Sequence[int]]  # of the new ones


@dataclass(frozen=True, slots=True)
class Additions:
    """The new exchanges and passages of some transcripts, in order of id."""

    talks: Sequence[_Talk]
    store: Store

    @property
    def passage_ids(self) -> list[int]:
        return [talk.passages[place].id for talk in self.talks for place in talk.new]

    def embeddings(self) -> Embeddings:
        """Of each new passage in its context: float32 (n, dim)."""
        parts = [
            embeddings_in_context(talk.vectors, talk.around, talk.new)
            for talk in self.talks
            if talk.new
        ]
        return np.concatenate(parts) if parts else _NO_EMBEDDINGS

    def texts_of_passages(self) -> Texts:
        """The terms of each new passage and of its neighbours."""
        texts: Texts = []
        for talk in self.talks:
            needed = {place for near in talk.around for place in near}
            terms = {n: self._terms(talk.passages[n].passage, talk) for n in sorted(needed)}
            for place, near in zip(talk.new, talk.around, strict=True):
                own = [term for n in near for term in terms[n]]
                texts.append((talk.passages[place].exchange_id, own))
        return texts

    def texts_of_exchanges(self) -> Texts:
        """The terms of each new exchange."""
        return [
            (stored.id, self._terms(stored.exchange, talk))
            for talk in self.talks
            for stored in talk.exchanges
        ]

    def _terms(self, part: Passage | Exchange, talk: _Talk) -> list[str]:
        try:
            return index_terms(part.text(talk.transcript))
        except TurnNumberError as error:
            raise self.store.damaged_transcript(talk.transcript.id) from error


def additions_since(revision: int, store: Store) -> Iterator[Additions]:
    """What was added since a revision, some transcripts at a time.

    Raises: LibraryError if the store is damaged.
    """
    talks: list[_Talk] = []
    n_passages = 0
    for id in store.added_since(revision):
        talks.append(_talk(id, revision, store))
        n_passages += len(talks[-1].new)
        if n_passages >= _AT_ONCE:
            yield Additions(talks, store)
            talks, n_passages = [], 0
    if talks:
        yield Additions(talks, store)


def _talk(id: str, revision: int, store: Store) -> _Talk:
    try:
        transcript = store.transcript(id)
    except KeyError as error:
        raise store.damaged_transcript(id) from error
    _, passages, vectors = store.indexed(id)
    exchanges = store.exchanges(after_revision=revision, transcript_id=id)
    is_new = {stored.id for stored in exchanges}
    new = [place for place, stored in enumerate(passages) if stored.exchange_id in is_new]
    around = neighbourhoods(passages)
    return _Talk(transcript, exchanges, passages, vectors, new, [around[place] for place in new])
