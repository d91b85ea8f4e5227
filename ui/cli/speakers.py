"""The commands that name people: `turnwise speakers`."""

from __future__ import annotations

from typing import Annotated

import typer

from ...rag import Library
from .options import OUT, PROGRESS, JsonOption, LibraryOption, open_library, print_json
from .output import print_speakers, print_suggestions

speakers_app = typer.Typer(rich_markup_mode=None)


@speakers_app.callback(invoke_without_command=True)
def list_speakers(
    context: typer.Context, library: LibraryOption, as_json: JsonOption = False
) -> None:
    """List the speakers of all transcripts; their names and aliases can be changed.

    Example: turnwise speakers
    """
    if context.invoked_subcommand is not None:
        return
    with open_library(library) as opened:
        _print(opened, as_json)


@speakers_app.command("rename")
def rename_speaker(
    old: Annotated[str, typer.Argument(help="The present name, or an alias.")],
    new: Annotated[
        str, typer.Argument(help="The new name; if another speaker has it, the two become one.")
    ],
    library: LibraryOption,
    transcript: Annotated[
        str | None, typer.Option(help="Only in this transcript: its id or title, or the beginning.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Give a speaker another name, in all present and future transcripts.

    Example: turnwise speakers rename "Speaker 1" Alex --transcript 1f2e3d
    """
    with open_library(library) as opened:
        id = None if transcript is None else opened.find_transcript(transcript).id
        opened.rename_speaker(old, new, id)
        _print(opened, as_json)


@speakers_app.command("alias")
def add_aliases(
    name: Annotated[str, typer.Argument(help="The speaker's name.")],
    aliases: Annotated[list[str], typer.Argument(help="Other names of the same person.")],
    library: LibraryOption,
    as_json: JsonOption = False,
) -> None:
    """Let other names find a speaker too; turns under these names become that speaker's.

    Example: turnwise speakers alias Yangqing 贾扬清 贾博士
    """
    with open_library(library) as opened:
        opened.add_aliases(name, aliases)
        _print(opened, as_json)


@speakers_app.command("unalias")
def remove_alias(
    alias: Annotated[str, typer.Argument(help="The alias to take back.")],
    library: LibraryOption,
    as_json: JsonOption = False,
) -> None:
    """Take an alias back.

    Example: turnwise speakers unalias 贾博士
    """
    with open_library(library) as opened:
        opened.remove_alias(alias)
        _print(opened, as_json)


@speakers_app.command("suggest")
def suggest_aliases(library: LibraryOption, as_json: JsonOption = False) -> None:
    """Show other names that speakers may go by, each with the command that confirms it.

    Example: turnwise speakers suggest
    """
    with open_library(library) as opened, PROGRESS.status("searching …"):
        suggestions = opened.suggest_aliases()
    if as_json:
        print_json([suggestion.to_dict() for suggestion in suggestions])
    elif suggestions:
        print_suggestions(suggestions, OUT)
    else:
        OUT.print("No other names found.")


def _print(library: Library, as_json: bool) -> None:
    speakers = library.speaker_details()
    if as_json:
        print_json([speaker.to_dict() for speaker in speakers])
    else:
        print_speakers(speakers, OUT)
