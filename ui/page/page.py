"""The chat page, in Gradio: its panes side by side, its theme, its words."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from ...rag import Library
from ..labels import LABELS
from .add_pane import AddPane
from .chat_pane import ChatPane
from .render import render
from .uploads import Uploads

THEME = gr.themes.Default(  # pyright: ignore[reportPrivateImportUsage]
    primary_hue="indigo",
    font=[
        "system-ui",
        "-apple-system",
        "Segoe UI",
        "PingFang SC",
        "Noto Sans CJK SC",
        "sans-serif",
    ],
    font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
)
STYLE = Path(__file__).with_name("style.css")
# Gradio shows each reader the texts in the language of their browser.
TRANSLATIONS = gr.I18n(
    en={key: texts["en"] for key, texts in LABELS.items()},
    zh={key: texts["zh"] for key, texts in LABELS.items()},
)


def build_page(library: Library, uploads: Uploads) -> gr.Blocks:
    """The page over one library; nothing is served yet.

    Args:
        uploads: where the files lie that browsers have sent.
    """
    text = TRANSLATIONS
    with gr.Blocks(title="Turnwise", analytics_enabled=False, fill_width=True) as page:
        gr.Markdown("# Turnwise")
        gr.Markdown(text("tagline"))
        with gr.Row():
            with gr.Column(scale=3):
                filters = ChatPane(library, text).filters
            with gr.Column(scale=2):
                _transcript_pane(text)
                AddPane(library, uploads, filters, text)
        page.load(filters.refresh, None, filters.lists, api_visibility="private")
    return page


def _transcript_pane(text: gr.I18n) -> None:
    """Create the tab that shows transcripts; links in the chat open their turn in its frame."""
    title = " / ".join(LABELS["transcript"].values())  # one text for all readers
    with gr.Tab(text("transcript")):
        gr.HTML(render("frame.html", title=title), elem_id="transcript-frame")
