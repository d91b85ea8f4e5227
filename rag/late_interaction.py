"""Exchanges scored by how near their words come to each word of a query.

Each word of the query looks for the one that comes nearest to it, by itself (late interaction:
Khattab and Zaharia, "ColBERT", 2020), within a stretch of words, because in a long speech something
is near to everything. So a question in another language than the talk finds the sentences that say
all of it, which the mean of their words (an embedding) shows less clearly.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..index.store import Store
from ..index.stored import StoredExchange
from .near_words import Matrix, NearWords, WordVectors
from .subject import Subject

# Chosen on the open sets (data/eval/RESULTS.md).
_STRETCH = 100  # words among which those of the query must come
_STEP = 10  # words from the start of one stretch to the next
_TURNS_AROUND = 10  # turns that these words are taken from, at most
_COMMON = (0.02, 0.98)  # least and greatest share of the exchanges that a word is near to
_AROUND = 50  # words before and after the exchange that count too: few answers name their subject


def score_by_words(
    exchange_ids: Sequence[int],
    *,
    subject: Subject,
    store: Store,
    vectors: WordVectors,
) -> dict[int, float]:
    """Exchange id → share of the subject's words that are said or come near: 0 to 1.

    A word counts as it is rare in the library, and rare again among these exchanges: what all of
    them come near to tells none from another.

    Args:
        exchange_ids: those that were removed meanwhile get no score.
    """
    if not subject.rarity:
        return {}
    sought = NearWords(list(subject.rarity), vectors)
    near: dict[int, Matrix] = {}
    for id in exchange_ids:
        stored = store.exchange(id)
        if stored is not None:
            near[id] = _stretches(sought.nearness(_words_around(stored, store)))
    if not near:
        return {}
    common = np.mean([stretches.max(axis=1) for stretches in near.values()], axis=0)
    weights = np.array(list(subject.rarity.values())) * -np.log(np.clip(common, *_COMMON))
    return {id: float((weights @ of).max() / weights.sum()) for id, of in near.items()}


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


def _words_around(stored: StoredExchange, store: Store) -> list[list[str]]:
    """The words of each turn from its first to its last, and some before and after."""
    first, last = min(stored.exchange.turns), max(stored.exchange.turns)
    around = store.words(stored.transcript_id, first - _TURNS_AROUND, last + _TURNS_AROUND)
    before = [word for turn, words in around.items() if turn < first for word in words]
    after = [word for turn, words in around.items() if turn > last for word in words]
    own = [words for turn, words in around.items() if first <= turn <= last]
    return [before[-_AROUND:], *own, after[:_AROUND]]
