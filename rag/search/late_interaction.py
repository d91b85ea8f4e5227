"""Exchanges scored by how near their words come to each word of a query.

Each word of the query looks for the one that comes nearest to it, by itself (late interaction:
Khattab and Zaharia, "ColBERT", 2020), within a stretch of words, because in a long speech something
is near to everything. So a question in another language than the talk finds the sentences that say
all of it, which the mean of their words (an embedding) shows less clearly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from ...index.store.records import StoredExchange
from ...index.store.store import Store
from ...index.transcript import Exchange
from .near_words import Matrix, NearWords, WordVectors
from .query_terms import Subject

# Chosen on the evaluation sets (data/eval/RESULTS.md#stretch, #words-around, #full-answer).
_FULL_ANSWER = 100  # words; fewer tell less, as the logarithm of their number
_STRETCH = 100  # words among which those of the query must come
_STEP = 10  # words from the start of one stretch to the next
_TURNS_AROUND = 10  # turns on each side that these words are taken from, at most
_COMMON = (0.02, 0.98)  # least and greatest share of the exchanges that a word is near to
_AROUND = 50  # words before and after the exchange that count too: few answers name their subject


def score_by_words(
    exchange_ids: Sequence[int],
    *,
    subject: Subject,
    store: Store,
    vectors: WordVectors,
    few_words_do: bool,
) -> dict[int, float]:
    """Exchange id → share of the subject's words that are said or come near: 0 to 1.

    A word counts as it is rare in the library, and rare again among these exchanges: what all of
    them come near to tells none from another.

    Args:
        exchange_ids: those that were removed meanwhile get no score.
        few_words_do: whether a short answer counts as much as a long one: “Two months.” says how
            long something took, but not why it was done.
    """
    if not subject.rarity:
        return {}
    spoken: dict[int, list[Sequence[str]]] = {}
    fullness: dict[int, float] = {}
    for id in exchange_ids:
        stored = store.exchange(id)
        if stored is not None:
            around = _words_around(stored, store)
            spoken[id] = _nearest_words(stored.exchange, around)
            fullness[id] = 1.0 if few_words_do else _fullness(stored.exchange, around)
    if not spoken:
        return {}
    nearness = NearWords(list(subject.rarity), vectors).nearness(
        [words for of in spoken.values() for words in of]
    )
    ends = np.cumsum([sum(map(len, of)) for of in spoken.values()])
    parts = np.split(nearness, ends[:-1], axis=1)
    near = {id: _stretches(of) for id, of in zip(spoken, parts, strict=True)}
    common = np.mean([stretches.max(axis=1) for stretches in near.values()], axis=0)
    weights = np.array(list(subject.rarity.values())) * -np.log(np.clip(common, *_COMMON))
    return {
        id: fullness[id] * float((weights @ of).max() / weights.sum()) for id, of in near.items()
    }


def _stretches(near: Matrix) -> Matrix:
    """How near each stretch of words comes to each word: (n_words, n_stretches), at least one.

    Args:
        near: (n_words, n_spoken), of each word that is spoken.
    """
    n_words, n_spoken = near.shape
    if not near.size:
        return np.zeros((n_words, 1))
    steps = np.maximum.reduceat(near, range(0, n_spoken, _STEP), axis=1)
    width = min(_STRETCH // _STEP, steps.shape[1])
    return np.lib.stride_tricks.sliding_window_view(steps, width, axis=1).max(axis=2)


def _words_around(stored: StoredExchange, store: Store) -> dict[int, list[str]]:
    """The words of the turns of an exchange and of those around it, by number of the turn."""
    first, last = min(stored.exchange.turns), max(stored.exchange.turns)
    return store.words(stored.transcript_id, first - _TURNS_AROUND, last + _TURNS_AROUND)


def _nearest_words(exchange: Exchange, around: Mapping[int, Sequence[str]]) -> list[Sequence[str]]:
    """The words of each turn from its first to its last, and some before and after."""
    first, last = min(exchange.turns), max(exchange.turns)
    before = [word for turn, words in around.items() if turn < first for word in words]
    after = [word for turn, words in around.items() if turn > last for word in words]
    own = [words for turn, words in around.items() if first <= turn <= last]
    return [before[-_AROUND:], *own, after[:_AROUND]]


def _fullness(exchange: Exchange, around: Mapping[int, Sequence[str]]) -> float:
    """How full the answers are, or what is said where none answers, by their length: up to 1."""
    n_words = sum(len(around.get(turn, ())) for turn in exchange.answers or exchange.turns)
    return min(1.0, math.log1p(n_words) / math.log1p(_FULL_ANSWER))
