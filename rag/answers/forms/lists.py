"""Answer what wants a list: of questions, of advice, of people, of things."""

from __future__ import annotations

from ....index.text.fold import fold
from ...answer import Answer
from ...understanding.rules.whole_talk.lists import LISTS_ADVICE, LISTS_QUESTIONS
from .question_list import list_questions
from .request import Request
from .whole_talk.advice import list_advice
from .whole_talk.spoken_of import list_spoken_of


def make_list(request: Request) -> Answer | None:
    """The list that the question wants; None if there is nothing to list."""
    folded = fold(request.query.text)
    if request.query.wants.named_questions or LISTS_QUESTIONS.matches(folded):
        return list_questions(request)
    if LISTS_ADVICE.matches(folded):
        return list_advice(request)
    return list_spoken_of(request)
