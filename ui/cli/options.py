"""What the commands share: options, consoles, JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ...index.paths import default_library
from ...rag import Library, UsageError

OUT = Console(highlight=False, soft_wrap=True)
PROGRESS = Console(stderr=True, highlight=False)

LibraryOption = Annotated[
    Path,
    typer.Option(
        "--library",
        envvar="TURNWISE_LIBRARY",
        default_factory=default_library,
        show_default="a folder of yours",
        help="The library folder; it is made when missing.",
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
        help="Let a cross-encoder order the first hits anew: a name such as "
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
    typer.Option("--speaker", help="Only the words of this speaker, by name or alias; repeatable."),
]
TranscriptOption = Annotated[
    list[str] | None,
    typer.Option("--transcript", help="Only this transcript, by id or title; repeatable."),
]
AfterOption = Annotated[str | None, typer.Option(help="Only from this day on: 2018-11-02.")]
BeforeOption = Annotated[str | None, typer.Option(help="Only up to this day: 2018-11-02.")]


def refuse_library_before(context: typer.Context) -> None:
    """Raises UsageError for `--library` in front of a subcommand, which would not see it."""
    source = context.get_parameter_source("library")
    if source is not None and source.name == "COMMANDLINE":
        raise UsageError(f"write --library behind “{context.invoked_subcommand}”")


def transcript_ids(library: Library, names: list[str] | None) -> list[str] | None:
    """The ids of the transcripts called so; None for no limit."""
    return None if names is None else [library.find_transcript(name).id for name in names]


def print_json(value: object) -> None:
    """A value as JSON on stdout."""
    OUT.file.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
