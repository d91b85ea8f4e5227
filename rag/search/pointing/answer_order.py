"""The order of hits for an answer: the search's, how much the whole answer is about it, and what
the reader says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ....index.text.terms import words_of
from ....index.transcript import Exchange, Transcript
from ..hits import Evidence
from ..near_words import WordVectors, find_words
from ..query_terms import Subject
from .reading import WORTH_OF_READING, readings

# Worth of the answer's cosine with the question beside the score of the search
# (data/eval/RESULTS.md#worth-of-the-answer).
_WORTH_OF_THE_ANSWER = 0.32
_MIN_NEAR = 0.5  # of a word of the subject, that an exchange has something like it
_MAX_CHARACTERS = 2000  # of an answer that are compared


def in_order(
    evidence: Sequence[Evidence],
    question: str,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence, best first, by its score, the cosine of question and answer, and the reader.

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
        + WORTH_OF_READING * reading
        for item, answer, reading in zip(evidence, told, readings(evidence), strict=True)
    ]
    ordered = sorted(zip(scores, evidence, strict=True), key=lambda scored: -scored[0])
    return [
        replace(item, hit=replace(item.hit, rank=rank, score=score))
        for rank, (score, item) in enumerate(ordered, start=1)
    ]


def more_than_names_first(
    evidence: Sequence[Evidence],
    subject: Subject,
    vectors: WordVectors,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence, those last that have nothing of the subject but names of speakers: “who is
    Ann's brother?” is not told where only Ann is named.

    Args:
        evidence: in order of rank.
        transcript: id → transcript.
    """
    talks = [transcript(item.hit.transcript.id) for item in evidence]
    speakers = {word for talk in talks for turn in talk.turns for word in words_of(turn.speaker)}
    words = [word for word in subject.rarity if word not in speakers]
    if not evidence or not words or len(words) == len(subject.rarity):
        return list(evidence)
    texts = [item.exchange.text(talk) for item, talk in zip(evidence, talks, strict=True)]
    near, exact = find_words(words, texts, vectors)
    is_told = (np.maximum(near, exact).max(axis=1) >= _MIN_NEAR).tolist()
    ordered = [item for item, told in zip(evidence, is_told, strict=True) if told]
    ordered += [item for item in evidence if item not in ordered]
    best = evidence[0].hit.score
    return [
        replace(item, hit=replace(item.hit, rank=rank, score=best if rank == 1 else item.hit.score))
        for rank, item in enumerate(ordered, start=1)
    ]


def _answer(exchange: Exchange, talk: Transcript) -> str:
    """The words of an exchange beside its question; of one without answers the question."""
    turns = [number for number in exchange.turns if number != exchange.question_turn]
    told = "\n".join(talk.turn(number).text for number in turns or exchange.turns)
    return told[:_MAX_CHARACTERS]
