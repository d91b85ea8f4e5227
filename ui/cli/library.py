"""The commands that keep a library: `turnwise add`, `list`, `show`, `overview`, `doctor`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal

import typer

from ...index.paths import sample_transcripts
from ...index.text.printable import printable_on_terminal
from ...rag import (
    AddReport,
    Library,
    Transcript,
    TranscriptError,
    UsageError,
    parse_address,
    parse_names,
)
from ...rag.doctor import diagnose
from .options import (
    OUT,
    PROGRESS,
    JsonOption,
    LibraryOption,
    ModelOption,
    TagOption,
    check_library,
    open_library,
    print_json,
    progress_bar,
)
from .output import (
    print_checks,
    print_outline,
    print_overview,
    print_report,
    print_suggestions,
    print_transcript,
    print_transcripts,
)

_MAX_SUGGESTIONS = 3  # shown after adding

TranscriptArgument = Annotated[
    str,
    typer.Argument(
        help="Its id or title, or the beginning of one; for show also an address, as citations "
        "have it."
    ),
]
SpeakersOption = Annotated[
    str | None,
    typer.Option(help="Who its speakers are: “Q=Host,A=Owen Pell”, by the file's labels."),
]
Format = Literal["txt", "md", "srt", "vtt", "json"]


def add(
    library: LibraryOption,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Transcript files, zip files or folders of them, http(s) addresses of such "
            "files, or - for standard input."
        ),
    ] = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Add the transcripts that come with Turnwise.")
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(help="Where the recording can be heard; citations link to the moment in it."),
    ] = None,
    speakers: SpeakersOption = None,
    title: Annotated[str | None, typer.Option(help="Its title, in place of the file's.")] = None,
    date: Annotated[
        str | None, typer.Option(help="Its date, such as 2018-11-02, in place of the file's.")
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option(help="Give what is added this tag; repeatable.")
    ] = None,
    name: Annotated[
        str, typer.Option(help="The file name of standard input, such as talk_2018-11-02.vtt.")
    ] = "stdin",
    notes: Annotated[
        bool, typer.Option("--notes", help="Show the lines that belong to no speaker.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option(min=1, help="Processes that read and embed the files of a folder."),
    ] = 1,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="A Ray cluster that reads and embeds the files of a folder; “local” for one of "
            "this machine.",
        ),
    ] = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add transcripts. Adding one twice changes nothing.

    Example: turnwise add interview.txt talks/
    Example: turnwise add talks/ --tag interviews
    Example: turnwise add archive/ --workers 8
    Example: turnwise add /shared/archive --ray ray://head:10001 --library milvus://search:19530/talks
    Example: turnwise add talk.txt --speakers "Q=Host,A=Owen Pell" --date 2018-11-02
    """
    sources = [*(paths or []), *([str(sample_transcripts())] if samples else [])]
    if not sources:
        raise UsageError("name a file or a folder to add, or --samples")
    if url is not None and len(sources) > 1:
        raise UsageError("--url is the address of one recording; name one file with it")
    of_one = {"speakers": speakers, "title": title, "date": date}
    given = [f"--{option}" for option, value in of_one.items() if value is not None]
    if given and len(sources) > 1:
        raise UsageError(f"{given[0]} is of one transcript; name one file with it")
    told = {**of_one, "speakers": None if speakers is None else parse_names(speakers)}
    at_work = {"workers": workers, "ray": ray}
    with open_library(library, may_create=True, model=model) as opened:
        reports = [
            _add(opened, source, name=name, url=url, tags=tag or (), **at_work, **told)
            for source in sources
        ]
        report = AddReport.merged(reports)
        added = [] if as_json else [transcript.id for transcript in report.added]
        suggestions = opened.suggest_aliases(added)
    if as_json:
        print_json(report.to_dict())
    else:
        print_report(report, with_notes=notes, out=OUT)
        print_suggestions(suggestions, PROGRESS, most=_MAX_SUGGESTIONS)
    if report.failed:
        sys.exit(1)


def _add(library: Library, source: str, *, name: str, **told: Any) -> AddReport:
    """Add one path; a file that cannot be read is reported, so that the others are still added."""
    with progress_bar(with_time=told["workers"] > 1 or told["ray"] is not None) as show_progress:
        try:
            what = _read_standard_input(name) if source == "-" else source
            on_progress = partial(show_progress, PurePath(source).name)
            return library.add(what, on_progress=on_progress, **told)
        except TranscriptError as error:
            return AddReport(failed=(error,))


