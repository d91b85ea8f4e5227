"""The commands that correct a library: `turnwise edit`, `history`, `undo`, `remove`; `figures`."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from getpass import getuser
from typing import Annotated

import typer

from ...index.text.printable import printable_on_terminal
from ...rag import Correction, Library, UsageError, parse_names
from .correcting_output import (
    print_changes,
    print_correction,
    print_figures,
    print_library_figures,
    print_undone,
)
from .library import SpeakersOption, TranscriptArgument
from .options import (
    OUT,
    AfterOption,
    BeforeOption,
    JsonOption,
    LibraryOption,
    SpeakerOption,
    TagOption,
    chosen_filters,
    open_library,
    print_json,
)
from .output import print_transcripts

_RANGE = re.compile(r"(\d{1,8})(?:\s*[-–:]\s*(\d{1,8}))?")


def edit(
    transcript: TranscriptArgument,
    library: LibraryOption,
    title: Annotated[str | None, typer.Option(help="Its new title.")] = None,
    date: Annotated[
        str | None, typer.Option(help='Its new date, such as 2018-11-02; "" takes it away.')
    ] = None,
    url: Annotated[
        str | None, typer.Option(help='Where the recording can be heard; "" takes it away.')
    ] = None,
    speakers: SpeakersOption = None,
    tag: Annotated[list[str] | None, typer.Option(help="Give it this tag; repeatable.")] = None,
    untag: Annotated[list[str] | None, typer.Option(help="Take this tag away; repeatable.")] = None,
    turn: Annotated[str | None, typer.Option("--turn", "--turns", help="A turn, or 5-9.")] = None,
    text: Annotated[str | None, typer.Option(help="The words of --turn.")] = None,
    speaker: Annotated[
        str | None, typer.Option(help="Who speaks --turns: somebody of the transcript, or new.")
    ] = None,
    split: Annotated[int | None, typer.Option(help="Cut this turn in two, --at a place.")] = None,
    at: Annotated[
        str | None,
        typer.Option(
            help="The words with which the second part begins, or how many characters come before."
        ),
    ] = None,
    join: Annotated[
        str | None, typer.Option(help="Make one turn of this one and the next, or of 5-7.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Correct a transcript: what is told of it, and its turns. Its id and its file stay.

    “turnwise history” shows every change, “turnwise undo” takes one back.

    Example: turnwise edit 1f2e3d --title "Budget meeting" --date 2018-11-02 --tag budget
    Example: turnwise edit 1f2e3d --turn 5 --text "We left OpenCL in 2016."
    Example: turnwise edit 1f2e3d --turns 5-9 --speaker Ann
    Example: turnwise edit 1f2e3d --split 5 --at "And then"
    """
    about = {"--title": title, "--date": date, "--url": url, "--speakers": speakers}
    about |= {"--tag": tag, "--untag": untag}
    of_turns = {"--text": text, "--speaker": speaker, "--split": split, "--join": join}
    details, actions = _given(about), _given(of_turns)
    if len(actions) > 1 or (actions and details):
        two = " and ".join([*actions, *details][:2])
        raise UsageError(f"{two} are two corrections; make one after the other")
    if (turn is not None) != (text is not None or speaker is not None):
        raise UsageError("--turn goes with --text or --speaker")
    if (at is not None) != (split is not None):
        raise UsageError("--split goes with --at: where the turn is cut")
    with open_library(library) as opened:
        info = opened.find_transcript(transcript)
        if not actions:
            names = None if speakers is None else parse_names(speakers)
            tags = _tags(info.tags, tag, untag)
            info = opened.edit_transcript(
                info.id, title=title, date=date, url=url, speakers=names, tags=tags, by=_me()
            )
            done = None
        else:
            done = _correct(opened, info.id, turn, text, speaker, split, at, join)
    if as_json:
        print_json(info.to_dict() if done is None else done.to_dict())
    elif done is None:
        print_transcripts([info], OUT)
    else:
        print_correction(done, OUT)


def _correct(
    library: Library,
    id: str,
    turn: str | None,
    text: str | None,
    speaker: str | None,
    split: int | None,
    at: str | None,
    join: str | None,
) -> Correction:
    if turn is not None:
        first, last = _range(turn)
        if speaker is not None:
            return library.move_turns(id, range(first, (last or first) + 1), speaker, by=_me())
        if last is not None:
            raise UsageError(f"--text is of one turn; name one in place of {turn}")
        return library.edit_turn(id, first, text or "", by=_me())
    if split is not None:
        return library.split_turn(id, split, _place(library, id, split, at or ""), by=_me())
    first, last = _range(join or "")
    return library.join_turns(id, first, last, by=_me())


