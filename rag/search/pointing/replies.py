"""What somebody says behind a turn on the subject without naming it: “I don't agree, actually.”"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ....index.exchanges import Role, speaker_roles
from ....index.text.asking import only_asks
from ....index.text.fold import fold
from ....index.text.length import text_length
from ....index.transcript import Span, Transcript, Turn
from ...understanding.rules.views import TAKES_VIEW
from ..courtesies import says_nothing
from ..hits import Evidence, with_quote
from ..near_words import WordVectors
from ..query_terms import Subject
from .asking import ends_asking
from .shares import shares

_TURNS_BEHIND = 6  # a turn on the subject, or the exchange that has it
_TURNS_BEHIND_A_PROMPT = 2  # of the host, which the guest takes up
_MIN_OWN_WORDS = 0.2  # share of the subject, of a turn that speaks of it by itself
_BEGINS_WITHIN = 3  # sentences of a turn a view of what was said before begins
_SHORT = 200  # a turn of so many letters tells little beside its question
_MAX_LENGTH = 450  # of a quote, as `text_length` counts


def speaks_by_itself(
    item: Evidence, talk: Transcript, subject: Subject, vectors: WordVectors
) -> bool:
    """Whether a quoted turn tells a view of the subject: it does not only ask, and takes a view, or
    has words of the subject; where a host names it, it may only lead to the next question."""
    text = item.hit.text
    if _is_short_and_asks(text, talk):
        return False
    if TAKES_VIEW.matches(fold(text)) or not subject.rarity:
        return True
    if speaker_roles(talk.turns).get(item.hit.speaker) == "host":
        return False
    return shares([text], subject, vectors)[0] >= _MIN_OWN_WORDS


def _is_short_and_asks(text: str, talk: Transcript) -> bool:
    """Whether a turn is short and ends with a question."""
    return text_length(text) <= _SHORT and ends_asking(text, talk)


def not_asking_first(
    evidence: Sequence[Evidence], better: Evidence, transcript: Callable[[str], Transcript]
) -> list[Evidence]:
    """The evidence, with a better hit first if the first one asks."""
    first = evidence[0].hit
    if not _is_short_and_asks(first.text, transcript(first.transcript.id)):
        return list(evidence)
    moved = replace(better, hit=replace(better.hit, score=first.score))
    ordered = [moved, *(item for item in evidence if item is not better)]
    return [
        replace(item, hit=replace(item.hit, rank=rank))
        for rank, item in enumerate(ordered, start=1)
    ]


def replies(
    evidence: Sequence[Evidence],
    speakers: Collection[str] | None,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """What the speakers say behind turns of others on the subject, each turn once.

    Args:
        evidence: relevant hits of anyone, in order of rank.
        speakers: whose view counts; None for the guests, who take up what their host says.
        transcript: id → transcript.
    """
    found: dict[tuple[str, int], Evidence] = {}
    for item in evidence:
        talk = transcript(item.hit.transcript.id)
        turn = _taken_up(talk, item) if speakers is None else _view(talk, item, speakers)
        if turn and (talk.id, turn.number) not in found:
            hit = with_quote(item.hit, talk, Span(turn.number, *_first_sentences(turn)))
            hit = replace(hit, rank=len(found) + 1, question=None)
            found[talk.id, turn.number] = replace(item, hit=hit)
    return list(found.values())


def _view(talk: Transcript, item: Evidence, speakers: Collection[str]) -> Turn | None:
    """The first turn behind a hit in which one of the speakers takes a view."""
    first = item.hit.turn + 1
    last = max(item.hit.turn, *item.exchange.turns) + _TURNS_BEHIND
    for turn in map(talk.turn, range(first, min(last, len(talk.turns)) + 1)):
        begin = turn.text[: turn.sentences()[:_BEGINS_WITHIN][-1][1]]
        is_view = turn.speaker in speakers and TAKES_VIEW.matches(fold(begin))
        if is_view and not ends_asking(turn.text, talk):
            return turn
    return None


def _taken_up(talk: Transcript, item: Evidence) -> Turn | None:
    """The guest's turn behind one of somebody else."""
    roles: dict[str, Role] = speaker_roles(talk.turns)
    if roles.get(item.hit.speaker) == "guest":
        return None
    last = min(item.hit.turn + _TURNS_BEHIND_A_PROMPT, len(talk.turns))
    for turn in map(talk.turn, range(item.hit.turn + 1, last + 1)):
        if roles.get(turn.speaker) == "guest" and not says_nothing(turn.text):
            return None if only_asks(turn.text) else turn
    return None


def _first_sentences(turn: Turn) -> tuple[int, int]:
    """Where the first sentences of a turn begin and end, as many as a quote may have."""
    spans = turn.sentences()
    start, end = spans[0]
    for _, later in spans:
        if text_length(turn.text[start:later]) <= _MAX_LENGTH:
            end = later
    return start, end
