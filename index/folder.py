"""A library folder: the SQLite file, the search indexes, and the lock that keeps them in step."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from .errors import LibraryError, LibraryLockedError
from .search_indexes import SearchIndexes
from .store import Store

LOCK_TIMEOUT_S = 10.0


class LibraryFolder:
    """Any number of processes may read a folder; one at a time writes.

    Attributes:
        store: the truth. Hold `guard` while using it: it has one connection.
        guard: lets one thread of this process in at a time.
    """

    def __init__(self, path: Path, *, lock_timeout_s: float = LOCK_TIMEOUT_S):
        """Open a folder; a missing one is created. Raises LibraryError if it cannot be used."""
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"cannot be used as a library ({error.strerror}); name a folder you may write to",
                path=path,
            ) from error
        self.path = path
        self.guard = threading.RLock()
        self.store = Store(path / "library.sqlite3")
        self._lock = FileLock(path / "write.lock")
        self._lock_timeout_s = lock_timeout_s
        self._indexes: SearchIndexes | None = None

    def close(self) -> None:
        with self.guard:
            self.store.close()
            self._indexes = None

    def indexes(self) -> SearchIndexes:
        """The search indexes at the store's revision.

        After a kill, or a write by another process, they catch up first; while another process is
        writing they may be one step behind. Hold `guard` while using them.
        """
        with self.guard:
            if self._indexes is None or self._indexes.revision != self.store.revision:
                self._indexes = SearchIndexes(self.path)
                with suppress(Timeout), self._lock.acquire(timeout=0):
                    return self._bring_up_to_date(rebuild=False)
            return self._indexes

    @contextmanager
    def writing(self, *, rebuild: bool = False) -> Iterator[Store]:
        """Hold the writer lock; at the end the search indexes catch up, or are built anew.

        Raises: LibraryLockedError if another writer holds the lock for too long; LibraryError if
            the search indexes cannot be written. What was stored stays stored then, and they catch
            up later.
        """
        try:
            self._lock.acquire(timeout=self._lock_timeout_s)
        except Timeout as error:
            raise LibraryLockedError(
                f"somebody else has been writing to it for {self._lock_timeout_s:g} seconds; "
                "wait until they are done, then try again",
                path=self.path,
            ) from error
        try:
            with self.guard:
                # An index that is ahead, of a store restored from a backup, must not meet it again.
                self._bring_up_to_date(rebuild=False)
                yield self.store
                self._bring_up_to_date(rebuild=rebuild)
        finally:
            self._lock.release()

    def _bring_up_to_date(self, *, rebuild: bool) -> SearchIndexes:
        """The caller holds lock and guard."""
        try:
            indexes = self._indexes or SearchIndexes(self.path)
            if rebuild:
                indexes.rebuild(self.store)
            else:
                indexes.catch_up(self.store)
        except (OSError, RuntimeError, ValueError) as error:  # the disk's, FAISS's and tantivy's
            self._indexes = None
            raise LibraryError(
                f"the search indexes cannot be written ({error}); what was stored is safe. Free "
                "some space or mend the permissions: they catch up at the next call",
                path=self.path,
            ) from error
        self._indexes = indexes
        return indexes
