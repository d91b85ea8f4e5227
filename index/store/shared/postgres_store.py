"""The store of a library in a PostgreSQL database: the tables that SQLite has, in a schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from ...errors import LibraryError
from ...ingest import IndexedTranscript
from .. import schema
from .followed_store import FollowedStore
from .postgres import PostgresConnections


class PostgresStore(FollowedStore):
    """Many processes may read and write it; a transaction that writes waits for the others."""

    def __init__(self, address: str, name: str, shown: Path):
        """Open the store; missing tables are created.

        Args:
            address: `postgresql://user@host/database`.
            name: of the schema.
            shown: how errors call the library.
        Raises: LibraryError if the database cannot be reached, or the tables are another
            version's.
        """
        self.path = shown / "library.sqlite3"  # errors name the library, its parent
        self.is_writable = True
        self._remember_nothing()
        try:
            with psycopg.connect(address, autocommit=True) as db:
                create = sql.SQL("CREATE SCHEMA IF NOT EXISTS {}")
                db.execute(create.format(sql.Identifier(name)))
            self._connections: Any = PostgresConnections(address, name)
            with self._connections.held():
                self._create_if_new()
                version = self._setting("schema_version")
        except (psycopg.Error, sqlite3.Error) as error:
            raise LibraryError(
                f"the database of its transcripts cannot be used ({str(error).strip()}); check "
                "TURNWISE_STORE, and that PostgreSQL runs there",
                path=shown,
            ) from error
        if version != str(schema.VERSION):
            raise LibraryError(
                f"its tables have format {version}, this program uses {schema.VERSION}; copy the "
                "library with the version of Turnwise that wrote it, then add it again",
                path=shown,
            )

    def _create_if_new(self) -> None:
        with self._transaction():
            if not self._has_tables():
                schema.create_tables(self._db)

    def _has_tables(self) -> bool:
        row = self._db.execute("SELECT to_regclass('settings') IS NOT NULL").fetchone()
        return bool(row and row[0])

    def check_in_place(self) -> None:
        """A server's tables do not move."""

    @contextmanager
    def _reading_any_bytes(self) -> Iterator[None]:
        yield  # PostgreSQL takes no text that is not UTF-8

    def check_file(self, max_problems: int = 5) -> list[str]:
        """No problems: PostgreSQL checks its own pages."""
        del max_problems
        return []

    def _reindex(
        self,
        indexed: Iterable[IndexedTranscript],
        model: tuple[str, str],
        unreadable: Iterable[str] = (),
        *,
        replace_tables: bool = False,
    ) -> None:
        del unreadable, replace_tables  # of damage to SQLite's file
        with self._write() as revision:
            self._set_model(model)
            for transcript in indexed:
                self._replace_derived(transcript, revision)
