"""The commands that find what was said: `turnwise ask`, `search`, `lookup`, `timeline`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import (
    OUT,
    PROGRESS,
    AfterOption,
    BeforeOption,
    JsonOption,
    LibraryOption,
    LlmOption,
    RerankOption,
    SpeakerOption,
    TagOption,
    TranscriptOption,
    chosen_filters,
    open_library,
    print_json,
)
from .output import plain, print_answer, print_hits, print_lookup, print_timeline

_OF_WHAT = (
    "“turnwise list” shows the transcripts, “turnwise show TRANSCRIPT --outline” what was asked"
)


def ask(
    question: Annotated[str, typer.Argument(help="In Chinese, English or both.")],
    library: LibraryOption,
    k: Annotated[int, typer.Option("-k", help="Hits to consider.")] = 5,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    tag: TagOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    rerank: RerankOption = None,
    llm: LlmOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question in the speakers' own words, with citations.

    Example: turnwise ask "what did he say about OpenCL"
    """
    with open_library(library, rerank=rerank, llm=llm) as opened, PROGRESS.status("searching …"):
        answer = opened.ask(
            question,
            k=k,
            **chosen_filters(opened, speaker, transcript, tag, after, before),
        )
    if as_json:
        print_json(answer.to_dict())
    else:
        print_answer(answer, OUT)
        if not answer.answered:
            PROGRESS.print(plain(_OF_WHAT, "dim"), soft_wrap=True)


def search(
    query: Annotated[str, typer.Argument(help="Words or a question.")],
    library: LibraryOption,
    k: Annotated[int, typer.Option("-k", help="Hits to show.")] = 10,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    tag: TagOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    rerank: RerankOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the turns that fit, each with the question it answers.

    Example: turnwise search OpenCL --speaker Yangqing
    """
    with open_library(library, rerank=rerank) as opened, PROGRESS.status("searching …"):
        hits = opened.search(
            query,
            k=k,
            **chosen_filters(opened, speaker, transcript, tag, after, before),
        )
    if as_json:
        print_json([hit.to_dict() for hit in hits])
    else:
        print_hits(hits, OUT)


def look_up(
    term: Annotated[str, typer.Argument(help="A word or name, in any case or Chinese script.")],
    library: LibraryOption,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    tag: TagOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show every place where a term is spoken, by time, and who says it how often.

    Example: turnwise lookup OpenCL
    """
    with open_library(library) as opened, PROGRESS.status("searching …"):
        lookup = opened.lookup(
            term,
            **chosen_filters(opened, speaker, transcript, tag, after, before),
        )
    if as_json:
        print_json(lookup.to_dict())
    else:
        print_lookup(lookup, OUT)


def show_timeline(
    subject: Annotated[str, typer.Argument(help="A subject or a question, in any language.")],
    library: LibraryOption,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    tag: TagOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what was said about a subject, recording by recording, by date.

    Example: turnwise timeline OpenCL --speaker Yangqing
    """
    with open_library(library) as opened, PROGRESS.status("searching …"):
        timeline = opened.timeline(
            subject,
            **chosen_filters(opened, speaker, transcript, tag, after, before),
        )
    if as_json:
        print_json(timeline.to_dict())
    else:
        print_timeline(timeline, OUT)
