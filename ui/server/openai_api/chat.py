"""`POST /v1/chat/completions`."""

from __future__ import annotations

import secrets
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from ....rag import Answer, Library
from ..event_stream import DONE, EVENTS, EventStream, Pieces, as_event
from . import results
from .asking import begin, count_tokens, failure_of, last_of, now
from .citing import Links, url_citations
from .conversation import Conversation, read_chat
from .errors import as_error
from .requests import ChatRequest


def chat_routes(library: Library, *, with_page: bool) -> APIRouter:
    """The route over one library."""
    router = APIRouter()

    @router.post(
        "/chat/completions",
        response_model=results.ChatCompletion,
        responses={200: {"content": EVENTS}},
    )
    def create_chat_completion(wanted: ChatRequest, request: Request) -> Any:
        """The answer to the last message of the user; the earlier ones are the history.

        `message.annotations` holds a `url_citation` for each [n] in the text, and `citations` the
        citations whole. With `stream`, both come in the last chunk that has a choice.
        """
        conversation = read_chat(wanted)
        pieces = begin(library, wanted, conversation)
        chat = _Chat(library, wanted, conversation, Links(request, with_page=with_page))
        if wanted.stream:
            return EventStream(chat.events(pieces))
        return JSONResponse(chat.whole(last_of(pieces)))

    return router


class _Chat:
    """Writes one answer as a chat completion."""

    def __init__(
        self, library: Library, request: ChatRequest, conversation: Conversation, links: Links
    ):
        self._library = library
        self._request = request
        self._conversation = conversation
        self._links = links
        self._id = f"chatcmpl-{secrets.token_hex(12)}"
        self._created = now()

    def whole(self, answer: Answer) -> dict[str, Any]:
        """The completion as one document."""
        message = results.ChatMessage(content=answer.text, annotations=self._annotations(answer))
        return results.ChatCompletion(
            id=self._id,
            created=self._created,
            model=self._request.model,
            choices=[results.ChatChoice(message=message)],
            usage=self._usage(answer),
            citations=[
                results.Citation.model_validate(each.to_dict()) for each in answer.citations
            ],
        ).model_dump()

    def events(self, pieces: Pieces) -> Generator[str, None, None]:
        """The completion in chunks, as server-sent events. An error ends the stream."""
        try:
            yield self._chunk({"role": "assistant", "content": ""})
            with closing(pieces):
                for piece in pieces:
                    if isinstance(piece, str):
                        yield self._chunk({"content": piece})
                    else:
                        yield from self._last_chunks(piece)
        except Exception as error:
            yield as_event(None, as_error(500, failure_of(error)))
        yield DONE

    def _last_chunks(self, answer: Answer) -> Iterator[str]:
        annotations = [each.model_dump() for each in self._annotations(answer)]
        citations = [citation.to_dict() for citation in answer.citations]
        yield self._chunk({"annotations": annotations}, "stop", citations=citations)
        options = self._request.stream_options
        if options is not None and options.include_usage:
            usage = self._usage(answer).model_dump()
            yield as_event(None, {**self._head(), "choices": [], "usage": usage})

    def _chunk(self, delta: dict[str, Any], finish: str | None = None, **fields: object) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return as_event(None, {**self._head(), "choices": [choice], **fields})

    def _head(self) -> dict[str, Any]:
        return {
            "id": self._id,
            "object": "chat.completion.chunk",
            "created": self._created,
            "model": self._request.model,
        }

    def _annotations(self, answer: Answer) -> list[results.ChatAnnotation]:
        return [
            results.ChatAnnotation(url_citation=citation)
            for citation in url_citations(answer, self._links)
        ]

    def _usage(self, answer: Answer) -> results.ChatUsage:
        read, written = count_tokens(self._library, self._conversation, answer.text)
        return results.ChatUsage(
            prompt_tokens=read, completion_tokens=written, total_tokens=read + written
        )
