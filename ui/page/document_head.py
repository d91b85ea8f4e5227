"""The head of the page: our own link preview, icon, styles and scripts in place of Gradio's."""

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
SHEETS = ("colours", "frame", "chat")  # of the folder styles, in this order
_FOR_ALL = ("page.js", "dom.js", "words.js", "labels.js", "colours.js")
_OF_GRADIO = re.compile(
    r'\s*(?:<meta\s+(?:property="og:|name="twitter:)|<link rel="manifest")[^>]*>'
)
_HEAD_ENDS = "</head>"


class OwnHead:
    """ASGI middleware: puts our head into the page at `/`."""

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
            page = with_own_head(body.decode(), own_head(language))
            data = page.replace('lang="en"', f'lang="{language}"', 1).encode()
            MutableHeaders(scope=start)["content-length"] = str(len(data))
            await send(start)
            await send({"type": "http.response.body", "body": data})

        await self._app(scope, receive, whole)


def own_head(language: ReplyLanguage) -> str:
    """Our link preview, icon, style sheets and scripts; the browser fetches the chat's at once."""
    of_chat = sorted(path.relative_to(SCRIPTS).as_posix() for path in SCRIPTS.glob("chat/*.js"))
    early = Markup((SCRIPTS / "early.js").read_text("utf-8"))  # ours, so it needs no escaping
    scripts = [*_FOR_ALL, *of_chat]
    return render("head.html", language=language, sheets=SHEETS, scripts=scripts, early=early)


def with_own_head(page: str, head: str) -> str:
    """The page without Gradio's link preview, and with `head` at the end of its head."""
    before, ends, after = page.partition(_HEAD_ENDS)
    return _OF_GRADIO.sub("", before) + head + ends + after if ends else page
