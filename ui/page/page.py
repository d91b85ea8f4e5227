"""The page, in Gradio: header, views as tabs, the reader beside them; its theme, its words."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from ...rag import Library
from ..labels import LABELS
from .chat.chat_pane import ChatPane
from .figures.pane import figures_view
from .library.pane import library_view
from .lookup.pane import lookup_view
from .reader.pane import reader_pane
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
STYLES = Path(__file__).with_name("styles")
SCRIPTS = Path(__file__).with_name("script")
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
        gr.HTML(render("header.html"), elem_id="site-header", apply_default_css=False)
        with gr.Row(elem_id="workspace"):
            with gr.Column(elem_id="views"), gr.Tabs(elem_id="tabs"):
                with gr.Tab(text("ask"), id="ask", elem_id="ask-view"):
                    filters = ChatPane(library, text).filters
                with gr.Tab(text("library"), id="library", elem_id="library-view") as tab:
                    library_view(library, uploads, filters, text, tab)
                with gr.Tab(text("look_up"), id="look_up", elem_id="look-up-view") as tab:
                    lookup_view(library, text, tab)
                with gr.Tab(text("figures"), id="figures", elem_id="figures-view") as tab:
                    figures_view(library, text, tab)
            with gr.Column(elem_id="reader"):
                reader_pane()
        page.load(filters.refresh, None, filters.lists, api_visibility="private")
    return page
