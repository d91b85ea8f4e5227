"""Questions: search, ask (whole or streamed), lookup, timeline, feedback."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import closing
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from ....rag import Answer, Library, TurnwiseError
from .. import records
from ..access import requires
from ..event_stream import EVENT_STREAM, EVENTS, EventStream, Pieces, as_event, begun
from ..problems import FAILED, PROBLEMS, detail_of, status_of
from .revision import RevisionTag

logger = logging.getLogger(__name__)


def asking_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter(
        tags=["asking"], responses=PROBLEMS, dependencies=[Depends(requires("read"))]
    )
    tag = RevisionTag(library)

    @router.post("/search", response_model=records.SearchResult)
    def search(wanted: records.SearchRequest) -> dict[str, object]:
        """The turns that fit best, each with its question."""
        hits = library.search(wanted.query, k=wanted.k, mode=wanted.mode, **wanted.options())
        return {"hits": [hit.to_dict() for hit in hits]}

    @router.post(
        "/ask",
        response_model=records.Answer,
        responses={200: {"content": EVENTS}},
    )
    def ask(wanted: records.AskRequest, request: Request) -> Any:
        """The answer, as JSON; with `Accept: text/event-stream` as it comes.

        The events of the stream: `text` with {"delta": …}; at the end `answer` with the whole
        answer, or `error` with a problem document.
        """
        options: dict[str, Any] = {
            "history": wanted.history,
            "k": wanted.k,
            "anyone": wanted.anyone,
            "anywhere": wanted.anywhere,
            **wanted.options(),
        }
        if EVENT_STREAM in request.headers.get("accept", ""):
            pieces = library.stream(wanted.question, **options)
            return EventStream(_as_events(begun(pieces)))
        return JSONResponse(library.ask(wanted.question, **options).to_dict())

    @router.post("/lookup", response_model=records.Lookup)
    def lookup(wanted: records.LookupRequest) -> dict[str, object]:
        """Every place where a term is spoken, and how often each speaker says it."""
        return library.lookup(wanted.term, **wanted.options()).to_dict()

    @router.post("/timeline", response_model=records.Timeline)
    def timeline(wanted: records.TimelineRequest) -> dict[str, object]:
        """What was said of a subject, recording by recording."""
        return library.timeline(wanted.subject, **wanted.options()).to_dict()

    @router.post("/feedback", status_code=204, dependencies=[Depends(tag.for_writing)])
    def give_feedback(given: records.FeedbackRequest) -> None:
        """Keep a verdict on the answer to a question; the question is asked again to find it."""
        answer = library.ask(
            given.question,
            history=given.history,
            anyone=given.anyone,
            anywhere=given.anywhere,
            **given.options(),
        )
        library.give_feedback(answer, given.verdict, comment=given.comment, **given.options())

    return router


def _as_events(pieces: Pieces) -> Generator[str, None, None]:
    """The pieces of an answer as server-sent events; an error becomes the last one."""
    try:
        with closing(pieces):
            for piece in pieces:
                if isinstance(piece, Answer):
                    yield as_event("answer", piece.to_dict())
                else:
                    yield as_event("text", {"delta": piece})
    except TurnwiseError as error:
        yield as_event("error", {"status": status_of(error), "detail": detail_of(error)})
    except Exception as error:
        logger.error("a stream failed", exc_info=error)
        yield as_event("error", {"status": 500, "detail": FAILED})
