"""Errors as problem documents (RFC 9457): what is wrong, where, and how to mend it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from ...rag import (
    ConflictError,
    LanguageModelError,
    LibraryError,
    LibraryLockedError,
    ModelError,
    NotFoundError,
    TranscriptError,
    TurnwiseError,
    UsageError,
)
from ..route_path import route_path

logger = logging.getLogger(__name__)


class BusyError(TurnwiseError):
    """The server has more to do than it takes on; later it has not."""


# The first class that an error belongs to gives its status.
_STATUS: tuple[tuple[type[TurnwiseError], int], ...] = (
    (NotFoundError, 404),
    (ConflictError, 409),
    (UsageError, 400),
    (TranscriptError, 422),
    (LibraryLockedError, 503),
    (BusyError, 503),
    (LibraryError, 500),
    (LanguageModelError, 502),
    (ModelError, 500),
)
FAILED = "the server failed on this request; its log says why"
PROBLEM_TYPE = "application/problem+json"
_RETRY_AFTER_S = 5
# Messages of the library name commands of the terminal; here addresses do the same.
_ADDRESSES = {
    "“turnwise list”": "GET /v1/transcripts",
    "“turnwise history”": "GET /v1/changes",
    "“turnwise add”": "POST /v1/transcripts",
    "“turnwise speakers rename”": "POST /v1/speakers/rename",
}
_NOTHING = HTTPStatus.NOT_FOUND.phrase  # what the framework says of a wrong address


class Problem(BaseModel):
    """A problem document."""

    type: str = Field("about:blank", description="always about:blank: the status says what kind")
    title: str = Field(description="the name of the status")
    status: int
    detail: str = Field(description="what is wrong, where, and how to mend it")
    errors: list[str] = Field([], description="of a malformed request: each field and its fault")


def problem(
    status: int, detail: str, *, errors: list[str] | None = None, headers: Any = None
) -> JSONResponse:
    """A problem as a response."""
    document = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        errors=errors or [],
    )
    return JSONResponse(
        document.model_dump(exclude_defaults=True) | {"type": "about:blank"},
        status,
        headers=headers,
        media_type=PROBLEM_TYPE,
    )


async def send_problem(
    scope: Scope, receive: Receive, send: Send, status: int, detail: str, **headers: str
) -> None:
    """Answer a request with a problem, from a middleware."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    await problem(status, detail, headers=named)(scope, receive, send)


def detail_of(error: TurnwiseError) -> str:
    """The message of one of our errors, with addresses in place of commands."""
    detail = str(error)
    for command, address in _ADDRESSES.items():
        detail = detail.replace(command, address)
    return detail


def status_of(error: TurnwiseError) -> int:
    """The HTTP status for one of our errors."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


# What each path of the API may answer beside its result, for the OpenAPI document.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": HTTPStatus(status).phrase,
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status in (400, 401, 403, 404, 409, 412, 413, 422, 429, 500, 502, 503, 504)
}


def handle_problems(app: FastAPI) -> None:
    """Let the application answer errors with problem documents, and never with a traceback."""

    @app.exception_handler(TurnwiseError)
    def _ours(_: Request, error: TurnwiseError) -> JSONResponse:
        status = status_of(error)
        if status >= 500:
            logger.warning("%s", error)
        headers = {"Retry-After": str(_RETRY_AFTER_S)} if status == 503 else None
        return problem(status, detail_of(error), headers=headers)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 304:  # has no body
            return Response(status_code=304, headers=error.headers)
        headers, detail = dict(error.headers or {}), error.detail
        if error.status_code == 405:
            # What the document leaves out can only be read.
            methods = _methods_at(app, route_path(request.scope)) or ["GET"]
            headers["Allow"] = ", ".join(methods)
            detail = f"this address takes {headers['Allow']}; /docs describes it"
        elif error.status_code == 404 and detail == _NOTHING:
            detail = "there is nothing at this address; /docs describes those that there are"
        return problem(error.status_code, detail, headers=headers)

    @app.exception_handler(RequestValidationError)
    def _malformed(_: Request, error: RequestValidationError) -> JSONResponse:
        faults = [
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        ]
        return problem(422, "the request is malformed: " + "; ".join(faults[:3]), errors=faults)

    @app.exception_handler(Exception)
    def _unexpected(_: Request, error: Exception) -> JSONResponse:
        logger.error("a request failed", exc_info=error)
        return problem(500, FAILED)


def behind_the_api(app: FastAPI, page: ASGIApp) -> ASGIApp:
    """The page for all addresses that the API does not take, except those under `/v1`: they are
    wrong addresses or methods of the API, so the answer is a problem document."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = route_path(scope)
        if path.startswith("/v1/"):
            raise HTTPException(405 if _methods_at(app, path) else 404)
        await page(scope, receive, send)

    return answer


def _methods_at(app: FastAPI, path: str) -> list[str]:
    """The methods of an address; the router itself names those of one route only."""
    for pattern, operations in sorted(app.openapi()["paths"].items(), key=_is_general):
        if compile_path(pattern)[0].match(path):
            return sorted(method.upper() for method in operations)
    return []


def _is_general(item: tuple[str, object]) -> bool:
    """Whether a pattern has parameters; addresses without come first."""
    return "{" in item[0]
