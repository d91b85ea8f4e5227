"""On the page: names that may belong to one person, for the reader to confirm."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr
from markupsafe import escape

from ....rag import Library, TurnwiseError


class AliasControl:
    """A list of suggested aliases and a button that confirms those chosen; hidden while empty."""

    def __init__(self, library: Library, text: gr.I18n):
        """Create the list in the part of the page that is open."""
        self._library = library
        with gr.Group(visible=False, elem_id="aliases") as self._group:
            self._choices = gr.CheckboxGroup(
                label=text("aliases"), info=text("aliases_info"), elem_id="alias-choices"
            )
            self._confirm = gr.Button(text("same_person"), size="sm", elem_id="same-person")

    def connect(self, tab: gr.Tab, report: gr.HTML, speakers: gr.Dropdown) -> None:
        """Look for names when the tab opens or the report changes.

        Args:
            speakers: the list of speakers to choose from, which a confirmed name changes.
        """
        shown: list[Any] = [self._group, self._choices]
        for event in (tab.select, report.change):
            event(self._refresh, None, shown, show_progress="hidden", api_visibility="private")
        self._confirm.click(self._join, self._choices, [*shown, speakers], api_visibility="private")

    def _refresh(self) -> tuple[Any, Any]:
        """Updates that show the present suggestions, none of them chosen."""
        choices = [
            (
                f"{suggestion.name} = {suggestion.alias}",
                json.dumps([suggestion.name, suggestion.alias]),
            )
            for suggestion in self._library.suggest_aliases()
        ]
        return gr.update(visible=bool(choices)), gr.update(choices=choices, value=[])

    def _join(self, chosen: list[str]) -> tuple[Any, Any, Any]:
        """Add the chosen aliases; updates with the suggestions that remain and the new speakers."""
        try:
            for name, alias in map(json.loads, chosen):
                self._library.add_aliases(name, [alias])
        except TurnwiseError as error:
            raise gr.Error(str(escape(str(error)))) from error
        return *self._refresh(), gr.update(choices=self._library.speakers(), value=[])
