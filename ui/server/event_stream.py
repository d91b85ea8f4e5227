"""Server-sent events (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import closing

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from ...rag import Answer

EVENT_STREAM = "text/event-stream"
# For the OpenAPI document: what each event of a stream is.
EVENTS = {
    EVENT_STREAM: {
        "schema": {
            "type": "object",
            "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
            "required": ["data"],
        }
    }
}
DONE = "data: [DONE]\n\n"  # the end of a stream, for clients of OpenAI

# A proxy passes each event on as it comes, and nobody keeps an answer. The second one is nginx's.
_AS_THEY_COME = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

Pieces = Generator[str | Answer, None, None]  # of an answer's text, then the Answer


def begun(pieces: Iterator[str | Answer]) -> Pieces:
    """The pieces, the first of which is there: a wrong request fails before a stream begins.

    Closing them ends the work on them.
    """
    assert isinstance(pieces, Generator)
    return _continue(next(pieces), pieces)


def _continue(first: str | Answer, rest: Pieces) -> Pieces:
    with closing(rest):
        yield first
        yield from rest


def as_event(name: str | None, data: object) -> str:
    """One event with JSON as its data; None leaves out the name."""
    text = json.dumps(data, ensure_ascii=False)  # holds no line break
    return f"event: {name}\ndata: {text}\n\n" if name else f"data: {text}\n\n"


class EventStream(StreamingResponse):
    """Streams events; when the client leaves, the work on them ends."""

    media_type = EVENT_STREAM

    def __init__(
        self, events: Generator[str, None, None] | AsyncGenerator[str], status_code: int = 200
    ):
        super().__init__(events, status_code, headers=_AS_THEY_COME)
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            if isinstance(self._events, Generator):
                self._events.close()  # else it would wait for the garbage collector
