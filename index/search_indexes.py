"""The search indexes of a library, kept in step with its SQLite file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .dense import DenseIndex
from .lexical import LexicalIndex
from .store import Store


class SearchIndexes:
    """Dense index of the passages, lexical indexes of passages and of whole exchanges.

    A passage shows where the words of a query stand close together; an exchange holds the words
    of question and answer together.
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
        self._catch_up_dense(store)
        self._catch_up_passages(store)
        self._catch_up_exchanges(store)

    def rebuild(self, store: Store) -> None:
        """Build all anew from the store. The caller holds the writer lock."""
        for index in (self.dense, self.passages, self.exchanges):
            index.clear()
        self.catch_up(store)

    def _catch_up_dense(self, store: Store) -> None:
        _prepare(self.dense, store, expected=store.count_passages())
        if self.dense.revision < store.revision:
            _, removed = store.removals(after_revision=self.dense.revision)
            ids, embeddings = store.embeddings(after_revision=self.dense.revision)
            self.dense.update(ids, embeddings, removed=removed)
            self.dense.save(store.revision)

    def _catch_up_passages(self, store: Store) -> None:
        _prepare(self.passages, store, expected=store.count_passages())
        since = self.passages.revision
        if since < store.revision:
            transcript = lru_cache(maxsize=None)(store.transcript)
            texts = [
                (stored.exchange_id, stored.passage.text(transcript(stored.transcript_id)))
                for stored in store.passages(after_revision=since)
            ]
            removed, _ = store.removals(after_revision=since)
            self.passages.update(texts, removed=removed)
            self.passages.save(store.revision)

    def _catch_up_exchanges(self, store: Store) -> None:
        _prepare(self.exchanges, store, expected=store.count_exchanges())
        since = self.exchanges.revision
        if since < store.revision:
            transcript = lru_cache(maxsize=None)(store.transcript)
            texts = [
                (stored.id, stored.exchange.text(transcript(stored.transcript_id)))
                for stored in store.exchanges(after_revision=since)
            ]
            removed, _ = store.removals(after_revision=since)
            self.exchanges.update(texts, removed=removed)
            self.exchanges.save(store.revision)


def _prepare(index: DenseIndex | LexicalIndex, store: Store, *, expected: int) -> None:
    """Empty an index that cannot be brought up to date by adding to it."""
    is_complete = index.revision != store.revision or len(index) == expected
    if index.revision > store.revision or index.revision == 0 or not is_complete:
        index.clear()
