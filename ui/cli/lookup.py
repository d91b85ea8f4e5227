"""The command line: `turnwise lookup`."""

from __future__ import annotations

from typing import Annotated

import typer

from ...rag import Library
from .options import (
    OUT,
    PROGRESS,
    AfterOption,
    BeforeOption,
    JsonOption,
    LibraryOption,
    SpeakerOption,
    TranscriptOption,
    print_json,
    transcript_ids,
)
from .output import print_lookup


def look_up(
    term: Annotated[str, typer.Argument(help="A word or name, in any case or Chinese script.")],
    library: LibraryOption,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show every place where a term is spoken, in order of time, and how often by whom.

    Example: turnwise lookup OpenCL
    """
    with Library.open(library) as opened, PROGRESS.status("looking …"):
        lookup = opened.lookup(
            term,
            speakers=speaker,
            transcripts=transcript_ids(opened, transcript),
            after=after,
            before=before,
        )
    if as_json:
        print_json(lookup.to_dict())
    else:
        print_lookup(lookup, OUT)
