"""What is told of a transcript: its title, date, address, tags and the names of its speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from ....index.errors import ConflictError, UsageError, check_text, no_transcript
from ....index.folder import LibraryFolder
from ....index.models.embedder import Embedder
from ....index.store.records import TranscriptInfo
from ....index.store.store import Store
from ....index.store.tables.change_table import Change
from ....index.store.tables.transcript_table import Detail
from ....index.text.deep_link import check_web_address
from ....index.text.fold import fold
from ...people.speakers import write_names
from ..corrections import Corrections, checked, with_names

MAX_TAGS = 50  # of one transcript
MAX_TAG_CHARS = 100


def edit_transcript(
    folder: LibraryFolder,
    id: str,
    corrections: Corrections,
    embedder: Callable[[], Embedder],
    *,
    url: str | None = None,
    tags: Sequence[str] | None = None,
    by: str | None = None,
) -> TranscriptInfo:
    """Give a transcript another title, date, address, other tags or names; returns it as it is now.

    Args:
        embedder: called only if two speakers become one person, whose exchanges are embedded again.
        url: an empty text takes the address away; None keeps it.
        tags: in place of the present ones; None keeps these.
    Raises: UsageError if nothing is given, a name, the title or a tag is empty or holds a control
        character, the address is none, or the transcript has no such speaker; NotFoundError if it
        is not there.
    """
    if corrections.are_none and url is None and tags is None:
        raise UsageError("give a title, a date, an address, tags or speakers' names")
    corrections = checked(corrections)
    details: dict[Detail, Any] = {}
    if corrections.title is not None:
        details["title"] = corrections.title
    if corrections.date is not None:
        details["date"] = corrections.date or None
    if url is not None:
        details["url"] = checked_url(url)
    if tags is not None:
        details["tags"] = checked_tags(tags)
    with folder.writing() as store:
        info_of(id, store)
        with store.together():
            if corrections.speakers:
                names = with_names(store.speaker_names(), store.transcript(id), corrections)
                write_names(names, store, embedder, by)
            change_details(id, details, store, by)
        return info_of(id, store)


def change_details(
    id: str,
    details: Mapping[Detail, Any],
    store: Store,
    by: str | None = None,
    *,
    undoes: int | None = None,
) -> Change | None:
    """Store details of a transcript; None if they are the present ones. Needs the writer lock.

    Args:
        details: title, date, url, tags (a list) → value.
        undoes: the change that this one takes back.
    """
    present = _details_of(info_of(id, store), details)
    after: dict[Detail, Any] = {
        key: value for key, value in details.items() if present[key] != value
    }
    if not after:
        return None
    change = Change(
        kind="details",
        transcripts=(id,),
        before={str(key): present[key] for key in after},
        after={str(key): value for key, value in after.items()},
        made_by=by,
        undoes=undoes,
    )
    with store.together():
        store.set_details(id, after)
        change_id = store.record(change)
    return store.change(change_id)


def details_before(change: Change, store: Store) -> Mapping[Detail, Any]:
    """The details to store when a change of them is taken back.

    Raises: ConflictError if one of them has been changed since.
    """
    [id] = change.transcripts
    after = cast(Mapping[Detail, Any], change.after)
    present = _details_of(info_of(id, store), after)
    for key, value in after.items():
        if present[key] != value:
            raise ConflictError(
                f"the {key} has been changed since change {change.id}; undo later changes first"
            )
    return cast(Mapping[Detail, Any], change.before)


def info_of(id: str, store: Store) -> TranscriptInfo:
    """What a list shows of a transcript. Raises NotFoundError if it is not there."""
    info = next((info for info in store.transcripts() if info.id == id), None)
    if info is None:
        raise no_transcript(id)
    return info


def checked_url(url: str) -> str | None:
    """The address of a recording; None for an empty text. Raises UsageError if it is none."""
    url = check_text(url, "the address").strip()
    if url:
        check_web_address(url)
    return url or None


def checked_tags(tags: Sequence[str]) -> list[str]:
    """Tags without spaces around them, each once, whatever its case.

    Raises: UsageError if one is empty, too long or holds a control character, or there are too
        many.
    """
    if isinstance(tags, str):
        raise UsageError(f"tags is the string “{tags}”; give a list: [“{tags}”]")
    tidy: dict[str, str] = {}
    for given in tags:
        tag = " ".join(check_text(given, "a tag").split())
        if not tag or not tag.isprintable() or len(tag) > MAX_TAG_CHARS:
            raise UsageError(
                f"{given!r} is no tag; give 1 to {MAX_TAG_CHARS} characters, none of control"
            )
        tidy.setdefault(fold(tag), tag)
    if len(tidy) > MAX_TAGS:
        raise UsageError(f"{len(tidy)} tags are given, and a transcript has at most {MAX_TAGS}")
    return list(tidy.values())


def with_tags(present: Iterable[str], given: Sequence[str]) -> list[str]:
    """The tags of a transcript with others, which `checked_tags` has tidied.

    Raises: UsageError if there are too many.
    """
    return checked_tags([*present, *given])


def _details_of(info: TranscriptInfo, keys: Iterable[Detail]) -> dict[Detail, Any]:
    all_of_them: dict[Detail, Any] = {
        "title": info.title,
        "date": info.date,
        "url": info.url,
        "tags": list(info.tags),
    }
    return {key: all_of_them[key] for key in keys}
