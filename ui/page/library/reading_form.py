"""On the page: how what was added is read, its first turns, and a form to put it right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from ....rag import Library, Transcript, TurnwiseError, parse_names
from ...labels import label, preferred_language
from ..chat.filters import Filters
from ..render import render

_TURNS_SHOWN = 4


class ReadingForm:
    """The title, date and speakers of a transcript, to be changed; hidden until one is added."""

    def __init__(self, library: Library, filters: Filters, text: gr.I18n):
        """Create the form in the part of the page that is open.

        Args:
            filters: offer the names and titles that are saved.
        """
        self._library = library
        self._filters = filters
        self._ids = gr.State([])  # of the transcripts to choose from
        with gr.Group(visible=False, elem_id="reading") as self._group:
            self._which = gr.Dropdown(
                label=text("check_reading"), info=text("check_info"), elem_id="reading-which"
            )
            self._preview = gr.HTML(elem_id="reading-preview", padding=True)
            with gr.Row():
                self._title = gr.Textbox(label=text("title"), scale=3, elem_id="reading-title")
                self._date = gr.Textbox(
                    label=text("date"), placeholder="2018-11-02", elem_id="reading-date"
                )
            self._speakers = gr.Textbox(
                label=text("who_speaks"),
                info=text("who_speaks_info"),
                lines=2,
                max_lines=8,
                elem_id="reading-speakers",
            )
            save = gr.Button(text("save"), size="sm", elem_id="reading-save")
        self._saved = gr.HTML(elem_id="reading-saved")
        fields = [self._title, self._date, self._speakers]
        shown = [self._preview, *fields, self._saved]
        self._which.input(self._show_one, self._which, shown, api_visibility="private")
        save.click(
            self._save,
            [self._ids, self._which, *fields],
            [*shown, self._which, *filters.lists],
            api_visibility="private",
        )

    @property
    def parts(self) -> list[Any]:
        """What `show` updates."""
        fields = [self._title, self._date, self._speakers]
        return [self._group, self._ids, self._which, self._preview, *fields, self._saved]

    def show(self, transcripts: Sequence[Transcript]) -> tuple[Any, ...]:
        """Updates that show the first of these transcripts; of none, the form is hidden."""
        if not transcripts:
            return gr.update(visible=False), *(gr.skip() for _ in self.parts[1:])
        ids = [transcript.id for transcript in transcripts]
        which = gr.update(choices=self._choices(ids), value=ids[0])
        return gr.update(visible=True), ids, which, *self._show_one(ids[0])

    def _choices(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        titles = {info.id: info.title for info in self._library.transcripts()}
        return [(titles[id], id) for id in dict.fromkeys(ids) if id in titles]

    def _show_one(self, id: str) -> tuple[Any, ...]:
        """The first turns, title, date and speakers of a transcript; no message."""
        transcript = self._library.transcript(id)
        names = {turn.label or turn.speaker: turn.speaker for turn in transcript.turns}
        lines = "".join(f"{label} = {name}\n" for label, name in names.items())
        preview = render("preview.html", turns=transcript.turns[:_TURNS_SHOWN])
        return preview, transcript.title, transcript.date or "", lines, ""

    def _save(
        self, ids: list[str], id: str, title: str, date: str, speakers: str, request: gr.Request
    ) -> tuple[Any, ...]:
        """Save the fields; what is there then and a message, or only the error."""
        language = preferred_language(request.headers)
        try:
            names = parse_names(f"{speakers}\n") if speakers.strip() else None
            info = self._library.edit_transcript(id, title=title, date=date.strip(), speakers=names)
        except TurnwiseError as error:
            message = render("report.html", lines=[label("not_saved", language, error=str(error))])
            return *(gr.skip() for _ in range(4)), message, gr.skip(), gr.skip(), gr.skip()
        message = render("report.html", lines=[label("saved", language, title=info.title)])
        *shown, _ = self._show_one(id)
        which = gr.update(choices=self._choices(ids), value=id)
        return *shown, message, which, *self._filters.refresh()
