"""What a browser may ask of the page's server, and the security policies of its answers.

The page is for the person at this machine. A web site that the same browser shows must not use it,
and Gradio offers more addresses than the page needs: some read files, fetch web addresses or call
events. The page has no event of Gradio's: its scripts call the REST API.
"""

from __future__ import annotations

import re
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..route_path import route_path

SESSION_COOKIE = "turnwise_session"
_PATHS = frozenset(
    [
        *("/", "/transcripts", "/library", "/look-up", "/figures", "/plotly.js"),
        *("/theme.css", "/favicon.ico", "/manifest.json"),
        *("/config", "/gradio_api/app_id", "/gradio_api/reset"),
    ]
)
_FOLDERS = (
    "/transcripts/",
    "/styles/",
    "/script/",
    "/chat/",
    "/assets/",
    "/static/",
    "/gradio_api/heartbeat/",
)
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
    - Each answer carries a content security policy.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # the page uses no web sockets; the server closes it
        session = session_of(Headers(scope=scope))
        try:
            _check_request(scope, session)
        except _RefusedError as error:
            response = PlainTextResponse(error.reason, error.status)
            await response(scope, receive, send)
            return
        is_new = route_path(scope) == "/" and session is None
        await self._app(scope, receive, _with_headers(send, sets_session=is_new))


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
