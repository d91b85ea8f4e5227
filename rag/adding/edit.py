"""Put right the reading of a transcript that is in a library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...index.errors import UsageError
from ...index.folder import LibraryFolder
from ...index.models.embedder import Embedder
from ...index.store.records import TranscriptInfo
from ..people.speakers import write_names
from .corrections import Corrections, checked, with_names


def edit_transcript(
    folder: LibraryFolder, id: str, corrections: Corrections, embedder: Callable[[], Embedder]
) -> TranscriptInfo | None:
    """Give a transcript another title, date or names; returns it as it is now, None if it is not
    there.

    Args:
        embedder: called only if two speakers become one person, whose exchanges are embedded again.
    Raises: UsageError if nothing is given, a name or the title is empty or holds a control
        character, or the transcript has no such speaker.
    """
    if corrections.are_none:
        raise UsageError("give a title, a date or speakers' names")
    corrections = checked(corrections)
    with folder.writing() as store:
        info = next((info for info in store.transcripts() if info.id == id), None)
        if info is None:
            return None
        if corrections.speakers:
            names = with_names(store.speaker_names(), store.transcript(id), corrections)
            write_names(names, store, embedder)
        edited = replace(
            info,
            title=info.title if corrections.title is None else corrections.title,
            date=info.date if corrections.date is None else corrections.date or None,
        )
        if edited != info:
            store.set_title_and_date(id, edited.title, edited.date)
        return next(info for info in store.transcripts() if info.id == id)
