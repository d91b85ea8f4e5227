"""What the commands share: options, opening a library, consoles, a progress bar, JSON."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ...index.folder import is_library
from ...index.paths import default_library
from ...rag import FilterOptions, Library, UsageError

OUT = Console(highlight=False, soft_wrap=True)
PROGRESS = Console(stderr=True, highlight=False)

# The library that the command line names, when it is not the one that commands use without it.
_named_library: ContextVar[Path | None] = ContextVar("named_library", default=None)
# A command as messages give it; `turnwise eval` knows no library.
_COMMAND = re.compile(
    r"turnwise (?:speakers|feedback)(?: (?:rename|alias|unalias|suggest|give|export))?\b"
    r"|turnwise (?:add|ask|chat|serve|mcp|search|lookup|timeline|list|show|overview|figures)\b"
    r"|turnwise (?:edit|history|undo|remove|doctor)\b"
)


def name_library(path: Path | None) -> None:
    """Remember the library that the command line names, for commands that are printed."""
    is_default = path is None or path.expanduser().resolve() == default_library().resolve()
    _named_library.set(None if is_default else path)


def with_library(text: str) -> str:
    """A message whose commands carry the `--library` that the command line named."""
    library = _named_library.get()
    if library is None or "--library" in text:
        return text
    argument = f" --library {shlex.quote(str(library))}"
    return _COMMAND.sub(lambda command: command[0] + argument, text)


def _choose_library(context: typer.Context, path: Path) -> Path:
    """The library that is named behind a command, or in front of it; else `path`, the default.

    Raises: UsageError if several are named.
    """
    parent = context.parent
    named = {
        Path(each.params["library"])
        for each in (parent, parent and parent.parent)
        if each and _is_on_command_line(each.get_parameter_source("library"))
    }
    if _is_on_command_line(context.get_parameter_source("library")):
        named.add(path)
    if len(named) > 1:
        both = " and ".join(sorted(map(str, named)))
        raise UsageError(f"--library is given twice: {both}; give it once")
    chosen = next(iter(named), path)
    name_library(chosen if named else None)
    return chosen


def _is_on_command_line(source: Enum | None) -> bool:
    return source is not None and source.name == "COMMANDLINE"


LibraryOption = Annotated[
    Path,
    typer.Option(
        "--library",
        envvar="TURNWISE_LIBRARY",
        default_factory=default_library,
        show_default="a folder of yours",
        callback=_choose_library,
        help="The library folder; add and chat make a missing one.",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(help="Embedding model: a sentence-transformers name or folder."),
]
RerankOption = Annotated[
    str | None,
    typer.Option(
        "--rerank",
        metavar="NAME",
        help="Let a cross-encoder rank the first hits again: a name such as "
        "BAAI/bge-reranker-v2-m3, or a folder.",
    ),
]
LlmOption = Annotated[
    str | None,
    typer.Option(
        "--llm",
        envvar="TURNWISE_LLM",
        metavar="NAME",
        help="Let a language model word the answer: a chat model such as "
        "Qwen/Qwen3-4B-Instruct-2507, a folder, or a server: http://127.0.0.1:11434/v1#gemma3:4b.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
SpeakerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--speaker",
        help="Only the words of this speaker: a name, an alias, or a part of a name that no other "
        "speaker has; repeatable.",
    ),
]
TranscriptOption = Annotated[
    list[str] | None,
    typer.Option(
        "--transcript",
        help="Only this transcript: its id or title, or the beginning of one; repeatable.",
    ),
]
TagOption = Annotated[
    list[str] | None,
    typer.Option("--tag", help="Only transcripts with this tag; repeatable, one is enough."),
]
AfterOption = Annotated[str | None, typer.Option(help="Only from this day on: 2018-11-02.")]
BeforeOption = Annotated[str | None, typer.Option(help="Only up to this day: 2018-11-02.")]


def check_library(path: Path) -> None:
    """Raises UsageError if the user named a folder without a library; it may be mistyped."""
    if path != default_library() and not is_library(path.expanduser()):
        raise UsageError(
            f"there is no library at {path}; check the path, or make one: turnwise add FILE"
        )


def open_library(
    path: Path,
    *,
    may_create: bool = False,
    model: str | None = None,
    rerank: str | None = None,
    llm: str | None = None,
) -> Library:
    """Open a library, as `Library.open` does.

    Raises: UsageError if the user named a folder without a library, unless `may_create`.
    """
    if not may_create:
        check_library(path)
    return Library.open(path, model=model, rerank=rerank, llm=llm)


def chosen_filters(
    library: Library,
    speaker: list[str] | None,
    transcript: list[str] | None,
    tag: list[str] | None,
    after: str | None,
    before: str | None,
) -> FilterOptions:
    """What the options that narrow a search choose; None is no limit."""
    ids = None if transcript is None else [library.find_transcript(n).id for n in transcript]
    return {
        "speakers": speaker,
        "transcripts": ids,
        "tags": tag,
        "after": after,
        "before": before,
    }


def print_json(value: object) -> None:
    """A value as JSON on stdout."""
    OUT.file.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def progress_bar(*, with_time: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr; gives the function that moves it: (what, done, total).

    Args:
        with_time: whether to show how many a second are done, and the time left.
    """
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    times = (TextColumn("{task.fields[rate]}"), TimeRemainingColumn()) if with_time else ()
    with Progress(*columns, *times, console=PROGRESS, transient=True) as progress:
        task = progress.add_task("", total=None, rate="")

        def show_progress(what: str, done: int, total: int) -> None:
            speed = progress.tasks[0].speed
            rate = f"{speed:.1f}/s" if speed else ""
            progress.update(task, description=what, completed=done, total=total, rate=rate)

        yield show_progress
