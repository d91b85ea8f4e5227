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
                    self._indexes.catch_up(self.store)
            return self._indexes

    @contextmanager
    def writing(self, *, rebuild: bool = False) -> Iterator[Store]:
        """Hold the writer lock; at the end the search indexes catch up, or are built anew.

        Raises: LibraryLockedError if another process holds the lock for too long.
        """
        with self.guard:
            try:
                self._lock.acquire(timeout=self._lock_timeout_s)
            except Timeout as error:
                raise LibraryLockedError(
                    f"another process has been writing to it for {self._lock_timeout_s:g} "
                    "seconds; wait until it is done, then try again",
                    path=self.path,
                ) from error
            try:
                yield self.store
                indexes = self._indexes or SearchIndexes(self.path)
                if rebuild:
                    indexes.rebuild(self.store)
                else:
                    indexes.catch_up(self.store)
                self._indexes = indexes
            finally:
                self._lock.release()
