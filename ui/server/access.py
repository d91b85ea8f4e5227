"""Who may use the server: host names, requests from other web sites, keys with roles and rates.

Without keys, whoever reaches the server may do everything; then it listens to this machine only.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ...rag import UsageError
from ..route_path import route_path
from .problems import problem

Role = Literal["read", "add", "admin"]  # each may do what those before it may
ROLES: tuple[Role, ...] = get_args(Role)
MIN_KEY_LENGTH = 16  # characters; shorter ones can be guessed
OPEN_PATHS = ("/healthz", "/readyz")  # what watches the server needs no key
_API_FOLDERS = ("/v1/", "/mcp", "/docs", "/openapi.json", "/static-offline-docs/", "/metrics")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the server keeps it: not the key itself, its SHA-256."""

    name: str
    digest: bytes
    role: Role

    @classmethod
    def of(cls, name: str, key: str, role: Role = "admin") -> Key:
        """Raises: UsageError if the key is too short to be safe, or has characters that headers of
        HTTP do not carry alike everywhere."""
        if len(key) < MIN_KEY_LENGTH:
            raise UsageError(
                f"the key “{name}” has {len(key)} characters; take {MIN_KEY_LENGTH} or more, for "
                'example those that this prints: python -c "import secrets; '
                'print(secrets.token_urlsafe(32))"'
            )
        if not (key.isascii() and key.isprintable() and key == key.strip()):
            raise UsageError(
                f"the key “{name}” has a letter beyond ASCII, a line break, or a space at its end; "
                "not every client can send that: take ASCII letters, digits and signs"
            )
        return cls(name, _digest(key), role)

    def __str__(self) -> str:
        return f"{self.name} ({self.digest.hex()[:8]})"


class _RefusedError(Exception):
    """The server refuses a request, with this HTTP status and reason."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None):
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers


EVERYBODY = Key("everybody", b"", "admin")  # whoever comes to a server without keys


@dataclass(frozen=True, slots=True)
class Access:
    """The keys of a server, and how often each may ask.

    Attributes:
        keys: none for a server that listens to this machine only.
        rate: requests a key may make, such as “600/minute”; in the words of the library `limits`.
    """

    keys: tuple[Key, ...] = ()
    rate: str = "600/minute"

    def __post_init__(self) -> None:
        try:
            parse(self.rate)
        except ValueError as error:
            raise UsageError(
                f"“{self.rate}” is no rate; give a number and a time, such as 600/minute"
            ) from error


def read_keys(path: Path) -> tuple[Key, ...]:
    """The keys in a JSON file: `{"name": {"key": "…", "role": "read"}, …}`.

    Raises: UsageError if it cannot be read, or a key is too short, doubled or without a role.
    """
    try:
        named = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: the keys cannot be read ({error})") from error
    example = 'give {"name": {"key": "…", "role": "read"}}; roles are ' + ", ".join(ROLES)
    if not isinstance(named, dict) or not named:
        raise UsageError(f"{path} names no keys; {example}")
    keys: list[Key] = []
    for name, given in named.items():
        is_whole = isinstance(given, dict) and isinstance(given.get("key"), str)
        if not is_whole or given.get("role") not in ROLES:
            raise UsageError(f"{path}: “{name}” has no key or no role; {example}")
        keys.append(Key.of(name, given["key"], given["role"]))
    if len({key.digest for key in keys}) < len(keys):
        raise UsageError(f"{path}: two names have the same key; give each its own")
    return tuple(keys)


class AccessGuard:
    """ASGI middleware: lets a request through if its host, its origin and its key allow it.

    - A request must name one of the server's hosts, with any port; “*” stands for any (400).
    - A request that names its origin must come from this server: cross-origin use is closed.
    - With keys, a request must carry one: `Authorization: Bearer KEY`, or as the password of HTTP
      Basic, which browsers ask for (401). The page needs the role “add” (403).
    - Each key may ask at the given rate (429).
    """

    def __init__(self, app: ASGIApp, access: Access, hosts: Sequence[str]):
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._keys = access.keys
        self._rate = parse(access.rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), route_path(scope)

        try:
            key = self._admitted(headers, path)
        except _RefusedError as error:
            response = problem(error.status, error.detail, headers=error.headers)
            await response(scope, receive, send)
            return
        scope.setdefault("state", {})["key"] = key
        await self._app(scope, receive, send)

    def _admitted(self, headers: Headers, path: str) -> Key:
        """The key of a request that may come in. Raises _RefusedError for another."""
        host = _without_port(headers.get("host", ""))
        if not self._hosts & {"*", host}:
            raise _RefusedError(
                400, f"this server is not called “{host}”, but {', '.join(sorted(self._hosts))}"
            )
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            raise _RefusedError(403, "another web site may not use this server")
        if not self._keys or path in OPEN_PATHS:
            return EVERYBODY
        key = self._key_of(headers.get("authorization", ""))
        if key is None:
            raise _RefusedError(
                401,
                "give a key of this server: Authorization: Bearer KEY",
                {"WWW-Authenticate": 'Basic realm="Turnwise", charset="UTF-8"'},
            )
        if not self._limiter.hit(self._rate, key.name):
            reset_s = self._limiter.get_window_stats(self._rate, key.name).reset_time
            wait_s = max(1, round(reset_s - time.time()))
            raise _RefusedError(
                429,
                f"the key “{key.name}” may make {_in_words(self._rate)}; wait {wait_s} seconds",
                {"Retry-After": str(wait_s)},
            )
        if not path.startswith(_API_FOLDERS) and not _may(key, "add"):
            raise _RefusedError(403, "the page can add transcripts; this key may only read")
        return key

    def _key_of(self, authorization: str) -> Key | None:
        """The key that a request carries; None if it carries none of ours."""
        scheme, _, credentials = authorization.partition(" ")
        if scheme.lower() == "basic":
            try:
                user = base64.b64decode(credentials, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                return None
            credentials = user.partition(":")[2]
        elif scheme.lower() != "bearer":
            return None
        digest = _digest(credentials.strip())
        # Every key is compared, in constant time: the answer's delay tells nothing.
        matches = [key for key in self._keys if hmac.compare_digest(key.digest, digest)]
        return matches[0] if matches else None


def requires(role: Role) -> Callable[[Request], Key]:
    """A dependency of FastAPI: the key of the request, if it has this role; else 403."""

    def key_with_role(request: Request) -> Key:
        key: Key = getattr(request.state, "key", EVERYBODY)
        if not _may(key, role):
            raise HTTPException(
                403, f"the key “{key.name}” may {key.role}; this needs a key that may {role}"
            )
        return key

    return key_with_role


def _without_port(host: str) -> str:
    """“[::1]:7860” → “[::1]”."""
    return re.sub(r":\d*$", "", host).lower()


def name_of(key: Key) -> str | None:
    """Who makes a change, for the history; None on a server without keys."""
    return None if key is EVERYBODY else key.name


def _in_words(rate: RateLimitItem) -> str:
    """“40 requests per minute”."""
    unit = rate.GRANULARITY.name
    return f"{rate.amount} requests per " + (f"{n} {unit}s" if (n := rate.multiples) > 1 else unit)


def _may(key: Key, role: Role) -> bool:
    return ROLES.index(key.role) >= ROLES.index(role)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
