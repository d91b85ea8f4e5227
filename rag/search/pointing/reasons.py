"""Of a question why: quote the sentence that gives the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ....index.transcript import Exchange, Transcript
from ...understanding.query import Query
from ..hits import Evidence
from ..near_words import WordVectors
from ..query_terms import Subject
from .points import Point, points, quoting
from .settled import lacks_unsaid_word

_MIN_SCORE = 0.5  # share of the best score; what is worse keeps its quote
# A reason may follow in the next turn: “Conversion is under seven percent.” “The form is the
# problem.” (data/eval/RESULTS.md#turns-after-for-a-reason).
_TURNS_AFTER = 1
# Where a reason in the exchange itself has this share of the subject, what follows is not read.
_MIN_SUBJECT = 0.4


def with_reasons(
    evidence: Sequence[Evidence],
    query: Query,
    subject: Subject,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence in the same order, each quoting the sentence that gives a reason; the quote
    stays where it gives one, or nothing does.

    Where no reason is given in an exchange that says nothing of a word of the subject, it has no
    answer.

    Args:
        evidence: in order of rank.
        transcript: id → transcript.
    """
    best = max((item.hit.score for item in evidence), default=0.0)
    return [
        _with_reason(item, query, subject, vectors, transcript(item.hit.transcript.id))
        if item.is_relevant and item.hit.score >= _MIN_SCORE * best
        else item
        for item in evidence
    ]


def _with_reason(
    item: Evidence, query: Query, subject: Subject, vectors: WordVectors, talk: Transcript
) -> Evidence:
    exchange = item.exchange
    found = _points(item, query, subject, vectors, talk)
    if not found:
        return item
    best = found[0]
    is_inside = best.span.turn_number in exchange.turns
    is_given = best.has_type and is_inside
    is_literal = item.relevance.exact > 0  # in another language other words say it
    if not is_given and is_literal and lacks_unsaid_word(talk, exchange, subject, vectors):
        return replace(item, has_answer=False)
    is_quoted = any(point.has_type and point.score >= best.score for point in _quoted(item, found))
    if is_quoted or not best.has_type:
        return item
    quoted = quoting(item, talk, best)
    return quoted if is_inside else replace(quoted, hit=replace(quoted.hit, question=None))


def _points(
    item: Evidence, query: Query, subject: Subject, vectors: WordVectors, talk: Transcript
) -> list[Point]:
    """The sentences that may give the reason, best first: of the exchange, and of the next turn
    where the exchange gives none."""
    exchange = item.exchange
    wider = _wider(exchange, talk)
    turns = [n for n in wider.turns if n != exchange.question_turn or not exchange.answers]
    if query.whose.speakers or query.whose.of_guest:
        turns = [number for number in turns if talk.turn(number).speaker == item.hit.speaker]
    if not turns:
        return []
    found = points(talk, wider, subject, "reason", vectors, turns)
    inside = [point for point in found if point.span.turn_number in exchange.turns]
    given = any(point.has_type and point.subject >= _MIN_SUBJECT for point in inside)
    return inside if given else found


def _wider(exchange: Exchange, talk: Transcript) -> Exchange:
    """The exchange with the turn after it."""
    last = max(exchange.turns)
    after = range(last + 1, min(last + _TURNS_AFTER, len(talk.turns)) + 1)
    return replace(exchange, answers=(*exchange.answers, *after))


def _quoted(item: Evidence, found: Sequence[Point]) -> list[Point]:
    """The points in the quote of a hit."""
    start, end = item.hit.quote_start, item.hit.quote_start + len(item.hit.quote)
    return [
        point
        for point in found
        if point.span.turn_number == item.hit.turn
        and point.span.start < end
        and point.span.end > start
    ]
