"""Whether hits settle a question, or nothing answers it after all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ....index.text.asking import asking_sentence
from ....index.text.fold import fold
from ....index.text.length import text_length
from ....index.transcript import Exchange, Transcript
from ...understanding.form import answer_type as type_asked_for
from ...understanding.query import AnswerType
from ..hits import Evidence
from ..near_words import WordVectors, find_words
from ..query_terms import Subject
from .answer_types import leaves_open
from .shares import shares

_MIN_OWN_WORDS = 0.2  # share of the subject, of somebody who is asked to have said it
MIN_OWN_WORDS_OF_A_REASON = 0.3  # the same of somebody who is asked why they did something
# A word of the subject with this share of the greatest rarity must be said in the exchange, or one
# as near (data/eval/RESULTS.md#min-rarity).
_MIN_RARITY = 0.7
_MIN_NEAR = 0.5
# Share of the subject, by rarity, that such words may have (data/eval/RESULTS.md#max-unsaid).
_MAX_UNSAID = 0.34
# Share of the subject in a question that asked the same (data/eval/RESULTS.md#min-asked).
_MIN_ASKED = 0.6
# A short exchange, such as “How long did that take?” “Two months.”, leans on the turns before it.
_SHORT_EXCHANGE = 200  # as `text_length` counts
_TURNS_BEFORE = 2
_IS_TOTAL = re.compile(r"[总一]共|大[概约]|总数|total|altogether|left|remaining|exactly|roughly")


def if_claimed(
    item: Evidence,
    transcript: Callable[[str], Transcript],
    subject: Subject,
    vectors: WordVectors,
    least: float = _MIN_OWN_WORDS,
) -> Evidence:
    """The evidence; no answer if the speaker's own words have nothing of the subject, which
    somebody else then spoke of.

    Args:
        least: share of the subject that they must have.
    """
    if not subject.rarity:
        return item
    talk = transcript(item.hit.transcript.id)
    turns = map(talk.turn, item.exchange.turns)
    own = "\n".join(turn.text for turn in turns if turn.speaker == item.hit.speaker)
    [share] = shares([own], subject, vectors)
    return item if share >= least else replace(item, has_answer=False)


def unless(
    evidence: Sequence[Evidence], is_open: Callable[[str], bool], text: str | None = None
) -> list[Evidence]:
    """The evidence; none has an answer if the first says that the answer is not known."""
    text = evidence[0].hit.quote if text is None else text
    if evidence[0].is_relevant and is_open(text):
        return [replace(item, has_answer=False) for item in evidence]
    return list(evidence)


def was_left_open(
    item: Evidence,
    transcript: Transcript,
    subject: Subject,
    answer_type: AnswerType,
    vectors: WordVectors,
) -> bool:
    """Whether the same was asked there, and the answer is that nobody knows: “And what would it
    cost?” – “That we have to see.”"""
    exchange = item.exchange
    if exchange.question_turn is None or not exchange.answers or not subject.rarity:
        return False
    told = transcript.turn(exchange.answers[0]).text
    if not leaves_open(told):
        return False
    asked = asking_sentence(transcript.turn(exchange.question_turn).text)
    if type_asked_for(fold(asked)) != answer_type:
        return False
    return shares([asked], subject, vectors)[0] >= _MIN_ASKED


def lacks_rare_word(
    transcript: Transcript, exchange: Exchange, subject: Subject, vectors: WordVectors
) -> bool:
    """Whether an exchange has nothing like a rare word of the subject that is said elsewhere:
    what it tells is then told of something else."""
    rare = [
        word
        for word, rarity in subject.rarity.items()
        if _MIN_RARITY * subject.greatest_rarity <= rarity < subject.greatest_rarity
        and len(word) > 1
        and not _IS_TOTAL.fullmatch(word)
    ]
    heading = [transcript.title, *(transcript.turn(number).speaker for number in exchange.turns)]
    said = [*heading, text_before(transcript, exchange), exchange.text(transcript)]
    text = fold("\n".join(said))
    rare = [word for word in rare if word not in text]
    if not rare:
        return False
    near, exact = find_words(rare, [text], vectors)
    missing = (np.maximum(near, exact) < _MIN_NEAR)[0]
    unsaid = sum(subject.rarity[word] for word in np.array(rare)[missing])
    return unsaid > _MAX_UNSAID * sum(subject.rarity.values())


def text_before(transcript: Transcript, exchange: Exchange) -> str:
    """The two turns before a short exchange; empty for a longer one."""
    if text_length(exchange.text(transcript)) > _SHORT_EXCHANGE:
        return ""
    first = exchange.turns[0]
    numbers = range(max(1, first - _TURNS_BEFORE), first)
    return "\n".join(transcript.turn(number).text for number in numbers)
