"""Answer “what did Grace recommend?” with the sentences that recommend."""

from __future__ import annotations

from ....answer import Answer
from ..request import Request
from .items import Item, answer_with
from .marks import ADVICE_MARKS
from .sentences import best_of, marked
from .subject import about, chosen_speakers, people_of, subject_of
from .talks import meant

_MIN_POINTS = 1.5
_MAX_ADVICE = 10  # of one talk
_MAX_OF_SEVERAL = 4  # of each talk where there are several


def list_advice(request: Request) -> Answer | None:
    """What was recommended, in order of the talk; None if nothing is."""
    talks = meant(request)
    named = people_of(request, talks)
    words = subject_of(request, talks, named)
    people = chosen_speakers(request, talks) or named  # of “Ann recommended to Bob” only Ann
    most = _MAX_ADVICE if len(talks) == 1 else _MAX_OF_SEVERAL
    items: list[Item] = []
    for talk in talks:
        advice = [
            s
            for s in marked(talk, ADVICE_MARKS, said_shortly=False)
            if not people or s.turn.speaker in people
        ]
        chosen = best_of(about(request, advice, words), at_least=_MIN_POINTS, most=most)
        items += [Item(sentence, sentence.turn.speaker) for sentence in chosen]
    return answer_with(request, "advice", items)
