"""Connections to a PostgreSQL database that behave as those to SQLite, as far as a store uses them.

A library is a schema of the database. Errors become sqlite3's, so that the store has one family.
"""

from __future__ import annotations

import sqlite3
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from filelock import Timeout
from psycopg import sql

from ..connections import Connections
from .dialect import gives_id, translated

_Values = Sequence[Any] | Mapping[str, Any]
_STATUS = psycopg.pq.TransactionStatus
_IN_TRANSACTION = (_STATUS.ACTIVE, _STATUS.INTRANS, _STATUS.INERROR)
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WAIT_S = 0.1  # between two tries to get a lock
_TRANSACTION, _WRITER = 0, 1  # what a lock of a library is for


class Row(tuple[Any, ...]):
    """A row with the names of its columns, as `sqlite3.Row`."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, values: Sequence[Any], names: tuple[str, ...]) -> Row:
        row = cls(values)
        row.names = names
        return row

    def keys(self) -> list[str]:
        return list(self.names)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return tuple.__getitem__(self, self.names.index(key))
        return tuple.__getitem__(self, key)


class Cursor:
    """The rows of a statement, and the id of the row that it added."""

    def __init__(self, rows: list[Row], lastrowid: int | None):
        self._rows = iter(rows)
        self.lastrowid = lastrowid

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def fetchone(self) -> Row | None:
        return next(self._rows, None)

    def fetchall(self) -> list[Row]:
        return list(self._rows)

    def fetchmany(self, n: int) -> list[Row]:
        return [row for row, _ in zip(self._rows, range(n), strict=False)]


class Connection:
    """One connection. `BEGIN` is a snapshot; `BEGIN IMMEDIATE` waits until nobody else writes."""

    text_factory: Any = str  # SQLite's; nothing reads it here

    def __init__(self, address: str, schema: str):
        with _as_sqlite():
            self._db = psycopg.connect(address, autocommit=True, application_name="turnwise")
            name = sql.Identifier(schema)
            self._db.execute(sql.SQL("SET search_path TO {}").format(name))
        self._schema = schema

    @property
    def in_transaction(self) -> bool:
        return self._db.info.transaction_status in _IN_TRANSACTION

    @property
    def is_broken(self) -> bool:
        """Whether the server or the network ended the connection."""
        return self._db.broken or self._db.closed

    def execute(self, statement: str, values: _Values = ()) -> Cursor:
        with _as_sqlite():
            text = _SNAPSHOT if statement == "BEGIN" else translated(statement)
            cursor = self._db.execute(text.encode(), _plain(values))
            if statement == "BEGIN IMMEDIATE":
                key = lock_key(self._schema, _TRANSACTION)
                self._db.execute("SELECT pg_advisory_xact_lock(%s)", [key])
            rows = _rows(cursor)
        if gives_id(statement):
            return Cursor([], rows[0]["id"])
        return Cursor(rows, None)

    def executemany(self, statement: str, rows: Iterable[_Values]) -> None:
        with _as_sqlite(), self._db.cursor() as cursor:
            values: list[Any] = [_plain(row) for row in rows]
            cursor.executemany(translated(statement).encode(), values)

    def close(self) -> None:
        self._db.close()


class PostgresConnections(Connections):
    """Connections to a schema of a database, in place of those to a file."""

    def __init__(self, address: str, schema: str):
        self._address, self._schema = address, schema
        super().__init__(Path(schema), is_writable=True)

    def _connect(self, mode: str) -> Any:
        del mode
        return Connection(self._address, self._schema)

    def _give_back(self, db: Any) -> None:
        if db.is_broken:
            db.close()
        else:
            super()._give_back(db)


class WriterLock:
    """One writer among all processes that use the library: PostgreSQL's advisory lock.

    It has a connection of its own, with which it goes when the process is killed. As `FileLock`,
    the thread that has it may take it again.
    """

    def __init__(self, address: str, schema: str):
        self._address, self._schema = address, schema
        self._mine = threading.RLock()
        self._depth = 0
        self._db: psycopg.Connection[Any] | None = None

    @contextmanager
    def _held(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.release()

    def acquire(self, timeout: float) -> Any:
        """Take the lock; the result releases it as a context manager.

        Args:
            timeout: seconds; 0 tries once.
        Raises: Timeout if another has it for so long; OSError if the database cannot be reached.
        """
        if not self._mine.acquire(timeout=max(timeout, 0)):
            raise Timeout(self._schema)
        try:
            if not self._depth:
                self._db = self._locked(timeout)
        except BaseException:
            self._mine.release()
            raise
        self._depth += 1
        return self._held()

    def release(self) -> None:
        self._depth -= 1
        if not self._depth and self._db is not None:
            self._db.close()  # and with it the lock goes
            self._db = None
        self._mine.release()

    def _locked(self, timeout: float) -> psycopg.Connection[Any]:
        end = time.monotonic() + timeout
        try:
            db = psycopg.connect(self._address, autocommit=True, application_name="turnwise lock")
            while not _try_lock(db, lock_key(self._schema, _WRITER)):
                if time.monotonic() >= end:
                    db.close()
                    raise Timeout(self._schema)
                time.sleep(_WAIT_S)
        except psycopg.Error as error:
            raise OSError(0, str(error).strip()) from error
        return db


def lock_key(schema: str, purpose: int) -> int:
    """The number of an advisory lock of a library."""
    return 2 * zlib.crc32(f"turnwise {schema}".encode()) + purpose


def _try_lock(db: psycopg.Connection[Any], key: int) -> bool:
    row = db.execute("SELECT pg_try_advisory_lock(%s)", [key]).fetchone()
    return bool(row and row[0])


def _rows(cursor: psycopg.Cursor[Any]) -> list[Row]:
    if cursor.description is None:
        return []
    names = tuple(column.name for column in cursor.description)
    return [Row.of(values, names) for values in cursor.fetchall()]


def _plain(values: _Values) -> _Values | None:
    """The values as SQLite takes them: it knows no truth values. None without any."""
    if isinstance(values, Mapping):
        return values
    return [int(value) if isinstance(value, bool) else value for value in values] or None


@contextmanager
def _as_sqlite() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise sqlite3.ProgrammingError(f"PostgreSQL: {str(error).strip()}") from error
