"""Whether hits settle a question: what speaks for another order, or for no answer at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ....index.text.asking import asks
from ....index.text.fold import fold
from ....index.text.length import text_length
from ....index.transcript import Exchange, Transcript
from ...understanding.query import Query
from ..hits import Evidence
from ..near_words import WordVectors, find_words
from ..query_terms import Subject

_MIN_OWN_WORDS = 0.2  # share of the subject, of somebody who is asked to have said it
# Share of the score that relevance decides (data/eval/RESULTS.md#worth-of-relevance).
_WORTH_OF_RELEVANCE = 0.5
_QUOTE_ASKS = 0.8
_OPENS_OR_CLOSES = 0.8
_MIN_TURNS = 4  # of a talk that somebody opens and closes
# A word of the subject with this share of the greatest rarity must be said in the exchange, or one
# as near (data/eval/RESULTS.md#min-rarity).
_MIN_RARITY = 0.7
_MIN_NEAR = 0.5
# Share of the greatest rarity (data/eval/RESULTS.md#hardly-said).
_HARDLY_SAID = 0.9
# A short exchange, such as “How long did that take?” “Two months.”, leans on the turns before it.
_SHORT_EXCHANGE = 200  # as `text_length` counts
_TURNS_BEFORE = 2
_IS_TOTAL = re.compile(r"[总一]共|大[概约]|总数|total|altogether|left|remaining|exactly|roughly")


def in_order(
    evidence: Sequence[Evidence], query: Query, transcript: Callable[[str], Transcript]
) -> list[Evidence]:
    """The evidence, by a score that counts less where the quote asks, or opens or closes a talk
    (who announces a subject tells little of it), and of a fact where the exchange is less
    relevant."""

    def score(item: Evidence) -> float:
        score = item.hit.score
        if query.wants.form == "fact":
            relevance = (item.relevance.near + item.relevance.likelihood) / 2
            score *= 1 - _WORTH_OF_RELEVANCE * (1 - relevance)
        if asks(item.hit.quote):
            score *= _QUOTE_ASKS
        last = len(transcript(item.hit.transcript.id).turns)
        if last >= _MIN_TURNS and item.hit.question is None and item.hit.turn in (1, last):
            score *= _OPENS_OR_CLOSES
        return score

    ordered = sorted(evidence, key=score, reverse=True)
    return [
        replace(item, hit=replace(item.hit, rank=rank, score=score(item)))
        for rank, item in enumerate(ordered, start=1)
    ]


def if_claimed(
    item: Evidence,
    transcript: Callable[[str], Transcript],
    subject: Subject,
    vectors: WordVectors,
) -> Evidence:
    """The evidence; no answer if the speaker's own words have nothing of the subject, which
    somebody else then spoke of."""
    talk, words = transcript(item.hit.transcript.id), list(subject.rarity)
    if not words:
        return item
    turns = map(talk.turn, item.exchange.turns)
    own = "\n".join(turn.text for turn in turns if turn.speaker == item.hit.speaker)
    near, exact = find_words(words, [own], vectors)
    share = np.average(np.maximum(near, exact)[0], weights=list(subject.rarity.values()))
    return item if share >= _MIN_OWN_WORDS else replace(item, has_answer=False)


def unless(
    evidence: Sequence[Evidence], leaves_open: Callable[[str], bool], text: str | None = None
) -> list[Evidence]:
    """The evidence; none has an answer if the first says that the answer is not known."""
    text = evidence[0].hit.quote if text is None else text
    if evidence[0].is_relevant and leaves_open(text):
        return [replace(item, has_answer=False) for item in evidence]
    return list(evidence)


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
    return bool((np.maximum(near, exact) < _MIN_NEAR).any())


def lacks_unsaid_word(
    transcript: Transcript, exchange: Exchange, subject: Subject, vectors: WordVectors
) -> bool:
    """Whether an exchange has nothing like a word of the subject that hardly anybody says."""
    least = _HARDLY_SAID * subject.greatest_rarity
    words = [word for word, rarity in subject.rarity.items() if rarity >= least]
    if not words:
        return False
    near, exact = find_words(words, [exchange.text(transcript)], vectors)
    return bool((np.maximum(near, exact) < _MIN_NEAR).any())


def text_before(transcript: Transcript, exchange: Exchange) -> str:
    """The two turns before a short exchange; empty for a longer one."""
    if text_length(exchange.text(transcript)) > _SHORT_EXCHANGE:
        return ""
    first = exchange.turns[0]
    numbers = range(max(1, first - _TURNS_BEFORE), first)
    return "\n".join(transcript.turn(number).text for number in numbers)
