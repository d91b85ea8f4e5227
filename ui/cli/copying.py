"""`turnwise copy`: one library into another one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ...rag import CopyReport, Library, UsageError
from .options import OUT, PROGRESS, JsonOption, open_library, print_json, progress_bar

_PLACE = "A folder, or an address: milvus://HOST:PORT/NAME."


def copy(
    source: Annotated[Path, typer.Argument(metavar="FROM", help=_PLACE)],
    target: Annotated[Path, typer.Argument(metavar="TO", help=f"{_PLACE} A missing one is made.")],
    as_json: JsonOption = False,
) -> None:
    """Copy a library into another one, with names, history and feedback; nothing is computed again.

    What is there already is not copied again, so an interrupted copy goes on. At the end every
    transcript is compared.

    Example: turnwise copy talks milvus://127.0.0.1:19530/talks
    """
    if source == target:
        raise UsageError(f"{source} is to be copied to itself; name another library")
    with (
        open_library(source) as from_,
        Library.open(target) as to,
        progress_bar(with_time=True) as show_progress,
    ):
        report = from_.copy_to(to, on_progress=show_progress)
    if as_json:
        print_json(report.to_dict())
    else:
        _print(report)
    if not report.is_whole:
        sys.exit(1)


def _print(report: CopyReport) -> None:
    n_whole = len(report.copied) + len(report.unchanged)
    OUT.print(
        f"{len(report.copied)} transcripts copied, {len(report.unchanged)} were there; "
        f"{n_whole} compared: {report.n_exchanges} exchanges, {report.n_passages} passages"
    )
    told = {
        "is otherwise in the target; remove it there, and copy again": report.differing,
        "is damaged in the source, and was not copied": report.unreadable,
    }
    for what, ids in told.items():
        for id in ids:
            PROGRESS.print(f"{id} {what}")
