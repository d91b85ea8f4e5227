"""`POST /v1/responses`."""

from __future__ import annotations

import secrets
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import count
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from ....rag import Answer, Library
from ..event_stream import DONE, EVENTS, EventStream, Pieces, as_event
from . import results
from .asking import begin, count_tokens, failure_of, last_of, now
from .citing import Links, url_citations
from .conversation import Conversation, read_response
from .requests import ResponseRequest


def response_routes(library: Library, *, with_page: bool) -> APIRouter:
    """The route over one library."""
    router = APIRouter()

    @router.post(
        "/responses",
        response_model=results.ResponseObject,
        responses={200: {"content": EVENTS}},
    )
    def create_response(wanted: ResponseRequest, request: Request) -> Any:
        """The answer to the input, or to the last message of the user in it.

        `annotations` of the text holds a `url_citation` for each [n] in it, and `citations` the
        citations whole. With `stream`, the annotations come as
        `response.output_text.annotation.added`, after the text.
        """
        conversation = read_response(wanted)
        pieces = begin(library, wanted, conversation)
        response = _Response(library, wanted, conversation, Links(request, with_page=with_page))
        if wanted.stream:
            return EventStream(response.events(pieces))
        return JSONResponse(response.completed(last_of(pieces)).model_dump())

    return router


class _Response:
    """Writes one answer as a response."""

    def __init__(
        self, library: Library, request: ResponseRequest, conversation: Conversation, links: Links
    ):
        self._library = library
        self._conversation = conversation
        self._links = links
        self._numbers = count()
        self._message_id = f"msg_{secrets.token_hex(12)}"
        self._place = {"item_id": self._message_id, "output_index": 0, "content_index": 0}
        self._begun = results.ResponseObject(
            id=f"resp_{secrets.token_hex(12)}",
            created_at=now(),
            status="in_progress",
            model=request.model,
            metadata=request.metadata or {},
        )

    def completed(self, answer: Answer) -> results.ResponseObject:
        """The response with the answer in it."""
        read, written = count_tokens(self._library, self._conversation, answer.text)
        update = {
            "status": "completed",
            "output": [self._message(self._text(answer))],
            "usage": results.ResponseUsage(
                input_tokens=read, output_tokens=written, total_tokens=read + written
            ),
            "citations": [
                results.Citation.model_validate(each.to_dict()) for each in answer.citations
            ],
        }
        return self._begun.model_copy(update=update)

    def events(self, pieces: Pieces) -> Generator[str, None, None]:
        """The response as it comes, as server-sent events. An error makes it a failed one."""
        part = results.OutputText(text="").model_dump()
        try:
            yield self._of_response("created", self._begun)
            yield self._of_response("in_progress", self._begun)
            yield self._event(
                "output_item.added", output_index=0, item=self._message().model_dump()
            )
            yield self._event("content_part.added", **self._place, part=part)
            with closing(pieces):
                for piece in pieces:
                    if isinstance(piece, str):
                        yield self._event(
                            "output_text.delta", **self._place, delta=piece, logprobs=[]
                        )
                    else:
                        yield from self._last_events(piece)
        except Exception as error:
            failure = results.ResponseFailure(message=failure_of(error))
            failed = self._begun.model_copy(update={"status": "failed", "error": failure})
            yield self._of_response("failed", failed)
        yield DONE

    def _last_events(self, answer: Answer) -> Iterator[str]:
        text, completed = self._text(answer), self.completed(answer)
        for index, annotation in enumerate(text.annotations):
            yield self._event(
                "output_text.annotation.added",
                **self._place,
                annotation_index=index,
                annotation=annotation.model_dump(),
            )
        yield self._event("output_text.done", **self._place, text=text.text, logprobs=[])
        yield self._event("content_part.done", **self._place, part=text.model_dump())
        yield self._event("output_item.done", output_index=0, item=self._message(text).model_dump())
        yield self._of_response("completed", completed)

    def _message(self, text: results.OutputText | None = None) -> results.OutputMessage:
        """The message; without a text, as it is at first."""
        return results.OutputMessage(
            id=self._message_id,
            status="completed" if text else "in_progress",
            content=[text] if text else [],
        )

    def _text(self, answer: Answer) -> results.OutputText:
        citations = url_citations(answer, self._links)
        annotations = [results.TextAnnotation(**citation.model_dump()) for citation in citations]
        return results.OutputText(text=answer.text, annotations=annotations)

    def _of_response(self, kind: str, response: results.ResponseObject) -> str:
        return self._event(kind, response=response.model_dump())

    def _event(self, kind: str, **fields: object) -> str:
        name = f"response.{kind}"
        return as_event(name, {"type": name, "sequence_number": next(self._numbers), **fields})
