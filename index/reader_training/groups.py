"""Written questions on talks → groups: a question, places that answer it, and places that do not.

The places that do not answer are those of the same talk that are nearest to the question, so that
only what a place says tells whether it answers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..exchanges import link_exchanges
from ..models.places import Place, place_of
from ..models.static import StaticEmbedder
from ..text.asking import asking_sentence
from ..text.length import text_length
from ..text.sentences import sentence_spans
from ..transcript import Turn
from .written_talks import Question, WrittenTalk

_MAX_LENGTH = 240  # of a place, as `text_length` counts
_MIN_LENGTH = 9  # three Chinese characters
_RIGHT = 2  # places that answer, of a question
_WRONG = 3  # places that do not; one more of a question that nothing answers
_WRONG_HELD_OUT = 5
_MORE_NEAR = 2  # wrong places are drawn from so many more
_WORTH_OF_CHARACTERS = 0.5  # of shared pairs of characters, beside the cosine
_FAR = 0.5  # share of the groups of which one wrong place is drawn from the rest of the talk
_AFTER = 0.4  # share of the groups with a wrong place that has a right one before it
_WITHOUT_ASKED = 0.15  # share of places shown without the question that was asked there
_NOT_OF_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Group:
    """A question and places of one talk."""

    question: str
    places: tuple[Place, ...]
    answers: tuple[bool, ...]  # whether each place answers


def make_groups(
    talks: Sequence[WrittenTalk], embedder: StaticEmbedder, *, seed: int, held_out: bool = False
) -> list[Group]:
    """The groups of all questions, in order.

    Args:
        embedder: finds the places near a question.
        held_out: for measuring: the nearest wrong places, none drawn by chance.
    """
    chance = random.Random(seed)
    return [
        group
        for talk in talks
        for group in _Places(talk, embedder).groups(chance, held_out=held_out)
    ]


@dataclass(frozen=True, slots=True)
class _Window:
    turn: int
    place: Place
    without_asked: Place  # as if nobody had asked there


class _Places:
    """A talk cut into places, with their embeddings."""

    def __init__(self, talk: WrittenTalk, embedder: StaticEmbedder):
        self._talk = talk
        self._embedder = embedder
        asking = _asked(talk.turns)
        self._windows = [
            _Window(turn.number, *(place_of(talk.turns, i, *span, a) for a in (asked, "")))
            for i, turn in enumerate(talk.turns)
            for asked in [asking.get(turn.number, "")]
            for span in list(windows(turn.text)) or [(0, len(turn.text))]
        ]
        texts = [window.place.text for window in self._windows]
        self._embeddings = embedder.embed(texts)
        self._pairs = list(map(_pairs, texts))

    def groups(self, chance: random.Random, *, held_out: bool) -> Iterator[Group]:
        questions = self._talk.questions
        embeddings = self._embedder.embed([question.text for question in questions])
        for question, embedding in zip(questions, embeddings, strict=True):
            own = _pairs(question.text)
            shared = [len(own & pairs) / (len(own) + 1) for pairs in self._pairs]
            nearness = self._embeddings @ embedding + _WORTH_OF_CHARACTERS * np.array(shared)
            right = self._right(question, nearness)
            near = self._near(question, nearness)
            if held_out:
                wrong = near[:_WRONG_HELD_OUT]
            else:
                right = right[:_RIGHT]
                wrong = self._drawn(question, near, chance)
                after = self._after(question)
                if after and chance.random() < _AFTER:
                    wrong = [*{chance.choice(after): True, **dict.fromkeys(wrong)}][: len(wrong)]
            places = [
                window.without_asked
                if not held_out and chance.random() < _WITHOUT_ASKED
                else window.place
                for window in (self._windows[i] for i in [*right, *wrong])
            ]
            answers = [True] * len(right) + [False] * len(wrong)
            yield Group(question.text, tuple(places), tuple(answers))

    def _right(self, question: Question, nearness: np.ndarray) -> list[int]:
        """A window of each turn that answers: the one with the words of the answer, if they are
        known, else the nearest."""
        found: list[int] = []
        answer, pairs = _folded(question.answer), _pairs(question.answer)
        for number in question.turns:
            own = [i for i, window in enumerate(self._windows) if window.turn == number]
            if not own:
                continue
            if number == question.turns[0]:
                said = [i for i in own if answer in _folded(self._windows[i].place.text)]
                best = said or [max(own, key=lambda i: len(pairs & self._pairs[i]))]
            else:
                best = [max(own, key=lambda i: nearness[i])]
            found.append(best[0])
        return found

    def _near(self, question: Question, nearness: np.ndarray) -> list[int]:
        """The windows of turns that do not answer, nearest first, one of each turn; first two of
        the turn that is nearest by its author."""
        ordered = [
            i for i in np.argsort(-nearness).tolist() if self._windows[i].turn not in question.turns
        ]
        named = [i for i in ordered if self._windows[i].turn == question.nearest][:2]
        first = {self._windows[i].turn: i for i in reversed(ordered)}
        return named + [i for i in ordered if i in first.values() and i not in named]

    def _after(self, question: Question) -> list[int]:
        """The first windows of the turns that follow those that answer, and do not answer."""
        first = {window.turn: i for i, window in reversed(list(enumerate(self._windows)))}
        following = {number + 1 for number in question.turns} - set(question.turns)
        return [first[number] for number in sorted(following) if number in first]

    def _drawn(self, question: Question, near: list[int], chance: random.Random) -> list[int]:
        n = _WRONG if question.turns else _WRONG + 1
        hard, far = near[: n + _MORE_NEAR], near[n + _MORE_NEAR :]
        if question.turns:
            chance.shuffle(hard)
            if far and chance.random() < _FAR:
                return [*hard[: n - 1], chance.choice(far)]
        return hard[:n]


def _asked(turns: Sequence[Turn]) -> dict[int, str]:
    """Turn number → the sentence that asked, of the turns that answer."""
    counted = [Turn(n, turn.speaker, turn.text) for n, turn in enumerate(turns, start=1)]
    return {
        turns[number - 1].number: asking_sentence(turns[exchange.question_turn - 1].text)
        for exchange in link_exchanges(counted)
        if exchange.question_turn is not None
        for number in exchange.answers
    }


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Runs of whole sentences up to 240 letters, as start and end."""
    start: int | None = None
    end = 0
    for first, last in sentence_spans(text):
        if start is not None and text_length(text[start:last]) > _MAX_LENGTH:
            yield start, end
            start = None
        if start is None:
            start = first
        end = last
    if start is not None and (text_length(text[start:end]) >= _MIN_LENGTH or start == 0):
        yield start, end


def _folded(text: str) -> str:
    return _NOT_OF_WORDS.sub("", text).lower()


def _pairs(text: str) -> set[str]:
    """All pairs of neighbouring characters."""
    folded = _folded(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
