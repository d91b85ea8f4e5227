"""The search indexes of a library, kept in step with its SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
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
        passages, exchanges = store.count_passages(), store.count_exchanges()
        if _is_behind(self.dense, store, expected=passages):
            since = self.dense.revision
            _, removed = store.removals(after_revision=since)
            self.dense.update(*store.embeddings(after_revision=since), removed=removed)
            self.dense.save(store.revision)
        transcript = lru_cache(maxsize=None)(store.transcript)
        if _is_behind(self.passages, store, expected=passages):
            stored = store.passages(after_revision=self.passages.revision)
            texts = [(p.exchange_id, p.passage.text(transcript(p.transcript_id))) for p in stored]
            _update_lexical(self.passages, texts, store)
        if _is_behind(self.exchanges, store, expected=exchanges):
            asked = store.exchanges(after_revision=self.exchanges.revision)
            texts = [(e.id, e.exchange.text(transcript(e.transcript_id))) for e in asked]
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


def _update_lexical(index: LexicalIndex, texts: Sequence[tuple[int, str]], store: Store) -> None:
    removed, _ = store.removals(after_revision=index.revision)
    index.update(texts, removed=removed)
    index.save(store.revision)
