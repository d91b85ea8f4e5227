"""Bounds on requests: how large a body may be, and how long an answer may take to begin."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...index.readers import MAX_BYTES
from .problems import send_problem

MAX_BODY_BYTES = MAX_BYTES + (1 << 20)  # a transcript, and what a form has around it
MAX_REQUEST_S = 300  # until the answer begins; streams may last longer


class _TooLargeError(HTTPException):
    """A request has sent more than it may; an HTTP error, so that FastAPI lets it through."""


class Bounds:
    """ASGI middleware: 413 for a body that is too large, 504 for an answer that does not begin."""

    def __init__(
        self, app: ASGIApp, max_body_bytes: int = MAX_BODY_BYTES, max_s: float = MAX_REQUEST_S
    ):
        self._app = app
        self._max_body_bytes = max_body_bytes
        self._max_s = max_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        too_large = (
            f"the request has more than {self._max_body_bytes >> 20} MB, more than any transcript; "
            "split it"
        )
        has_begun = asyncio.Event()
        n_bytes = 0

        async def counted() -> Message:
            nonlocal n_bytes
            message = await receive()
            n_bytes += len(message.get("body", b""))
            if n_bytes > self._max_body_bytes:
                raise _TooLargeError(413, too_large)
            return message

        async def noticed(message: Message) -> None:
            has_begun.set()
            await send(message)

        if not length.isdecimal() or int(length) > self._max_body_bytes:
            await send_problem(scope, receive, send, 413, too_large)
            return
        answering = asyncio.ensure_future(self._app(scope, counted, noticed))
        begun = asyncio.ensure_future(has_begun.wait())
        try:
            await asyncio.wait(
                {answering, begun}, timeout=self._max_s, return_when="FIRST_COMPLETED"
            )
            if answering.done() or has_begun.is_set():
                await answering
                return
            answering.cancel()
            await asyncio.wait({answering})
            late = f"no answer after {self._max_s:g} seconds; ask for less, or try again later"
            await send_problem(scope, receive, send, 504, late)
        except _TooLargeError:
            if not has_begun.is_set():
                await send_problem(scope, receive, send, 413, too_large)
        except asyncio.CancelledError:
            answering.cancel()
            raise
        finally:
            begun.cancel()
