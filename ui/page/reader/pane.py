"""On the page: the reader, which shows one transcript beside the view that opened it."""

from __future__ import annotations

import gradio as gr

from ...labels import LABELS
from ..render import render


def reader_pane() -> None:
    """Create the reader in the part of the page that is open.

    It is shown once something is opened: a link of the class `open-transcript`, or
    `turnwise.openReader(address)` in a script.
    """
    title = " / ".join(LABELS["transcript"].values())  # one text for all readers
    frame = render("frame.html", title=title)
    gr.HTML(frame, elem_id="transcript-frame", apply_default_css=False)
