"""The arguments that tools share, and what a search without a find was searching."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ....rag import FilterOptions, Library, shorten

MAX_TITLES = 10  # named of what was searched

Text = Annotated[str, Field(max_length=10_000)]
_Name = Annotated[str, Field(min_length=1, max_length=500)]
_Day = Annotated[str | None, Field(max_length=40, examples=["2018-11-02"])]
TranscriptName = Annotated[
    _Name, Field(description="its id, its title, or the beginning of one (see list_transcripts)")
]
Speakers = Annotated[
    list[_Name] | None,
    Field(description="only their words: names, aliases, or parts of a name (see list_speakers)"),
]
Transcripts = Annotated[
    list[_Name] | None, Field(description="only in these: ids or titles (see list_transcripts)")
]
Tags = Annotated[
    list[_Name] | None,
    Field(description="only in transcripts with one of these tags (see list_transcripts)"),
]
After = Annotated[_Day, Field(description="only in recordings of this day or later")]
Before = Annotated[_Day, Field(description="only in recordings of this day or earlier")]


def filters_of(
    library: Library,
    speakers: list[str] | None,
    transcripts: list[str] | None,
    tags: list[str] | None,
    after: str | None,
    before: str | None,
) -> FilterOptions:
    """The filters of a search; transcripts may be named by their titles.

    Raises: UsageError if a name fits no transcript, or several.
    """
    ids = None if transcripts is None else [library.find_transcript(n).id for n in transcripts]
    return {
        "speakers": speakers,
        "transcripts": ids,
        "tags": tags,
        "after": after,
        "before": before,
    }


def searched(library: Library, filters: FilterOptions | None = None) -> str:
    """What a search went through, for one that found nothing."""
    infos = library.transcripts(**filters or {})
    if not infos:
        return "no transcripts: the library has none, or none passes the filters"
    titles = [f"“{shorten(info.title)}”" for info in infos[:MAX_TITLES]]
    more = f" and {len(infos) - MAX_TITLES} more" if len(infos) > MAX_TITLES else ""
    whose = ", ".join((filters or {}).get("speakers") or ["everybody"])
    count = "1 transcript" if len(infos) == 1 else f"{len(infos)} transcripts"
    return f"{count} ({', '.join(titles)}{more}), the words of {whose}"
