"""Keep Gradio's answers from getting lost between two streams of events.

A browser reads the results of its events from one stream. When no event is left, the server says
`close_stream` and ends it; for the next event the browser opens another. If that event's request
is answered before the browser has read `close_stream`, the browser takes the old stream for open,
opens none, and never sees the result. So we answer such a request only after the browser has closed
the old stream: it closes the connection as soon as it reads `close_stream`. (After an upload it
closes that of the upload's progress instead; so we wait for a short time only.)
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..route_path import route_path

STREAM_PATH = "/gradio_api/queue/data"
EVENT_PATH = "/gradio_api/queue/join"
MAX_WAIT_S = 1
_CLOSE = b'"close_stream"'


class EventStreams:
    """ASGI middleware: the request of an event waits while its page still closes a stream."""

    def __init__(self, app: ASGIApp):
        self._app = app
        self._closing: dict[str, asyncio.Event] = {}  # by page (Gradio's session_hash)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = route_path(scope) if scope["type"] == "http" else None
        if path == STREAM_PATH:
            await self._stream(scope, receive, send)
        elif path == EVENT_PATH:
            await self._event(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream; after `close_stream`, end it when the browser has left."""
        page = parse_qs(scope["query_string"].decode("ascii", "replace")).get("session_hash", [""])[
            0
        ]
        closed: asyncio.Event | None = None

        async def watched(message: Message) -> None:
            nonlocal closed
            if _CLOSE in message.get("body", b""):
                closed = self._closing[page] = asyncio.Event()
            elif closed is not None and not message.get("more_body", False):
                with suppress(TimeoutError):
                    await asyncio.wait_for(_disconnected(receive), MAX_WAIT_S)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            if closed is not None:
                closed.set()
                if self._closing.get(page) is closed:
                    del self._closing[page]

    async def _event(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request of an event once no stream of its page is being closed."""
        body = bytearray()

        async def read() -> Message:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        async def waiting(message: Message) -> None:
            if message["type"] == "http.response.start" and (closing := self._of(bytes(body))):
                with suppress(TimeoutError):
                    await asyncio.wait_for(closing.wait(), MAX_WAIT_S)
            await send(message)

        await self._app(scope, read, waiting)

    def _of(self, body: bytes) -> asyncio.Event | None:
        """The stream that the page of an event is closing; None if there is none."""
        try:
            event = json.loads(body)
        except ValueError:
            return None
        page = event.get("session_hash") if isinstance(event, dict) else None
        return self._closing.get(page) if isinstance(page, str) else None


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
