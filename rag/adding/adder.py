"""A file, folder or address → transcripts in a library; and all of them computed again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ...index.errors import LibraryError, TurnwiseError
from ...index.folder import LibraryFolder
from ...index.ingest import IndexedTranscript, Progress, index_transcript
from ...index.models.embedder import Embedder
from ...index.speakers import SpeakerNames
from ...index.store.store import Store
from ...index.store.tables.transcript_table import Detail
from ...index.transcript import Transcript
from ..library_model import LibraryModel
from ..people.speakers import names_with, write_names
from .add_report import AddReport, not_added
from .correcting.details import change_details, checked_tags, info_of, with_tags
from .corrections import Corrections, checked, corrected, with_names

if TYPE_CHECKING:
    from ..people.names_file import Sidecar

_NONE = Corrections()

State = Literal["added", "updated", "unchanged"]


def add_source(
    source: str | Path | Transcript,
    folder: LibraryFolder,
    model: LibraryModel,
    *,
    url: str | None = None,
    tags: Sequence[str] = (),
    corrections: Corrections = _NONE,
    check_address: Callable[[str], None] | None = None,
    on_progress: Progress | None = None,
) -> AddReport:
    """Add a file, a zip file, a folder, the file at a web address, or a transcript.

    Args and Raises: as `Library.add`.
    """
    from .sources import read_source  # late: it loads packages for Word files and web pages

    corrections, tags = checked(corrections), checked_tags(tags)
    reading, names_files = read_source(
        source, url=url, corrections=corrections, check_address=check_address
    )
    added: list[Transcript] = []
    updated: list[Transcript] = []
    unchanged: list[Transcript] = []
    failed = list(reading.failed)
    transcripts_by_state = {"added": added, "updated": updated, "unchanged": unchanged}
    for transcript in reading.transcripts:
        names_file = names_files.get(transcript.id)
        try:
            state = _add_transcript(
                transcript,
                names_file,
                folder,
                model,
                on_progress,
                corrections=corrections,
                has_new_url=url is not None,
                tags=tags,
            )
        except TurnwiseError:  # of the library or the model: the others would fail too
            raise
        except Exception as error:
            failed.append(not_added(transcript, error))
            continue
        with folder.reading():
            names = folder.store.speaker_names()
        transcripts_by_state[state].append(names.apply(transcript))
    return AddReport(
        added=tuple(added),
        unchanged=tuple(unchanged),
        failed=tuple(failed),
        skipped=reading.skipped,
        updated=tuple(updated),
    )


def is_folder(source: str | Path | Transcript) -> bool:
    """Whether a source is a folder of files."""
    return not isinstance(source, Transcript) and Path(source).expanduser().is_dir()


def _add_transcript(
    transcript: Transcript,
    names_file: Sidecar | None,
    folder: LibraryFolder,
    model: LibraryModel,
    on_progress: Progress | None,
    *,
    corrections: Corrections,
    has_new_url: bool,
    tags: Sequence[str],
) -> State:
    with folder.reading():
        store = folder.store
        names = _names(names_file, transcript, corrections, store)
        is_new = not store.has(transcript.id)
        is_same = not has_new_url and not _has_other_heading(transcript, corrections, store)
        if not is_new and is_same and names == store.speaker_names():
            present = info_of(transcript.id, store).tags
            if with_tags(present, tags) == list(present):
                return "unchanged"
    # Embedding takes long, so it holds no lock; others may write meanwhile.
    embedder = model.embedder()
    indexed: IndexedTranscript | None = None
    if is_new:
        indexed = index_transcript(names.apply(transcript), embedder, on_progress)
    with folder.writing() as store:
        model.check(embedder)  # again: another process may have changed the model
        return write_transcript(
            transcript,
            names_file,
            indexed,
            embedder,
            store,
            corrections=corrections,
            has_new_url=has_new_url,
            tags=tags,
        )


def write_transcript(
    transcript: Transcript,
    names_file: Sidecar | None,
    indexed: IndexedTranscript | None,
    embedder: Embedder,
    store: Store,
    *,
    corrections: Corrections = _NONE,
    has_new_url: bool = False,
    tags: Sequence[str] = (),
) -> State:
    """Store a transcript, or what is new of one that is there. Needs the writer lock.

    Args:
        indexed: what was computed from it before the lock was taken; None, or of other names, and
            it is computed now.
    """
    names = _names(names_file, transcript, corrections, store)
    is_renamed = write_names(names, store, lambda: embedder)
    if store.has(transcript.id):
        present = info_of(transcript.id, store).tags
        details: dict[Detail, Any] = {"tags": with_tags(present, tags)}
        if has_new_url:
            details["url"] = transcript.url
        if _has_other_heading(transcript, corrections, store):
            heading = corrected(store.transcript(transcript.id), corrections)
            details |= {"title": heading.title, "date": heading.date}
        is_updated = change_details(transcript.id, details, store) or is_renamed
        return "updated" if is_updated else "unchanged"
    named = names.apply(transcript)
    if indexed is None or indexed.transcript.turns != named.turns:  # removed or renamed since
        indexed = index_transcript(named, embedder)
    with store.together():
        store.add(indexed, model=(embedder.name, embedder.fingerprint))
        if tags:
            store.set_details(transcript.id, {"tags": list(tags)})
    return "added"


def _names(
    names_file: Sidecar | None, transcript: Transcript, corrections: Corrections, store: Store
) -> SpeakerNames:
    """The library's names with those that come with the transcript, and those put right."""
    names = names_with(names_file, transcript, store.speaker_names())
    return with_names(names, transcript, corrections)


def _has_other_heading(transcript: Transcript, corrections: Corrections, store: Store) -> bool:
    """Whether a stored transcript has another title or date than the one put right."""
    if not store.has(transcript.id) or (corrections.title is None and corrections.date is None):
        return False
    stored = store.transcript(transcript.id)
    heading = corrected(stored, corrections)
    return (stored.title, stored.date) != (heading.title, heading.date)


def rebuild(
    folder: LibraryFolder,
    embedder: Embedder,
    read_transcript: Callable[[str], Transcript],
    on_progress: Progress | None = None,
) -> dict[str, str]:
    """Recompute exchanges, embeddings and search indexes from the stored turns.

    Args:
        read_transcript: id → transcript; raises LibraryError if it is damaged.
    Returns: transcript id → problem, for damaged transcripts; all others are rebuilt.
    """
    while True:
        unreadable = _rebuild_once(folder, embedder, read_transcript, on_progress)
        if unreadable is not None:
            return unreadable


def _rebuild_once(
    folder: LibraryFolder,
    embedder: Embedder,
    read_transcript: Callable[[str], Transcript],
    on_progress: Progress | None,
) -> dict[str, str] | None:
    """As `rebuild`; None if somebody wrote meanwhile, so that the result does not fit any more."""
    with folder.reading():
        revision = folder.store.revision
        infos = folder.store.transcripts()
    indexed: list[IndexedTranscript] = []
    unreadable: dict[str, str] = {}
    for info in infos:
        try:
            transcript = read_transcript(info.id)
        except LibraryError as error:
            unreadable[info.id] = error.problem
            continue
        indexed.append(index_transcript(transcript, embedder, on_progress))
    with folder.writing(rebuild=True) as store:
        if store.revision != revision:
            return None
        model = (embedder.name, embedder.fingerprint)
        store.reindex(indexed, model=model, unreadable=unreadable)
    return unreadable