def _read_standard_input(name: str) -> Transcript:
    from ...index.readers import MAX_BYTES, read_bytes  # late, as in Library.add

    try:
        return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), name=name)  # it may never end
    except TranscriptError as error:
        raise TranscriptError(error.problem, source=Path(name), line=error.line) from error


def list_transcripts(
    library: LibraryOption, tag: TagOption = None, as_json: JsonOption = False
) -> None:
    """List the transcripts in the library.

    Example: turnwise list
    Example: turnwise list --tag interviews
    """
    with open_library(library) as opened:
        infos = opened.transcripts(tags=tag)
    if as_json:
        print_json([info.to_dict() for info in infos])
    else:
        print_transcripts(infos, OUT)


def show(
    transcript: TranscriptArgument,
    library: LibraryOption,
    turn: Annotated[
        int | None, typer.Option(help="Only this turn and its neighbours.", min=1)
    ] = None,
    format: Annotated[
        Format | None, typer.Option(help="Write the transcript as such a file, to stdout.")
    ] = None,
    outline: Annotated[
        bool, typer.Option("--outline", help="Its questions, and how each answer begins.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show a transcript, its outline or one place in it; or write it in another format.

    Example: turnwise show 1f2e3d --turn 27
    """
    if transcript.startswith("turnwise:"):
        if turn is not None:
            raise UsageError("the address names the turn; leave out --turn")
        address = parse_address(transcript)
        transcript, turn = address.transcript, address.turn
    if format is not None and (turn is not None or as_json):
        raise UsageError("--format writes a whole transcript; leave out --turn and --json")
    if outline and (format is not None or turn is not None):
        raise UsageError("--outline is of a whole transcript; leave out --turn and --format")
    with open_library(library) as opened:
        id = opened.find_transcript(transcript).id
        whole = opened.transcript(id)
        outlined = opened.outline(id) if outline else None
    if outlined is not None:
        if as_json:
            print_json(outlined.to_dict())
        else:
            print_outline(outlined, OUT)
        return
    if format is not None:
        _write(whole, format)
        return
    if turn is not None and turn > len(whole.turns):
        raise UsageError(f"“{whole.title}” has {len(whole.turns)} turns; there is no {turn}")
    turns = [t for t in whole.turns if turn is None or abs(t.number - turn) <= 1]
    if as_json:
        print_json(whole.to_dict() | {"turns": [t.to_dict() for t in turns]})
    else:
        print_transcript(whole, turns, OUT)


def _write(transcript: Transcript, format: Format) -> None:
    from ...index.writers import WRITERS  # late, as in Library.add

    # Libraries of older versions may hold control characters, which no reader takes back.
    written = WRITERS[format](transcript if format == "json" else transcript.printable())
    OUT.file.write(printable_on_terminal(written) if OUT.is_terminal else written)


def overview(
    transcript: TranscriptArgument, library: LibraryOption, as_json: JsonOption = False
) -> None:
    """Show what a transcript is about: its themes in order, a sentence each.

    Example: turnwise overview 1f2e3d
    """
    with open_library(library) as opened:
        overview = opened.overview(opened.find_transcript(transcript).id)
    if as_json:
        print_json(overview.to_dict())
    else:
        print_overview(overview, OUT)


def doctor(
    library: LibraryOption,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Recompute exchanges, embeddings and indexes first."),
    ] = False,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check the installation and a library; with --rebuild, mend it or change its model.

    Example: turnwise doctor --rebuild --model BAAI/bge-m3
    """
    if model is not None and not rebuild:
        raise UsageError("--model changes the model of a library; it goes with --rebuild")
    check_library(library)
    if rebuild:
        with open_library(library) as opened, progress_bar() as show_progress:
            opened.rebuild(model=model, on_progress=partial(show_progress, "embedding"))
    checks = diagnose(library)
    if as_json:
        print_json([check.to_dict() for check in checks])
    else:
        print_checks(checks, OUT)
    if not all(check.ok for check in checks):
        sys.exit(1)
