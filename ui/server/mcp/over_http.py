"""The Model Context Protocol at `/mcp`: streamable HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ..bounds import MAX_BODY_BYTES
from ..problems import send_problem
from .server import ToolServer

MCP_PATHS = ("/mcp", "/mcp/")
# The hosts and origins that the application allows are checked before a request comes here.
_CHECKED_BEFORE = TransportSecuritySettings(enable_dns_rebinding_protection=False)


class McpEndpoint:
    """An ASGI application. Each request stands alone: no session ends with a restart."""

    def __init__(self, server: ToolServer):
        self._server = server
        self._manager: StreamableHTTPSessionManager | None = None

    @property
    def routes(self) -> list[Route]:
        """Where it answers."""
        return [Route(path, self, include_in_schema=False) for path in MCP_PATHS]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start; a manager of sessions runs once only, so each start has its own."""
        self._server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=MAX_BODY_BYTES,
            transport_security=_CHECKED_BEFORE,
        )
        self._manager = self._server.session_manager
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            detail = "MCP is spoken here: give this address to an MCP client, which sends POST"
            await send_problem(scope, receive, send, 405, detail, Allow="POST")
            return
        assert self._manager is not None, "an application starts before it answers"
        await self._manager.handle_request(scope, receive, send)
