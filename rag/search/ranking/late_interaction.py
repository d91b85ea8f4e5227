"""Late interaction: score exchanges by the similarity of their words to each word of a query.

Each word of the query is matched with the most similar word (Khattab and Zaharia, "ColBERT", 2020)
within a stretch of words, because a long speech has something similar to everything. So a question
in another language than the talk finds the sentences that say all of it, which an embedding (the
mean of their words) shows less clearly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ....index.store.records import StoredExchange
from ....index.store.store import Store
from ....index.text.sentences.spoken import Integers, Numbers, places_between
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
    exchanges = store.exchanges_by_id(exchange_ids) if subject.rarity else {}
    if not exchanges:
        return {}
    query = near_words(tuple(subject.rarity), vectors)
    texts = _read(list(exchanges.values()), store, query.table)
    steps, bounds = _steps(query, texts)
    common = np.mean(np.maximum.reduceat(steps, bounds.ravel()[::2], axis=0), axis=0)
    weights = np.array(list(subject.rarity.values())) * -np.log(np.clip(common, *_COMMON))
    shares = _best_within(steps, _STRETCH // _STEP) @ (weights / weights.sum())
    best = np.maximum.reduceat(shares, bounds.ravel())[::2]  # not of what begins with zeros
    if not few_words_do:
        best *= np.minimum(1, np.log1p(texts.n_answering) / math.log1p(_FULL_ANSWER))
    return dict(zip(exchanges, best.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Texts:
    """The words of some exchanges, each with some words before and after it."""

    rows: Numbers  # (n_words,), in the table of words: of the first exchange, then of the next
    n_words: Places  # (n_exchanges,)
    ends: Places  # in `rows`, ascending: of turns, and of what stands around an exchange
    n_answering: Places  # (n_exchanges,), words of the answers, or of a question without answers


def _read(exchanges: Sequence[StoredExchange], store: Store, table: WordTable) -> _Texts:
    ids = list(dict.fromkeys(one.transcript_id for one in exchanges))
    talks = [store.spoken(id) for id in ids]
    rows_of_talks = [table.rows_in_talk(talk) for talk in talks]
    n_before = np.cumsum([0, *map(len, rows_of_talks)])
    # of all talks, where each turn ends in the rows of all; each talk begins with a turn 0
    ends = np.concatenate([n + talk.word_ends for n, talk in zip(n_before, talks, strict=False)])
    n_turns = np.array([len(talk.word_ends) - 1 for talk in talks])
    talk_of = np.array([ids.index(one.transcript_id) for one in exchanges])
    zeros, lasts = (
        (np.cumsum(n_turns + 1) - n_turns - 1)[talk_of],
        (np.cumsum(n_turns + 1) - 1)[talk_of],
    )

    def end_of(turns: Integers, of: slice | Places = slice(None)) -> Places:
        return ends[np.clip(zeros[of] + turns, zeros[of], lasts[of])]

    first = np.array([min(one.exchange.turns) for one in exchanges])
    last = np.array([max(one.exchange.turns) for one in exchanges])
    start, end = end_of(first - 1), end_of(last)
    before = np.maximum(end_of(first - 1 - _TURNS_AROUND), start - _AROUND)
    after = np.minimum(end_of(last + _TURNS_AROUND), end + _AROUND)
    n_words = after - before
    answers = [one.exchange.answers or one.exchange.turns for one in exchanges]
    counts = np.array(list(map(len, answers)))
    turns, of = np.concatenate(answers), np.repeat(np.arange(len(exchanges)), counts)
    n_said = end_of(turns, of) - end_of(turns - 1, of)
    inner, of = (
        places_between(first - 1, last + 1),
        np.repeat(np.arange(len(exchanges)), last - first + 2),
    )
    shift = np.cumsum(n_words) - n_words - before
    return _Texts(
        rows=np.concatenate(rows_of_talks)[places_between(before, after)],
        n_words=n_words,
        ends=np.sort(np.concatenate([end_of(inner, of) + shift[of], np.cumsum(n_words)])),
        n_answering=np.add.reduceat(n_said, np.cumsum(counts) - counts),
    )


def _steps(query: NearWords, texts: _Texts) -> tuple[Matrix, Places]:
    """The best similarity to each word of the query in each ten words of some texts, those of the
    first text, then those of the next: (n_steps, n_words); and the first step of each and the end:
    (n_texts, 2).

    Behind the steps of each text stand as many of zeros as a stretch has, so that no stretch that
    begins in one text finds words of the next.
    """
    near = query.nearness(texts.rows, texts.ends)
    n_steps = -(-texts.n_words // _STEP)
    with_zeros = n_steps + _STRETCH // _STEP
    begins = np.cumsum(with_zeros) - with_zeros
    steps = np.zeros((with_zeros.sum(), near.shape[1]))
    within = places_between(np.zeros_like(n_steps), n_steps)
    if len(within):
        firsts = np.repeat(np.cumsum(texts.n_words) - texts.n_words, n_steps)
        best = np.maximum.reduceat(near, firsts + _STEP * within, axis=0)
        steps[np.repeat(begins, n_steps) + within] = best
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
