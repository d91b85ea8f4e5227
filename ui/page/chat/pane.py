"""On the page: the chat. Its parts are templates/chat.html, and script/chat makes them live.

The server keeps no conversation: the browser does, and asks through the REST API.
"""

from __future__ import annotations

import gradio as gr

from ..render import render

# Gradio runs this once its part of the page is there; addresses are relative to the page.
_START = """
import(new URL("script/chat/chat.js", document.baseURI)).then((chat) => chat.start(element));
"""


def chat_view() -> None:
    """Create the chat in the part of the page that is open."""
    gr.HTML(render("chat.html"), js_on_load=_START, apply_default_css=False, elem_id="chat-view")
