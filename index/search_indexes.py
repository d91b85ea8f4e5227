"""The search indexes of a library, kept in step with its SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from .context import embeddings_in_context, neighbourhoods
from .dense import DenseIndex
from .lexical import LexicalIndex
from .store import Store
from .terms import index_terms


class SearchIndexes:
    """Dense index of the passages, lexical indexes of passages and of whole exchanges.

    Passages are held with what is said around them (`context`). A passage shows where the words
    of a query stand close together; an exchange holds those of question and answer together.
    """

    def __init__(self, folder: Path):
        self.dense = DenseIndex(folder)
        self.passages = LexicalIndex(folder / "terms" / "passages")
        self.exchanges = LexicalIndex(folder / "terms" / "exchanges")

    @property
    def revision(self) -> int:
        """The library revision that all of them have reached."""
        return min(index.revision for index in (self.dense, self.passages, self.exchanges))

    def catch_up(self, store: Store) -> None:
        """Bring all to the store's revision, with what was added and removed since theirs.

        An index that is ahead of the store, or does not hold as much as it should, is built anew.
        The caller holds the writer lock.
        """
        n_passages, n_exchanges = store.count_passages(), store.count_exchanges()
        transcript = lru_cache(maxsize=None)(store.transcript)
        if _is_behind(self.dense, store, expected=n_passages):
            since = self.dense.revision
            _, removed = store.removals(after_revision=since)
            ids, embeddings = store.embeddings(after_revision=since)
            around = neighbourhoods(store.passages(after_revision=since))
            self.dense.update(ids, embeddings_in_context(embeddings, around), removed=removed)
            self.dense.save(store.revision)
        if _is_behind(self.passages, store, expected=n_passages):
            passages = store.passages(after_revision=self.passages.revision)
            terms = [index_terms(p.passage.text(transcript(p.transcript_id))) for p in passages]
            texts = [
                (passage.exchange_id, [term for i in near for term in terms[i]])
                for passage, near in zip(passages, neighbourhoods(passages), strict=True)
            ]
            _update_lexical(self.passages, texts, store)
        if _is_behind(self.exchanges, store, expected=n_exchanges):
            exchanges = store.exchanges(after_revision=self.exchanges.revision)
            texts = [
                (e.id, index_terms(e.exchange.text(transcript(e.transcript_id)))) for e in exchanges
            ]
            _update_lexical(self.exchanges, texts, store)

    def rebuild(self, store: Store) -> None:
        """Build all anew from the store. The caller holds the writer lock."""
        for index in (self.dense, self.passages, self.exchanges):
            index.clear()
        self.catch_up(store)


def _is_behind(index: DenseIndex | LexicalIndex, store: Store, *, expected: int) -> bool:
    """Whether an index needs an update; one that adding cannot mend is emptied for it."""
    is_ahead = index.revision > store.revision
    is_incomplete = index.revision == store.revision and len(index) != expected
    if index.revision == 0 or is_ahead or is_incomplete:
        index.clear()
    return index.revision < store.revision


def _update_lexical(
    index: LexicalIndex, texts: Sequence[tuple[int, Sequence[str]]], store: Store
) -> None:
    removed, _ = store.removals(after_revision=index.revision)
    index.update(texts, removed=removed)
    index.save(store.revision)
