"""Point at the sentence that answers: where the subject and the type of the answer stand near
each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ....index.models.reader import Reader
from ....index.text.fold import fold
from ....index.transcript import Transcript, Turn
from ...understanding.query import Query
from ...understanding.rules.phrases import ABOUT_SUBJECT
from ..hits import Evidence
from ..near_words import WordVectors
from ..query_terms import Subject
from .answer_order import in_order, more_than_names_first
from .answer_types import has_number, is_strict, leaves_open, leaves_who_open, leaves_why_open
from .asking import answering, definition_behind, ends_asking, reason_behind
from .corrections import corrected
from .points import points, quoting
from .reading import WORTH_OF_READING, only_ordered, read, readings
from .settled import (
    MIN_OWN_WORDS_OF_A_REASON,
    if_claimed,
    lacks_rare_word,
    unless,
    was_left_open,
)
from .teller import by_teller
from .volunteer import volunteer_first

_WORTH_OF_RANK = 0.6  # of the score of the search, where 1 is the share of the subject
# A sentence with a number, amount or date must have this share of the subject near it
# (data/eval/RESULTS.md#min-subject).
_MIN_SUBJECT = 0.4
_MIN_SUBJECT_TRANSLATED = 0.3  # where none of its words is said, only words like them
# Logit of the reader from which on a sentence with the type answers, however little of the subject
# stands near it (data/eval/RESULTS.md#surely-read).
_SURELY_READ = 0.5
# The same for a number with another unit, or none (data/eval/RESULTS.md#sure-of-any-number).
_SURE_OF_ANY_NUMBER = 1.5
_ONLY_ASKS = 0.7  # factor for a quote that ends with a question, of a definition

_Place = tuple[str, int, int]  # transcript, turn, start of the quote


def point_out(
    evidence: Sequence[Evidence],
    query: Query,
    subject: Subject,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
    reader: Reader,
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
        if not query.whose.answers_to:  # “how did Bob answer Eve?” is answered by whatever he said
            evidence = read(evidence, query, reader, transcript)
        return _in_any_words(evidence, query, subject, vectors, transcript)
    pointed: list[tuple[float, Evidence]] = []
    seen: set[_Place] = set()
    is_open = False
    with_type: set[_Place] = set()
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
        score = point.score + _WORTH_OF_RANK * item.hit.score / greatest
        quoted = quoting(item, talk, point, with_neighbours=answer_type == "definition")
        if is_strict(answer_type):
            least = _MIN_SUBJECT if item.relevance.exact else _MIN_SUBJECT_TRANSLATED
            has_answer = point.has_type and point.subject >= least
            if has_answer:
                has_answer = not lacks_rare_word(talk, item.exchange, subject, vectors)
            quoted = corrected(replace(quoted, has_answer=has_answer), talk, answer_type)
            if point.has_type:
                with_type.add(_place(quoted))
            is_open = is_open or was_left_open(item, talk, subject, answer_type, vectors)
        elif (answer := definition_behind(quoted, talk)) is not quoted:
            quoted = quoted if one_speaker else answer
        elif ends_asking(quoted.hit.quote, talk):
            score *= _ONLY_ASKS
        if _place(quoted) not in seen:
            seen.add(_place(quoted))
            pointed.append((score / (1 + _WORTH_OF_RANK), quoted))
    pointed.sort(key=lambda scored: -scored[0])
    pointed = _as_read(pointed, query, reader, transcript, with_type)
    if is_open:
        pointed = [(score, replace(item, has_answer=False)) for score, item in pointed]
    pointed.sort(key=lambda scored: -scored[0])
    return [
        replace(item, hit=replace(item.hit, rank=rank, score=max(score, 0.0)))
        for rank, (score, item) in enumerate(pointed, start=1)
    ]


def _as_read(
    pointed: Sequence[tuple[float, Evidence]],
    query: Query,
    reader: Reader,
    transcript: Callable[[str], Transcript],
    with_type: Collection[_Place],
) -> list[tuple[float, Evidence]]:
    """The scored evidence with what the reader says of the pointed sentences. A number, an amount
    or a date that it is sure of answers.

    Args:
        with_type: where sentences have the type.
    """
    told = read([item for _, item in pointed], query, reader, transcript)
    worth = 0.0 if query.wants.answer_type == "definition" else WORTH_OF_READING
    scored: list[tuple[float, Evidence]] = []
    for (score, _), item, reading in zip(pointed, told, readings(told), strict=True):
        logit = -math.inf if item.reading is None else item.reading
        answers = (
            item.has_answer
            or (logit >= _SURELY_READ and _place(item) in with_type)
            or (logit >= _SURE_OF_ANY_NUMBER and has_number(item.hit.quote))
        )
        known = item if item.has_answer is None else replace(item, has_answer=answers)
        scored.append((score + worth * reading, known))
    return scored


def _place(item: Evidence) -> _Place:
    return item.hit.transcript.id, item.hit.turn, item.hit.quote_start


def _in_any_words(
    evidence: Sequence[Evidence],
    query: Query,
    subject: Subject,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence in a better order, for a question that any words may answer; no answer where
    it stays open, or where the named speaker said nothing of it."""
    evidence = in_order(evidence, query.look_for.text, vectors, transcript)
    if ABOUT_SUBJECT.matches(fold(query.text)):  # “what did Bob say of X?”: whatever he said of it
        evidence = only_ordered(evidence)
    if not (query.whose.speakers or query.whose.of_guest):
        evidence = [
            by_teller(item, transcript(item.hit.transcript.id), subject, vectors)
            for item in evidence
        ]
        talks = [transcript(item.hit.transcript.id) for item in evidence]
        evidence = answering(evidence, subject, vectors, talks, query.wants.answer_type)
    if query.wants.whether_claimed:
        return [if_claimed(item, transcript, subject, vectors) for item in evidence]
    if query.wants.why:
        if not query.whose.speakers:
            talk = transcript(evidence[0].hit.transcript.id)
            evidence = [reason_behind(evidence[0], talk), *evidence[1:]]
        evidence = unless(evidence, leaves_why_open)
        if query.whose.speakers and not query.wants.view:
            least = MIN_OWN_WORDS_OF_A_REASON
            return [if_claimed(item, transcript, subject, vectors, least) for item in evidence]
        return evidence
    if query.wants.answer_type == "person":
        offered = None
        if query.wants.who_will and not query.whose.speakers:
            offered = volunteer_first(evidence, transcript)
        if offered:
            return offered
        evidence = more_than_names_first(evidence, subject, vectors, transcript)
        evidence = unless(evidence, leaves_who_open)
    return _unless_left_open(evidence, query, subject, vectors, transcript)


def _unless_left_open(
    evidence: Sequence[Evidence],
    query: Query,
    subject: Subject,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence; no answer to a question for a fact if the first says that it is not known."""
    first = evidence[0]
    if query.wants.answer_type is None:
        is_fact = query.wants.otherwise == "fact" and not query.wants.view
        start, end = Turn(1, "", first.hit.quote).sentences()[0]
        text = first.hit.quote[start:end]
        return unless(evidence, leaves_open, text) if is_fact else list(evidence)
    talk, turns = transcript(first.hit.transcript.id), first.exchange.turns
    span = points(talk, first.exchange, subject, "person", vectors, turns)[0].span
    told = talk.turn(span.turn_number).text[span.start : span.end]
    return unless(evidence, leaves_open, told)
