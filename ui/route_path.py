"""The path of a request inside an application that may be mounted under a prefix."""

from __future__ import annotations

from starlette.types import Scope


def route_path(scope: Scope) -> str:
    """The path behind the prefix: “/v1/ask”, also for a request to “/talks/v1/ask”."""
    return scope["path"].removeprefix(scope.get("root_path", "")) or "/"
