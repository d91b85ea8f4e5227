"""Point at the sentence that answers: where the subject and the type of the answer stand near
each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...index.text.asking import asking_sentence, asks
from ...index.text.deep_link import link_to_moment
from ...index.text.fold import fold
from ...index.text.length import text_length
from ...index.transcript import Exchange, Span, Transcript, Turn
from ..answer import AskedQuestion
from ..understanding.form import answer_type as type_asked_for
from ..understanding.query import AnswerType, Query
from .answer_types import (
    has_type,
    is_strict,
    leaves_open,
    leaves_who_open,
    leaves_why_open,
    names_day,
    tells_when,
)
from .hits import Evidence
from .near_words import Matrix, WordVectors, find_words
from .query_terms import Subject
from .settled import if_claimed, in_order, lacks_rare_word, text_before, unless

_WORTH_OF_A_NEAR_WORD = 0.6  # of the word itself
# Worth of a word that stands in the sentence itself, in the next one, and in the one after that.
_WORTH_BY_DISTANCE = (1.0, 0.8, 0.65)
_WORTH_ELSEWHERE = 0.45  # in the same exchange
_WORTH_OF_THE_QUESTION = (0.8, 0.8, 0.6)  # for the first sentences of the answer, then the last
_WORTH_OF_THE_TITLE = 0.4
_WORTH_BEFORE = 0.7
_WITHOUT_TYPE = 0.6  # factor where the type is missing
_IS_QUESTION = 0.7
_NAMES_NO_DAY = 0.85  # of a date such as “last week”
# Where the question that was asked also wants a number, a date, …
# (data/eval/RESULTS.md#same-type-asked).
_SAME_TYPE_ASKED = 0.5
_IS_ANSWERED = 0.9  # factor for what else is said where a question is asked
_COST_OF_LENGTH = 0.02  # of 100 letters
_WORTH_OF_RANK = 0.6  # of the score of the search, where 1 is the share of the subject
# A sentence with a number, amount or date must have this share of the subject near it
# (data/eval/RESULTS.md#min-subject).
_MIN_SUBJECT = 0.4
_MIN_SUBJECT_TRANSLATED = 0.3  # where none of its words is said, only words like them
_MIN_SUBJECT_OF_RELATIVE = 0.7  # the same where something else tells the time: “after …”
_ASKS_WHEN = re.compile(r"\bwhen\b|时候|何时")  # and not for a day
_MAX_LENGTH = 300  # of a quote with the sentence before
_POINTS_BACK = re.compile(
    r"\W*(?:(?:and|so|but)\s+)?(?:this|that|these|those|it|which|they)\b|\W*(?:所以|而且)?(?:这|那|它|就是|也就是)"
)
_MIN_SCORE = 0.5
_SHORT_TURN = 150  # quoted whole; as `text_length` counts: 50 Chinese characters


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence that may answer."""

    span: Span
    subject: float  # share of the subject's words, by rarity, in it or near it: 0 to 1
    has_type: bool  # whether it has the number or date that the question asks for
    score: float  # higher is better


