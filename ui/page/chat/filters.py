"""On the page: which speakers and transcripts the answers may come from."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ....rag import Library


class Filters:
    """Two lists to choose from; what the library holds may be chosen. Choosing none means all."""

    def __init__(self, library: Library, text: gr.I18n):
        """Create the lists in the part of the page that is open."""
        self._library = library
        self.speakers = gr.Dropdown(
            library.speakers(), label=text("speakers"), multiselect=True, elem_id="speakers"
        )
        self.transcripts = gr.Dropdown(
            self._transcripts(),
            label=text("transcripts"),
            multiselect=True,
            elem_id="transcripts",
        )

    @property
    def lists(self) -> list[gr.Dropdown]:
        """The speakers, then the transcripts."""
        return [self.speakers, self.transcripts]

    def refresh(self) -> tuple[Any, Any]:
        """Updates of both lists, with what the library holds now."""
        return (
            gr.update(choices=self._library.speakers()),
            gr.update(choices=self._transcripts()),
        )

    def _transcripts(self) -> list[tuple[str, str]]:
        """What the list shows of each transcript, and its id."""
        return [
            (f"{info.title} · {info.date}" if info.date else info.title, info.id)
            for info in self._library.transcripts()
        ]
