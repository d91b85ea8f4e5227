"""The commands that keep what people say about answers: `turnwise feedback`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ...rag import FeedbackVerdict
from .options import (
    OUT,
    PROGRESS,
    AfterOption,
    BeforeOption,
    JsonOption,
    LibraryOption,
    LlmOption,
    SpeakerOption,
    TagOption,
    TranscriptOption,
    chosen_filters,
    open_library,
    print_json,
)
from .output import print_answer, print_feedback

feedback_app = typer.Typer(rich_markup_mode=None)


@feedback_app.callback(invoke_without_command=True)
def list_feedback(
    context: typer.Context, library: LibraryOption, as_json: JsonOption = False
) -> None:
    """List what people said about answers; `give` adds to it, `export` writes it to files.

    Example: turnwise feedback
    """
    if context.invoked_subcommand is not None:
        return
    with open_library(library) as opened:
        records = opened.feedback()
    if as_json:
        print_json([record.to_dict() for record in records])
    else:
        print_feedback(records, OUT)


@feedback_app.command("give")
def give_feedback(
    question: Annotated[
        str, typer.Argument(help="The question as it was asked; Turnwise answers it again.")
    ],
    verdict: Annotated[
        FeedbackVerdict, typer.Argument(help="Whether that answer is helpful or wrong.")
    ],
    library: LibraryOption,
    comment: Annotated[str | None, typer.Option(help="What is wrong, or good, about it.")] = None,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    tag: TagOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    llm: LlmOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question again, show the answer, and keep whether it is helpful or wrong.

    Example: turnwise feedback give "what did he say about OpenCL" helpful
    """
    with open_library(library, llm=llm) as opened, PROGRESS.status("searching …"):
        filters = chosen_filters(opened, speaker, transcript, tag, after, before)
        answer = opened.ask(question, **filters)
        opened.give_feedback(answer, verdict, comment=comment, **filters)
    if as_json:
        print_json({"verdict": verdict, "answer": answer.to_dict()})
    else:
        print_answer(answer, OUT)
        OUT.print(f"\nkept as {verdict}")


@feedback_app.command("export")
def export_feedback(
    folder: Annotated[Path, typer.Argument(help="A new folder, or an empty one.")],
    library: LibraryOption,
    as_json: JsonOption = False,
) -> None:
    """Write the feedback as an evaluation set, with all transcripts, for `turnwise eval`.

    Example: turnwise feedback export my-set
    """
    with open_library(library) as opened:
        export = opened.export_feedback(folder)
    if as_json:
        print_json(export.to_dict())
        return
    OUT.print(f"{folder}: {export.n_queries} queries of helpful answers", markup=False)
    if export.n_wrong:
        OUT.print(
            f"{export.n_wrong} wrong answers in wrong.jsonl, without the right ones: give each its "
            '"relevant" turns, counted from 0, or "answerable": false, and move it to '
            "queries.jsonl",
            markup=False,
        )
    if export.n_left_out:
        OUT.print(
            f"{export.n_left_out} left out: their transcript or speaker is gone, or they refuse "
            "“what else?”"
        )
