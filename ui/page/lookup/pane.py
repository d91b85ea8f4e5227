"""On the page: the view in which a term is looked up."""

from __future__ import annotations

import gradio as gr

from ....rag import Library


def lookup_view(library: Library, text: gr.I18n, tab: gr.Tab) -> None:
    """Create the view in the tab that is open."""