def _given(options: Mapping[str, object]) -> list[str]:
    """The options that were given."""
    return [name for name, value in options.items() if value is not None]


def history(
    library: LibraryOption,
    transcript: Annotated[
        str | None, typer.Argument(help="Its id or title, or the beginning; all without.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what was corrected: when, by whom, what was there before.

    Example: turnwise history 1f2e3d
    """
    with open_library(library) as opened:
        changes = opened.changes(None if transcript is None else _id_of(opened, transcript))
    if as_json:
        print_json([change.to_dict() for change in changes])
    else:
        print_changes(changes, OUT)


def undo(
    library: LibraryOption,
    change: Annotated[
        int | None, typer.Argument(help="Its number in the history; the last one without.")
    ] = None,
    transcript: Annotated[
        str | None, typer.Option(help="The last change of this one: id or title, or the beginning.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take a change back, also a removal. To do it again, undo the undoing.

    Example: turnwise undo
    Example: turnwise undo 12
    """
    with open_library(library) as opened:
        id = None if transcript is None else _id_of(opened, transcript)
        done = opened.undo(change, transcript=id, by=_me())
    if as_json:
        print_json(done.to_dict())
    else:
        print_undone(done, OUT)


def remove(
    transcript: TranscriptArgument,
    library: LibraryOption,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")] = False,
    for_good: Annotated[
        bool,
        typer.Option("--for-good", help="Forget its words and history too; nothing undoes that."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Remove a transcript from the library; “turnwise undo” brings it back. Its file stays.

    Example: turnwise remove 1f2e3d
    """
    with open_library(library) as opened:
        info = opened.find_transcript(transcript)
        if not yes and sys.stdin.isatty():
            question = f"Remove “{info.title}” ({info.n_turns} turns) from {opened.path}?"
            typer.confirm(printable_on_terminal(question), abort=True, err=True)
        opened.remove(info.id, for_good=for_good, by=_me())
    if as_json:
        print_json({"removed": info.to_dict()})
    else:
        print_transcripts([info], OUT)
        OUT.print("removed")


def figures(
    library: LibraryOption,
    transcript: Annotated[
        str | None, typer.Argument(help="Its id or title, or the beginning; all without.")
    ] = None,
    speaker: SpeakerOption = None,
    tag: TagOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who speaks how much, who asks and answers, and which questions stayed open.

    Example: turnwise figures 1f2e3d
    """
    narrows = any(value is not None for value in (speaker, tag, after, before))
    if transcript is not None and narrows:
        raise UsageError("the figures are those of one transcript; leave out what narrows them")
    with open_library(library) as opened:
        if transcript is not None:
            one = opened.figures(opened.find_transcript(transcript).id)
            print_json(one.to_dict()) if as_json else print_figures(one, OUT)
            return
        all_of_them = opened.library_figures(
            **chosen_filters(opened, speaker, None, tag, after, before)
        )
    if as_json:
        print_json(all_of_them.to_dict())
    else:
        print_library_figures(all_of_them, OUT)


def _id_of(library: Library, name: str) -> str:
    """The id of a transcript; of one that was removed, only the whole id finds it.

    Raises: UsageError if there is none.
    """
    try:
        return library.find_transcript(name).id
    except UsageError:
        if any(name in change.transcripts for change in library.changes()):
            return name
        raise


def _me() -> str | None:
    """Who makes the change, for the history."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # nobody by that number, as in a container
        return None


def _range(text: str) -> tuple[int, int | None]:
    """“5” or “5-9” as numbers of turns. Raises UsageError for something else."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"“{text}” names no turns; write 5, or 5-9")
    return int(match[1]), None if match[2] is None else int(match[2])


def _place(library: Library, id: str, turn: int, at: str) -> int:
    """Where a turn is cut. Raises UsageError if its words do not say where."""
    if at.isdecimal():
        return int(at)
    turns = library.transcript(id).turns
    text = turns[turn - 1].text if 1 <= turn <= len(turns) else ""
    n_places = text.count(at) if at else 0
    if text and n_places != 1:
        stand = "do not stand in" if not n_places else f"stand {n_places} times in"
        raise UsageError(f"the words “{at}” {stand} turn {turn}; give others, or a number")
    return text.find(at)


def _tags(
    present: tuple[str, ...], tag: list[str] | None, untag: list[str] | None
) -> list[str] | None:
    """The tags after the change; None for no change. Raises UsageError for one it lacks."""
    if tag is None and untag is None:
        return None
    for gone in untag or ():
        if gone not in present:
            raise UsageError(f"it has no tag “{gone}”; it has: {', '.join(present) or 'none'}")
    return [*(each for each in present if each not in (untag or ())), *(tag or ())]
