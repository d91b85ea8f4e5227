"""Take a change back. That is a change too, and can be taken back itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from ....index.errors import (
    LibraryError,
    NotFoundError,
    TranscriptError,
    UsageError,
    no_transcript,
)
from ....index.folder import LibraryFolder
from ....index.store.store import Store
from ....index.store.tables.change_table import TURN_KINDS, Change
from ....index.transcript import Transcript
from ...library_model import LibraryModel
from ...people.speakers import names_before, write_names
from .correct import Prepared, read_transcript, write_turns
from .details import change_details, details_before
from .removing import removed_transcript, restore
from .splices import Splice, as_columns, taken_back


def undo(
    folder: LibraryFolder,
    model: LibraryModel,
    *,
    change_id: int | None = None,
    transcript_id: str | None = None,
    by: str | None = None,
) -> Change:
    """Take a change back; returns the change that does it.

    Args:
        change_id: None for the last one that is not taken back yet.
        transcript_id: only a change of this transcript.
    Raises: NotFoundError if there is no such change; UsageError if it is taken back already;
        ConflictError if what it changed has been changed since; LibraryLockedError if another
        process is writing.
    """
    prepared = Prepared(folder, model)
    with folder.reading():
        change = _chosen(change_id, transcript_id, folder.store)
        with _whole(change, folder):
            restored = _restored(change, folder.store)
    if restored is not None:
        prepared.of(restored[0])  # outside the lock: embedding may take long
    with folder.writing() as store:
        change = _chosen(change_id, transcript_id, store)
        with store.together(), _whole(change, folder):
            done = _UNDO[change.kind](change, store, prepared, model, by)
    if done is None:  # what was before is there already
        raise UsageError(f"change {change.id} has nothing left to undo")
    return done


@contextmanager
def _whole(change: Change, folder: LibraryFolder) -> Iterator[None]:
    """Raises LibraryError if what a change holds is damaged."""
    try:
        yield
    except (KeyError, TypeError, ValueError, TranscriptError) as error:
        raise LibraryError(
            f"change {change.id} is damaged ({error!r}) and cannot be undone; restore "
            "library.sqlite3 from a backup",
            path=folder.path,
        ) from error


def _chosen(change_id: int | None, transcript_id: str | None, store: Store) -> Change:
    changes = store.changes(transcript_id)
    if transcript_id is not None and not changes and not store.has(transcript_id):
        raise no_transcript(transcript_id)
    if change_id is None:
        done = [change for change in changes if _can_be_undone(change, store)]
        if not done:
            raise UsageError("there is nothing to undo; “turnwise history” shows what was changed")
        last = done[-1].id
    else:
        chosen = next((change for change in changes if change.id == change_id), None)
        if chosen is None:
            raise NotFoundError(f"there is no change {change_id}; “turnwise history” shows them")
        last = change_id
        if chosen.is_undone:
            raise UsageError(
                f"change {change_id} is undone already; to do it again, undo change "
                f"{_last_of_chain(change_id, store)}"
            )
    change = store.change(_last_of_chain(last, store))
    assert change is not None
    return change


def _can_be_undone(change: Change, store: Store) -> bool:
    is_back = change.kind == "remove" and store.has(change.transcripts[0])  # added again
    return change.undoes is None and not change.is_undone and not is_back


def _last_of_chain(change_id: int, store: Store) -> int:
    """The change that stands for this one: itself, or if it was taken back and done again, what
    did it last."""
    while (change := store.change(change_id)) and change.undone_by is not None:
        change_id = change.undone_by
    return change_id


def _restored(change: Change, store: Store) -> tuple[Transcript, Splice | None] | None:
    """The transcript as it is when a change of turns or a removal is taken back; else None."""
    if change.kind == "remove":
        return removed_transcript(change, store), None
    if change.kind not in TURN_KINDS:
        return None
    [id] = change.transcripts
    later = [other for other in store.changes(id) if other.id > change.id]
    transcript, splice = taken_back(change, later, read_transcript(id, store))
    return store.speaker_names().apply(transcript), splice


def _undo_turns(
    change: Change, store: Store, prepared: Prepared, model: LibraryModel, by: str | None
) -> Change:
    del model
    restored = _restored(change, store)
    assert restored is not None
    transcript, splice = restored
    assert splice is not None
    before, after = as_columns(splice, store.transcript(transcript.id), transcript)
    undoing = replace(_undoing(change, by), before=before, after=after)
    return write_turns(prepared.of(transcript), undoing, store)


def _undo_details(
    change: Change, store: Store, prepared: Prepared, model: LibraryModel, by: str | None
) -> Change | None:
    del prepared, model
    [id] = change.transcripts
    return change_details(id, details_before(change, store), store, by, undoes=change.id)


def _undo_names(
    change: Change, store: Store, prepared: Prepared, model: LibraryModel, by: str | None
) -> Change | None:
    del prepared
    names = names_before(change, store.speaker_names())
    return write_names(names, store, model.embedder, by, undoes=change.id)


def _undo_removal(
    change: Change, store: Store, prepared: Prepared, model: LibraryModel, by: str | None
) -> Change:
    if change.undoes is not None:
        raise UsageError(f"change {change.id} brought a transcript back; remove it instead")
    transcript = removed_transcript(change, store)
    embedder = model.embedder()
    model_of = (embedder.name, embedder.fingerprint)
    undoing = replace(_undoing(change, by), before={}, after={"title": transcript.title})
    return restore(change, prepared.of(transcript), model_of, undoing, store)


def _undoing(change: Change, by: str | None) -> Change:
    return Change(
        kind=change.kind,
        transcripts=change.transcripts,
        before=change.after,
        after=change.before,
        made_by=by,
        undoes=change.id,
    )


_Undo = Callable[[Change, Store, Prepared, LibraryModel, str | None], Change | None]
_UNDO: dict[str, _Undo] = {
    **dict.fromkeys(TURN_KINDS, _undo_turns),
    "details": _undo_details,
    "names": _undo_names,
    "remove": _undo_removal,
}
