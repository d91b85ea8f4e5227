"""Choose the turn and sentences of an exchange that answer best."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ...index.models.embedder import Embeddings
from ...index.text.asking import asks
from ...index.text.length import text_length
from ...index.text.sentences import without_ends
from ...index.text.terms import content_words
from ...index.transcript import Span, Turn
from .near_words import Matrix, WordVectors, find_words

# Turn number, first characters of sentences → float (n_sentences,).
CosinesAt = Callable[[int, Sequence[int]], Embeddings]

_MAX_SENTENCES = 3
_SHORT_TURN = 300  # shown whole; as `text_length` counts: 100 Chinese characters
# data/eval/RESULTS.md#near-word-in-quote and the rows below it.
_WORTH_OF_A_NEAR_WORD = 0.6  # of the word itself
_WORTH_OF_A_WORD_AGAIN = 0.1  # for each sentence that has it, where it is worth 1 for the run
# What one more sentence, and each 100 characters, must bring, where all the words bring 1.
_COST_OF_A_SENTENCE = 0.04
_COST_OF_LENGTH = 0.04
_WORTH_OF_LENGTH = 0.1  # worth of a turn that is e times as long


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of sentences."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Windows:
    """Runs of sentences, the shortest first: (n_runs,) each."""

    starts: Matrix
    ends: Matrix
    scores: Matrix

    def where(self, fits: Sequence[bool]) -> _Windows:
        """Those that fit."""
        chosen = np.array(fits)
        return _Windows(self.starts[chosen], self.ends[chosen], self.scores[chosen])

    @property
    def best(self) -> _Window:
        """The first of those with the greatest score."""
        place = int(self.scores.argmax())
        return _Window(int(self.starts[place]), int(self.ends[place]), float(self.scores[place]))


def choose_quote(
    turns: Sequence[Turn],
    word_weights: Mapping[str, float],
    vectors: WordVectors,
    cosines_at: CosinesAt,
    *,
    asking: bool | None = None,
) -> Span:
    """The run of up to three sentences of one turn that says most about the subject.

    A run scores the weights of the query's words in it, counted once, plus a little for each
    sentence that has them, because repetition adds little. Similar words count in part. If no word
    is shared, the cosine of the passage with its best sentence decides. Of two turns that say as
    much, the longer wins. A short turn is quoted whole, if it has
    sentences.

    Args:
        turns: turns to choose from, at least one.
        word_weights: word of the query → weight, above 0.
        cosines_at: turn number, first characters of sentences → cosine of the passage of each with
            the query.
        asking: True if the run must ask, False if it must not, where the turn has such a run.
    """
    best: tuple[float, Span] | None = None
    words = list(word_weights)
    weights = np.array(list(word_weights.values())) / (sum(word_weights.values()) or 1)
    texts = [[turn.text[start:end] for start, end in turn.sentences()] for turn in turns]
    near, exact = find_words(words, list(chain(*texts)), vectors)
    worths = weights * np.maximum(exact, _WORTH_OF_A_NEAR_WORD * near)
    ends = np.cumsum([len(sentences) for sentences in texts])
    for turn, worth in zip(turns, np.split(worths, ends[:-1]), strict=True):
        spans = turn.sentences()
        cosines = cosines_at(turn.number, [start for start, _ in spans])
        shown_whole = text_length(turn.text) <= _SHORT_TURN and not without_ends(
            turn.text, 0, len(turn.text)
        )
        windows = _windows(spans, worth, cosines)
        if asking is None:
            chosen = windows
        else:
            fits = [
                asks(turn.text[start:end]) is asking
                for start, end in zip(windows.starts.tolist(), windows.ends.tolist(), strict=True)
            ]
            chosen = windows.where(fits) if any(fits) else windows
            shown_whole = shown_whole and (asking or all(fits))
        window = chosen.best
        score = window.score + _WORTH_OF_LENGTH * math.log1p(len(turn.text))
        if best is None or score > best[0]:
            start, end = (spans[0][0], spans[-1][1]) if shown_whole else (window.start, window.end)
            best = (score, Span(turn.number, start, end))
    assert best is not None, "every turn has text, so it has a sentence"
    return best[1] if asking is not None else _going_on(best[1], turns, words)


def _going_on(quote: Span, turns: Sequence[Turn], words: Collection[str]) -> Span:
    """A quote with the sentence behind it, if it ends with a question or says nothing beside the
    words of the query: “So what did we do? …”, “The map. …”."""
    turn = next(turn for turn in turns if turn.number == quote.turn_number)
    spans = turn.sentences()
    last = next((i for i, (_, end) in enumerate(spans) if end == quote.end), len(spans) - 1)
    if last == len(spans) - 1:
        return quote
    asks_at_end = asks(turn.text[slice(*spans[last])], with_marks=True)
    if asks_at_end or set(content_words(turn.text[quote.start : quote.end])) <= set(words):
        return Span(quote.turn_number, quote.start, spans[last + 1][1])
    return quote


def _windows(spans: Sequence[tuple[int, int]], worth: Matrix, cosines: Embeddings) -> _Windows:
    """The runs of one to three sentences.

    Args:
        worth: (n_sentences, n_words): each word's weight times its similarity.
        cosines: (n_sentences,).
    """
    places = np.array(spans)
    starts: list[Matrix] = []
    ends: list[Matrix] = []
    scores: list[Matrix] = []
    for size in range(1, min(_MAX_SENTENCES, len(spans)) + 1):
        n_runs = len(spans) - size + 1
        words, cosine, again = worth[:n_runs], cosines[:n_runs], worth[:n_runs].sum(axis=1)
        for step in range(1, size):
            words = np.maximum(words, worth[step : step + n_runs])
            cosine = np.maximum(cosine, cosines[step : step + n_runs])
            again = again + worth[step : step + n_runs].sum(axis=1)
        starts.append(places[:n_runs, 0])
        ends.append(places[size - 1 :, 1])
        cost = _COST_OF_A_SENTENCE * size + _COST_OF_LENGTH * (ends[-1] - starts[-1]) / 100
        scores.append(words.sum(axis=1) + _WORTH_OF_A_WORD_AGAIN * again + cosine - cost)
    return _Windows(np.concatenate(starts), np.concatenate(ends), np.concatenate(scores))
