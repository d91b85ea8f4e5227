"""Give a transcript another title or date."""

from __future__ import annotations

from dataclasses import replace

from ...index.errors import UsageError, check_text
from ...index.folder import LibraryFolder
from ...index.store.records import TranscriptInfo


def edit_transcript(
    folder: LibraryFolder, id: str, *, title: str | None, date: str | None
) -> TranscriptInfo | None:
    """Give a transcript another title or date; returns it as it is now, None if it is not there.

    Args:
        title: None keeps the present one.
        date: ISO 8601; an empty text takes the date away, None keeps it.
    Raises: UsageError if neither is given, or the title is empty or holds a control character.
    """
    if title is None and date is None:
        raise UsageError("give a title or a date, or both")
    new_title = None if title is None else _checked_title(title)
    with folder.writing() as store:
        info = next((info for info in store.transcripts() if info.id == id), None)
        if info is None:
            return None
        edited = replace(
            info,
            title=info.title if new_title is None else new_title,
            date=info.date if date is None else date or None,
        )
        if edited != info:
            store.set_title_and_date(id, edited.title, edited.date)
    return edited


def _checked_title(title: str) -> str:
    tidy = " ".join(check_text(title, "the title").split())
    if not tidy:
        raise UsageError("the title is empty; give one")
    if not tidy.isprintable():
        raise UsageError(f"the title holds a control character: {tidy!r}; give it without")
    return tidy
