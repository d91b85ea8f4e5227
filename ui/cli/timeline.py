"""The command line: `turnwise timeline`."""

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
from .output import print_timeline


def show_timeline(
    subject: Annotated[str, typer.Argument(help="A subject or a question, in any language.")],
    library: LibraryOption,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what was said of a subject from recording to recording, by date.

    Example: turnwise timeline OpenCL --speaker Yangqing
    """
    with Library.open(library) as opened, PROGRESS.status("searching …"):
        timeline = opened.timeline(
            subject,
            speakers=speaker,
            transcripts=transcript_ids(opened, transcript),
            after=after,
            before=before,
        )
    if as_json:
        print_json(timeline.to_dict())
    else:
        print_timeline(timeline, OUT)
