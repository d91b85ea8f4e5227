"""Answer “thanks!” and “what can you do?” with what can be asked."""

from __future__ import annotations

from ...answer import Answer
from ..messages import message
from .request import Request


def answer_small_talk(request: Request) -> Answer:
    """A friendly line that says what can be asked; it quotes nobody."""
    return request.answer(message("small_talk", request.query.language))
