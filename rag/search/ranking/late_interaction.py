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

import numpy as np

from ....index.store.store import Store
from ....index.text.sentences.spoken import Numbers, Spoken, places_between
from ....index.transcript import Exchange
from ..near_words import Matrix, NearWords, Places, near_words
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
    parts: list[Numbers] = []
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
    steps, bounds = _steps(query, around, parts)
    common = np.mean(np.maximum.reduceat(steps, bounds.ravel()[::2], axis=0), axis=0)
    weights = np.array(list(subject.rarity.values())) * -np.log(np.clip(common, *_COMMON))
    shares = _best_within(steps, _STRETCH // _STEP) @ (weights / weights.sum())
    best = np.maximum.reduceat(shares, bounds.ravel())[::2]  # not of what begins with zeros
    return {
        id: full * share for (id, full), share in zip(fullness.items(), best.tolist(), strict=True)
    }


def _steps(
    query: NearWords, texts: Sequence[Numbers], parts: Sequence[Numbers]
) -> tuple[Matrix, Places]:
    """The best similarity to each word of the query in each ten words of some texts, those of the
    first text, then those of the next: (n_steps, n_words); and the first step of each and the end:
    (n_texts, 2).

    Behind the steps of each text stand as many of zeros as a stretch has, so that no stretch that
    begins in one text finds words of the next.

    Args:
        texts: the rows of the words of each.
        parts: where the parts of each end.
    """
    lengths = np.array(list(map(len, texts)))
    firsts = np.cumsum(lengths) - lengths  # words
    ends = np.concatenate(parts) + np.repeat(firsts, list(map(len, parts)))
    near = query.nearness(np.concatenate(texts), ends)
    n_steps = -(-lengths // _STEP)
    with_zeros = n_steps + _STRETCH // _STEP
    begins = np.cumsum(with_zeros) - with_zeros
    steps = np.zeros((with_zeros.sum(), near.shape[1]))
    within = places_between(np.zeros_like(n_steps), n_steps)
    if len(within):
        starts = np.repeat(firsts, n_steps) + _STEP * within
        steps[np.repeat(begins, n_steps) + within] = np.maximum.reduceat(near, starts, axis=0)
    return steps, np.column_stack([begins, begins + n_steps])


def _best_within(steps: Matrix, n: int) -> Matrix:
    """The greatest of each n rows that follow each other, by their first: (n_steps - n + 1,
    n_words)."""
    n_joined = 1
    while n_joined < n:
        more = min(n_joined, n - n_joined)
        steps = np.maximum(steps[:-more], steps[more:])
        n_joined += more
    return steps


def _words_around(exchange: Exchange, spoken: Spoken, table: WordTable) -> tuple[Numbers, Numbers]:
    """The rows of the words of an exchange and of some words before and after it, and where its
    parts end."""
    first, last = min(exchange.turns), max(exchange.turns)
    start, end = spoken.words_between(first, last)
    before, _ = spoken.words_between(first - _TURNS_AROUND, first)
    _, after = spoken.words_between(last, last + _TURNS_AROUND)
    before, after = max(before, start - _AROUND), min(after, end + _AROUND)
    ends = np.append(spoken.word_ends[first - 1 : last + 1], after) - before
    return table.rows_in_talk(spoken)[before:after], ends


def _fullness(exchange: Exchange, spoken: Spoken) -> float:
    """The fullness of the answers (or of the question without answers) by length: up to 1."""
    places = [spoken.words_between(turn, turn) for turn in exchange.answers or exchange.turns]
    n_words = sum(end - start for start, end in places)
    return min(1.0, math.log1p(n_words) / math.log1p(_FULL_ANSWER))
