"""The command line: `turnwise`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Annotated, Literal

import typer

from ...index.ingest import Progress as OnProgress
from ...index.paths import sample_transcripts
from ...index.text.printable import printable_on_terminal
from ...index.transcript import Transcript
from ...rag import AddReport, Library, TranscriptError, TurnwiseError, UsageError
from ...rag.adding.add_report import merge_reports
from ...rag.doctor import diagnose
from .evaluate import eval_sets
from .feedback import feedback_app
from .lookup import look_up
from .options import (
    OUT,
    PROGRESS,
    AfterOption,
    BeforeOption,
    JsonOption,
    LibraryOption,
    LlmOption,
    ModelOption,
    RerankOption,
    SpeakerOption,
    TranscriptOption,
    print_json,
    transcript_ids,
)
from .output import (
    print_answer,
    print_checks,
    print_hits,
    print_outline,
    print_report,
    print_suggestions,
    print_transcript,
    print_transcripts,
)
from .speakers import speakers_app
from .timeline import show_timeline

_MAX_SUGGESTIONS = 3  # shown after adding

app = typer.Typer(
    name="turnwise",
    help="Ask questions of transcripts: who said it, word for word, and which question they were "
    "answering.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(speakers_app, name="speakers")
app.add_typer(feedback_app, name="feedback")
app.command("lookup")(look_up)
app.command("timeline")(show_timeline)
app.command("eval")(eval_sets)


def main() -> None:
    """Run the command line: exit 0 done, 1 could not be done, 2 wrong usage."""
    # The model libraries report their loading on the terminal; our progress says what matters.
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("TQDM_DISABLE", "1")
    try:
        app()
    except TurnwiseError as error:
        print(f"turnwise: {error}", file=sys.stderr)  # noqa: T201
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
    _: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Ask questions of transcripts: who said it, word for word, and in answer to what."""


