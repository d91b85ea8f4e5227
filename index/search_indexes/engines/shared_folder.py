"""A library whose passages are searched by a vector database."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from filelock import FileLock, Timeout

from ...errors import UsageError
from ...folder import LOCK_TIMEOUT_S, LibraryFolder
from ...store.shared.followed_store import FollowedStore
from ...store.store import Store
from ..engine import SearchEngine
from .address import Address
from .following import FollowingEngine
from .vector_database import VectorDatabase

if TYPE_CHECKING:
    from ...store.shared.postgres import WriterLock

Used = TypeVar("Used")

TOKEN_VARIABLE = "TURNWISE_ENGINE_TOKEN"  # “user:password”, or a key of a server in the cloud


class SharedFolder(LibraryFolder):
    """As a folder, but the engine is a vector database, and the store may be PostgreSQL.

    Any number of processes on any number of machines may read a library on servers; one at a time
    writes. One whose database lies in files has a single process.
    """

    def __init__(self, address: Address, *, lock_timeout_s: float = LOCK_TIMEOUT_S):
        """Open a library; a missing one is created.

        Raises: LibraryError if the database or the store cannot be reached; UsageError if the
            packages for it are not installed.
        """
        self.path = Path(address.shown) if address.folder is None else address.folder
        self.is_writable = True
        self._guard = threading.RLock()
        self._is_writing = False
        self._lock_timeout_s = lock_timeout_s
        self._is_closed = False
        if address.folder is not None:
            address.folder.mkdir(parents=True, exist_ok=True)
        self._store, self._lock = _open_store(address)
        self._engine = FollowingEngine(_open_database(address), self._store)
        self._seen = -1  # the revision for which the engine has counted words

    def close(self) -> None:
        with self._guard:
            if not self._is_closed:
                self._is_closed = True
                self._store.close()
                self._engine.database.close()

    def indexes(self) -> FollowingEngine:
        """The engine. If it is behind, because a writer was killed, it catches up first; while
        somebody is writing it may be one step behind.

        Raises: LibraryError if the database does not answer.
        """
        revision = self.store.revision
        if self._seen == revision or self._is_writing or self.store.is_in_snapshot:
            return self._engine
        self._engine.refresh()
        if self._engine.revision != revision:
            try:
                with suppress(Timeout), self._lock.acquire(timeout=0), self._guard:
                    self._engine.catch_up(self.store)
            except OSError as error:
                raise self._no_lock(error) from error
        self._seen = revision
        return self._engine

    def use_indexes(self, use: Callable[[SearchEngine], Used]) -> Used:
        engine = self.indexes()
        with self.reading():
            return use(engine)

    def check_indexes(self) -> FollowingEngine:
        """The engine, after comparing its rows with the store's passages one by one; it is filled
        again if they differ."""
        with self._locked(), self._guard:
            self._engine.catch_up(self.store)
            if self._engine.differs(self.store):
                self._engine.rebuild(self.store)
        return self._engine

    @contextmanager
    def writing(self, *, rebuild: bool = False) -> Iterator[Store]:
        with self._locked(), self._guard:
            if not rebuild:
                self._engine.catch_up(self.store)
            was_writing, self._is_writing = self._is_writing, True
            try:
                yield self.store
                if rebuild:
                    self._engine.rebuild(self.store)
                else:
                    self._engine.catch_up(self.store)
            finally:
                self._is_writing = was_writing


def _open_store(address: Address) -> tuple[Store, FileLock | WriterLock]:
    """The store, and the lock of its writers."""
    if address.store is None:
        assert address.folder is not None
        folder = address.folder
        return FollowedStore(folder / "library.sqlite3"), FileLock(folder / "write.lock")
    with _naming("postgres"):
        from ...store.shared.postgres import WriterLock
        from ...store.shared.postgres_store import PostgresStore

    store = PostgresStore(address.store, address.name, Path(address.shown))
    return store, WriterLock(address.store, address.name)


def _open_database(address: Address) -> VectorDatabase:
    name, token = address.shown, os.environ.get(TOKEN_VARIABLE, "")
    server = f"http://{address.host}:{address.port}"
    with _naming(address.engine):
        if address.engine == "qdrant":
            from .qdrant import open_qdrant

            where = server if address.folder is None else address.folder / "qdrant"
            return open_qdrant(where, address.name, name=name, token=token)
        from .milvus import MilvusDatabase

    where = server if address.folder is None else str(address.folder / "milvus.db")
    return MilvusDatabase(where, address.name, name=name, token=token)


@contextmanager
def _naming(extra: str) -> Iterator[None]:
    """Say which packages are missing."""
    try:
        yield
    except ImportError as error:
        raise UsageError(
            f'packages are missing ({error}); run: pip install "turnwise[{extra}]"'
        ) from error
