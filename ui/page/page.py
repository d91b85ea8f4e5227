"""The page, in Gradio: views as tabs, the reader beside them; its theme, its words."""

from __future__ import annotations

import gradio as gr

from ..labels import LABELS
from .chat.pane import chat_view
from .reader.pane import reader_pane
from .render import render

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
# Gradio shows each reader the texts in the language of their browser.
TRANSLATIONS = gr.I18n(
    en={key: texts["en"] for key, texts in LABELS.items()},
    zh={key: texts["zh"] for key, texts in LABELS.items()},
)


def build_page() -> gr.Blocks:
    """The page; nothing is served yet."""
    text = TRANSLATIONS
    page = gr.Blocks(title="Turnwise", analytics_enabled=False, fill_width=True)
    with page, gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="views"), gr.Tabs(elem_id="tabs"):
            with gr.Tab(text("ask"), id="ask", elem_id="ask-view"):
                chat_view()
            for view in ("library", "look_up", "figures"):
                with gr.Tab(text(view), id=view, elem_id=f"{view.replace('_', '-')}-view"):
                    _view_frame(view)
        with gr.Column(elem_id="reader"):
            reader_pane()
    return page


def _view_frame(view: str) -> None:
    """Create a frame with the page of a view; it loads when the tab is opened."""
    address = view.replace("_", "-")
    title = " / ".join(LABELS[view].values())  # one text for all readers
    gr.HTML(render("view_frame.html", address=address, title=title), apply_default_css=False)
