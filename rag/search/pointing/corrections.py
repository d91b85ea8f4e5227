"""A number or a date that its speaker corrects in one of the next turns."""

from __future__ import annotations

from dataclasses import replace

from ....index.text.fold import fold
from ....index.transcript import Span, Transcript
from ...understanding.query import AnswerType
from ...understanding.rules.speech.corrections import CORRECTS
from ..hits import Evidence, with_quote
from .answer_types import has_type

_TURNS_AFTER = 3  # in which somebody else may doubt it


def corrected(item: Evidence, transcript: Transcript, answer_type: AnswerType) -> Evidence:
    """The evidence; with the correction as its quote where the speaker takes back what they said
    and names another number, amount or date: “No wait. Sorry. It's two hundred and fourteen.”"""
    first = item.hit.turn + 1
    for number in range(first, min(first + _TURNS_AFTER, len(transcript.turns) + 1)):
        turn = transcript.turn(number)
        if (
            turn.speaker == item.hit.speaker
            and CORRECTS.matches(fold(turn.text))
            and has_type(turn.text, answer_type, beside=item.hit.quote)
        ):
            spans = turn.sentences()
            whole = Span(number, spans[0][0], spans[-1][1])
            return replace(item, hit=with_quote(item.hit, transcript, whole))
    return item
