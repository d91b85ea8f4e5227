"""On the page: the view of the library, where transcripts are added."""

from __future__ import annotations

import gradio as gr

from ....rag import Library
from ..chat.filters import Filters
from ..uploads import Uploads
from .add_pane import AddPane


def library_view(
    library: Library, uploads: Uploads, filters: Filters, text: gr.I18n, tab: gr.Tab
) -> None:
    """Create the view in the tab that is open.

    Args:
        uploads: where the files lie that browsers have sent.
        filters: offer the speakers and transcripts that are added.
    """
    AddPane(library, uploads, filters, text, tab)
