"""The server as one application: the page, the REST API, MCP, and what watches it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.util import find_spec

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from ...rag import Library
from .access import Access, AccessGuard
from .bounds import Bounds
from .jobs import Jobs
from .mcp import McpEndpoint, make_tool_server
from .metrics import Metrics, MetricsMiddleware, watch_routes
from .openai_api import openai_routes
from .openai_api.errors import OpenAiErrors, is_openai_path
from .problems import Problem, behind_the_api, handle_problems
from .rest import rest_routes
from .running import Running, StartsWhenMounted

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_DESCRIPTION = (
    "Questions about transcripts: who said it, word for word, and which question they were "
    "answering. Every quote is checked against the stored turn."
)


def create_app(
    library: Library,
    *,
    access: Access | None = None,
    hosts: Sequence[str] = LOOPBACK,
    with_page: bool | None = None,
    private_addresses: bool = False,
    mcp_may_add: bool = False,
) -> FastAPI:
    """The server over one library, which stays open as long as the application runs.

    It can be mounted into another FastAPI application under any prefix:
    `app.mount("/talks", create_app(library))`.

    Args:
        access: the keys that it takes; None lets everybody in who reaches it.
        hosts: the names under which it may be addressed, “*” for any. A web site that points its
            own name at this machine must not read the library.
        with_page: whether the chat page lies at `/`; None if Gradio is installed.
        private_addresses: whether files may be added from addresses of private networks.
        mcp_may_add: whether MCP has a tool that adds transcripts, for keys that may add.
    """
    jobs, metrics, running = Jobs(), Metrics(library), Running()
    running.add(jobs.running)
    has_page = find_spec("gradio") is not None if with_page is None else with_page
    tool_server = make_tool_server(
        library,
        jobs=jobs if mcp_may_add else None,
        private_addresses=private_addresses,
        has_page=has_page,
    )
    mcp = McpEndpoint(tool_server)
    running.add(mcp.running)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await running.start()
        yield
        await running.stop()

    app = FastAPIOffline(
        title="Turnwise",
        description=_DESCRIPTION,
        version=version("turnwise"),
        redoc_url=None,
        lifespan=lifespan,
    )
    handle_problems(app)
    app.include_router(watch_routes(library, metrics))
    app.include_router(rest_routes(library, jobs, private_addresses=private_addresses))
    app.include_router(openai_routes(library, with_page=has_page))
    app.router.routes.extend(mcp.routes)
    _describe_problems(app)
    if has_page:
        from ..page.page_app import create_page_app  # late: gradio takes seconds

        page = create_page_app(library)
        running.add(lambda: page.router.lifespan_context(page))
        app.mount("", behind_the_api(app, page))
    # The last one added comes first.
    app.add_middleware(Bounds)
    app.add_middleware(AccessGuard, access=access or Access(), hosts=hosts)
    app.add_middleware(OpenAiErrors)
    app.add_middleware(MetricsMiddleware, metrics=metrics)
    app.add_middleware(StartsWhenMounted, running=running)
    return app


def _describe_problems(app: FastAPI) -> None:
    """Put the schema of problem documents into the OpenAPI document."""
    make_openapi = app.openapi

    def with_problems() -> dict[str, object]:
        document = make_openapi()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.setdefault("Problem", Problem.model_json_schema())
        for path, operations in document["paths"].items():
            if is_openai_path(path):  # there a malformed request is a 400
                for operation in operations.values():
                    operation["responses"].pop("422", None)
        return document

    app.openapi = with_problems
