"""What a library's SQLite file holds: the truth from which the search indexes are rebuilt."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache

from ..errors import DamagedStoreError, LibraryError, TurnNumberError
from ..ingest import Embedding, IndexedTranscript
from ..models.embedder import Embeddings
from ..speakers import SpeakerNames
from ..text.sentences.spoken import Spoken
from ..transcript import Exchange, Passage, Transcript
from . import contents, schema
from .contents import Ids, Passages, Voices
from .records import (
    SpanRows,
    SpeakerInTranscript,
    StoredExchange,
    StoredPassage,
    TranscriptInfo,
)
from .store_file import StoreFile, reads
from .tables import (
    change_table,
    exchange_table,
    feedback_table,
    passage_table,
    speaker_table,
    spoken_table,
    transcript_table,
)
from .tables.change_table import Change
from .tables.feedback_table import Feedback
from .tables.transcript_table import Detail

# A question looks up some 1,300, a filter all that it lets through; then all are read, which takes
# half a second for 500,000. data/eval/RESULTS.md#passages-looked-up
_MANY_PASSAGES = 10_000
_MAX_SPOKEN = 512  # transcripts whose words are kept; those of an hour take 60 kB

logger = logging.getLogger(__name__)


class Store(StoreFile):
    """The tables of a library; the modules beside this one read and write each.

    Every method that writes is one transaction, and counts the revision up unless it writes
    feedback, which no search reads.
    """

    def _remember_nothing(self) -> None:
        super()._remember_nothing()
        self._n_looked_up = 0  # passages whose exchange was sought, or the reverse
        self._reported: set[str] = set()  # ids of damaged transcripts that a warning named
        self._spoken_at = lru_cache(maxsize=_MAX_SPOKEN)(self._read_spoken)

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
                transcript_table.mark_changed(id, revision, self._db)
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
        """Replace the turns and links of a transcript, and what of all that was computed from them
        is not the same."""
        with self._write() as revision:
            changed = transcript_table.replace_turns(indexed.transcript, self._db)
            same = exchange_table.delete_changed_exchanges(indexed, changed, revision, self._db)
            self._write_derived(indexed, revision, same)

    def set_details(self, transcript_id: str, details: Mapping[Detail, object]) -> None:
        """Set some of what is told of a transcript: its title, date, address, tags."""
        with self._write() as revision:
            transcript_table.write_details(transcript_id, details, self._db)
            transcript_table.mark_changed(transcript_id, revision, self._db)

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
            for id in speaker_table.write_names(names, self._db):
                transcript_table.mark_changed(id, revision, self._db)
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

    def _write_derived(
        self, indexed: IndexedTranscript, revision: int, same: Collection[int] = ()
    ) -> None:
        """
        Args:
            same: numbers of the exchanges that are there already.
        """
        transcript_table.mark_changed(indexed.transcript.id, revision, self._db)
        spoken_table.write_spoken(indexed.transcript.id, indexed.spoken, self._db)
        transcript_table.write_summary(indexed, self._db)
        exchange_table.write_exchanges(indexed, revision, self._db, same)

    def _set_model(self, model: tuple[str, str]) -> None:
        self._db.executemany(
            "INSERT INTO settings (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [("model_name", model[0]), ("model_fingerprint", model[1])],
        )

    # -- reading

    @reads
    def has(self, transcript_id: str) -> bool:
        return transcript_table.has_transcript(transcript_id, self._db)

    def transcripts(self) -> list[TranscriptInfo]:
        """All transcripts, by date, then in order of adding; those without a date last."""
        return list(self._followed("transcripts", transcript_table.read_infos).parts.values())

    def revision_of(self, transcript_id: str) -> int:
        """The library's revision when anything of a transcript last changed; 0 if it is not
        there."""
        revisions = self._kept("revisions", lambda db, _: transcript_table.list_revisions(db))
        return revisions.get(transcript_id, 0)

    @reads
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

    def spoken(self, transcript_id: str) -> Spoken:
        """The words of a transcript; none of one that is not there."""
        if self._connections.is_writing:  # which may come to nothing
            return self._read_spoken(transcript_id, 0)
        return self._spoken_at(transcript_id, self.revision_of(transcript_id))

    @reads
    def _read_spoken(self, transcript_id: str, revision: int) -> Spoken:
        del revision  # part of the key: tells the cache when to read again
        return spoken_table.read_spoken(transcript_id, self._db)

    def speaker_names(self) -> SpeakerNames:
        """The names that people gave to speakers."""
        return self._kept("names", lambda db, _: speaker_table.read_names(db))

    @reads
    def speakers_in_transcripts(self) -> list[SpeakerInTranscript]:
        """Every label of every transcript, in order of transcripts and first appearance."""
        return speaker_table.speakers_in_transcripts(self._db)

    @reads
    def changes(self, transcript_id: str | None = None) -> list[Change]:
        """What people corrected in a transcript, or in all, oldest first."""
        return change_table.list_changes(transcript_id, self._db)

    @reads
    def change(self, change_id: int) -> Change | None:
        """One change, of a removal with the words; None if there is none."""
        return change_table.read_change(change_id, self._db)

    @reads
    def feedback(self) -> list[Feedback]:
        """People's verdicts on answers, oldest first."""
        return feedback_table.read_feedback(self._db)

    @reads
    def exchanges(
        self, *, after_revision: int = 0, transcript_id: str | None = None
    ) -> list[StoredExchange]:
        """The exchanges added since a revision, of one transcript or of all, in order of id."""
        return exchange_table.list_exchanges(after_revision, transcript_id, self._db)

    @reads
    def added_since(self, revision: int) -> list[str]:
        """The ids of transcripts with exchanges added since a revision, in order of these."""
        return exchange_table.added_since(revision, self._db)

    @reads
    def exchanges_of(self, transcript_id: str) -> list[Exchange]:
        """The exchanges of one transcript, in order."""
        return [stored.exchange for stored in exchange_table.exchanges_of(transcript_id, self._db)]

    @reads
    def exchange(self, exchange_id: int) -> StoredExchange | None:
        """One exchange; None if it is not there."""
        return exchange_table.read_exchange(exchange_id, self._db)

    @reads
    def exchanges_by_id(self, exchange_ids: Sequence[int]) -> dict[int, StoredExchange]:
        """Id → exchange, in the order of the ids, without those that are not there."""
        known = self._connections.kept_in_snapshot.setdefault("exchanges", {})
        new = [id for id in exchange_ids if id not in known]
        if new:
            known.update(exchange_table.read_exchanges(new, self._db))
        return {id: known[id] for id in exchange_ids if id in known}

    @reads
    def exchange_asked_in(self, transcript_id: str, turn: int) -> StoredExchange | None:
        """The exchange whose question this turn is; None if the turn asks nothing."""
        return exchange_table.exchange_asked_in(transcript_id, turn, self._db)

    def voices(self) -> Voices:
        """The exchanges by transcript and by speaker."""
        return self._joined("voices", contents.read_transcript_voices, contents.Voices)

    @reads
    def passage_ids_of(self, exchange_ids: Ids) -> Ids:
        """Ids of the passages of these exchanges, in any order."""
        if self._is_worth_reading_all(len(exchange_ids)):
            return self.passages_by_exchange().of_exchanges(exchange_ids)
        return contents.read_passages_of(exchange_ids, self._db)

    @reads
    def exchange_ids_of(self, passage_ids: Ids) -> Ids:
        """The exchange of each passage; 0 for one that is not there."""
        if self._is_worth_reading_all(len(passage_ids)):
            return self.passages_by_exchange().exchanges_of(passage_ids)
        return contents.read_exchanges_of(passage_ids, self._db)

    def _is_worth_reading_all(self, n_passages: int) -> bool:
        """Whether so many passages were looked up, these included, that all shall be in memory."""
        self._n_looked_up += n_passages
        return self._n_looked_up > _MANY_PASSAGES

    def passages_by_exchange(self) -> Passages:
        """The ids of all passages by exchange."""
        return self._joined("passages", contents.read_passages, contents.join_passages)

    @reads
    def passages(self, *, after_revision: int = 0) -> list[StoredPassage]:
        """The passages added since a revision, in order of id."""
        return passage_table.list_passages(after_revision, self._db)

    @reads
    def passages_in(self, transcript_id: str) -> list[Passage]:
        """The passages of one transcript, in order of id."""
        return passage_table.passages_in(transcript_id, self._db)

    @reads
    def embedded_passages_in(self, transcript_id: str) -> tuple[list[StoredPassage], Embeddings]:
        """The passages of one transcript, in order of id; their embeddings: float32 (n, dim)."""
        return passage_table.embedded_passages_in(transcript_id, self._db)

    def known_embeddings(self, transcript: Transcript) -> dict[str, Embedding]:
        """Text → embedding, of the passages of a stored transcript, so that a correction embeds
        only what it changes; none if they are damaged."""
        try:
            passages, embeddings = self.embedded_passages_in(transcript.id)
            texts = [stored.passage.text(transcript) for stored in passages]
        except (LibraryError, TurnNumberError) as error:
            logger.warning("%s", error)
            return {}
        return dict(zip(texts, embeddings, strict=True))

    @reads
    def passages_of(self, exchange_id: int, dim: int) -> tuple[list[Passage], Embeddings]:
        """The passages of one exchange, in order, and their embeddings: float32 (n, dim)."""
        return passage_table.passages_of(exchange_id, dim, self._db)

    @reads
    def embedded_spans(self, exchange_ids: Sequence[int], dim: int) -> tuple[SpanRows, Embeddings]:
        """The spans of all passages of some exchanges, int64 (n_spans, 5): exchange id, row of the
        passage's embedding, turn number, first character and end; and the embeddings: float32
        (n_passages, dim)."""
        return passage_table.embedded_spans(exchange_ids, dim, self._db)

    @reads
    def embeddings(self, *, after_revision: int = 0) -> tuple[list[int], Embeddings]:
        """Passage ids in order, and their embeddings: float32 (n_passages, dim)."""
        return passage_table.list_embeddings(after_revision, self._db)

    @reads
    def changed_since(self, revision: int) -> list[tuple[str, int]]:
        """(transcript id, revision) of those whose exchanges are newer, in order of revision."""
        return exchange_table.changed_since(revision, self._db)

    @reads
    def indexed(
        self, transcript_id: str
    ) -> tuple[list[StoredExchange], list[StoredPassage], Embeddings]:
        """Exchanges of one transcript in order, passages in order of id, their embeddings."""
        exchanges = exchange_table.exchanges_of(transcript_id, self._db)
        return exchanges, *passage_table.embedded_passages_in(transcript_id, self._db)

    @reads
    def removals(self, *, after_revision: int) -> tuple[list[int], list[int]]:
        """Exchange ids and passage ids removed since a revision."""
        return exchange_table.list_removals(after_revision, self._db)

    @reads
    def count_passages(self) -> int:
        return passage_table.count_passages(self._db)

    @reads
    def count_exchanges(self) -> int:
        return exchange_table.count_exchanges(self._db)

    @reads
    def has_exchanges(self) -> bool:
        """Whether there is anything to find."""
        return exchange_table.has_exchanges(self._db)
