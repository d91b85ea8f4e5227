"""The order of hits for an answer: the search's, and how much the whole answer is about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ....index.transcript import Exchange, Transcript
from ..hits import Evidence
from ..near_words import WordVectors

# Worth of the answer's cosine with the question beside the score of the search
# (data/eval/RESULTS.md#worth-of-the-answer).
_WORTH_OF_THE_ANSWER = 0.32
_MAX_CHARACTERS = 2000  # of an answer that are compared


def in_order(
    evidence: Sequence[Evidence],
    question: str,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence, best first, by its score and the cosine of question and answer.

    The search compares a question with short passages and with words; an answer that tells of it
    at length is like it as a whole.

    Args:
        evidence: in order of rank.
        transcript: id → transcript.
    """
    if not evidence:
        return []
    answers = [_answer(item.exchange, transcript(item.hit.transcript.id)) for item in evidence]
    asked, *told = vectors.of([question, *answers])
    scores = [
        (item.hit.score + _WORTH_OF_THE_ANSWER * max(0.0, float(answer @ asked)))
        / (1 + _WORTH_OF_THE_ANSWER)
        for item, answer in zip(evidence, told, strict=True)
    ]
    ordered = sorted(zip(scores, evidence, strict=True), key=lambda scored: -scored[0])
    return [
        replace(item, hit=replace(item.hit, rank=rank, score=score))
        for rank, (score, item) in enumerate(ordered, start=1)
    ]


def _answer(exchange: Exchange, talk: Transcript) -> str:
    """The words of an exchange beside its question; of one without answers the question."""
    turns = [number for number in exchange.turns if number != exchange.question_turn]
    told = "\n".join(talk.turn(number).text for number in turns or exchange.turns)
    return told[:_MAX_CHARACTERS]
