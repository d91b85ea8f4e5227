"""Errors on OpenAI's routes have OpenAI's shape, wherever in the server they arise."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...route_path import route_path
from ..problems import FAILED, PROBLEM_TYPE
from .results import ErrorFields, ErrorRecord

logger = logging.getLogger(__name__)

PATHS = ("/v1/chat/completions", "/v1/responses", "/v1/embeddings", "/v1/models")
_CODES = {401: "invalid_api_key", 404: "model_not_found", 429: "rate_limit_exceeded"}
# What each route may answer beside its result, for the OpenAPI document.
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": HTTPStatus(status).phrase, "model": ErrorRecord}
    for status in (400, 401, 403, 404, 413, 429, 500, 502, 503, 504)
}


def is_openai_path(path: str) -> bool:
    """Whether a path, without the prefix of a mounted application, is one of OpenAI's."""
    return path in PATHS or path.startswith("/v1/models/")


def as_error(status: int, message: str, param: str | None = None) -> dict[str, Any]:
    """An error in OpenAI's shape."""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    fields = ErrorFields(message=message, type=kind, param=param, code=_CODES.get(status))
    return ErrorRecord(error=fields).model_dump()


class OpenAiErrors:
    """ASGI middleware: gives problem documents OpenAI's shape, on OpenAI's routes.

    A malformed request has the status 400 there, as with OpenAI itself, not 422.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_openai_path(route_path(scope)):
            await self._app(scope, receive, send)
            return
        start: Message | None = None  # of a problem, held back until its body is there
        body, has_begun = b"", False

        async def reshaped(message: Message) -> None:
            nonlocal start, body, has_begun
            has_begun = True
            if message["type"] == "http.response.start" and _is_problem(message):
                start = message
                return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                await _response(start, json.loads(body))(scope, receive, send)

        try:
            await self._app(scope, receive, reshaped)
        except Exception:
            if has_begun:
                raise
            logger.exception("a request failed")
            await JSONResponse(as_error(500, FAILED), 500)(scope, receive, send)


def _is_problem(start: Message) -> bool:
    return Headers(raw=list(start["headers"])).get("content-type") == PROBLEM_TYPE


def _response(start: Message, problem: dict[str, Any]) -> JSONResponse:
    """The response for a problem document; its other headers stay."""
    status = 400 if start["status"] == 422 else start["status"]
    headers = {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in start["headers"]
        if name.lower() not in (b"content-type", b"content-length")
    }
    content = as_error(status, problem["detail"], _field(problem.get("errors", [])))
    return JSONResponse(content, status, headers=headers)


def _field(faults: list[str]) -> str | None:
    """The field of the first fault: “messages.0.content”; None if it concerns no single one."""
    place = faults[0].partition(": ")[0] if faults else ""
    return place.removeprefix("body.") if place.startswith("body.") else None