def point_out(
    evidence: Sequence[Evidence],
    query: Query,
    subject: Subject,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence with the sentence that answers best as its quote, the best first.

    For a question whose answer is a number, an amount, a date or a name, evidence without one has
    no answer. For another question the quotes stay, in a better order.

    Args:
        evidence: in order of rank.
        transcript: id → transcript.
    """
    answer_type = query.wants.answer_type
    if not evidence or query.wants.who_said:
        return list(evidence)
    if answer_type in (None, "person", "place"):
        return _in_any_words(evidence, query, subject, vectors, transcript)
    pointed: list[tuple[float, Evidence]] = []
    seen: set[tuple[str, Span]] = set()
    greatest = max((item.hit.score for item in evidence), default=0.0) or 1.0
    for item in evidence:
        talk = transcript(item.hit.transcript.id)
        one_speaker = query.whose.speakers or query.whose.of_guest
        own = [
            number
            for number in item.exchange.turns
            if not one_speaker or talk.turn(number).speaker == item.hit.speaker
        ]
        point = points(talk, item.exchange, subject, answer_type, vectors, own)[0]
        if (talk.id, point.span) not in seen:
            seen.add((talk.id, point.span))
            score = point.score + _WORTH_OF_RANK * item.hit.score / greatest
            quoting = _quoting(item, talk, point)
            if is_strict(answer_type):
                least = _MIN_SUBJECT if item.relevance.exact else _MIN_SUBJECT_TRANSLATED
                has_answer = point.has_type and point.subject >= least
                if has_answer:
                    has_answer = not lacks_rare_word(talk, item.exchange, subject, vectors)
                quoting = replace(quoting, has_answer=has_answer)
            pointed.append((score / (1 + _WORTH_OF_RANK), quoting))
    pointed.sort(key=lambda scored: -scored[0])
    return [
        replace(item, hit=replace(item.hit, rank=rank, score=max(score, 0.0)))
        for rank, (score, item) in enumerate(pointed, start=1)
    ]


def _in_any_words(
    evidence: Sequence[Evidence],
    query: Query,
    subject: Subject,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence in a better order, for a question that any words may answer; no answer where
    it stays open, or where the named speaker said nothing of it."""
    evidence = in_order(evidence, query, transcript)
    if query.wants.whether_claimed:
        return [if_claimed(item, transcript, subject, vectors) for item in evidence]
    if query.wants.why:
        return _with_reasons(unless(evidence, leaves_why_open), query, subject, vectors, transcript)
    if query.wants.answer_type == "person":
        evidence = unless(evidence, leaves_who_open)
    if query.wants.answer_type is None:
        return evidence
    first = evidence[0]
    talk, turns = transcript(first.hit.transcript.id), first.exchange.turns
    span = points(talk, first.exchange, subject, "person", vectors, turns)[0].span
    told = talk.turn(span.turn_number).text[span.start : span.end]
    return unless(evidence, leaves_open, told)


_TURNS_AFTER = 1
_MIN_SUBJECT_OF_REASON = 0.4


def _with_reasons(evidence, query, subject, vectors, transcript):
    """The evidence, each quoting the sentence that gives a reason, in its exchange or in the turn
    after; the quote stays where it gives one, or nothing does."""
    best = max((item.hit.score for item in evidence), default=0.0)
    return [
        _with_reason(item, query, subject, vectors, transcript(item.hit.transcript.id))
        if item.is_relevant and item.hit.score >= _MIN_SCORE * best
        else item
        for item in evidence
    ]


def _with_reason(item, query, subject, vectors, talk):
    exchange, hit = item.exchange, item.hit
    last = max(exchange.turns)
    after = tuple(range(last + 1, min(last + _TURNS_AFTER, len(talk.turns)) + 1))
    wider = replace(exchange, answers=exchange.answers + after)
    own = [n for n in wider.turns if n != exchange.question_turn or not exchange.answers]
    if query.whose.speakers or query.whose.of_guest:
        own = [n for n in own if talk.turn(n).speaker == hit.speaker]
    if not own:
        return item
    found = points(talk, wider, subject, "reason", vectors, own)
    inside = [point for point in found if point.span.turn_number in exchange.turns]
    if any(p.has_type and p.subject >= _MIN_SUBJECT_OF_REASON for p in inside):
        found = inside
    best = found[0]
    end = hit.quote_start + len(hit.quote)
    quoted = [
        p
        for p in found
        if p.span.turn_number == hit.turn and p.span.start < end and p.span.end > hit.quote_start
    ]
    if not best.has_type or any(p.has_type and p.score >= best.score for p in quoted):
        return item
    quoting = _quoting(item, talk, best)
    if best.span.turn_number in exchange.turns:
        return quoting
    return replace(quoting, hit=replace(quoting.hit, question=None))


def _quoting(item: Evidence, transcript: Transcript, point: Point) -> Evidence:
    """The evidence with a point as its quote."""
    turn = transcript.turn(point.span.turn_number)
    asked = item.exchange.question_turn
    question = None
    if asked is not None and asked != turn.number:
        asking = transcript.turn(asked)
        question = AskedQuestion(asked, asking.speaker, asking.text)
    start, end = _extent(turn, point.span)
    hit = replace(
        item.hit,
        turn=turn.number,
        speaker=turn.speaker,
        text=turn.text,
        quote=turn.text[start:end],
        quote_start=start,
        start_s=turn.time_at(start),
        url=link_to_moment(transcript.url, turn.time_at(start)),
        question=question,
    )
    return replace(item, hit=hit)


def _extent(turn: Turn, span: Span) -> tuple[int, int]:
    """Where the quote begins and ends: the sentence, with the one before it if it begins with
    “this”; a short turn whole."""
    spans = turn.sentences()
    if text_length(turn.text) <= _SHORT_TURN:
        return spans[0][0], spans[-1][1]
    before = next((start for start, end in reversed(spans) if end <= span.start), span.start)
    points_back = _POINTS_BACK.match(fold(turn.text[span.start : span.end])) is not None
    is_short = text_length(turn.text[before : span.end]) <= _MAX_LENGTH
    return (before if points_back and is_short else span.start), span.end


def points(
    transcript: Transcript,
    exchange: Exchange,
    subject: Subject,
    answer_type: AnswerType,
    vectors: WordVectors,
    turns: Sequence[int],
) -> list[Point]:
    """The sentences of some turns of an exchange, best first; without those that ask what the
    exchange answers, unless there is nothing else."""
    spans = [
        Span(number, start, end)
        for number in exchange.turns
        for start, end in transcript.turn(number).sentences()
    ]
    nearness = _nearness(transcript, exchange, spans, subject, vectors)
    weights = np.array(list(subject.rarity.values()))
    same_type = _asks_for(answer_type, transcript, exchange)
    shares = np.average(nearness, axis=1, weights=weights) if len(weights) else np.ones(len(spans))
    found = [
        _point(transcript, exchange, span, float(share), subject, answer_type, same_type=same_type)
        for span, share in zip(spans, shares, strict=True)
        if span.turn_number in turns
    ]
    told = [point for point in found if not _is_the_question(transcript, exchange, point.span)]
    return sorted(told or found, key=lambda point: -point.score)


def _is_the_question(transcript: Transcript, exchange: Exchange, span: Span) -> bool:
    """Whether a sentence asks what the exchange answers."""
    if not exchange.answers or span.turn_number != exchange.question_turn:
        return False
    return asks(transcript.turn(span.turn_number).text[span.start : span.end])


def _point(
    transcript: Transcript,
    exchange: Exchange,
    span: Span,
    share: float,
    subject: Subject,
    answer_type: AnswerType,
    *,
    same_type: bool,
) -> Point:
    text = transcript.turn(span.turn_number).text[span.start : span.end]
    is_typed = has_type(text, answer_type, beside=subject.text) or (
        answer_type == "date"
        and _ASKS_WHEN.search(fold(subject.text)) is not None
        and share >= _MIN_SUBJECT_OF_RELATIVE
        and tells_when(text)
    )
    is_asked = span.turn_number == exchange.question_turn and asks(text)
    is_typed = is_typed and not is_asked and not leaves_open(text)
    score = share if is_typed else share * _WITHOUT_TYPE
    if answer_type == "date" and not names_day(text):
        score *= _NAMES_NO_DAY
    if exchange.answers and span.turn_number == exchange.question_turn:
        score *= _IS_ANSWERED
    elif same_type and is_typed:
        score += _SAME_TYPE_ASKED
    if asks(text):
        score *= _IS_QUESTION
    return Point(span, share, is_typed, score - _COST_OF_LENGTH * text_length(text) / 100)


def _asks_for(answer_type: AnswerType, transcript: Transcript, exchange: Exchange) -> bool:
    """Whether the question of an exchange asks for this type of answer: “how long did it take?”"""
    if exchange.question_turn is None or not exchange.answers:
        return False
    asked = asking_sentence(transcript.turn(exchange.question_turn).text)
    return type_asked_for(fold(asked)) == answer_type


def _nearness(
    transcript: Transcript,
    exchange: Exchange,
    spans: Sequence[Span],
    subject: Subject,
    vectors: WordVectors,
) -> Matrix:
    """How much of each word of the subject stands in or near each sentence, 0 to 1:
    (n_sentences, n_words)."""
    texts = [transcript.turn(s.turn_number).text[s.start : s.end] for s in spans]
    before = text_before(transcript, exchange)
    around = [transcript.title, before, *(transcript.turn(s.turn_number).speaker for s in spans)]
    near, exact = find_words(list(subject.rarity), [*texts, *around], vectors)
    worth = np.maximum(exact, _WORTH_OF_A_NEAR_WORD * near)
    own, speakers = worth[: len(spans)], worth[len(spans) + 2 :]
    title, leaned_on = worth[len(spans)], worth[len(spans) + 1]
    is_asked = np.array([span.turn_number == exchange.question_turn for span in spans])
    found = np.maximum(own, speakers)
    for distance, share in enumerate(_WORTH_BY_DISTANCE):
        for step in {distance, -distance}:
            found = np.maximum(found, share * _shifted(own, step))
    found = np.maximum(found, _WORTH_ELSEWHERE * own.max(axis=0, initial=0))
    found = np.maximum(found, _WORTH_OF_THE_TITLE * title)
    found = np.maximum(found, _WORTH_BEFORE * leaned_on)
    if is_asked.any():
        question = own[is_asked].max(axis=0)
        for place, row in enumerate(np.flatnonzero(~is_asked)):
            share = _WORTH_OF_THE_QUESTION[min(place, len(_WORTH_OF_THE_QUESTION) - 1)]
            found[row] = np.maximum(found[row], share * question)
    return found


def _shifted(rows: Matrix, step: int) -> Matrix:
    """Each row in the place of the one `step` before it; zeros where there is none."""
    shifted = np.zeros_like(rows)
    if step >= 0:
        shifted[step:] = rows[: len(rows) - step]
    else:
        shifted[:step] = rows[-step:]
    return shifted
