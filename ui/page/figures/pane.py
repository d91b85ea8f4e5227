"""On the page: the view with figures about the transcripts."""

from __future__ import annotations

import gradio as gr

from ....rag import Library


def figures_view(library: Library, text: gr.I18n, tab: gr.Tab) -> None:
    """Create the view in the tab that is open."""
