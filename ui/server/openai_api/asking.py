"""A conversation and a model's name → the pieces of an answer."""

from __future__ import annotations

import logging
import time
from typing import Any

from ....rag import Answer, Library, ModelError, NotFoundError, TurnwiseError, UsageError
from ..event_stream import Pieces, begun
from ..problems import FAILED, detail_of
from .chat_tasks import reply_to_task
from .conversation import Conversation
from .requests import Asking
from .results import ModelRecord

logger = logging.getLogger(__name__)

WHOLE_LIBRARY = "turnwise"  # the model that answers from all transcripts
_PREFIX = f"{WHOLE_LIBRARY}/"  # before the id of a transcript: the model that answers from it
_SHOWN = 5  # models that an error names


def answering_models(library: Library, created: int) -> list[ModelRecord]:
    """The library as a model, and each transcript as one."""
    titles = {_PREFIX + info.id: info.title for info in library.transcripts()}
    return [
        ModelRecord(id=id, created=created, name=name)
        for id, name in {WHOLE_LIBRARY: "Turnwise", **titles}.items()
    ]


def begin(library: Library, request: Asking, conversation: Conversation) -> Pieces:
    """The pieces of the answer's text, then the Answer; the first one is there already.

    Raises: NotFoundError for an unknown model; else as `Library.stream`.
    """
    options: dict[str, Any] = {**request.turnwise.options(), "k": request.turnwise.k}
    transcript = _transcript_of(library, request.model)
    if transcript is not None:
        if options["transcripts"]:
            raise UsageError(
                f"the model {request.model} is one transcript already; leave out "
                f"turnwise.transcripts, or ask the model {WHOLE_LIBRARY}"
            )
        options["transcripts"] = [transcript]
    reply = reply_to_task(library, conversation.question)
    if reply is not None:
        question = conversation.question
        answer = Answer(question, question, True, reply, (), form="small_talk")
        return (piece for piece in (reply, answer))
    pieces = library.stream(conversation.question, history=conversation.history, **options)
    return begun(pieces)


def last_of(pieces: Pieces) -> Answer:
    """The Answer after the pieces of its text."""
    *_, answer = pieces
    assert isinstance(answer, Answer)
    return answer


def count_tokens(library: Library, conversation: Conversation, answer: str) -> tuple[int, int]:
    """Tokens of the messages and of the answer, as the embedding model counts them."""
    *read, written = library.embedder.count_tokens([*conversation.texts, answer])
    return sum(read), written


def now() -> int:
    """Seconds since 1970."""
    return int(time.time())


def failure_of(error: Exception) -> str:
    """What to tell of a failure in the middle of a stream; the log gets the rest."""
    if isinstance(error, TurnwiseError):
        return detail_of(error)
    logger.error("a stream failed", exc_info=error)
    return FAILED


def _transcript_of(library: Library, model: str) -> str | None:
    """The transcript that a model answers from; None for all. Raises NotFoundError."""
    if model == WHOLE_LIBRARY:
        return None
    ids = [info.id for info in library.transcripts()]
    if model.startswith(_PREFIX) and model.removeprefix(_PREFIX) in ids:
        return model.removeprefix(_PREFIX)
    raise no_model(model, [WHOLE_LIBRARY, *(_PREFIX + id for id in ids)])


def no_model(name: str, others: list[str]) -> NotFoundError:
    """The error for a model that is not there."""
    shown = ", ".join(others[:_SHOWN]) + (", …" if len(others) > _SHOWN else "")
    return NotFoundError(
        f"no model here is called “{name}”; take one of GET /v1/models, here: {shown}"
    )


def embedding_model(library: Library) -> str | None:
    """The name of the embedding model; None if it cannot be loaded."""
    try:
        name = library.embedder.name
    except ModelError:
        return None
    return name if not name.startswith(("/", "~", ".")) else name.rstrip("/").rpartition("/")[2]
