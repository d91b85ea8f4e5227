"""A library's SQLite file: opening it, transactions, snapshots, and what its errors say."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from ..errors import LibraryError
from . import migrations, schema
from .connections import Connections, has_log
from .contents import ByTranscript, Part, ReadParts, follow
from .records import DamagedRowError
from .sqlite_errors import UNDECODABLE, damaged, library_error

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")
_Joined = TypeVar("_Joined")
_File = TypeVar("_File", bound="StoreFile")


def reads(
    method: Callable[Concatenate[_File, _Given], _Read],
) -> Callable[Concatenate[_File, _Given], _Read]:
    """Decorate a method that reads: it raises LibraryError if the file is damaged or out of reach.

    Text that is not UTF-8 any more is read with U+FFFD for what is lost, so that one byte does not
    hide the rest. The id of such a transcript no longer fits its words; `doctor` names it.
    """

    @wraps(method)
    def read(self: _File, *args: _Given.args, **kwargs: _Given.kwargs) -> _Read:
        try:
            with self._connections.held(self.check_in_place):
                try:
                    return method(self, *args, **kwargs)
                except sqlite3.OperationalError as error:
                    if UNDECODABLE not in str(error):
                        raise
                    with self._reading_any_bytes():
                        return method(self, *args, **kwargs)
        except DamagedRowError as error:
            raise self._damaged_transcript(error) from error
        except sqlite3.Error as error:
            raise library_error(error, self.path.parent, is_writing=False) from error
        except (ValueError, TypeError) as error:
            raise damaged(str(error), self.path.parent) from error

    return read


class StoreFile:
    """The file, whatever its tables hold. Any number of threads may use it."""

    def __init__(self, path: Path, *, may_create: bool = True, is_writable: bool = True):
        """Open the file.

        Args:
            may_create: whether to create missing tables; otherwise they count as damage.
            is_writable: False for a file on a medium that cannot be written.
        Raises: LibraryError if the file is damaged, foreign or newer, if it is missing without
            `may_create`, or if it cannot be read without writing to it first.
        """
        self.path = path
        self.is_writable = is_writable
        self._remember_nothing()
        if not may_create and not (path.exists() and path.stat().st_size):
            raise _lost(path)
        try:
            self._connections = Connections(path, is_writable=is_writable)
            with self._connections.held():
                if not self._has_tables() and not may_create:
                    raise _lost(path)
                self._opened_as = self._identity()
                if is_writable:
                    self._create_if_new()
                if migrations.can_migrate(self._setting("schema_version")):
                    self._migrate()
                version = self._setting("schema_version")
        except (sqlite3.Error, OSError) as error:
            log = (
                "; the last writes are still in library.sqlite3-wal: open the library once where "
                "it can be written"
            )
            raise LibraryError(
                f"{path.name} cannot be opened ({error}); check that the folder is writable and "
                "the file a Turnwise library, or restore it from a backup"
                f"{'' if is_writable or not has_log(path) else log}",
                path=path.parent,
            ) from error
        if version != str(schema.VERSION):
            raise LibraryError(
                f"it has format {version}, this program reads {schema.VERSION}; "
                "open it with the version of Turnwise that wrote it",
                path=path.parent,
            )

    def _remember_nothing(self) -> None:
        """Begin with nothing kept of what is in the file."""
        self._values: dict[str, tuple[int, Any]] = {}  # name → revision, what was read there
        self._keeping = threading.Lock()

    def _create_if_new(self) -> None:
        """Create the tables if there are none; of several processes, one does."""
        if self._has_tables():
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        with self._transaction():
            if self._has_tables():
                return
            schema.create_tables(self._db)

    def _migrate(self) -> None:
        """Give an older file the present tables; of several processes, one does."""
        with self._transaction():
            version = self._setting("schema_version")
            if not version or not migrations.can_migrate(version):
                return
            migrations.migrate(self._db, version)
        with suppress(sqlite3.Error):  # others read it, or there is no room
            self._db.execute("VACUUM")

    def _has_tables(self) -> bool:
        return self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None

    def check_in_place(self) -> None:
        """Raises LibraryError if the file at the path is not the one that was opened.

        What is written to a removed file is lost with it. A file on a medium that we cannot write
        is read without locks, so it must not have changed either.
        """
        try:
            there = self._identity()
        except OSError:
            there = None
        if there == self._opened_as:
            return
        happened = "removed or replaced" if self.is_writable else "removed, replaced or changed"
        raise LibraryError(
            f"the folder was {happened} while it was open; open it again", path=self.path.parent
        )

    def _identity(self) -> tuple[int, ...]:
        stat = self.path.stat()
        if self.is_writable:
            return stat.st_dev, stat.st_ino
        return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns

    @contextmanager
    def _reading_any_bytes(self) -> Iterator[None]:
        before = self._db.text_factory
        self._db.text_factory = lambda text: text.decode("utf-8", "replace")
        try:
            yield
        finally:
            self._db.text_factory = before

    def close(self) -> None:
        """Close the file; what other threads are reading comes to its end."""
        self._connections.close()

    @property
    def _db(self) -> sqlite3.Connection:
        return self._connections.current()

    @property
    def is_in_snapshot(self) -> bool:
        """Whether this thread is inside `snapshot`."""
        return self._connections.is_reading_snapshot

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the library at one revision until the end, whoever writes meanwhile.

        Raises: LibraryError as all that reads.
        """
        try:
            with self._connections.snapshot(self.check_in_place):
                yield
        except sqlite3.Error as error:
            raise library_error(error, self.path.parent, is_writing=False) from error

    # -- settings

    @reads
    def setting(self, key: str) -> str | None:
        return self._setting(key)

    def set_setting(self, key: str, value: str) -> None:
        """Write a setting that no search reads: the revision stays."""
        with self._transaction():
            self._db.execute(
                "INSERT INTO settings (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    def _setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else None

    @property
    def revision(self) -> int:
        """The number of writes so far."""
        kept = self._connections.kept_in_snapshot
        if "revision" not in kept:
            kept["revision"] = self.setting("revision")
        value = kept["revision"]
        if value is None or not value.isdecimal():
            raise damaged("the setting “revision” is no number", self.path.parent)
        return int(value)

    @property
    def model(self) -> tuple[str, str] | None:
        """Name and fingerprint of the embedding model; None before the first embedding."""
        name, fingerprint = self.setting("model_name"), self.setting("model_fingerprint")
        return (name, fingerprint) if name and fingerprint else None

    # -- transactions

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all writes inside one transaction, with one revision."""
        with self._write():
            yield

    @contextmanager
    def _write(self) -> Iterator[int]:
        """One transaction, which gets the next revision; inside another one, a part of it."""
        with self._connections.held(self.check_in_place) as db:
            is_part = db.in_transaction and not self._connections.is_reading_snapshot
            if is_part:
                yield self.revision
                return
        with self._transaction():
            revision = self.revision + 1
            self._db.execute(
                "UPDATE settings SET value = ? WHERE key = 'revision'", (str(revision),)
            )
            yield revision

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing.

        Raises: LibraryError if SQLite cannot write (no room, no permission, damage), or if another
            file is at the path now.
        """
        if not self.is_writable:
            raise LibraryError(
                "it cannot be written, only read; give yourself permission to write, or copy it to "
                "a folder that you may write to",
                path=self.path.parent,
            )
        self.check_in_place()
        try:
            with self._connections.held(self.check_in_place) as db:
                assert not self._connections.is_reading_snapshot, "a snapshot is for reading"
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    db.execute("COMMIT")
                finally:
                    if db.in_transaction:  # it failed, and SQLite has not rolled it back itself
                        db.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise library_error(error, self.path.parent, is_writing=True) from error
        self.check_in_place()

    # -- reading

    def _kept(self, name: str, read: Callable[[sqlite3.Connection, _Read | None], _Read]) -> _Read:
        """What a function reads, once for each revision; nobody changes the result.

        Args:
            read: gets what it read at another revision too; None the first time.
        """
        kept = self._connections.kept_in_snapshot
        if name not in kept:
            kept[name] = self._present(name, read)
        return kept[name]

    @reads
    def _present(
        self, name: str, read: Callable[[sqlite3.Connection, _Read | None], _Read]
    ) -> _Read:
        known = self._values.get(name)
        if self._connections.is_writing:  # what it reads may come to nothing
            return read(self._db, known and known[1])
        with self._connections.snapshot():
            revision = self.revision
            with self._keeping:
                known = self._values.get(name)
                if known is None or known[0] != revision:
                    known = (revision, read(self._db, known and known[1]))
                    self._values[name] = known
        return known[1]

    def _followed(self, name: str, read: ReadParts[Part]) -> ByTranscript[Part]:
        """What a function reads of each transcript, once until the transcript changes."""
        return self._kept(name, lambda db, before: follow(before, read, db))

    def _joined(
        self,
        name: str,
        read: ReadParts[Part],
        join: Callable[[Mapping[str, Part]], _Joined],
    ) -> _Joined:
        """What another function makes of all that is read of each transcript, as `_followed`."""

        def both(
            db: sqlite3.Connection, before: tuple[ByTranscript[Part], _Joined] | None
        ) -> tuple[ByTranscript[Part], _Joined]:
            present = follow(before and before[0], read, db)
            return present, join(present.parts)

        return self._kept(name, both)[1]

    # -- damage

    @reads
    def check_file(self, max_problems: int = 5) -> list[str]:
        """The first problems that SQLite finds in the file; none if it is in order."""
        rows = self._db.execute(f"PRAGMA integrity_check({max_problems:d})")
        problems = [row["integrity_check"] for row in rows]
        if problems == ["ok"]:
            orphans = self._db.execute("PRAGMA foreign_key_check").fetchmany(max_problems)
            problems = [
                f"a row of {row['table']} belongs to no row of {row['parent']}" for row in orphans
            ]
        return problems

    def damaged_transcript(self, transcript_id: str) -> LibraryError:
        """The error to raise if an exchange or a passage has turns that are not there."""
        problem = "its exchanges have turns that are not there"
        return self._damaged_transcript(DamagedRowError(transcript_id, problem, is_derived=True))

    def _damaged_transcript(self, error: DamagedRowError) -> LibraryError:
        """The error that names a damaged transcript, and how to mend it."""
        id = error.transcript_id
        try:
            with self._connections.held(), self._reading_any_bytes():
                row = self._db.execute("SELECT title FROM transcripts WHERE id = ?", (id,))
                title = row.fetchone()["title"]
        except (sqlite3.Error, TypeError):
            title = "?"
        mend = (
            "recompute it: turnwise doctor --rebuild"
            if error.is_derived
            else f"remove it (turnwise remove {id}) and add its file again"
        )
        return LibraryError(
            f"transcript “{title}” ({id}) is damaged: {error}; {mend}, or restore library.sqlite3 "
            "from a backup",
            path=self.path.parent,
        )


def _lost(path: Path) -> LibraryError:
    return LibraryError(
        f"{path.name} is missing or empty, and other files of a library lie beside it: its "
        "transcripts are lost. Restore it from a backup; to start over, name another folder or "
        "empty this one",
        path=path.parent,
    )
