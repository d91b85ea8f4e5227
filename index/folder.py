"""A library folder: the SQLite file, the search indexes, and the lock that keeps them in step."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from .errors import DamagedIndexError, LibraryError, LibraryLockedError
from .search_indexes.engine import SearchEngine
from .search_indexes.engines.address import read_address
from .search_indexes.indexes import SearchIndexes
from .store.store import Store

LOCK_TIMEOUT_S = 10.0

logger = logging.getLogger(__name__)
Used = TypeVar("Used")


class LibraryFolder:
    """Any number of processes may read a folder; one at a time writes.

    Threads read side by side, each the store and the indexes as they are when it begins, and wait
    for a writer of this process only if there are no indexes yet.
    """

    def __init__(self, path: Path, *, lock_timeout_s: float = LOCK_TIMEOUT_S):
        """Open a folder; a missing one is created, and one that cannot be written is only read.

        Raises: LibraryError if it cannot be used, or library.sqlite3 is lost from it.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
            # Before the store is opened: another process may be filling a new folder.
            has_indexes = _has_indexes(path)
        except OSError as error:
            raise _unusable(path, error.strerror) from error
        file = path / "library.sqlite3"
        self.path = path
        self.is_writable = _is_writable(path, file)
        if not self.is_writable and not file.exists():
            raise _unusable(path, "no library is in it, and it is read-only")
        self._guard = threading.RLock()  # of who writes, or mends the indexes
        self._is_writing = False  # in this process; its result is not yet to be seen
        self._store = Store(
            file,
            may_create=self.is_writable and not has_indexes,
            is_writable=self.is_writable,
        )
        self._lock = FileLock(path / "write.lock")
        self._lock_timeout_s = lock_timeout_s
        self._indexes: SearchIndexes | None = None
        self._is_closed = False

    @property
    def store(self) -> Store:
        """The SQLite file: the truth. Raises LibraryError after `close`."""
        if self._is_closed:
            raise LibraryError("it was closed; open it again with Library.open", path=self.path)
        return self._store

    def close(self) -> None:
        with self._guard:
            self._is_closed = True
            self._store.close()
            self._indexes = None

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The store at one revision, whoever writes. Raises LibraryError after `close`."""
        store = self.store
        if store.is_in_snapshot:
            yield store
            return
        with store.snapshot():
            yield store

    def indexes(self) -> SearchEngine:
        """The search indexes at the store's revision, which nobody changes while they are used.

        After a kill, or a write by another process, they catch up first; while somebody is writing
        they may be one step behind.

        Raises: LibraryLockedError if another process is making the first ones, or mending them;
            LibraryError if the store is damaged, the folder was removed while it was open, or
            there is no room for the indexes.
        """
        self.store.check_in_place()
        opened = self._indexes
        if opened and (self._is_writing or self.store.is_in_snapshot or self._is_current(opened)):
            return opened
        with self._guard:
            opened = self._indexes
            if opened and self._is_current(opened):
                return opened
            if not self.is_writable:
                self._indexes = None
                return self._bring_up_to_date()
            try:
                with suppress(Timeout), self._lock.acquire(timeout=0):
                    self._indexes = None  # another process may have put other files there
                    return self._bring_up_to_date()
            except OSError as error:
                raise self._no_lock(error) from error
            fresh = SearchIndexes(self.path)
            if fresh.revision or self._indexes is None:
                self._indexes = fresh
            if self._indexes.revision or not self.store.revision:
                return self._indexes
            self._indexes = None
            raise LibraryLockedError(
                "its search indexes are being built; wait a moment, then try again", path=self.path
            )

    def _is_current(self, indexes: SearchIndexes) -> bool:
        return indexes.revision == self.store.revision and indexes.are_unchanged

    def use_indexes(self, use: Callable[[SearchEngine], Used]) -> Used:
        """Return what a function makes of the search indexes, with the store at one revision.

        Waits for indexes that are being built. If one turns out to be damaged, all are rebuilt and
        the function is called once more.

        Raises: LibraryError if that does not help, and as `indexes`.
        """
        try:
            indexes = self.indexes()
            with self.reading():
                return use(indexes)
        except LibraryLockedError:
            is_damaged = False
        except DamagedIndexError as error:
            logger.warning("%s; rebuilding the indexes", error)
            is_damaged = True
        # The lock first, in the order of writers: otherwise each would wait for the other.
        with self._locked(), self._guard:
            self._indexes = None
            indexes = self._bring_up_to_date(rebuild=is_damaged)
        with self.reading():
            return use(indexes)

    def check_indexes(self) -> SearchEngine:
        """The search indexes, after comparing every file with its checksum.

        Rebuilds those that differ. Raises: as `indexes`.
        """
        with self._locked(), self._guard:
            return self._bring_up_to_date(is_thorough=True)

    @contextmanager
    def writing(self, *, rebuild: bool = False) -> Iterator[Store]:
        """Hold the writer lock; at the end the search indexes catch up, or are rebuilt.

        Raises: LibraryLockedError if another writer holds the lock for too long; LibraryError if
            the folder is read-only or was removed while it was open, or if the search indexes
            cannot be written. What was stored stays stored then, and the indexes catch up later.
        """
        if not self.is_writable:
            raise LibraryError(
                "the folder is read-only; give yourself permission to write to it, or copy it to "
                "where you may write",
                path=self.path,
            )
        with self._locked(), self._guard:
            # Before the write: after a restore from a backup an index may be ahead of the store,
            # and would look up to date once the write has counted the revision up.
            if not rebuild:
                rebuild = not self._is_brought_up_to_date()
            was_writing, self._is_writing = self._is_writing, True
            try:
                yield self.store
                self._bring_up_to_date(rebuild=rebuild)
            finally:
                self._is_writing = was_writing
            self.store.check_in_place()

    def _is_brought_up_to_date(self) -> bool:
        """Bring the indexes to the store's revision; False if that fails.

        A failure must not stop the write, which may mend the cause.
        """
        if self._indexes is not None and self._indexes.revision != self.store.revision:
            self._indexes = None  # another process has written
        try:
            self._bring_up_to_date()
        except LibraryError as error:
            logger.warning("%s", error)
            with self._writing_indexes():
                SearchIndexes(self.path).forget()
            return False
        return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the writer lock; there is none on a medium that cannot be written."""
        self.store.check_in_place()  # otherwise the lock would create a new folder
        if not self.is_writable:
            yield
            return
        try:
            self._lock.acquire(timeout=self._lock_timeout_s)
        except Timeout as error:
            raise LibraryLockedError(
                f"somebody else has been writing to it for {self._lock_timeout_s:g} seconds; "
                "wait until they are done, then try again",
                path=self.path,
            ) from error
        except OSError as error:
            raise self._no_lock(error) from error
        try:
            yield
        finally:
            self._lock.release()

    def _no_lock(self, error: OSError) -> LibraryError:
        return LibraryError(
            f"write.lock in it cannot be used ({error.strerror}); check the permissions of the "
            "folder and the file",
            path=self.path,
        )

    def _bring_up_to_date(
        self, *, rebuild: bool = False, is_thorough: bool = False
    ) -> SearchIndexes:
        """The caller holds lock and guard, or the folder is read-only.

        Who searches meanwhile has the indexes as they were.
        """
        opened = None if is_thorough else self._indexes
        try:
            with self._writing_indexes():
                self._indexes = self._caught_up(opened, rebuild=rebuild, is_thorough=is_thorough)
        except BaseException:
            self._indexes = None
            raise
        return self._indexes

    @contextmanager
    def _writing_indexes(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError, ValueError) as error:  # the disk's, FAISS's and tantivy's
            raise LibraryError(
                f"the search indexes cannot be written ({error}); what was stored is safe. Free "
                "some space or mend the permissions: they catch up at the next call",
                path=self.path,
            ) from error

    def _caught_up(
        self, opened: SearchIndexes | None, *, rebuild: bool, is_thorough: bool
    ) -> SearchIndexes:
        """The indexes at the store's revision; if one is damaged, all are rebuilt, once."""
        indexes = (opened and opened.copy()) or SearchIndexes(
            self.path, is_writable=self.is_writable, is_thorough=is_thorough
        )
        try:
            if not rebuild:
                indexes.catch_up(self.store)
                return indexes
        except DamagedIndexError as error:
            logger.warning("%s; rebuilding the indexes", error)
        indexes.rebuild(self.store)
        return indexes


def is_library(path: Path) -> bool:
    """Whether a library, perhaps a damaged one, lies in a folder; one on a server is made by its
    first use."""
    address = read_address(path)
    if address is not None:
        path = address.folder or path
        return address.folder is None or (path / "library.sqlite3").exists()
    return (path / "library.sqlite3").exists() or _has_indexes(path)


def _is_writable(folder: Path, file: Path) -> bool:
    """Whether a library can be written: the folder, and the file if it exists."""
    return os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))


def _has_indexes(folder: Path) -> bool:
    """Whether a folder holds search indexes or SQLite's log of writes."""
    log = folder / "library.sqlite3-wal"
    return (
        (log.exists() and log.stat().st_size > 0)
        or any(folder.glob("dense[.-]*"))
        or any(folder.glob("terms/*/*"))
    )


def _unusable(path: Path, why: str | None) -> LibraryError:
    return LibraryError(
        f"cannot be used as a library ({why}); name a folder you may write to", path=path
    )
