"""The library's SQLite file: the truth from which the search indexes are rebuilt."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from ..errors import DamagedStoreError, LibraryError
from ..ingest import IndexedTranscript
from ..models.embedder import Embeddings
from ..speakers import SpeakerNames
from ..transcript import Exchange, Passage, Transcript
from . import (
    change_table,
    contents,
    exchange_table,
    feedback_table,
    migrations,
    schema,
    speaker_table,
    transcript_table,
)
from .change_table import Change
from .connections import Connections, has_log
from .contents import Passages, Voices
from .feedback_table import Feedback
from .records import (
    DamagedRowError,
    SpeakerInTranscript,
    StoredExchange,
    StoredPassage,
    TranscriptInfo,
)
from .sqlite_errors import UNDECODABLE, damaged, library_error
from .transcript_table import Detail

logger = logging.getLogger(__name__)

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")


def _reads(
    method: Callable[Concatenate[Store, _Given], _Read],
) -> Callable[Concatenate[Store, _Given], _Read]:
    """Decorate a method that reads: it raises LibraryError if the file is damaged or out of reach.

    Text that is not UTF-8 any more is read with U+FFFD for what is lost, so that one byte does not
    hide the rest. The id of such a transcript no longer fits its words; `doctor` names it.
    """

    @wraps(method)
    def read(self: Store, *args: _Given.args, **kwargs: _Given.kwargs) -> _Read:
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


class Store:
    """The SQLite file of a library; the modules beside this one hold the tables.

    Any number of threads may use it. Every method that writes is one transaction, and counts the
    revision up unless it writes feedback, which no search reads.
    """

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
        self._values: dict[str, tuple[int, Any]] = {}  # name → revision, what was read there
        self._keeping = threading.Lock()
        self._reported: set[str] = set()  # ids of damaged transcripts that a warning named
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
            if version and migrations.can_migrate(version):
                migrations.migrate(self._db, version)

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

    @_reads
    def setting(self, key: str) -> str | None:
        return self._setting(key)

    def _setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else None

    @property
    def revision(self) -> int:
        """The number of writes so far."""
        value = self.setting("revision")
        if value is None or not value.isdecimal():
            raise damaged("the setting “revision” is no number", self.path.parent)
        return int(value)

    @property
    def model(self) -> tuple[str, str] | None:
        """Name and fingerprint of the embedding model; None before the first embedding."""
        name, fingerprint = self.setting("model_name"), self.setting("model_fingerprint")
        return (name, fingerprint) if name and fingerprint else None

    # -- writing

    def add(self, indexed: IndexedTranscript, *, model: tuple[str, str]) -> None:
        """Add a transcript with all that was computed from it.

        Args:
            model: name and fingerprint of the embedding model.
        Raises: LibraryError if the transcript is there already.
        """
        id = indexed.transcript.id
        with self._write() as revision:
            if self.has(id):
                raise LibraryError(f"transcript {id} is in it already", path=self.path.parent)
            self._set_model(model)
            transcript_table.write_transcript(indexed.transcript, self._db)
            self._write_derived(indexed, revision)

    def reindex(
        self,
        indexed: Iterable[IndexedTranscript],
        *,
        model: tuple[str, str],
        unreadable: Iterable[str] = (),
    ) -> None:
        """Replace all that was computed from the transcripts.

        Args:
            unreadable: ids of damaged transcripts. Their exchanges and passages go, so that the
                rest can be searched; their turns stay.
        """
        indexed, unreadable = list(indexed), list(unreadable)
        try:
            self._reindex(indexed, model, unreadable)
        except DamagedStoreError as error:
            logger.warning("%s: replacing its tables of exchanges and passages", error)
            self._reindex(indexed, model, replace_tables=True)
            # damage elsewhere, or other readers, may prevent it
            with suppress(sqlite3.Error), self._connections.held():
                self._db.execute("VACUUM")

    def _reindex(
        self,
        indexed: Iterable[IndexedTranscript],
        model: tuple[str, str],
        unreadable: Iterable[str] = (),
        *,
        replace_tables: bool = False,
    ) -> None:
        with self._write() as revision:
            if replace_tables:
                schema.replace_derived_tables(self._db)
            else:
                self._db.execute("REINDEX")  # mends SQLite's own indexes
            self._set_model(model)
            for id in unreadable:
                exchange_table.delete_exchanges_of(id, revision, self._db)
            exchange_table.delete_orphans(self._db)
            for transcript in indexed:
                self._replace_derived(transcript, revision)

    def remove(self, transcript_id: str) -> None:
        """Remove a transcript and all that was computed from it."""
        with self._write() as revision:
            exchange_table.delete_exchanges_of(transcript_id, revision, self._db)
            speaker_table.delete_names_in(transcript_id, self._db)
            transcript_table.delete_transcript(transcript_id, self._db)

    def replace(self, indexed: IndexedTranscript) -> None:
        """Replace the turns and links of a transcript, and all that was computed from them."""
        with self._write() as revision:
            transcript_table.replace_turns(indexed.transcript, self._db)
            self._replace_derived(indexed, revision)

    def set_details(self, transcript_id: str, details: Mapping[Detail, object]) -> None:
        """Set some of what is told of a transcript: its title, date, address, tags."""
        with self._write():
            transcript_table.write_details(transcript_id, details, self._db)

    def record(self, change: Change) -> int:
        """Add a change to the history, and return its id."""
        with self._write():
            return change_table.write_change(change, self._db)

    def forget_changes(self, transcript_id: str) -> None:
        """Delete the history of a transcript, as far as it concerns no other."""
        with self._write():
            change_table.delete_changes_of(transcript_id, self._db)

    def set_speaker_names(
        self, names: SpeakerNames, relinked: Iterable[IndexedTranscript] = ()
    ) -> None:
        """Replace the speakers' names, and rename all turns.

        Args:
            relinked: the transcripts whose exchanges differ under the new names.
        """
        with self._write() as revision:
            speaker_table.write_names(names, self._db)
            for transcript in relinked:
                self._replace_derived(transcript, revision)

    def write_feedback(self, feedback: Feedback) -> None:
        """Store a verdict; it replaces an earlier one on the same answer."""
        with self._transaction():
            feedback_table.write_feedback(feedback, self._db)

    def forget_feedback(self, feedback: Feedback) -> None:
        """Delete the verdict on the same answer."""
        with self._transaction():
            feedback_table.delete_feedback(feedback, self._db)

    def _replace_derived(self, indexed: IndexedTranscript, revision: int) -> None:
        exchange_table.delete_exchanges_of(indexed.transcript.id, revision, self._db)
        self._write_derived(indexed, revision)

    def _write_derived(self, indexed: IndexedTranscript, revision: int) -> None:
        transcript_table.write_words(indexed, self._db)
        transcript_table.write_summary(indexed, self._db)
        exchange_table.write_exchanges(indexed, revision, self._db)

    def _set_model(self, model: tuple[str, str]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)",
            [("model_name", model[0]), ("model_fingerprint", model[1])],
        )

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

    @_reads
    def _kept(self, name: str, read: Callable[[sqlite3.Connection], _Read]) -> _Read:
        """What a function reads, once for each revision; nobody changes the result."""
        if self._db.in_transaction and not self._connections.is_reading_snapshot:
            return read(self._db)  # a transaction may change what it reads
        with self._connections.snapshot():
            revision = self.revision
            with self._keeping:
                known = self._values.get(name)
                if known is None or known[0] != revision:
                    known = self._values[name] = (revision, read(self._db))
        return known[1]

    @_reads
    def has(self, transcript_id: str) -> bool:
        return transcript_table.has_transcript(transcript_id, self._db)

    def transcripts(self) -> list[TranscriptInfo]:
        """All transcripts, by date, then in order of adding; those without a date last."""
        return list(self._kept("transcripts", transcript_table.list_transcripts))

    @_reads
    def transcript(self, transcript_id: str) -> Transcript:
        """One transcript, whole. Raises KeyError if it is not there."""
        transcript = transcript_table.read_transcript(transcript_id, self._db)
        if transcript.is_damaged and transcript_id not in self._reported:
            self._reported.add(transcript_id)
            logger.warning(
                "%s: the turns of transcript %s are not those that were added; remove it and add "
                "its file again (turnwise doctor says more)",
                self.path.parent,
                transcript_id,
            )
        return transcript

    @_reads
    def words(self, transcript_id: str, first: int, last: int) -> dict[int, list[str]]:
        """Turn number → words in order, for the turns from `first` to `last` that are there."""
        return transcript_table.read_words(transcript_id, first, last, self._db)

    def speaker_names(self) -> SpeakerNames:
        """The names that people gave to speakers."""
        return self._kept("names", speaker_table.read_names)

    @_reads
    def speakers_in_transcripts(self) -> list[SpeakerInTranscript]:
        """Every label of every transcript, in order of transcripts and first appearance."""
        return speaker_table.speakers_in_transcripts(self._db)

    @_reads
    def changes(self, transcript_id: str | None = None) -> list[Change]:
        """What people corrected in a transcript, or in all, oldest first."""
        return change_table.list_changes(transcript_id, self._db)

    @_reads
    def change(self, change_id: int) -> Change | None:
        """One change, of a removal with the words; None if there is none."""
        return change_table.read_change(change_id, self._db)

    @_reads
    def feedback(self) -> list[Feedback]:
        """People's verdicts on answers, oldest first."""
        return feedback_table.read_feedback(self._db)

    @_reads
    def exchanges(self, *, after_revision: int = 0) -> list[StoredExchange]:
        """The exchanges added since a revision, in order of id."""
        return exchange_table.list_exchanges(after_revision, self._db)

    @_reads
    def exchanges_of(self, transcript_id: str) -> list[Exchange]:
        """The exchanges of one transcript, in order."""
        return exchange_table.exchanges_of(transcript_id, self._db)

    @_reads
    def exchange(self, exchange_id: int) -> StoredExchange | None:
        """One exchange; None if it is not there."""
        return exchange_table.read_exchange(exchange_id, self._db)

    @_reads
    def exchange_asked_in(self, transcript_id: str, turn: int) -> StoredExchange | None:
        """The exchange whose question this turn is; None if the turn asks nothing."""
        return exchange_table.exchange_asked_in(transcript_id, turn, self._db)

    def voices(self) -> Voices:
        """The exchanges by transcript and by speaker."""
        return self._kept("voices", contents.read_voices)

    def passages_by_exchange(self) -> Passages:
        """The ids of all passages by exchange."""
        return self._kept("passages", contents.read_passages)

    @_reads
    def passages(self, *, after_revision: int = 0) -> list[StoredPassage]:
        """The passages added since a revision, in order of id."""
        return exchange_table.list_passages(after_revision, self._db)

    @_reads
    def passages_in(self, transcript_id: str) -> list[Passage]:
        """The passages of one transcript, in order of id."""
        return exchange_table.passages_in(transcript_id, self._db)

    @_reads
    def embedded_passages_in(self, transcript_id: str) -> tuple[list[Passage], Embeddings]:
        """The passages of one transcript, and their embeddings: float32 (n, dim)."""
        return exchange_table.embedded_passages_in(transcript_id, self._db)

    @_reads
    def passages_of(self, exchange_id: int, dim: int) -> tuple[list[Passage], Embeddings]:
        """The passages of one exchange, in order, and their embeddings: float32 (n, dim)."""
        return exchange_table.passages_of(exchange_id, dim, self._db)

    @_reads
    def embeddings(self, *, after_revision: int = 0) -> tuple[list[int], Embeddings]:
        """Passage ids in order, and their embeddings: float32 (n_passages, dim)."""
        return exchange_table.list_embeddings(after_revision, self._db)

    @_reads
    def removals(self, *, after_revision: int) -> tuple[list[int], list[int]]:
        """Exchange ids and passage ids removed since a revision."""
        return exchange_table.list_removals(after_revision, self._db)

    @_reads
    def count_passages(self) -> int:
        return exchange_table.count_passages(self._db)

    @_reads
    def count_exchanges(self) -> int:
        return exchange_table.count_exchanges(self._db)

    @_reads
    def has_exchanges(self) -> bool:
        """Whether there is anything to find."""
        return exchange_table.has_exchanges(self._db)

    # -- damage

    @_reads
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
