"""What a browser may ask of the page's server, and the security policies of its answers.

The page is for the person at this machine. A web site that the same browser shows must not use it,
and Gradio offers more addresses than the page needs: some read files, fetch web addresses or call
its events directly.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..route_path import route_path
from .event_streams import EVENT_PATH, STREAM_PATH
from .uploads import Uploads

SESSION_COOKIE = "turnwise_session"
UPLOAD_PATH = "/gradio_api/upload"
_PATHS = frozenset(
    [
        *("/", "/transcripts", "/theme.css", "/favicon.ico", "/manifest.json"),
        *("/config", "/gradio_api/app_id", "/gradio_api/reset"),
        *(STREAM_PATH, "/gradio_api/upload_progress", EVENT_PATH, UPLOAD_PATH),
    ]
)
_FOLDERS = (
    "/transcripts/",
    "/styles/",
    "/script/",
    "/assets/",
    "/static/",
    "/gradio_api/heartbeat/",
)
_MAX_EVENT_BYTES = 1 << 20  # a question has 2,000 characters, 500 uploads have 200 KB of paths
_SESSION = re.compile(r"[0-9a-f]{32}")
# Gradio needs inline scripts and styles, and evaluates strings; nothing loads from elsewhere.
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


class _RefusedError(Exception):
    """The server refuses a request, with this HTTP status and reason."""

    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status = status
        self.reason = reason


class RequestGuard:
    """ASGI middleware: lets through what the page itself asks for, and nothing else.

    - It serves only the addresses that the page uses (404).
    - A request that names its origin must come from this page (403).
    - Each browser has a session, a random cookie that the page sets. Requests that change
      something need it (403).
    - An event may name only files that this session uploaded (403).
    - Each answer carries a content security policy.
    """

    def __init__(self, app: ASGIApp, uploads: Uploads):
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # the page uses no web sockets; the server closes it
        session = session_of(Headers(scope=scope))
        try:
            _check_request(scope, session)
            if route_path(scope) == EVENT_PATH:
                receive = await self._checked_event(receive, session or "")
        except _RefusedError as error:
            response = PlainTextResponse(error.reason, error.status)
            await response(scope, receive, send)
            return
        is_new = route_path(scope) == "/" and session is None
        await self._app(scope, receive, _with_headers(send, sets_session=is_new))

    async def _checked_event(self, receive: Receive, session: str) -> Receive:
        """A `receive` that yields the event once more, if the session owns all files in it."""
        body = b""
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _RefusedError(400, "the request broke off")
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > _MAX_EVENT_BYTES:
                raise _RefusedError(413, f"an event has at most {_MAX_EVENT_BYTES >> 20} MB")
        try:
            paths = list(_paths_in(json.loads(body)))
        except (ValueError, RecursionError):
            raise _RefusedError(400, "the event is not JSON") from None
        if not all(isinstance(p, str) and self._uploads.belongs(p, session) for p in paths):
            raise _RefusedError(403, "this file was not uploaded here; upload it again")
        messages = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def again() -> Message:
            first = next(messages, None)
            return await receive() if first is None else first

        return again


def session_of(headers: Headers) -> str | None:
    """The browser's session: 32 hex digits; None if it has none yet."""
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(SESSION_COOKIE)
    except CookieError:
        return None
    return cookie.value if cookie and _SESSION.fullmatch(cookie.value) else None


def _check_request(scope: Scope, session: str | None) -> None:
    """Raises _RefusedError if the address, the origin or the session is not allowed."""
    headers, path = Headers(scope=scope), route_path(scope)
    if path not in _PATHS and not path.startswith(_FOLDERS):
        raise _RefusedError(404, "there is nothing at this address")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        raise _RefusedError(403, "another web site may not use this page")
    if scope["method"] not in ("GET", "HEAD") and session is None:
        raise _RefusedError(403, "open the page first, and let it keep its cookie")


def _paths_in(data: Any) -> Iterator[Any]:
    """The value of “path” in every object of a JSON document: there Gradio names files."""
    nodes = [data]
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):
            if "path" in node:
                yield node["path"]
            nodes += node.values()
        elif isinstance(node, list):
            nodes += node


def _with_headers(send: Send, *, sets_session: bool) -> Send:
    """A `send` that adds the policies, and the cookie of a new session."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", _PAGE_POLICY)
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("X-Frame-Options", "SAMEORIGIN")
            headers.setdefault("Referrer-Policy", "same-origin")
            if sets_session:
                cookie = f"{SESSION_COOKIE}={secrets.token_hex(16)}"
                headers.append("Set-Cookie", f"{cookie}; Path=/; HttpOnly; SameSite=Strict")
        await send(message)

    return with_headers
