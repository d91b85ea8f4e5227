"""Write corrected turns to a library: the store, its history and the search indexes follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ....index.errors import ConflictError, LibraryError, no_transcript
from ....index.folder import LibraryFolder
from ....index.ingest import IndexedTranscript, index_transcript
from ....index.store.records import TranscriptInfo
from ....index.store.store import Store
from ....index.store.tables.change_table import Change, ChangeKind
from ....index.transcript import Transcript, Turn
from ...library_model import LibraryModel
from .details import info_of
from .splices import Splice, as_columns, splice_of

Edit = Callable[[Transcript], Transcript]


@dataclass(frozen=True, slots=True)
class Correction:
    """What came of correcting turns.

    Attributes:
        turns: those that were corrected, as they are now; empty if nothing changed.
        shift: by how much the numbers of all later turns grew; below 0 they became less.
        change: None if nothing changed.
    """

    transcript: TranscriptInfo
    turns: tuple[Turn, ...]
    shift: int
    change: Change | None

    def to_dict(self) -> dict[str, object]:
        return {
            "transcript": self.transcript.to_dict(),
            "turns": [turn.to_dict() for turn in self.turns],
            "shift": self.shift,
            "change": self.change.to_dict() if self.change else None,
        }


def correct_turns(
    folder: LibraryFolder,
    model: LibraryModel,
    id: str,
    kind: ChangeKind,
    edit: Edit,
    *,
    by: str | None = None,
    version: str | None = None,
) -> Correction:
    """Change turns of a transcript.

    Exchanges and passages are computed before the writer lock is taken, so that nobody waits.

    Args:
        edit: the transcript → the corrected one; raises UsageError if that cannot be.
        version: of the transcript as the caller read it; None for whichever there is.
    Raises: NotFoundError if the transcript is not there; ConflictError if it has another version;
        LibraryLockedError if another process is writing; what `edit` raises.
    """
    with folder.reading():
        read = read_transcript(id, folder.store, version)
    prepared = Prepared(folder, model)
    prepared.of(edit(read))
    with folder.writing() as store:
        present = read_transcript(id, store, version)
        corrected = edit(present)
        splice = splice_of(present, corrected)
        if not splice.before and not splice.after:
            return Correction(info_of(id, store), (), 0, None)
        before, after = as_columns(splice, present, corrected)
        change = Change(kind=kind, transcripts=(id,), before=before, after=after, made_by=by)
        stored = write_turns(prepared.of(corrected), change, store)
        return correction_of(stored, splice, id, store)


def correction_of(change: Change, splice: Splice, id: str, store: Store) -> Correction:
    """What came of a change of turns that is stored."""
    turns = store.transcript(id).turns[splice.first - 1 :][: len(splice.after)]
    return Correction(info_of(id, store), turns, splice.shift, change)


def read_transcript(id: str, store: Store, version: str | None = None) -> Transcript:
    """One transcript, to be corrected.

    Raises: NotFoundError if it is not there; LibraryError if it is damaged, since a correction
        would hide that; ConflictError if it has another version.
    """
    if not store.has(id):
        raise no_transcript(id)
    transcript = store.transcript(id)
    if transcript.is_damaged:
        raise LibraryError(
            f"the turns of “{transcript.title}” ({id}) are damaged; remove it and add its file "
            "again, then correct it",
            path=store.path.parent,
        )
    if version is not None and transcript.content_id != version:
        raise ConflictError(
            f"“{transcript.title}” has been corrected since you read it; read it again"
        )
    return transcript


def write_turns(indexed: IndexedTranscript, change: Change, store: Store) -> Change:
    """Store corrected turns and the change in one transaction. Needs the writer lock."""
    with store.together():
        store.replace(indexed)
        change_id = store.record(change)
    stored = store.change(change_id)
    assert stored is not None
    return stored


class Prepared:
    """Transcripts made ready for the store, the last of them kept: it is asked for again under
    the writer lock, where it is new only if somebody else wrote meanwhile."""

    def __init__(self, folder: LibraryFolder, model: LibraryModel):
        self._folder = folder
        self._model = model
        self._last: IndexedTranscript | None = None
        self._fingerprint = ""  # of the model that embedded it

    def of(self, transcript: Transcript) -> IndexedTranscript:
        """The transcript with its exchanges, passages and embeddings.

        Raises: ModelError if the model cannot be loaded, or another one made the library.
        """
        embedder = self._model.embedder()
        last = self._last
        if (
            last is not None
            and last.transcript.turns == transcript.turns
            and last.transcript.links == transcript.links
            and self._fingerprint == embedder.fingerprint
        ):
            return last
        with self._folder.reading():
            store, id = self._folder.store, transcript.id
            known = store.known_embeddings(store.transcript(id)) if store.has(id) else {}
        self._last = index_transcript(transcript, embedder, known=known)
        self._fingerprint = embedder.fingerprint
        return self._last
