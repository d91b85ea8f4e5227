"""Late interaction: score exchanges by the similarity of their words to each word of a query.

Each word of the query is matched with the most similar word (Khattab and Zaharia, "ColBERT", 2020)
within a stretch of words, because a long speech has something similar to everything. So a question
in another language than the talk finds the sentences that say all of it, which an embedding (the
mean of their words) shows less clearly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from ....index.store.store import Store
from ....index.text.sentences.spoken import Numbers, Spoken
from ....index.transcript import Exchange
from ..near_words import Matrix, NearWords, near_words
from ..query_terms import Subject
from ..word_vectors import WordTable, WordVectors

# Chosen on the evaluation sets (data/eval/RESULTS.md#stretch, #words-around, #full-answer).
_FULL_ANSWER = 100  # words; a shorter answer counts less, by the logarithm of its length
_STRETCH = 100  # words in which those of the query must occur
_STEP = 10  # words between the starts of two stretches
_TURNS_AROUND = 10  # turns on each side from which `_AROUND` words are taken
_COMMON = (0.02, 0.98)  # bounds of the share of exchanges that come near a word
_AROUND = 50  # words before and after an exchange that also count: few answers name their subject


def score_by_words(
    exchange_ids: Sequence[int],
    *,
    subject: Subject,
    store: Store,
    vectors: WordVectors,
    few_words_do: bool,
) -> dict[int, float]:
    """Exchange id → share of the subject's words that it has or comes near: 0 to 1.

    A word's weight is its rarity in the library times its rarity among these exchanges: a word that
    all of them come near does not distinguish them.

    Args:
        exchange_ids: exchanges removed meanwhile get no score.
        few_words_do: whether a short answer counts as much as a long one: “Two months.” says how
            long something took, but not why it was done.
    """
    if not subject.rarity:
        return {}
    query = near_words(tuple(subject.rarity), vectors)
    around: list[Numbers] = []
    parts: list[list[int]] = []
    fullness: dict[int, float] = {}
    spoken_of = cache(store.spoken)
    for id, stored in store.exchanges_by_id(exchange_ids).items():
        spoken = spoken_of(stored.transcript_id)
        rows, ends = _words_around(stored.exchange, spoken, query.table)
        around.append(rows)
        parts.append(ends)
        fullness[id] = 1.0 if few_words_do else _fullness(stored.exchange, spoken)
    if not around:
        return {}
    near = dict(zip(fullness, _stretches(query, around, parts), strict=True))
    common = np.mean([stretches.max(axis=1) for stretches in near.values()], axis=0)
    weights = np.array(list(subject.rarity.values())) * -np.log(np.clip(common, *_COMMON))
    return {
        id: fullness[id] * float((weights @ stretches).max() / weights.sum())
        for id, stretches in near.items()
    }


def _stretches(
    query: NearWords, texts: Sequence[Numbers], parts: Sequence[Sequence[int]]
) -> list[Matrix]:
    """The best similarity in each stretch of words, of each text: (n_words, n_stretches), at least
    one stretch.

    Args:
        texts: the rows of the words of each.
        parts: where the parts of each end.
    """
    begins = np.cumsum([0, *map(len, texts)])
    ends = [int(begin) + end for begin, own in zip(begins, parts, strict=False) for end in own]
    near = query.nearness(np.concatenate(texts), ends)
    steps = [np.arange(begin, end, _STEP) for begin, end in pairwise(begins)]
    places = np.concatenate(steps)
    best = np.maximum.reduceat(near, places, axis=0) if len(places) else near
    best = best.astype(np.float64)
    bounds = np.cumsum([0, *map(len, steps)])
    return [_best_of_stretches(best[first:last].T) for first, last in pairwise(bounds)]


def _best_of_stretches(steps: Matrix) -> Matrix:
    """The same, of the best similarity in each step: (n_words, n_steps)."""
    n_words, n_steps = steps.shape
    if not steps.size:
        return np.zeros((n_words, 1))
    n_stretches = n_steps - min(_STRETCH // _STEP, n_steps) + 1
    best = steps[:, :n_stretches]
    for first in range(1, n_steps - n_stretches + 1):
        best = np.maximum(best, steps[:, first : first + n_stretches])
    return best


def _words_around(
    exchange: Exchange, spoken: Spoken, table: WordTable
) -> tuple[Numbers, list[int]]:
    """The rows of the words of an exchange and of some words before and after it, and where its
    parts end."""
    first, last = min(exchange.turns), max(exchange.turns)
    start, end = spoken.words_between(first, last)
    before, _ = spoken.words_between(first - _TURNS_AROUND, first)
    _, after = spoken.words_between(last, last + _TURNS_AROUND)
    before, after = max(before, start - _AROUND), min(after, end + _AROUND)
    ends = spoken.word_ends[first - 1 : last + 1].tolist()
    parts = [place - before for place in (*ends, after)]
    return table.rows_in_talk(spoken)[before:after], parts


def _fullness(exchange: Exchange, spoken: Spoken) -> float:
    """The fullness of the answers (or of the question without answers) by length: up to 1."""
    places = [spoken.words_between(turn, turn) for turn in exchange.answers or exchange.turns]
    n_words = sum(end - start for start, end in places)
    return min(1.0, math.log1p(n_words) / math.log1p(_FULL_ANSWER))
