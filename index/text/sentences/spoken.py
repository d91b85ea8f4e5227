"""The words of a talk, cut once: which stand in which turn and in which sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from ..terms import letters_and_digits, words_of

Numbers = npt.NDArray[np.int32]
Integers = npt.NDArray[np.integer[Any]]
Spans = Sequence[tuple[int, int]]  # first character and end of each, in order


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Spoken:
    """The words of all turns of a talk, in order, as places in a list that has each word once."""

    vocabulary: tuple[str, ...]
    words: Numbers  # (n_words,), places in `vocabulary`: of the turns, then of some sentences
    word_ends: Numbers  # (n_turns + 1,), from 0: in `words`
    sentence_ends: Numbers  # (n_turns + 1,), from 0: in `sentences`
    # (n_sentences, 4): first character in the turn and end, first place in `words` and end. What
    # is cut in the middle of a turn's words has words of its own behind those of the turns.
    sentences: Numbers

    def __post_init__(self) -> None:
        """Raises ValueError if the parts do not fit each other, as after damage."""
        ends = (self.word_ends, self.sentence_ends)
        fits = (
            all(len(part) and part[0] == 0 and (np.diff(part) >= 0).all() for part in ends)
            and len(self.word_ends) == len(self.sentence_ends)
            and self.word_ends[-1] <= len(self.words)
            and self.sentence_ends[-1] == len(self.sentences)
            and _is_within(self.words, len(self.vocabulary) - 1)
            and _is_within(self.sentences[:, 2:], len(self.words))
            and _is_within(self.sentences, np.iinfo(np.int32).max)
            and (self.sentences[:, [0, 2]] <= self.sentences[:, [1, 3]]).all()
        )
        if not fits:
            raise ValueError("the words of a transcript do not fit each other")

    def words_between(self, first: int, last: int) -> tuple[int, int]:
        """First place in `words` and end, of the turns from `first` to `last`; turns that are not
        there have no words."""
        n_turns = len(self.word_ends) - 1
        start = self.word_ends[min(max(first - 1, 0), n_turns)]
        return int(start), int(self.word_ends[min(max(last, 0), n_turns)])

    def sentences_of(self, turn: int) -> Numbers:
        """The rows of `sentences` of a turn; none for a turn that is not there."""
        if not 0 < turn < len(self.sentence_ends):
            return self.sentences[:0]
        return self.sentences[self.sentence_ends[turn - 1] : self.sentence_ends[turn]]

    def words_of(self, turn: int) -> list[str]:
        """The words of a turn, in order."""
        first, end = self.words_between(turn, turn)
        return [self.vocabulary[place] for place in self.words[first:end]]


def places_between(firsts: Integers, ends: Integers) -> Integers:
    """All places from each first one up to its end, one stretch after the other."""
    counts = ends - firsts
    begins = np.cumsum(counts) - counts
    return np.arange(counts.sum()) + np.repeat(firsts - begins, counts)


def spoken_in(turns: Iterable[tuple[str, Spans, Sequence[str] | None]]) -> Spoken:
    """Cut turns into words.

    Args:
        turns: of each its text, its sentences (`Turn.sentences`), and its words where they are
            known.
    """
    place_of: dict[str, int] = {}
    words: list[str] = []
    own: list[tuple[int, list[str]]] = []  # row of `sentences`, and words that are not the turn's
    sentences: list[tuple[int, int, int, int]] = []
    word_ends, sentence_ends = [0], [0]
    for text, spans, known in turns:
        of_turn = words_of(text) if known is None else list(known)
        for (start, end), place in zip(spans, _places(text, spans, of_turn), strict=True):
            if place is None:
                own.append((len(sentences), words_of(text[start:end])))
            first, last = place or (0, 0)
            sentences.append((start, end, len(words) + first, len(words) + last))
        words += of_turn
        word_ends.append(len(words))
        sentence_ends.append(len(sentences))
    for row, others in own:
        sentences[row] = (*sentences[row][:2], len(words), len(words) + len(others))
        words += others
    places = [place_of.setdefault(word, len(place_of)) for word in words]
    return Spoken(
        tuple(place_of),
        _numbers(places),
        _numbers(word_ends),
        _numbers(sentence_ends),
        _numbers(sentences).reshape(-1, 4),
    )


def _places(text: str, spans: Spans, words: Sequence[str]) -> list[tuple[int, int] | None]:
    """For each sentence its first word among those of the turn and the end; None if it begins or
    ends inside a word, so that it must be cut by itself."""
    at = {n_letters: place for place, n_letters in enumerate(accumulate(map(len, words)), start=1)}
    at[0] = 0
    places: list[tuple[int, int] | None] = []
    n_letters = 0
    for start, end in spans:
        letters = letters_and_digits(text[start:end])
        first, last = at.get(n_letters), at.get(n_letters + len(letters))
        n_letters += len(letters)
        is_cut_so = (
            first is not None
            and last is not None
            and "".join(words[first:last]) == letters
            and not _is_inside(text, start)
            and not _is_inside(text, end)
        )
        places.append((first or 0, last or 0) if is_cut_so else None)
    return places


def _is_inside(text: str, place: int) -> bool:
    """Whether no mark or space stands before or after a place in a text."""
    return text[place - 1 : place].isalnum() and text[place : place + 1].isalnum()


def _is_within(places: Numbers, most: int) -> bool:
    """Whether all are from 0 to a number."""
    return not places.size or bool(places.min() >= 0 and places.max() <= most)


def _numbers(values: object) -> Numbers:
    return np.array(values, dtype=np.int32)
