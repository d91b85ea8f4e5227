"""Answer “what did Ivo say?” of somebody who says little: with all of it, verbatim."""

from __future__ import annotations

from collections.abc import Sequence

from .....index.exchanges import is_backchannel
from ....answer import Answer
from ....reading.talk import Talk
from ..request import Request
from .items import Item, answer_with
from .sentences import sentences_of

_MAX_SENTENCES = 6  # of one person; who says more gets an overview


def list_all_said(request: Request, talks: Sequence[Talk], people: Sequence[str]) -> Answer | None:
    """All sentences of some people, in order; None if they are more than six, or none."""
    sentences = [
        sentence
        for talk in talks
        for turn in talk.transcript.turns
        if turn.speaker in people and not is_backchannel(turn)
        for sentence in sentences_of(talk, turn)
    ]
    if len(sentences) > _MAX_SENTENCES:
        return None
    return answer_with(request, "all_said", [Item(s, s.turn.speaker) for s in sentences])
