"""The sentences of an exchange that may answer, and a hit that quotes one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ....index.text.asking import asking_sentence, asks
from ....index.text.fold import fold
from ....index.text.length import text_length
from ....index.transcript import Exchange, Span, Transcript, Turn
from ...answer import AskedQuestion
from ...understanding.form import answer_type as type_asked_for
from ...understanding.query import AnswerType
from ..hits import Evidence, with_quote
from ..near_words import Matrix, WordVectors, find_words
from ..query_terms import Subject
from .answer_types import has_type, leaves_open, names_day, says_what_it_is, tells_when
from .settled import text_before

_WORTH_OF_A_NEAR_WORD = 0.6  # of the word itself
# Worth of a word that stands in the sentence itself, in the next one, and in the one after that.
_WORTH_BY_DISTANCE = (1.0, 0.8, 0.65)
_WORTH_ELSEWHERE = 0.45  # in the same exchange
_WORTH_OF_THE_QUESTION = (0.8, 0.8, 0.6)  # for the first sentences of the answer, then the last
# Factor for words of the question, for a definition that it does not ask for.
_ASKS_OTHER = 0.6
_WORTH_OF_THE_TITLE = 0.4
_WORTH_BEFORE = 0.7
_WITHOUT_TYPE = 0.6  # factor where the type is missing
_IS_QUESTION = 0.7
_NAMES_NO_DAY = 0.85  # of a date such as “last week”
# Where the question that was asked also wants a number, a date, …
# (data/eval/RESULTS.md#same-type-asked).
_SAME_TYPE_ASKED = 0.5
_SAYS_WHAT_IT_IS = 0.3  # of a definition: “X is …” (data/eval/RESULTS.md#says-what-it-is)
_IS_ANSWERED = 0.9  # factor for what else is said where a question is asked
_COST_OF_LENGTH = 0.02  # of 100 letters
_MIN_SUBJECT_OF_RELATIVE = 0.7  # the same where something else tells the time: “after …”
_ASKS_WHEN = re.compile(r"\bwhen\b|时候|何时")  # and not for a day
_MAX_LENGTH = 300  # of a quote with the sentence before
_POINTS_BACK = re.compile(
    r"\W*(?:(?:and|so|but)\s+)?(?:this|that|these|those|it|which|they)\b|\W*(?:所以|而且)?(?:这|那|它|就是|也就是)"
)
_CALLS_IT = re.compile(
    r"\b(?:call|calls|called|known as|term for) (?:it|that|this|them|those|these)\b"
    r"|[叫称](?:它|这个|那个|之)|\bthat['’]s (?:what|why|how) we (?:call|say)\b|这就(?:是|叫)"
)
_ASKS_MEANING = re.compile(
    r"\bwhat (?:does|do|did) (?:that|it|this|you) (?:\w+ )?mean\b|\bexplain (?:what|that|it|this)\b"
    r"|\b(?:what is|what['’]s|whats) (?:that|this|it)\b|\bin plain (?:words|english|language)\b"
    r"|\bremind (?:me|us) what\b|\bfor (?:those|anyone|people|somebody|someone|listeners) who\b"
    r"|\bwhat (?:exactly|actually) (?:is|are)\b|\bwhat do you mean\b|\bwhich is\?"
    "|(?:什么|啥)意思|是(?:什么|啥)(?:东西|来的|概念)?[?呢啊]|(?:解释|科普|介绍)一?下|怎么(?:理解|解释)"
)
_BARE_ANSWER = 20  # as `text_length` counts: “Nineteen hundred.”
_SHORT_TURN = 150  # quoted whole; as `text_length` counts: 50 Chinese characters


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence that may answer."""

    span: Span
    subject: float  # share of the subject's words, by rarity, in it or near it: 0 to 1
    has_type: bool  # whether it has the number or date that the question asks for
    score: float  # higher is better


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
    same_type = _asks_for(answer_type, transcript, exchange)
    asks_other = answer_type == "definition" and not same_type
    nearness = _nearness(transcript, exchange, spans, subject, vectors, asks_other=asks_other)
    weights = np.array(list(subject.rarity.values()))
    shares = np.average(nearness, axis=1, weights=weights) if len(weights) else np.ones(len(spans))
    found = [
        _point(transcript, exchange, span, float(share), subject, answer_type, same_type=same_type)
        for span, share in zip(spans, shares, strict=True)
        if span.turn_number in turns
    ]
    told = [
        point
        for point in found
        if not _is_the_question(transcript, exchange, point.span, answer_type)
    ]
    return sorted(told or found, key=lambda point: -point.score)


