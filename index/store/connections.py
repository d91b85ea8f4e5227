"""Connections to one SQLite file, so that any number of threads read it side by side."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_BUSY_TIMEOUT_MS = 5000


class Connections:
    """A thread has one connection from its first use to its last, and then another may have it.

    Inside `snapshot` a thread reads the file as it was at the beginning, whoever writes meanwhile.
    """

    def __init__(self, path: Path, *, is_writable: bool):
        """Open the first connection, which may create the file. Raises sqlite3.Error."""
        self._path = path
        self._is_writable = is_writable
        self._guard = threading.Lock()
        self._is_closed = False
        self._idle = [self._connect("rwc")]
        self._mine = threading.local()

    def current(self) -> sqlite3.Connection:
        """This thread's connection, inside `held`."""
        return self._mine.db

    @property
    def is_reading_snapshot(self) -> bool:
        """Whether this thread is inside `snapshot`."""
        return getattr(self._mine, "in_snapshot", False)

    @property
    def is_writing(self) -> bool:
        """Whether this thread is inside a transaction that is no snapshot, and may fail yet."""
        db: sqlite3.Connection | None = getattr(self._mine, "db", None)
        return db is not None and db.in_transaction and not self.is_reading_snapshot

    @property
    def kept_in_snapshot(self) -> dict[str, Any]:
        """What this thread has read inside `snapshot`, to be read once; outside, always empty."""
        return self._mine.kept if self.is_reading_snapshot else {}

    @contextmanager
    def held(self, check: Callable[[], None] | None = None) -> Iterator[sqlite3.Connection]:
        """Have a connection; inside another call, the same one.

        Args:
            check: called before another connection is opened, raises if the file is not the one
                that was opened first.
        Raises: sqlite3.Error if none can be opened, or after `close`.
        """
        db: sqlite3.Connection | None = getattr(self._mine, "db", None)
        if db is not None:
            yield db
            return
        db = self._take(check)
        self._mine.db = db
        try:
            yield db
        finally:
            self._mine.db = None
            self._give_back(db)

    @contextmanager
    def snapshot(self, check: Callable[[], None] | None = None) -> Iterator[None]:
        """Read the file as it is now until the end; inside a transaction, what that one sees."""
        with self.held(check) as db:
            if db.in_transaction:
                yield
                return
            db.execute("BEGIN")
            self._mine.in_snapshot = True
            self._mine.kept = {}
            try:
                yield
            finally:
                self._mine.in_snapshot = False
                self._mine.kept = {}
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def close(self) -> None:
        """Close all connections; those in use, when their threads give them back."""
        with self._guard:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    def _take(self, check: Callable[[], None] | None) -> sqlite3.Connection:
        with self._guard:
            if self._is_closed:
                raise sqlite3.ProgrammingError("it was closed")
            if self._idle:
                return self._idle.pop()
        if check:
            check()
        return self._connect("rw")  # never creates a file in the place of a lost one

    def _give_back(self, db: sqlite3.Connection) -> None:
        with self._guard:
            if not self._is_closed:
                self._idle.append(db)
                return
        db.close()

    def _connect(self, mode: str) -> sqlite3.Connection:
        if not self._is_writable:
            # With `immutable`, SQLite needs no lock and no other file, but does not read the log of
            # writes either. If there is a log, a kill left it, or somebody is writing now.
            mode = "ro" if has_log(self._path) else "ro&immutable=1"
        address = f"{self._path.absolute().as_uri()}?mode={mode}"
        db = sqlite3.connect(address, check_same_thread=False, isolation_level=None, uri=True)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        return db


def has_log(path: Path) -> bool:
    """Whether SQLite's log of writes holds some."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
