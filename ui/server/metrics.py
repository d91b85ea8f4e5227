"""Health and metrics: `/healthz`, `/readyz`, and `/metrics` in Prometheus's format."""

from __future__ import annotations

import time

from fastapi import APIRouter, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...rag import Library, TurnwiseError
from ..route_path import route_path
from .mcp.over_http import MCP_PATHS
from .problems import problem

# Others come as “other”: whoever asks chooses them, and each one would be kept.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counts of one application; several in a process do not mix."""

    def __init__(self, library: Library):
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "turnwise_requests", "Requests by route, method and status.",
            ["route", "method", "status"], registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "turnwise_request_seconds", "Time until the answer has ended.",
            ["route"], buckets=_BUCKETS_S, registry=self.registry,
        )  # fmt: skip
        self.running = Gauge(
            "turnwise_requests_running", "Requests being answered.", registry=self.registry
        )
        transcripts = Gauge(
            "turnwise_transcripts", "Transcripts in the library.", registry=self.registry
        )
        transcripts.set_function(lambda: len(library.transcripts()))


class MetricsMiddleware:
    """ASGI middleware that counts requests. Routes are named by their pattern, never by ids."""

    def __init__(self, app: ASGIApp, metrics: Metrics):
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, start_s = 500, time.perf_counter()

        async def noticed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.running.track_inprogress():
            try:
                await self._app(scope, receive, noticed)
            finally:
                route = _pattern(scope)
                method = scope["method"] if scope["method"] in _METHODS else "other"
                self._metrics.requests.labels(route, method, str(status)).inc()
                self._metrics.seconds.labels(route).observe(time.perf_counter() - start_s)


def _pattern(scope: Scope) -> str:
    """The path with names in place of its parameters: “/v1/transcripts/{id}”."""
    path = route_path(scope)
    if "route" not in scope and path not in MCP_PATHS:
        return "other"  # no route took it: the path is whatever somebody asked for
    parameters = scope.get("path_params", {}).items()
    names = {str(value): f"{{{name}}}" for name, value in parameters if value}
    for value, name in names.items():
        if "/" in value:  # it spans several parts of the path
            path = path.replace(value, name)
    return "/".join(names.get(part, part) for part in path.split("/"))


def watch_routes(library: Library, metrics: Metrics) -> APIRouter:
    """The routes for whoever watches the server."""
    router = APIRouter(tags=["watching"])

    @router.get("/healthz", summary="Does the process answer?")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get(
        "/readyz",
        summary="Can it answer questions? The library is open and the model loaded.",
        response_model=dict[str, str],
        responses={503: {"description": "Not yet, or not any more"}},
    )
    def readyz() -> Response | dict[str, str]:
        try:
            library.load_model()
            n_transcripts = len(library.transcripts())
        except TurnwiseError as error:
            return problem(503, str(error))
        return {"status": "ready", "transcripts": str(n_transcripts)}

    @router.get("/metrics", include_in_schema=False)
    def show_metrics() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router
