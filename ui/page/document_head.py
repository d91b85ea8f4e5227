"""The head of the page: our own link preview, icon, styles and scripts in place of Gradio's."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..labels import preferred_language
from ..route_path import route_path
from .render import render

SHEETS = ("colours", "frame", "chat", "reader")  # of the folder styles, in this order
_OF_GRADIO = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
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
            page = with_own_head(
                body.decode(), render("head.html", language=language, sheets=SHEETS)
            )
            data = page.replace('lang="en"', f'lang="{language}"', 1).encode()
            MutableHeaders(scope=start)["content-length"] = str(len(data))
            await send(start)
            await send({"type": "http.response.body", "body": data})

        await self._app(scope, receive, whole)


def with_own_head(page: str, head: str) -> str:
    """The page without Gradio's link preview, and with `head` at the end of its head."""
    before, ends, after = page.partition(_HEAD_ENDS)
    return _OF_GRADIO.sub("", before) + head + ends + after if ends else page
