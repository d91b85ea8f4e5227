"""The search indexes of a library, which follow its SQLite file."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from itertools import chain
from pathlib import Path

import numpy as np

from ..models.embedder import Embeddings
from ..store.contents import Ids
from ..store.store import Store
from .additions import Additions, additions_since
from .dense import DenseIndex
from .engine import NO_LIMITS, Candidates, Limits
from .lexical import LexicalIndex

logger = logging.getLogger(__name__)


class SearchIndexes:
    """Dense index of the passages, lexical indexes of passages and of whole exchanges.

    Passages are indexed with their context window (`context`). A passage has a query's words close
    together; an exchange has the words of question and answer together.
    """

    def __init__(self, folder: Path, *, is_writable: bool = True, is_thorough: bool = False):
        """Open the indexes; a missing or damaged one is empty, at revision 0. Writes nothing.

        Args:
            is_writable: False for a read-only folder; an index that is behind is then built in
                memory.
            is_thorough: compare the checksums of all files, even large ones.
        """
        self._folder = folder
        self._is_writable = is_writable
        self.dense = DenseIndex(folder, is_thorough=is_thorough)
        terms = folder / "terms"
        self.passages = LexicalIndex(
            terms / "passages", is_writable=is_writable, is_thorough=is_thorough
        )
        self.exchanges = LexicalIndex(
            terms / "exchanges", is_writable=is_writable, is_thorough=is_thorough
        )

    def copy(self) -> SearchIndexes:
        """The same indexes, to be changed while others search these."""
        other = copy(self)
        other.dense, other.passages, other.exchanges = map(copy, self._all)
        return other

    @property
    def _all(self) -> tuple[DenseIndex | LexicalIndex, ...]:
        return self.dense, self.passages, self.exchanges

    @property
    def revision(self) -> int:
        """The library revision that all indexes have reached."""
        return min(index.revision for index in self._all)

    @property
    def are_unchanged(self) -> bool:
        """Whether the files that searches read are the ones that were opened."""
        return self.passages.is_unchanged and self.exchanges.is_unchanged

    @property
    def words(self) -> LexicalIndex:
        """The words of whole exchanges."""
        return self.exchanges

    def candidates(
        self,
        terms: Sequence[str],
        embedding: Embeddings | None,
        k: int,
        store: Store,
        limits: Limits = NO_LIMITS,
    ) -> Candidates:
        """The exchanges of the k best passages by meaning, and of the k best by words; those found
        by words have a cosine too. See `SearchEngine`."""
        allowed = limits.allowed()
        passages = dict(self.passages.search(terms, k, allowed=allowed))
        exchanges = dict(self.exchanges.search(terms, k, allowed=allowed))
        if embedding is None:
            return Candidates({}, passages, exchanges)
        also = passages.keys() | exchanges.keys()
        cosines = self._cosines(embedding, k, store, allowed, also=also)
        return Candidates(cosines, passages, exchanges)

    def _cosines(
        self,
        embedding: Embeddings,
        k: int,
        store: Store,
        allowed: Ids | None,
        *,
        also: Collection[int],
    ) -> Mapping[int, float]:
        """Exchange id → cosine of its best passage, for the nearest ones and those in `also`."""
        ids, products = self.dense.nearest(
            embedding,
            k,
            allowed=None if allowed is None else store.passage_ids_of(allowed),
            also=store.passage_ids_of(np.array(list(also), dtype=np.int64)),
        )
        exchanges = store.exchange_ids_of(ids)
        order = np.argsort(exchanges)
        exchanges, products = exchanges[order], products[order]
        firsts = np.flatnonzero(np.diff(exchanges, prepend=-1))
        best = np.maximum.reduceat(products, firsts) if len(firsts) else products
        found = dict(zip(exchanges[firsts].tolist(), best.tolist(), strict=True))
        found.pop(0, None)  # of those that were removed since the index was written
        return found

    def holding(
        self, term: str, k: int, store: Store, limits: Limits = NO_LIMITS
    ) -> Collection[int]:
        """Ids of at most k exchanges that hold a term."""
        del store
        return {id for id, _ in self.exchanges.search([term], k, allowed=limits.allowed())}

    def count(self) -> tuple[int, int]:
        """How many passages and exchanges the indexes hold."""
        return len(self.dense), len(self.exchanges)

    def catch_up(self, store: Store) -> None:
        """Apply the store's additions and removals since each index's revision.

        An index that is ahead of the store or has the wrong size is rebuilt. The caller holds the
        writer lock, or the folder is read-only.

        Raises: LibraryError if the store is damaged; OSError, RuntimeError or ValueError if
            writing the indexes fails.
        """
        if self._is_writable:
            for index in self._all:
                if index.revision and index.is_touched:
                    index.save_marks()
        n_passages, n_exchanges = store.count_passages(), store.count_exchanges()
        behind = [
            index
            for index, expected in zip(
                self._all, (n_passages, n_passages, n_exchanges), strict=True
            )
            if self._is_behind(index, store, expected=expected)
        ]
        if not behind:
            return
        # An index that is further takes what it has again, which changes nothing.
        since = min(index.revision for index in behind)
        exchange_ids, passage_ids = store.removals(after_revision=since)
        batches = additions_since(since, store)
        first = next(batches, Additions([], store))
        for added in chain([first], batches):
            if self.dense in behind:
                self.dense.update(added.passage_ids, added.embeddings(), removed=passage_ids)
            if self.passages in behind:
                self.passages.update(added.texts_of_passages(), removed=exchange_ids)
            if self.exchanges in behind:
                self.exchanges.update(added.texts_of_exchanges(), removed=exchange_ids)
            exchange_ids, passage_ids = [], []
        for index in behind:
            index.save(store.revision)

    def rebuild(self, store: Store) -> None:
        """Rebuild all indexes from the store. The caller holds the writer lock."""
        for index in self._all:
            index.clear()
        self.catch_up(store)

    def forget(self) -> None:
        """Invalidate the indexes on disk. The caller holds the writer lock."""
        for index in self._all:
            index.forget()

    def _is_behind(self, index: DenseIndex | LexicalIndex, store: Store, *, expected: int) -> bool:
        """Whether an index needs an update; clears it if additions cannot repair it."""
        if index.revision > store.revision:
            logger.warning(
                "%s: a search index has revision %d, but library.sqlite3 has revision %d; was it "
                "restored from a backup, or the file library.sqlite3-wal lost?",
                *(self._folder, index.revision, store.revision),
            )
            index.clear()
        is_incomplete = index.revision == store.revision and len(index) != expected
        if index.revision == 0 or is_incomplete:
            index.clear()
        if not self._is_writable and index.revision < store.revision:
            logger.warning(
                "%s: a search index is behind or damaged, and the folder is read-only; it is "
                "built in memory each time. Open the library once where the folder is writable",
                self._folder,
            )
            index.keep_in_memory()
        return index.revision < store.revision
