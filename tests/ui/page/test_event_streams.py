"""Gradio's streams of events: no event is answered while its page still closes a stream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the page needs gradio: pip install turnwise[page]")

from turnwise.ui.page import event_streams
from turnwise.ui.page.event_streams import EVENT_PATH, STREAM_PATH, EventStreams

Message = dict[str, Any]
CLOSE = b'data: {"msg":"close_stream"}\n\n'


async def gradio(scope: Message, receive: Callable[[], Awaitable[Message]], send: Any) -> None:
    """Answers as Gradio does: a stream that ends with `close_stream`; an event with its id."""
    if scope["path"] == EVENT_PATH:
        await receive()
        body, is_stream = b'{"event_id":"e"}', False
    else:
        body, is_stream = CLOSE, True
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body, "more_body": is_stream})
    if is_stream:
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class Request:
    """A request to the app, and what came back."""

    def __init__(self, app: EventStreams, path: str, *, page: str):
        body = json.dumps({"session_hash": page}).encode() if path == EVENT_PATH else b""
        self.leaves = asyncio.Event()
        self.sent: list[Message] = []
        self._messages = iter([{"type": "http.request", "body": body, "more_body": False}])
        query = f"session_hash={page}".encode()
        scope = {"type": "http", "path": path, "query_string": query}
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self) -> Message:
        if (message := next(self._messages, None)) is not None:
            return message
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.sent.append(message)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def closing(page: str) -> tuple[EventStreams, Request]:
    """A page whose stream said `close_stream`; its browser has not closed it yet."""
    app = EventStreams(gradio)
    stream = Request(app, STREAM_PATH, page=page)
    await settle()
    assert stream.sent[-1]["body"] == CLOSE
    return app, stream


def test_an_event_is_answered_after_its_page_has_closed_the_stream():
    async def run() -> None:
        app, stream = await closing("a")
        event = Request(app, EVENT_PATH, page="a")
        await settle()
        assert event.sent == []
        stream.leaves.set()
        await asyncio.gather(stream.task, event.task)
        assert event.sent[-1]["body"] == b'{"event_id":"e"}'
        later = Request(app, EVENT_PATH, page="a")
        await settle()
        assert later.sent[-1]["body"] == b'{"event_id":"e"}'

    asyncio.run(run())


def test_another_page_does_not_wait():
    async def run() -> None:
        app, stream = await closing("a")
        event = Request(app, EVENT_PATH, page="b")
        await settle()
        assert event.sent[-1]["body"] == b'{"event_id":"e"}'
        stream.leaves.set()
        await stream.task

    asyncio.run(run())


def test_a_browser_that_keeps_the_connection_holds_nothing_up_for_long(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(event_streams, "MAX_WAIT_S", 0.01)

    async def run() -> None:
        app, stream = await closing("a")
        event = Request(app, EVENT_PATH, page="a")
        await asyncio.gather(stream.task, event.task)
        assert stream.sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}
        assert event.sent[-1]["body"] == b'{"event_id":"e"}'

    asyncio.run(run())
