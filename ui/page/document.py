"""The document at `/`: our head in place of Gradio's, and what is painted before Gradio runs.

Gradio builds its page by script, which takes about a second. So the header stands in the document
itself, with the tabs and the question's field under it until Gradio has built the real ones.
"""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...rag import ReplyLanguage
from ..labels import preferred_language
from ..route_path import route_path
from .render import render

STYLES = Path(__file__).with_name("styles")
SCRIPTS = Path(__file__).with_name("script")
_FIRST_SHEETS = ("colours.css", "frame.css")  # in the document itself
_FOR_ALL = ("page.js", "kept_place.js", "dom.js", "words.js", "labels.js", "colours.js")
_OF_GRADIO = re.compile(
    r'\s*(?:<meta\s+(?:property="og:|name="twitter:)|<link rel="manifest")[^>]*>'
)
_HEAD_ENDS, _PAGE_BEGINS = "</head>", "<gradio-app"


class OwnDocument:
    """ASGI middleware: puts our parts into the document at `/`."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or route_path(scope) != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        language = preferred_language(Headers(scope=scope))
        start: Message | None = None
        body = bytearray()

        async def whole(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if message["type"] != "http.response.body":
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            assert start is not None
            data = with_own_parts(body.decode(), language).encode()
            MutableHeaders(scope=start)["content-length"] = str(len(data))
            await send(start)
            await send({"type": "http.response.body", "body": data})

        await self._app(scope, receive, whole)


def with_own_parts(document: str, language: ReplyLanguage) -> str:
    """Gradio's document in a language, with our head, and our opening before Gradio's part."""
    head, head_ends, body = document.partition(_HEAD_ENDS)
    before, page_begins, page = body.partition(_PAGE_BEGINS)
    if not page_begins:  # not Gradio's page, such as an error
        return document
    head = _OF_GRADIO.sub("", head).replace('lang="en"', f'lang="{language}"', 1)
    parts = (head, _own_head(language), head_ends, before, _opening(language), page_begins, page)
    return "".join(parts)


def _own_head(language: ReplyLanguage) -> str:
    """Our link preview, icon and first styles; our files need no escaping."""
    first = Markup("".join((STYLES / name).read_text("utf-8") for name in _FIRST_SHEETS))
    early = Markup((SCRIPTS / "early.js").read_text("utf-8"))
    return render("head.html", language=language, first=first, early=early)


def _opening(language: ReplyLanguage) -> str:
    """What is painted first; then our scripts, of which the browser fetches the chat's at once."""
    of_chat = sorted(path.relative_to(SCRIPTS).as_posix() for path in SCRIPTS.glob("chat/*.js"))
    return render("opening.html", language=language, scripts=[*_FOR_ALL, *of_chat])
