"""The library's SQLite file: the truth from which both search indexes are rebuilt."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from . import feedback_table, schema, speaker_table
from .embedder import Embeddings
from .errors import LibraryError
from .feedback_table import Feedback
from .ingest import IndexedTranscript
from .speakers import SpeakerNames
from .stored import SpeakerInTranscript, StoredExchange, StoredPassage, TranscriptInfo
from .terms import words_of
from .transcript import Exchange, Link, Note, Passage, Span, Transcript, Turn


class Store:
    """Transcripts, exchanges, passages and embeddings of one library.

    One connection; the caller sees to it that one thread uses it at a time. Every write method is
    one transaction that also counts the revision up, but for feedback, which no search sees.
    """

    def __init__(self, path: Path):
        """Open the file, or create it. Raises LibraryError if it is damaged, foreign or newer."""
        self.path = path
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA busy_timeout = 5000")
            self._create_if_new()
            if schema.can_migrate(self.setting("schema_version")):
                self._migrate()
            version = self.setting("schema_version")
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(
                f"{path.name} cannot be opened ({error}); check that the folder is writable and "
                "the file a Turnwise library, or restore it from a backup",
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
            version = self.setting("schema_version")
            if version and schema.can_migrate(version):
                schema.migrate(self._db, version)

    def _has_tables(self) -> bool:
        return self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None

    def close(self) -> None:
        self._db.close()

    # -- settings

    def setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    @property
    def revision(self) -> int:
        """Counts the writes."""
        return int(self.setting("revision") or 0)

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

    def reindex(self, indexed: Iterable[IndexedTranscript], *, model: tuple[str, str]) -> None:
        """Put what was worked out anew in the place of the old."""
        with self._write() as revision:
            self._set_model(model)
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
                    exchange.question,
                    json.dumps(exchange.answers),
                    revision,
                ),
            )
            ids[exchange.number] = cursor.lastrowid
        self._db.executemany(
            "INSERT INTO passages (exchange_id, spans, embedding) VALUES (?, ?, ?)",
            [
                (
                    ids[passage.exchange],
                    json.dumps([[s.turn, s.start, s.end] for s in passage.spans]),
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
        """All or nothing. Raises LibraryError if SQLite cannot write: no room, no permission."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:  # it failed, and SQLite has not rolled it back itself
                    self._db.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise LibraryError(
                f"it cannot be written ({error}) and is as it was; check the free space and that "
                "the folder is writable",
                path=self.path.parent,
            ) from error

    # -- reading transcripts

    def has(self, transcript_id: str) -> bool:
        row = self._db.execute("SELECT 1 FROM transcripts WHERE id = ?", (transcript_id,))
        return row.fetchone() is not None

    def transcripts(self) -> list[TranscriptInfo]:
        """All transcripts, by date, then in order of adding; those without a date last."""
        rows = self._db.execute(
            "SELECT id, title, date, source, url, format FROM transcripts"
            " ORDER BY date IS NULL, date, rowid"
        ).fetchall()
        infos: list[TranscriptInfo] = []
        for id, title, date, source, url, format in rows:
            speakers = self._db.execute(
                "SELECT speaker, count(*) FROM turns WHERE transcript_id = ?"
                " GROUP BY speaker ORDER BY min(number)",
                (id,),
            ).fetchall()
            names = tuple(name for name, _ in speakers)
            n_turns = sum(count for _, count in speakers)
            infos.append(TranscriptInfo(id, title, date, source, url, format, names, n_turns))
        return infos

    def transcript(self, transcript_id: str) -> Transcript:
        """One transcript, whole. Raises KeyError if it is not there."""
        row = self._db.execute(
            "SELECT title, date, source, url, format, notes, links FROM transcripts WHERE id = ?",
            (transcript_id,),
        ).fetchone()
        if row is None:
            raise KeyError(transcript_id)
        title, date, source, url, format, notes, links = row
        turns = self._db.execute(
            "SELECT number, speaker, text, start_s, end_s, label FROM turns WHERE transcript_id = ?"
            " ORDER BY number",
            (transcript_id,),
        )
        return Transcript(
            title=title,
            turns=tuple(Turn(*turn) for turn in turns),
            date=date,
            source=source,
            url=url,
            format=format,
            notes=tuple(Note(line, text) for line, text in json.loads(notes)),
            links=tuple(Link(question, tuple(answers)) for question, answers in json.loads(links)),
        )

    def speaker_names(self) -> SpeakerNames:
        """The names that were given to speakers."""
        return speaker_table.read_names(self._db)

    def speakers_in_transcripts(self) -> list[SpeakerInTranscript]:
        """Every label of every transcript, in order of transcripts and first appearance."""
        return speaker_table.speakers_in_transcripts(self._db)

    def feedback(self) -> list[Feedback]:
        """People's verdicts on answers, in order of when they were given."""
        return feedback_table.read_feedback(self._db)

    # -- reading what was worked out from them

    def words(self, transcript_id: str, first: int, last: int) -> dict[int, list[str]]:
        """The words of each turn from `first` to `last` that is there, by its number, in order."""
        rows = self._db.execute(
            "SELECT number, words, text FROM turns"
            " WHERE transcript_id = ? AND number BETWEEN ? AND ? ORDER BY number",
            (transcript_id, first, last),
        )
        return {
            number: words_of(text) if words is None else words.split()
            for number, words, text in rows
        }

    def exchanges(self, *, after_revision: int = 0) -> list[StoredExchange]:
        """The exchanges added since a revision, in order of id."""
        rows = self._db.execute(
            "SELECT id, transcript_id, number, question, answers FROM exchanges"
            " WHERE revision > ? ORDER BY id",
            (after_revision,),
        )
        return [_stored_exchange(row) for row in rows]

    def exchanges_of(self, transcript_id: str) -> list[Exchange]:
        """The exchanges of one transcript, in order."""
        rows = self._db.execute(
            "SELECT id, transcript_id, number, question, answers FROM exchanges"
            " WHERE transcript_id = ? ORDER BY number",
            (transcript_id,),
        )
        return [_stored_exchange(row).exchange for row in rows]

    def exchange(self, exchange_id: int) -> StoredExchange | None:
        """One exchange; None if it is not there."""
        row = self._db.execute(
            "SELECT id, transcript_id, number, question, answers FROM exchanges WHERE id = ?",
            (exchange_id,),
        ).fetchone()
        return _stored_exchange(row) if row else None

    def exchange_asked_in(self, transcript_id: str, turn: int) -> StoredExchange | None:
        """The exchange whose question this turn is; None where it asks nothing."""
        row = self._db.execute(
            "SELECT id, transcript_id, number, question, answers FROM exchanges"
            " WHERE transcript_id = ? AND question = ?",
            (transcript_id, turn),
        ).fetchone()
        return _stored_exchange(row) if row else None

    def passages(self, *, after_revision: int = 0) -> list[StoredPassage]:
        """The passages added since a revision, in order of id."""
        rows = self._db.execute(
            "SELECT p.id, e.id, e.transcript_id, e.number, p.spans"
            " FROM passages p JOIN exchanges e ON e.id = p.exchange_id"
            " WHERE e.revision > ? ORDER BY p.id",
            (after_revision,),
        )
        return [
            StoredPassage(
                passage_id,
                exchange_id,
                transcript_id,
                Passage(number, tuple(Span(*span) for span in json.loads(spans))),
            )
            for passage_id, exchange_id, transcript_id, number, spans in rows
        ]

    def passages_of(self, exchange_id: int) -> tuple[list[Passage], Embeddings]:
        """The passages of one exchange, in order, and their embeddings: float32 (n, dim)."""
        rows = self._db.execute(
            "SELECT e.number, p.spans, p.embedding FROM passages p"
            " JOIN exchanges e ON e.id = p.exchange_id WHERE e.id = ? ORDER BY p.id",
            (exchange_id,),
        ).fetchall()
        passages = [
            Passage(number, tuple(Span(*span) for span in json.loads(spans)))
            for number, spans, _ in rows
        ]
        return passages, _to_embeddings([row[2] for row in rows])

    def embeddings(self, *, after_revision: int = 0) -> tuple[list[int], Embeddings]:
        """Passage ids in order, and their embeddings: float32 (n_passages, dim)."""
        rows = self._db.execute(
            "SELECT p.id, embedding FROM passages p JOIN exchanges e ON e.id = exchange_id"
            " WHERE e.revision > ? ORDER BY p.id",
            (after_revision,),
        ).fetchall()
        return [id for id, _ in rows], _to_embeddings([blob for _, blob in rows])

    def passage_ids(self, exchange_ids: Iterable[int]) -> list[int]:
        """Ids of the passages of these exchanges."""
        rows = self._db.execute(
            "SELECT id FROM passages WHERE exchange_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(exchange_ids)),),
        )
        return [row[0] for row in rows]

    def exchange_ids_of_passages(self, passage_ids: Iterable[int]) -> dict[int, int]:
        """Passage id → exchange id, for those that are there."""
        rows = self._db.execute(
            "SELECT id, exchange_id FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(passage_ids)),),
        )
        return dict(rows.fetchall())

    def removals(self, *, after_revision: int) -> tuple[list[int], list[int]]:
        """Exchange ids and passage ids removed since a revision."""
        rows = self._db.execute(
            "SELECT exchange_id, passage_ids FROM removals WHERE revision > ?", (after_revision,)
        ).fetchall()
        return [row[0] for row in rows], [id for row in rows for id in json.loads(row[1] or "[]")]

    def count_passages(self) -> int:
        return self._db.execute("SELECT count(*) FROM passages").fetchone()[0]

    def count_exchanges(self) -> int:
        return self._db.execute("SELECT count(*) FROM exchanges").fetchone()[0]

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
        return {row[0] for row in rows}


def _to_embeddings(blobs: Sequence[bytes]) -> Embeddings:
    vectors = np.frombuffer(b"".join(blobs), dtype="<f4")
    return vectors.reshape(len(blobs), -1 if blobs else 0).astype(np.float32)


def _stored_exchange(row: tuple[int, str, int, int | None, str]) -> StoredExchange:
    id, transcript_id, number, question, answers = row
    return StoredExchange(id, transcript_id, Exchange(number, question, tuple(json.loads(answers))))
