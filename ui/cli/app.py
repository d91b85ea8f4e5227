"""The commands of `turnwise`, in order of use."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from copy import copy as copied
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from ...rag import TurnwiseError, UsageError
from .asking import ask, look_up, search, show_timeline
from .chat import chat, serve
from .copying import copy
from .correcting import edit, figures, history, remove, undo
from .evaluate import eval_sets
from .feedback import feedback_app
from .library import add, doctor, list_transcripts, overview, show
from .mcp import mcp
from .options import OUT, name_library, with_library
from .speakers import speakers_app

_IN_ORDER_OF_USE = (
    *("add", "ask", "chat", "serve", "mcp", "search", "lookup", "timeline"),
    *("list", "show", "overview", "figures", "edit", "history", "undo", "remove", "copy"),
    *("speakers", "feedback", "eval", "doctor"),
)


class _CommandsInOrder(TyperGroup):
    """Typer lists groups of commands behind all others; this lists them where they belong."""

    def list_commands(self, ctx: object) -> list[str]:
        return sorted(self.commands, key=_IN_ORDER_OF_USE.index)


app = typer.Typer(
    cls=_CommandsInOrder,
    name="turnwise",
    help="Ask questions of transcripts: who said it, word for word, and which question they were "
    "answering.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(add)
app.command()(ask)
app.command()(chat)
app.command()(serve)
app.command()(mcp)
app.command()(search)
app.command("lookup")(look_up)
app.command("timeline")(show_timeline)
app.command("list")(list_transcripts)
app.command()(show)
app.command()(overview)
app.command()(figures)
app.command()(edit)
app.command()(history)
app.command()(undo)
app.command()(remove)
app.command()(copy)
app.add_typer(speakers_app, name="speakers")
app.add_typer(feedback_app, name="feedback")
app.command("eval")(eval_sets)
app.command()(doctor)


def run() -> None:
    """Run the command that `sys.argv` names, and exit."""
    # The model libraries report their loading on the terminal; our progress says what matters.
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("TQDM_DISABLE", "1")
    try:
        _command_line(sys.argv[1:])()
    except TurnwiseError as error:
        print(f"turnwise: {with_library(str(error))}", file=sys.stderr)  # noqa: T201
        sys.exit(2 if isinstance(error, UsageError) else 1)
    finally:
        gc.freeze()  # Python would search all that a question loaded for cycles, 0.2 s at each exit


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # late: a question should not wait for it

        OUT.print(f"turnwise {version('turnwise')}")
        raise typer.Exit


@app.callback()
def root(
    library: Annotated[
        Path | None,
        typer.Option("--library", help="The library folder, also understood behind a command."),
    ] = None,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Ask questions of transcripts: who said it, word for word, and in answer to what."""
    name_library(library)


def _command_line(arguments: Sequence[str]) -> Callable[[], object]:
    """What runs the arguments. If they begin with a command, no other one is built, as all take
    as long as an import."""
    first = [
        command
        for command in app.registered_commands
        if command.callback and [command.name or command.callback.__name__] == [*arguments[:1]]
    ]
    if not first:
        return typer.main.get_command(app)
    only = copied(app)
    only.registered_commands, only.registered_groups = first, []
    return typer.main.get_command(only)
