"""On the page: files are uploaded and added to the library, and a report says what came of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
from starlette.datastructures import Headers

from ....index.readers import SPEAKER_NAMES
from ....rag import AddReport, Library, ReplyLanguage, Transcript, TurnwiseError
from ...labels import label, preferred_language
from ..chat.filters import Filters
from ..guard import session_of
from ..render import render
from ..uploads import Uploads
from .alias_control import AliasControl
from .reading_form import ReadingForm


class AddPane:
    """A place to drop files, the report of what was added, and names that may be one person's."""

    def __init__(
        self, library: Library, uploads: Uploads, filters: Filters, text: gr.I18n, tab: gr.Tab
    ):
        """Create the parts in the tab that is open.

        Args:
            uploads: where the files lie that browsers have sent.
            filters: offer the speakers and transcripts that are added.
        """
        self._library = library
        self._uploads = uploads
        self._filters = filters
        files = gr.File(label=text("upload"), file_count="multiple", elem_id="upload")
        report = gr.HTML(elem_id="report")
        self._form = ReadingForm(library, filters, text)
        aliases = AliasControl(library, text)
        aliases.connect(tab, report, filters.speakers)
        files.upload(
            self._add,
            files,
            [report, *filters.lists, files, *self._form.parts],
            api_visibility="private",
        )

    def _add(
        self,
        paths: list[str] | None,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio injects it
    ) -> tuple[Any, ...]:
        """Add what this browser session uploaded; the report, both filters, no files any more, and
        the form with what was added."""
        language = preferred_language(request.headers)
        session = session_of(Headers(request.headers)) or ""
        try:
            with self._uploads.take(paths or [], session) as files:
                lines, added = _add_each(self._library, files, language, progress)
        except TurnwiseError as error:
            lines, added = [label("failed", language, error=str(error))], []
        report = render("report.html", lines=lines)
        return report, *self._filters.refresh(), None, *self._form.show(added)


def _add_each(
    library: Library, paths: list[Path], language: ReplyLanguage, progress: gr.Progress
) -> tuple[list[str], list[Transcript]]:
    """Add files one by one, with the names that came along; a line for what came of each, and the
    transcripts that are in the library now."""
    lines: list[str] = []
    transcripts: list[Transcript] = []
    for path in _with_names_beside(paths):

        def on_progress(done: int, total: int, name: str = path.name) -> None:
            progress((done, total), desc=label("reading", language, title=name))

        try:
            report = library.add(path, on_progress=on_progress)
        except TurnwiseError as error:
            lines.append(_failed(error, path, language))
        else:
            lines += _report_lines(report, path, language)
            transcripts += (*report.added, *report.updated, *report.unchanged)
    return lines, transcripts


def _with_names_beside(paths: list[Path]) -> list[Path]:
    """The uploads without `*.speakers.json` files that belong to one of them.

    Each upload lies in a folder of its own; such a file moves to the folder of its transcript.
    """
    remaining = list(paths)
    for names in paths:
        stem = names.name.removesuffix(SPEAKER_NAMES)
        owner = next((path for path in paths if stem in (path.name, path.stem)), names)
        if owner != names:
            remaining.remove(names)
            names.replace(owner.with_name(names.name))
    return remaining


def _report_lines(report: AddReport, path: Path, language: ReplyLanguage) -> list[str]:
    """One line for each transcript and file of an upload, which may be a zip file."""
    added = [
        label(
            "added",
            language,
            title=t.title,
            format=t.format or "",
            turns=len(t.turns),
            notes=len(t.notes),
        )
        for t in report.added
    ]
    there = [
        label("unchanged", language, title=t.title) for t in (*report.updated, *report.unchanged)
    ]
    not_read = [
        label("not_read", language, title=t.title, words=t.n_words_not_read)
        for t in (*report.added, *report.updated, *report.unchanged)
        if t.n_words_not_read
    ]
    skipped = [label("skipped", language, name=file.name) for file in report.skipped]
    failed = [_failed(error, path, language) for error in report.failed]
    return added + there + not_read + skipped + failed


def _failed(error: TurnwiseError, path: Path, language: ReplyLanguage) -> str:
    # The folder of an upload is temporary: only the file's name means something to the reader.
    return label("failed", language, error=str(error).replace(str(path), path.name))