@app.command()
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
        typer.Option(help="Where the recording can be heard; citations lead to the moment in it."),
    ] = None,
    name: Annotated[
        str, typer.Option(help="What standard input is called, such as talk_2018-11-02.vtt.")
    ] = "stdin",
    notes: Annotated[
        bool, typer.Option("--notes", help="Show the lines that are nobody's speech.")
    ] = False,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add transcripts. Adding one twice changes nothing.

    Example: turnwise add interview.txt talks/
    """
    sources = [*(paths or []), *([str(sample_transcripts())] if samples else [])]
    if not sources:
        raise UsageError("name a file or a folder to add, or --samples")
    if url is not None and len(sources) > 1:
        raise UsageError("--url is the address of one recording; name one file with it")
    with Library.open(library, model=model) as opened:
        reports = [_add(opened, source, url=url, name=name) for source in sources]
        report = merge_reports(reports)
        added = [] if as_json else [transcript.id for transcript in report.added]
        suggestions = opened.suggest_aliases(added)
    if as_json:
        print_json(report.to_dict())
    else:
        print_report(report, with_notes=notes, out=OUT)
        print_suggestions(suggestions, PROGRESS, most=_MAX_SUGGESTIONS)
    if report.failed:
        sys.exit(1)


def _add(library: Library, source: str, *, url: str | None, name: str) -> AddReport:
    """Add one path; a file that cannot be read is reported, so that the others are still added."""
    with _progress_bar(PurePath(source).name) as on_progress:
        try:
            what = _read_standard_input(name) if source == "-" else source
            return library.add(what, url=url, on_progress=on_progress)
        except TranscriptError as error:
            return AddReport(failed=(error,))


def _read_standard_input(name: str) -> Transcript:
    from ...index.readers import MAX_BYTES, read_bytes  # late, as in Library.add

    try:
        return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), name=name)  # it may never end
    except TranscriptError as error:
        raise TranscriptError(error.problem, source=Path(name), line=error.line) from error


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In Chinese, English or both.")],
    library: LibraryOption,
    k: Annotated[int, typer.Option("-k", help="Hits to consider.")] = 5,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    rerank: RerankOption = None,
    llm: LlmOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question in the speakers' own words, with citations.

    Example: turnwise ask "what did he say about OpenCL"
    """
    with Library.open(library, rerank=rerank, llm=llm) as opened, PROGRESS.status("searching …"):
        answer = opened.ask(
            question,
            k=k,
            speakers=speaker,
            transcripts=transcript_ids(opened, transcript),
            after=after,
            before=before,
        )
    if as_json:
        print_json(answer.to_dict())
    else:
        print_answer(answer, OUT)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Words or a question.")],
    library: LibraryOption,
    k: Annotated[int, typer.Option("-k", help="Hits to show.")] = 10,
    speaker: SpeakerOption = None,
    transcript: TranscriptOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    rerank: RerankOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the turns that fit, each with the question it answers.

    Example: turnwise search OpenCL --speaker Yangqing
    """
    with Library.open(library, rerank=rerank) as opened, PROGRESS.status("searching …"):
        hits = opened.search(
            query,
            k=k,
            speakers=speaker,
            transcripts=transcript_ids(opened, transcript),
            after=after,
            before=before,
        )
    if as_json:
        print_json([hit.to_dict() for hit in hits])
    else:
        print_hits(hits, OUT)


@app.command("list")
def list_transcripts(library: LibraryOption, as_json: JsonOption = False) -> None:
    """List the transcripts in the library.

    Example: turnwise list
    """
    with Library.open(library) as opened:
        infos = opened.transcripts()
    if as_json:
        print_json([info.to_dict() for info in infos])
    else:
        print_transcripts(infos, OUT)


Format = Literal["txt", "md", "srt", "vtt", "json"]


@app.command()
def show(
    transcript: Annotated[str, typer.Argument(help="Its id, the beginning of it, or its title.")],
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
    """Show a transcript, its outline or one place of it; or write it as a file of another format.

    Example: turnwise show 1f2e3d --turn 27
    """
    if format is not None and (turn is not None or as_json):
        raise UsageError("--format writes a whole transcript; leave out --turn and --json")
    if outline and (format is not None or turn is not None):
        raise UsageError("--outline is of a whole transcript; leave out --turn and --format")
    with Library.open(library) as opened:
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
        from ...index.writers import WRITERS  # late, as in Library.add

        # Libraries of older versions may hold control characters, which no reader takes back.
        written = WRITERS[format](whole if format == "json" else whole.printable())
        OUT.file.write(printable_on_terminal(written) if OUT.is_terminal else written)
        return
    if turn is not None and turn > len(whole.turns):
        raise UsageError(f"“{whole.title}” has {len(whole.turns)} turns; there is no {turn}")
    turns = [t for t in whole.turns if turn is None or abs(t.number - turn) <= 1]
    if as_json:
        print_json(whole.to_dict() | {"turns": [t.to_dict() for t in turns]})
    else:
        print_transcript(whole, turns, OUT)


@app.command()
def remove(
    transcript: Annotated[str, typer.Argument(help="Its id, the beginning of it, or its title.")],
    library: LibraryOption,
    as_json: JsonOption = False,
) -> None:
    """Remove a transcript from the library. The file it came from stays.

    Example: turnwise remove 1f2e3d
    """
    with Library.open(library) as opened:
        info = opened.find_transcript(transcript)
        opened.remove(info.id)
    if as_json:
        print_json({"removed": info.to_dict()})
    else:
        print_transcripts([info], OUT)
        OUT.print("removed")


@app.command()
def doctor(
    library: LibraryOption,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Work out exchanges, embeddings and indexes anew first."),
    ] = False,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check the installation and a library; with --rebuild, mend it or change its model.

    Example: turnwise doctor --rebuild --model BAAI/bge-m3
    """
    if model is not None and not rebuild:
        raise UsageError("--model changes the model of a library; it goes with --rebuild")
    if rebuild:
        with Library.open(library) as opened, _progress_bar("embedding anew") as on_progress:
            opened.rebuild(model=model, on_progress=on_progress)
    checks = diagnose(library)
    if as_json:
        print_json([check.to_dict() for check in checks])
    else:
        print_checks(checks, OUT)
    if not all(check.ok for check in checks):
        sys.exit(1)


@app.command()
def chat(
    library: LibraryOption,
    port: Annotated[
        int, typer.Option(help="Port of the page; 0 takes a free one.", min=0, max=65535)
    ] = 7860,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    rerank: RerankOption = None,
    llm: LlmOption = None,
) -> None:
    """Open the chat page. It is served to this machine only.

    Example: turnwise chat --port 8000
    """
    with Library.open(library, rerank=rerank, llm=llm) as opened:
        try:
            from ..page.serve import serve  # late: gradio takes seconds
        except ModuleNotFoundError as error:
            raise TurnwiseError(
                f'the page needs {error.name}; run: pip install "turnwise[page]"'
            ) from error
        serve(opened, port=port, open_browser=browser)


@contextmanager
def _progress_bar(description: str) -> Iterator[OnProgress]:
    """A progress bar over passages, on stderr."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=PROGRESS, transient=True) as progress:
        task = progress.add_task(description, total=None)

        def on_progress(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield on_progress
