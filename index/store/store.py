"""The library's SQLite file: the truth from which both search indexes are rebuilt."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np

from ..errors import DamagedStoreError, LibraryError, TranscriptError
from ..ingest import IndexedTranscript
from ..models.embedder import Embeddings
from ..speakers import SpeakerNames
from ..text.terms import words_of
from ..transcript import Exchange, Passage, Transcript, Turn
from . import feedback_table, schema, speaker_table
from .feedback_table import Feedback
from .records import (
    INTEGER_OR_NONE,
    SECONDS_OR_NONE,
    TEXT_OR_NONE,
    SpeakerInTranscript,
    StoredExchange,
    StoredPassage,
    TranscriptInfo,
    checked,
    read_answers,
    read_links,
    read_notes,
    read_spans,
)
from .sqlite_errors import UNDECODABLE, damaged, library_error

logger = logging.getLogger(__name__)

MAX_EMBEDDING_LENGTH = 1.01  # rows are of unit length, but for rounding
_REBUILD = "recompute it: turnwise doctor --rebuild"

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")


def _reads(
    method: Callable[Concatenate[Store, _Given], _Read],
) -> Callable[Concatenate[Store, _Given], _Read]:
    """A method that reads, and raises LibraryError where the file is damaged or out of reach.

    Texts that are no UTF-8 any more are read with U+FFFD in the place of what is lost: one byte
    must not hide the rest. The id of such a transcript no longer fits; `doctor` names it.
    """

    @wraps(method)
    def read(self: Store, *args: _Given.args, **kwargs: _Given.kwargs) -> _Read:
        try:
            try:
                return method(self, *args, **kwargs)
            except sqlite3.OperationalError as error:
                if UNDECODABLE not in str(error):
                    raise
                with self._reading_any_bytes():
                    return method(self, *args, **kwargs)
        except sqlite3.Error as error:
            raise library_error(error, self.path.parent, is_writing=False) from error
        except (ValueError, TypeError) as error:
            raise damaged(str(error), self.path.parent) from error

    return read


class Store:
    """Transcripts, exchanges, passages and embeddings of one library.

    One connection; the caller sees to it that one thread uses it at a time. Every write method is
    one transaction that also counts the revision up, but for feedback, which no search sees.
    """

    def __init__(self, path: Path, *, may_create: bool = True, is_writable: bool = True):
        """Open the file.

        Args:
            may_create: make the tables where there are none; else that is damage.
            is_writable: False reads a file on a medium that cannot be written.
        Raises: LibraryError if it is damaged, foreign, newer, missing without `may_create`, or
            cannot be read as it is without writing.
        """
        self.path = path
        self.is_writable = is_writable
        self._reported: set[str] = set()  # ids of damaged transcripts that a warning named
        if not may_create and not (path.exists() and path.stat().st_size):
            raise _lost(path)
        try:
            self._db = _connect(path, is_writable=is_writable)
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA busy_timeout = 5000")
            if not self._has_tables() and not may_create:
                raise _lost(path)
            self._opened_as = self._identity()
            if is_writable:
                self._create_if_new()
            if schema.can_migrate(self._setting("schema_version")):
                self._migrate()
            version = self._setting("schema_version")
        except (sqlite3.Error, OSError) as error:
            log = "; what was last written is still in library.sqlite3-wal: open the library once "
            log += "where it can be written"
            raise LibraryError(
                f"{path.name} cannot be opened ({error}); check that the folder is writable and "
                "the file a Turnwise library, or restore it from a backup"
                f"{'' if is_writable or not _has_log(path) else log}",
                path=path.parent,
            ) from error
        if version != schema.VERSION:
            raise LibraryError(
                f"it has format {version}, this program reads {schema.VERSION}; "
                "open it with the version of Turnwise that wrote it",
                path=path.parent,
            )

    def _create_if_new(self) -> None:
        """Make the tables unless there are some; of several processes at once, one does."""
        if self._has_tables():
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        with self._transaction():
            if self._has_tables():
                return
            schema.create(self._db)

    def _migrate(self) -> None:
        """Bring an older file up to date; of several processes at once, one does."""
        with self._transaction():
            version = self._setting("schema_version")
            if version and schema.can_migrate(version):
                schema.migrate(self._db, version)

    def _has_tables(self) -> bool:
        return self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None

    def check_in_place(self) -> None:
        """Raises LibraryError unless the file that was opened still stands at its path.

        What is written to a removed file is lost with it. One on a medium that we cannot write is
        read without locks, so that nobody else may have changed it either.
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
        self._db.close()

    # -- settings

    @_reads
    def setting(self, key: str) -> str | None:
        return self._setting(key)

    def _setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    @property
    def revision(self) -> int:
        """Counts the writes."""
        value = self.setting("revision")
        if value is None or not value.isdecimal():
            raise damaged("the setting “revision” is no number", self.path.parent)
        return int(value)

    @property
    def model(self) -> tuple[str, str] | None:
        """Name and fingerprint of the model behind the embeddings; None before the first."""
        name, fingerprint = self.setting("model_name"), self.setting("model_fingerprint")
        return (name, fingerprint) if name and fingerprint else None

    # -- writing

    def add(self, indexed: IndexedTranscript, *, model: tuple[str, str]) -> None:
        """Add a transcript with all that was worked out from it.

        Args:
            model: name and fingerprint of the model that made the embeddings.
        Raises: LibraryError if the transcript is there already.
        """
        with self._write() as revision:
            if self.has(indexed.transcript.id):
                raise LibraryError(
                    f"transcript {indexed.transcript.id} is in it already", path=self.path.parent
                )
            self._set_model(model)
            self._insert_transcript(indexed.transcript)
            self._insert_words(indexed)
            self._insert_exchanges(indexed, revision)

    def reindex(
        self,
        indexed: Iterable[IndexedTranscript],
        *,
        model: tuple[str, str],
        unreadable: Iterable[str] = (),
    ) -> None:
        """Put what was worked out anew in the place of the old.

        Args:
            unreadable: ids of damaged transcripts. What was worked out from them goes, so that the
                rest can be searched; the turns stay.
        """
        indexed, unreadable = list(indexed), list(unreadable)
        try:
            self._reindex(indexed, model, unreadable)
        except DamagedStoreError as error:
            logger.warning("%s: replacing its tables of exchanges and passages", error)
            self._reindex(indexed, model, replace_tables=True)
            with suppress(sqlite3.Error):  # what is damaged elsewhere, or read by others, stays
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
                schema.replace_derived(self._db)
            else:
                self._db.execute("REINDEX")  # mends SQLite's own indexes
            self._set_model(model)
            for id in unreadable:
                self._delete_exchanges(id, revision)
            self._delete_what_belongs_to_nothing()
            for one in indexed:
                self._delete_exchanges(one.transcript.id, revision)
                self._insert_words(one)
                self._insert_exchanges(one, revision)

    def remove(self, transcript_id: str) -> None:
        """Remove a transcript and all that was worked out from it."""
        with self._write() as revision:
            self._delete_exchanges(transcript_id, revision)
            speaker_table.forget_transcript(transcript_id, self._db)
            self._db.execute("DELETE FROM transcripts WHERE id = ?", (transcript_id,))

    def set_url(self, transcript_id: str, url: str) -> None:
        """Set where a recording can be heard."""
        with self._write():
            self._db.execute("UPDATE transcripts SET url = ? WHERE id = ?", (url, transcript_id))

    def set_title_and_date(self, transcript_id: str, title: str, date: str | None) -> None:
        """Set what a transcript is called, and when it was recorded."""
        with self._write():
            self._db.execute(
                "UPDATE transcripts SET title = ?, date = ? WHERE id = ?",
                (title, date, transcript_id),
            )

    def set_speaker_names(
        self, names: SpeakerNames, relinked: Iterable[IndexedTranscript] = ()
    ) -> None:
        """Put names in the place of the present ones, and apply them to all turns.

        Args:
            relinked: the transcripts whose exchanges are others under the new names.
        """
        with self._write() as revision:
            speaker_table.write_names(names, self._db)
            for one in relinked:
                self._delete_exchanges(one.transcript.id, revision)
                self._insert_words(one)
                self._insert_exchanges(one, revision)

    def write_feedback(self, feedback: Feedback) -> None:
        """Store a verdict in the place of an earlier one on the same answer."""
        with self._transaction():
            feedback_table.write_feedback(feedback, self._db)

    def forget_feedback(self, feedback: Feedback) -> None:
        """Drop the verdict on the same answer."""
        with self._transaction():
            feedback_table.forget_feedback(feedback, self._db)

    def _insert_transcript(self, transcript: Transcript) -> None:
        notes = json.dumps([[note.line, note.text] for note in transcript.notes])
        links = json.dumps([[link.question, link.answers] for link in transcript.links])
        t = transcript
        self._db.execute(
            "INSERT INTO transcripts (id, title, date, source, url, format, notes, links)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (t.id, t.title, t.date, t.source, t.url, t.format, notes, links),
        )
        self._db.executemany(
            "INSERT INTO turns (transcript_id, number, speaker, text, start_s, end_s, label)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (t.id, turn.number, turn.speaker, turn.text, turn.start_s, turn.end_s, turn.label)
                for turn in t.turns
            ],
        )

    def _insert_words(self, indexed: IndexedTranscript) -> None:
        id = indexed.transcript.id
        self._db.executemany(
            "UPDATE turns SET words = ? WHERE transcript_id = ? AND number = ?",
            [
                (" ".join(words), id, turn.number)
                for turn, words in zip(indexed.transcript.turns, indexed.words, strict=True)
            ],
        )

    def _insert_exchanges(self, indexed: IndexedTranscript, revision: int) -> None:
        ids: dict[int, int | None] = {}
        for exchange in indexed.exchanges:
            cursor = self._db.execute(
                "INSERT INTO exchanges (transcript_id, number, question, answers, revision)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    indexed.transcript.id,
                    exchange.number,
                    exchange.question_turn,
                    json.dumps(exchange.answers),
                    revision,
                ),
            )
            ids[exchange.number] = cursor.lastrowid
        self._db.executemany(
            "INSERT INTO passages (exchange_id, spans, embedding) VALUES (?, ?, ?)",
            [
                (
                    ids[passage.exchange_number],
                    json.dumps([[s.turn_number, s.start, s.end] for s in passage.spans]),
                    embedding.astype("<f4").tobytes(),
                )
                for passage, embedding in zip(indexed.passages, indexed.embeddings, strict=True)
            ],
        )

    def _delete_exchanges(self, transcript_id: str, revision: int) -> None:
        self._db.execute(
            "INSERT INTO removals SELECT ?, e.id, json_group_array(p.id) FILTER (WHERE p.id)"
            " FROM exchanges e LEFT JOIN passages p ON p.exchange_id = e.id"
            " WHERE e.transcript_id = ? GROUP BY e.id",
            (revision, transcript_id),
        )
        self._db.execute("DELETE FROM exchanges WHERE transcript_id = ?", (transcript_id,))

    def _delete_what_belongs_to_nothing(self) -> None:
        """Drop exchanges and passages that damage has cut off; SQLite itself leaves none."""
        self._db.execute(
            "DELETE FROM exchanges WHERE transcript_id NOT IN (SELECT id FROM transcripts)"
        )
        self._db.execute("DELETE FROM passages WHERE exchange_id NOT IN (SELECT id FROM exchanges)")

    def _set_model(self, model: tuple[str, str]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO settings VALUES (?, ?)",
            [("model_name", model[0]), ("model_fingerprint", model[1])],
        )

    @contextmanager
    def _write(self) -> Iterator[int]:
        """One transaction, which gets the next revision."""
        with self._transaction():
            revision = self.revision + 1
            self._db.execute(
                "UPDATE settings SET value = ? WHERE key = 'revision'", (str(revision),)
            )
            yield revision

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing. Raises LibraryError if SQLite cannot write: no room, no permission,
        damage; or if the file is not the one at its path any more."""
        if not self.is_writable:
            raise LibraryError(
                "it cannot be written, only read; give yourself permission to write, or copy it to "
                "a folder that you may write to",
                path=self.path.parent,
            )
        self.check_in_place()
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:  # it failed, and SQLite has not rolled it back itself
                    self._db.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise library_error(error, self.path.parent, is_writing=True) from error
        self.check_in_place()

    # -- reading transcripts

    @_reads
    def has(self, transcript_id: str) -> bool:
        row = self._db.execute("SELECT 1 FROM transcripts WHERE id = ?", (transcript_id,))
        return row.fetchone() is not None

    @_reads
    def transcripts(self) -> list[TranscriptInfo]:
        """All transcripts, by date, then in order of adding; those without a date last."""
        rows = checked(
            self._db.execute(
                "SELECT id, title, date, source, url, format FROM transcripts"
                " ORDER BY date IS NULL, date, rowid"
            ),
            *(str, str, TEXT_OR_NONE, TEXT_OR_NONE, TEXT_OR_NONE, TEXT_OR_NONE),
        )
        infos: list[TranscriptInfo] = []
        for id, title, date, source, url, format in rows:
            speakers = checked(
                self._db.execute(
                    "SELECT speaker, count(*) FROM turns WHERE transcript_id = ?"
                    " GROUP BY speaker ORDER BY min(number)",
                    (id,),
                ),
                *(str, int),
            )
            names = tuple(name for name, _ in speakers)
            n_turns = sum(count for _, count in speakers)
            infos.append(TranscriptInfo(id, title, date, source, url, format, names, n_turns))
        return infos

    @_reads
    def transcript(self, transcript_id: str) -> Transcript:
        """One transcript, whole. Raises KeyError if it is not there."""
        row = self._db.execute(
            "SELECT title, date, source, url, format, notes, links FROM transcripts WHERE id = ?",
            (transcript_id,),
        ).fetchone()
        if row is None:
            raise KeyError(transcript_id)
        turns = self._db.execute(
            "SELECT number, speaker, text, start_s, end_s, label FROM turns WHERE transcript_id = ?"
            " ORDER BY number",
            (transcript_id,),
        ).fetchall()
        try:
            transcript = _transcript(transcript_id, row, turns)
        except (ValueError, TypeError, TranscriptError) as error:
            raise self._damaged(transcript_id, str(error)) from error
        if transcript.stored_id and transcript_id not in self._reported:
            self._reported.add(transcript_id)
            logger.warning(
                "%s: the turns of transcript %s are not those that were added; remove it and add "
                "its file again (turnwise doctor says more)",
                self.path.parent,
                transcript_id,
            )
        return transcript

    @_reads
    def speaker_names(self) -> SpeakerNames:
        """The names that were given to speakers."""
        return speaker_table.read_names(self._db)

    @_reads
    def speakers_in_transcripts(self) -> list[SpeakerInTranscript]:
        """Every label of every transcript, in order of transcripts and first appearance."""
        return speaker_table.speakers_in_transcripts(self._db)

    @_reads
    def feedback(self) -> list[Feedback]:
        """People's verdicts on answers, in order of when they were given."""
        return feedback_table.read_feedback(self._db)

    # -- reading what was worked out from them

    @_reads
    def words(self, transcript_id: str, first: int, last: int) -> dict[int, list[str]]:
        """The words of each turn from `first` to `last` that is there, by its number, in order."""
        rows = self._db.execute(
            "SELECT number, words, text FROM turns"
            " WHERE transcript_id = ? AND number BETWEEN ? AND ? ORDER BY number",
            (transcript_id, first, last),
        )
        return {
            number: words_of(text) if words is None else words.split()
            for number, words, text in checked(rows, int, TEXT_OR_NONE, str)
        }

    @_reads
    def exchanges(self, *, after_revision: int = 0) -> list[StoredExchange]:
        """The exchanges added since a revision, in order of id."""
        rows = self._db.execute(
            "SELECT id, transcript_id, number, question, answers FROM exchanges"
            " WHERE revision > ? ORDER BY id",
            (after_revision,),
        )
        return [self._stored_exchange(row) for row in rows]

    @_reads
    def exchanges_of(self, transcript_id: str) -> list[Exchange]:
        """The exchanges of one transcript, in order."""
        rows = self._db.execute(
            "SELECT id, transcript_id, number, question, answers FROM exchanges"
            " WHERE transcript_id = ? ORDER BY number",
            (transcript_id,),
        )
        return [self._stored_exchange(row).exchange for row in rows]

    @_reads
    def exchange(self, exchange_id: int) -> StoredExchange | None:
        """One exchange; None if it is not there."""
        row = self._db.execute(
            "SELECT id, transcript_id, number, question, answers FROM exchanges WHERE id = ?",
            (exchange_id,),
        ).fetchone()
        return self._stored_exchange(row) if row else None

    @_reads
    def exchange_asked_in(self, transcript_id: str, turn: int) -> StoredExchange | None:
        """The exchange whose question this turn is; None where it asks nothing."""
        row = self._db.execute(
            "SELECT id, transcript_id, number, question, answers FROM exchanges"
            " WHERE transcript_id = ? AND question = ?",
            (transcript_id, turn),
        ).fetchone()
        return self._stored_exchange(row) if row else None

    @_reads
    def passages(self, *, after_revision: int = 0) -> list[StoredPassage]:
        """The passages added since a revision, in order of id."""
        rows = self._db.execute(
            "SELECT p.id, e.id, e.transcript_id, e.number, p.spans"
            " FROM passages p JOIN exchanges e ON e.id = p.exchange_id"
            " WHERE e.revision > ? ORDER BY p.id",
            (after_revision,),
        )
        return [
            StoredPassage(id, exchange_id, transcript_id, self._passage(transcript_id, *stored))
            for id, exchange_id, transcript_id, *stored in checked(rows, int, int, str, int, str)
        ]

    @_reads
    def passages_in(self, transcript_id: str) -> list[Passage]:
        """The passages of one transcript, in order of id."""
        rows = self._db.execute(
            "SELECT e.number, p.spans FROM passages p JOIN exchanges e ON e.id = p.exchange_id"
            " WHERE e.transcript_id = ? ORDER BY p.id",
            (transcript_id,),
        )
        return [self._passage(transcript_id, *row) for row in checked(rows, int, str)]

    @_reads
    def passages_of(self, exchange_id: int, dim: int) -> tuple[list[Passage], Embeddings]:
        """The passages of one exchange, in order, and their embeddings: float32 (n, dim)."""
        rows = self._db.execute(
            "SELECT e.transcript_id, e.number, p.spans, p.embedding FROM passages p"
            " JOIN exchanges e ON e.id = p.exchange_id WHERE e.id = ? ORDER BY p.id",
            (exchange_id,),
        )
        rows = checked(rows, str, int, str, bytes)
        passages = [self._passage(*row[:3]) for row in rows]
        return passages, self._embeddings([(row[0], row[3]) for row in rows], dim)

    @_reads
    def embeddings(self, *, after_revision: int = 0) -> tuple[list[int], Embeddings]:
        """Passage ids in order, and their embeddings: float32 (n_passages, dim)."""
        rows = self._db.execute(
            "SELECT p.id, e.transcript_id, embedding FROM passages p"
            " JOIN exchanges e ON e.id = exchange_id WHERE e.revision > ? ORDER BY p.id",
            (after_revision,),
        )
        rows = checked(rows, int, str, bytes)
        sizes = Counter(len(blob) for *_, blob in rows)
        dim = sizes.most_common(1)[0][0] // 4 if rows else 0
        return [row[0] for row in rows], self._embeddings([row[1:] for row in rows], dim)

    @_reads
    def passage_ids(self, exchange_ids: Iterable[int]) -> list[int]:
        """Ids of the passages of these exchanges."""
        rows = self._db.execute(
            "SELECT id FROM passages WHERE exchange_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(exchange_ids)),),
        )
        return [row[0] for row in checked(rows, int)]

    @_reads
    def exchange_ids_of_passages(self, passage_ids: Iterable[int]) -> dict[int, int]:
        """Passage id → exchange id, for those that are there."""
        rows = self._db.execute(
            "SELECT id, exchange_id FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(passage_ids)),),
        )
        return dict(checked(rows, int, int))

    @_reads
    def removals(self, *, after_revision: int) -> tuple[list[int], list[int]]:
        """Exchange ids and passage ids removed since a revision."""
        rows = self._db.execute(
            "SELECT exchange_id, passage_ids FROM removals WHERE revision > ?", (after_revision,)
        )
        rows = checked(rows, int, TEXT_OR_NONE)
        return [row[0] for row in rows], [id for row in rows for id in _ids(row[1])]

    @_reads
    def count_passages(self) -> int:
        return self._db.execute("SELECT count(*) FROM passages").fetchone()[0]

    @_reads
    def count_exchanges(self) -> int:
        return self._db.execute("SELECT count(*) FROM exchanges").fetchone()[0]

    @_reads
    def select_exchanges(
        self,
        *,
        speakers: Sequence[str] | None = None,
        transcripts: Sequence[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        asked_by: Sequence[str] | None = None,
    ) -> set[int]:
        """Ids of the exchanges in which one of the speakers asks or answers, in those transcripts.

        Args:
            speakers, transcripts: names and ids; None for all.
            asked_by: names of those who ask; None for all.
            after, before: ISO dates, both included; a transcript without a date fits neither.
        """
        rows = self._db.execute(
            """
            SELECT e.id FROM exchanges e JOIN transcripts t ON t.id = e.transcript_id
            WHERE (:transcripts IS NULL OR t.id IN (SELECT value FROM json_each(:transcripts)))
              AND (:after IS NULL OR t.date >= :after)
              AND (:before IS NULL OR t.date <= :before)
              AND (:speakers IS NULL OR EXISTS (
                SELECT 1 FROM turns
                WHERE turns.transcript_id = t.id
                  AND turns.speaker IN (SELECT value FROM json_each(:speakers))
                  AND (turns.number = e.question
                       OR turns.number IN (SELECT value FROM json_each(e.answers)))))
              AND (:asked_by IS NULL OR EXISTS (
                SELECT 1 FROM turns
                WHERE turns.transcript_id = t.id AND turns.number = e.question
                  AND turns.speaker IN (SELECT value FROM json_each(:asked_by))))
            """,
            {
                "transcripts": None if transcripts is None else json.dumps(list(transcripts)),
                "speakers": None if speakers is None else json.dumps(list(speakers)),
                "after": after,
                "before": before,
                "asked_by": None if asked_by is None else json.dumps(list(asked_by)),
            },
        )
        return {row[0] for row in checked(rows, int)}

    @_reads
    def check_file(self, most: int = 5) -> list[str]:
        """What SQLite finds wrong with the file, at most so many findings; nothing in order."""
        db = self._db
        found = [row[0] for row in db.execute(f"PRAGMA integrity_check({most:d})")]
        if found == ["ok"]:
            found = [
                f"a row of {table} belongs to no row of {parent}"
                for table, _, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(most)
            ]
        return found

    def damaged_transcript(self, transcript_id: str) -> LibraryError:
        """The error to raise where an exchange or a passage has turns that are not there."""
        problem = "its exchanges have turns that are not there"
        return self._damaged(transcript_id, problem, mend=_REBUILD)

    # -- records of rows

    def _stored_exchange(self, row: tuple[Any, ...]) -> StoredExchange:
        checked([row], int, str, int, INTEGER_OR_NONE, str)
        id, transcript_id, number, question, answers = row
        try:
            exchange = Exchange(number, question, read_answers(answers))
        except ValueError as error:
            raise self._damaged(transcript_id, str(error), mend=_REBUILD) from error
        return StoredExchange(id, transcript_id, exchange)

    def _passage(self, transcript_id: str, number: int, spans: str) -> Passage:
        try:
            return Passage(number, read_spans(spans))
        except ValueError as error:
            raise self._damaged(transcript_id, str(error), mend=_REBUILD) from error

    def _embeddings(self, rows: Sequence[tuple[str, bytes]], dim: int) -> Embeddings:
        """float32 (n_rows, dim) of (transcript id, embedding)."""
        vectors = np.zeros((len(rows), dim), dtype=np.float32)
        for number, (transcript_id, blob) in enumerate(rows):
            if len(blob) != 4 * dim:
                problem = f"an embedding has {len(blob)} bytes in place of {4 * dim}"
                raise self._damaged(transcript_id, problem, mend=_REBUILD)
            vectors[number] = np.frombuffer(blob, dtype="<f4")
        with np.errstate(all="ignore"):
            lengths = np.linalg.norm(vectors, axis=1)
            impossible = np.flatnonzero(~(lengths <= MAX_EMBEDDING_LENGTH))  # NaN is not, either
        if impossible.size:
            transcript_id, _ = rows[int(impossible[0])]
            raise self._damaged(transcript_id, "an embedding holds no embedding", mend=_REBUILD)
        return vectors

    def _damaged(
        self, transcript_id: str, problem: str, *, mend: str | None = None
    ) -> LibraryError:
        """The error that names a damaged transcript, and how to mend it."""
        try:
            row = self._db.execute("SELECT title FROM transcripts WHERE id = ?", (transcript_id,))
            (title,) = row.fetchone()
        except (sqlite3.Error, TypeError):
            title = "?"
        again = f"remove it (turnwise remove {transcript_id}) and add its file again"
        return LibraryError(
            f"transcript “{title}” ({transcript_id}) is damaged: {problem}; {mend or again}, or "
            "restore library.sqlite3 from a backup",
            path=self.path.parent,
        )


def _connect(path: Path, *, is_writable: bool) -> sqlite3.Connection:
    address, is_uri = str(path), False
    if not is_writable:
        # With `immutable`, SQLite needs no lock and no file beside this one, but sees no log of
        # writes either. A log that is there was left by a kill, or somebody is writing now.
        address = f"{path.absolute().as_uri()}?mode=ro{'' if _has_log(path) else '&immutable=1'}"
        is_uri = True
    return sqlite3.connect(address, check_same_thread=False, isolation_level=None, uri=is_uri)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _lost(path: Path) -> LibraryError:
    return LibraryError(
        f"{path.name} is missing or empty, and other files of a library lie beside it: its "
        "transcripts are lost. Restore it from a backup; to start over, name another folder or "
        "empty this one",
        path=path.parent,
    )


def _transcript(id: str, row: tuple[Any, ...], turns: Sequence[tuple[Any, ...]]) -> Transcript:
    """Raises ValueError, TypeError or TranscriptError if a column is damaged."""
    checked([row], str, TEXT_OR_NONE, TEXT_OR_NONE, TEXT_OR_NONE, TEXT_OR_NONE, str, str)
    title, date, source, url, format, notes, links = row
    types = (int, str, str, SECONDS_OR_NONE, SECONDS_OR_NONE, TEXT_OR_NONE)
    transcript = Transcript(
        title=title,
        turns=tuple(Turn(*turn) for turn in checked(turns, *types)),
        date=date,
        source=source,
        url=url,
        format=format,
        notes=read_notes(notes),
        links=read_links(links),
    )
    if transcript.content_id == id:
        return transcript
    return replace(transcript, stored_id=id)


def _ids(column: str | None) -> list[int]:
    ids = json.loads(column or "[]")
    if not isinstance(ids, list) or not all(isinstance(id, int) for id in ids):
        raise ValueError("the column “passage_ids” holds no ids")
    return ids
