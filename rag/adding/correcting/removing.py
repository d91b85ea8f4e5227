"""Remove a transcript, and bring it back."""

from __future__ import annotations

from typing import Any

from ....index.errors import ConflictError, LibraryError, UsageError, no_transcript
from ....index.folder import LibraryFolder
from ....index.ingest import IndexedTranscript
from ....index.speakers import SpeakerNames
from ....index.store.records import note_values
from ....index.store.store import Store
from ....index.store.tables.change_table import Change
from ....index.transcript import Link, Note, Transcript
from .details import info_of
from .splices import turn_to_json, turns_from
from .turns import with_turns


def remove_transcript(
    folder: LibraryFolder, id: str, *, by: str | None = None, for_good: bool = False
) -> Change | None:
    """Remove a transcript; returns the change, None if it is removed for good.

    Args:
        for_good: whether the history forgets it too, so that its words are nowhere any more.
    Raises: NotFoundError if it is not there; LibraryLockedError if another process is writing.
    """
    with folder.writing() as store:
        if not store.has(id):  # a damaged one can be removed, but perhaps not read
            raise no_transcript(id)
        change = Change(
            kind="remove", transcripts=(id,), before=_as_column(id, store), after={}, made_by=by
        )
        with store.together():
            store.remove(id)
            if for_good:
                store.forget_changes(id)
                return None
            change_id = store.record(change)
        return store.change(change_id)


def removed_transcript(change: Change, store: Store) -> Transcript:
    """The transcript that a change removed, under the names that speakers have now.

    Raises: ConflictError if it is in the library again; UsageError if it was damaged.
    """
    [id] = change.transcripts
    if store.has(id):
        raise ConflictError(f"transcript {id} is in the library again; there is nothing to undo")
    told = change.before.get("transcript")
    if told is None:
        raise UsageError(f"transcript {id} was damaged when it was removed; add its file again")
    transcript = Transcript(
        title=told["title"],
        turns=turns_from(told["turns"], first=1),
        date=told["date"],
        source=told["source"],
        url=told["url"],
        format=told["format"],
        notes=tuple(Note(*values) for values in told["notes"]),
        links=tuple(Link(question, tuple(answers)) for question, answers in told["links"]),
        stored_id=id,
    )
    return _names(change, store).apply(with_turns(transcript, transcript.turns))


def restore(
    change: Change,
    indexed: IndexedTranscript,
    model: tuple[str, str],
    undoing: Change,
    store: Store,
) -> Change:
    """Store a removed transcript again, with its tags and names. Needs the writer lock."""
    id, told = indexed.transcript.id, change.before["transcript"]
    names = _names(change, store)
    with store.together():
        store.add(indexed, model=model)
        store.set_details(id, {"tags": told["tags"], "added_at": told["added_at"]})
        store.set_speaker_names(names)
        change_id = store.record(undoing)
    stored = store.change(change_id)
    assert stored is not None
    return stored


def _names(change: Change, store: Store) -> SpeakerNames:
    """The library's names with those that held in the removed transcript alone."""
    [id] = change.transcripts
    names = store.speaker_names()
    for label, name in change.before.get("names", ()):
        names = names.with_names_in(id, [label], name)
    return names


def _as_column(id: str, store: Store) -> dict[str, Any]:
    """All that is stored of a transcript; without its words if it is damaged."""
    try:
        transcript, info = store.transcript(id), info_of(id, store)
    except LibraryError:
        return {}
    if transcript.is_damaged:
        return {"title": transcript.title}
    return {
        "title": transcript.title,
        "n_turns": len(transcript.turns),
        "names": [
            [given.label, given.name]
            for given in store.speaker_names()
            if given.transcript_id == id
        ],
        "transcript": {
            "title": transcript.title,
            "date": transcript.date,
            "source": transcript.source,
            "url": transcript.url,
            "format": transcript.format,
            "notes": list(map(note_values, transcript.notes)),
            "links": [[link.question, list(link.answers)] for link in transcript.links],
            "turns": [turn_to_json(turn) for turn in transcript.turns],
            "tags": list(info.tags),
            "added_at": info.added_at,
        },
    }
