"""An engine over a vector database, which follows a store."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterable, Sequence

from ...errors import LibraryError
from ...models.embedder import Embeddings
from ...store.store import Store
from ..engine import NO_LIMITS, Candidates, Limits
from .rows import dimension_of, idf, query_vector, rows_of
from .vector_database import VectorDatabase

logger = logging.getLogger(__name__)

_REVISION = "engine_revision"  # the setting of the store that says how far the database is
_MAX_KNOWN = 100_000  # terms whose count is kept


class FollowingEngine:
    """A vector database at a revision of the library, which the store remembers.

    A kill in between does no harm: what is written twice is the same, since rows have the ids of
    their passages.
    """

    def __init__(self, database: VectorDatabase, store: Store):
        self.database = database
        self._store = store
        self.words = _Words(database)

    @property
    def revision(self) -> int:
        return int(self._store.setting(_REVISION) or 0)

    def refresh(self) -> None:
        """Forget what was known of the database: another process has written to it."""
        self.database.refresh()
        self.words.forget()

    def catch_up(self, store: Store) -> None:
        self.refresh()
        if self.revision > store.revision:  # the store comes from a backup
            self.rebuild(store)
            return
        since, revision = self.revision, store.revision
        if since < revision:
            self._apply(store, since)
            store.set_setting(_REVISION, str(revision))
        expected, found = (store.count_passages(), store.count_exchanges()), self.count()
        if found != expected and since:
            logger.warning(
                "%s holds %d passages and %d exchanges, the library %d and %d; filling it again",
                *(self.database.name, *found, *expected),
            )
            self.rebuild(store)

    def _apply(self, store: Store, since: int) -> None:
        """Delete what was removed since a revision, and write each transcript that changed."""
        if since:
            removed, _ = store.removals(after_revision=since)
            self.database.delete(removed)
        infos = {info.id: info for info in store.transcripts()}
        for id, revision in store.changed_since(since):
            rows = list(rows_of(infos[id], store))
            dim = len(rows[0].embedding)
            if self.database.dim not in (None, dim):
                raise LibraryError(
                    f"{self.database.name} holds embeddings of {self.database.dim} numbers, and "
                    f"the library's have {dim}; run: turnwise doctor --rebuild",
                    path=store.path.parent,
                )
            if self.database.dim is None:
                self.database.create(dim)
            self.database.upsert(rows)
            store.set_setting(_REVISION, str(revision - 1))  # others may share the revision

    def rebuild(self, store: Store) -> None:
        store.set_setting(_REVISION, "0")
        self.database.clear()
        self._apply(store, 0)
        store.set_setting(_REVISION, str(store.revision))
        self.words.forget()

    def differs(self, store: Store) -> bool:
        """Whether the database has other rows than the store has passages, by their ids."""
        wanted = {id for id in self.database.ids() if id > 0}
        return wanted != set(store.embeddings()[0]) or self.count() != (
            store.count_passages(),
            store.count_exchanges(),
        )

    def candidates(
        self,
        terms: Sequence[str],
        embedding: Embeddings | None,
        k: int,
        store: Store,
        limits: Limits = NO_LIMITS,
    ) -> Candidates:
        del store
        own = list(dict.fromkeys(terms))
        self.words.look_up(own)
        vector = query_vector(own, map(self.words.inverse_document_frequency, own))
        cosines: dict[int, float] = {}
        passages: dict[int, float] = {}
        exchanges: dict[int, float] = {}
        for row in self.database.search(embedding, vector, k, limits):
            id = row.exchange_id
            if row.id > 0 and embedding is not None:
                cosines[id] = max(row.cosine, cosines.get(id, -1.0))
            if row.passage > 0:
                passages[id] = max(row.passage, passages.get(id, 0.0))
            if row.exchange > 0:
                exchanges[id] = row.exchange
        return Candidates(cosines, passages, exchanges)

    def holding(
        self, term: str, k: int, store: Store, limits: Limits = NO_LIMITS
    ) -> Collection[int]:
        del store
        return set(self.database.holding(dimension_of(term), k, limits))

    def count(self) -> tuple[int, int]:
        return self.database.count()


class _Words:
    """How many exchanges hold a term: asked of the database, and kept until the library changes."""

    def __init__(self, database: VectorDatabase):
        self._database = database
        self._guard = threading.Lock()
        self._holding: dict[str, int] = {}
        self._n_exchanges: int | None = None

    def forget(self) -> None:
        with self._guard:
            self._holding, self._n_exchanges = {}, None

    def look_up(self, terms: Iterable[str]) -> None:
        """Ask for several terms at once."""
        new = [term for term in dict.fromkeys(terms) if term not in self._holding]
        if new:
            counts = self._database.count_holding([dimension_of(term) for term in new])
            with self._guard:
                if len(self._holding) > _MAX_KNOWN:
                    self._holding = {}
                self._holding |= dict(zip(new, counts, strict=True))

    def _count(self, term: str) -> int:
        if not term:
            return 0
        self.look_up([term])
        return self._holding.get(term, 0)

    def holds(self, term: str) -> bool:
        return self._count(term) > 0

    def inverse_document_frequency(self, term: str) -> float:
        if self._n_exchanges is None:
            _, self._n_exchanges = self._database.count()
        return idf(self._n_exchanges, min(self._count(term), self._n_exchanges))
