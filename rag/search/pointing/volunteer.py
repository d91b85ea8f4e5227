"""Who will do it: behind a turn that needs somebody, the one who offers (“I'll write it.”)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ....index.text.fold import fold
from ....index.transcript import Span, Transcript, Turn
from ...understanding.rules.volunteers import NEEDS_SOMEBODY, OFFERS_IT
from ..hits import Evidence, with_quote

_TURNS_BEHIND = 2
_MAX_SENTENCES = 3  # of the turn, of which one offers
_MAX_NEEDS = 3  # hits behind which somebody may offer


def volunteer_first(
    evidence: Sequence[Evidence], transcript: Callable[[str], Transcript]
) -> list[Evidence] | None:
    """The evidence with the turn first in which somebody offers to do what a hit needs; None if
    nobody offers it.

    Args:
        evidence: in order of rank.
        transcript: id → transcript.
    """
    for item in [item for item in evidence if item.is_relevant][:_MAX_NEEDS]:
        talk = transcript(item.hit.transcript.id)
        needs = [talk.turn(item.hit.turn)]
        if item.exchange.question_turn is not None:
            needs.append(talk.turn(item.exchange.question_turn))
        turn = next(filter(None, (_offer_behind(talk, need) for need in needs)), None)
        if turn:
            spans = turn.sentences()[:_MAX_SENTENCES]
            hit = with_quote(item.hit, talk, Span(turn.number, spans[0][0], spans[-1][1]))
            hit = replace(hit, question=None, score=evidence[0].hit.score)
            first = replace(item, hit=hit)
            others = [other for other in evidence if not _is_at(other, hit.transcript.id, turn)]
            return [
                replace(other, hit=replace(other.hit, rank=rank))
                for rank, other in enumerate([first, *others], start=1)
            ]
    return None


def _offer_behind(talk: Transcript, turn: Turn) -> Turn | None:
    if not NEEDS_SOMEBODY.matches(fold(turn.text)) or _offers(turn):
        return None
    last = min(turn.number + _TURNS_BEHIND, len(talk.turns))
    behind = map(talk.turn, range(turn.number + 1, last + 1))
    return next((t for t in behind if t.speaker != turn.speaker and _offers(t)), None)


def _offers(turn: Turn) -> bool:
    """Whether one of the first sentences of a turn offers or promises something."""
    sentences = [turn.text[start:end] for start, end in turn.sentences()[:_MAX_SENTENCES]]
    return any(OFFERS_IT.matches(fold(sentence)) for sentence in sentences)


def _is_at(item: Evidence, transcript_id: str, turn: Turn) -> bool:
    return (item.hit.transcript.id, item.hit.turn) == (transcript_id, turn.number)