def _is_the_question(
    transcript: Transcript, exchange: Exchange, span: Span, answer_type: AnswerType
) -> bool:
    """Whether a sentence asks what the exchange answers; who asks for a definition has none."""
    if not exchange.answers or span.turn_number != exchange.question_turn:
        return False
    turn = transcript.turn(span.turn_number)
    words = turn.text if answer_type == "definition" else turn.text[span.start : span.end]
    return asks(words)


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
    # “How much is it?” – “Nineteen hundred.”
    is_bare_amount = (
        same_type
        and answer_type == "amount"
        and text_length(text) <= _BARE_ANSWER
        and has_type(text, "number")
    )
    is_typed = (is_bare_amount or has_type(text, answer_type, beside=subject.text)) or (
        answer_type == "date"
        and _ASKS_WHEN.search(fold(subject.text)) is not None
        and share >= _MIN_SUBJECT_OF_RELATIVE
        and tells_when(text)
    )
    says_it = answer_type == "definition" and says_what_it_is(text, subject.rarity)
    is_typed = is_typed or says_it
    is_asked = span.turn_number == exchange.question_turn and asks(text)
    is_typed = is_typed and not is_asked and not leaves_open(text)
    score = share if is_typed else share * _WITHOUT_TYPE
    if says_it and is_typed:
        score += _SAYS_WHAT_IT_IS
    if answer_type == "date" and not names_day(text):
        score *= _NAMES_NO_DAY
    if exchange.answers and span.turn_number == exchange.question_turn:
        score *= _IS_ANSWERED
    elif same_type and is_typed:
        score += _SAME_TYPE_ASKED
    if asks(text):
        score *= _IS_QUESTION
    if answer_type == "definition" and leaves_open(text):
        score *= _WITHOUT_TYPE
    return Point(span, share, is_typed, score - _COST_OF_LENGTH * text_length(text) / 100)


def _asks_for(answer_type: AnswerType, transcript: Transcript, exchange: Exchange) -> bool:
    """Whether the question of an exchange asks for this type of answer: “how long did it take?”"""
    if exchange.question_turn is None or not exchange.answers:
        return False
    turn = transcript.turn(exchange.question_turn)
    if answer_type == "definition" and _ASKS_MEANING.search(fold(asking_sentence(turn.text))):
        return True
    sentences = (turn.text[start:end] for start, end in turn.sentences())
    asked = {type_asked_for(fold(sentence)) for sentence in sentences if asks(sentence)}
    return answer_type in asked or (answer_type == "amount" and "number" in asked)


def _nearness(
    transcript: Transcript,
    exchange: Exchange,
    spans: Sequence[Span],
    subject: Subject,
    vectors: WordVectors,
    *,
    asks_other: bool,
) -> Matrix:
    """How much of each word of the subject stands in or near each sentence, 0 to 1:
    (n_sentences, n_words).

    Args:
        asks_other: whether the exchange answers another question than what the subject is.
    """
    texts = [transcript.turn(s.turn_number).text[s.start : s.end] for s in spans]
    before = text_before(transcript, exchange)
    around = [transcript.title, before, *(transcript.turn(s.turn_number).speaker for s in spans)]
    near, exact = find_words(list(subject.rarity), [*texts, *around], vectors)
    worth = np.maximum(exact, _WORTH_OF_A_NEAR_WORD * near)
    own, speakers = worth[: len(spans)], worth[len(spans) + 2 :]
    title, leaned_on = worth[len(spans)], worth[len(spans) + 1]
    is_asked = np.array([span.turn_number == exchange.question_turn for span in spans])
    if asks_other:
        own[is_asked] *= _ASKS_OTHER
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


def quoting(
    item: Evidence, transcript: Transcript, point: Point, *, with_neighbours: bool = False
) -> Evidence:
    """The evidence with a point as its quote.

    Args:
        with_neighbours: also the sentence behind it, and those before it that a name is given to,
            while the quote stays short.
    """
    turn = transcript.turn(point.span.turn_number)
    asked = item.exchange.question_turn
    question = None
    if asked is not None and asked != turn.number:
        asking = transcript.turn(asked)
        question = AskedQuestion(asked, asking.speaker, asking.text)
    whole = _with_neighbours if with_neighbours else _extent
    span = Span(turn.number, *whole(turn, point.span))
    hit = with_quote(item.hit, transcript, span)
    return replace(item, hit=replace(hit, question=question))


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


def _with_neighbours(turn: Turn, span: Span) -> tuple[int, int]:
    """The same with the sentence behind it, and the two before it if it only gives the name: “It
    sleeps in sand for two days. We call that quarantine. I was a nurse.”"""
    start, end = _extent(turn, span)
    spans = turn.sentences()
    earlier = [first for first, last in reversed(spans) if last <= start]
    only_names = any(
        _CALLS_IT.search(fold(turn.text[first:last])) for first, last in spans if last <= end
    )
    for before in earlier[: 2 if only_names else 0]:
        if text_length(turn.text[before:end]) <= _MAX_LENGTH:
            start = before
    behind = next((last for first, last in spans if first >= end), end)
    return start, behind if text_length(turn.text[start:behind]) <= _MAX_LENGTH else end
