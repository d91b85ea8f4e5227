"""Choose the turn and sentences of each exchange that answer best, of many exchanges at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ....index.text.asking import asks
from ....index.text.length import text_length
from ....index.text.sentences import without_ends
from ....index.text.sentences.spoken import Numbers
from ....index.text.terms import has_content
from ....index.transcript import Span, Turn
from ..near_words import Matrix, NearWords, Places, find_words_in_rows

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
class Speech:
    """Turns to choose quotes from, each with its sentences: those of the first turn, then those of
    the next. All numbers of places count from 0."""

    turns: Sequence[Turn]  # at least one
    choices: Sequence[int]  # (n_turns,), which quote each turn may give; each number once or more
    turn_of: Places  # (n_sentences,), the place of its turn; ascending, each at least once
    spans: Places  # (n_sentences, 2), first character in the turn and end
    rows: Numbers  # (n_words,), of the words of all sentences, in the table of words
    word_ends: Places  # (n_sentences,), in `rows`
    cosines: Matrix  # (n_sentences,), of the passage of each with the query; 0 without one

    def texts(self) -> list[str]:
        """The words of each sentence."""
        pairs = zip(self.turn_of.tolist(), self.spans.tolist(), strict=True)
        return [self.turns[turn].text[start:end] for turn, (start, end) in pairs]


def choose_quotes(
    speech: Speech, query: NearWords, weights: Sequence[float], *, asking: bool | None = None
) -> list[Span]:
    """For each choice the run of up to three sentences of one turn that says most about the
    subject.

    A run scores the weights of the query's words in it, counted once, plus a little for each
    sentence that has them, because repetition adds little. Similar words count in part. If no word
    is shared, the cosine of the passage with its best sentence decides. Of two turns that say as
    much, the longer wins. A short turn is quoted whole, if it has sentences.

    Args:
        query: its words; `speech.rows` are of its table.
        weights: of each word, above 0.
        asking: True if the run must ask, False if it must not, where the turn has such a run.
    """
    near, exact = find_words_in_rows(query, speech.rows, speech.word_ends, speech.texts)
    shares = np.array(weights) / (sum(weights) or 1)
    scores = _run_scores(speech, shares * np.maximum(exact, _WORTH_OF_A_NEAR_WORD * near))
    others = _only_asking(speech, scores, asking=asking) if asking is not None else frozenset()
    firsts = np.flatnonzero(np.diff(speech.turn_of, prepend=-1))
    of_sizes = np.maximum.reduceat(scores, firsts, axis=1)  # (3, n_turns)
    lengths = np.array([len(turn.text) for turn in speech.turns])
    of_turns = of_sizes.max(axis=0) + _WORTH_OF_LENGTH * np.log1p(lengths)
    best: dict[int, int] = {}  # choice → the first of the turns with the greatest score
    for turn, (choice, score) in enumerate(zip(speech.choices, of_turns.tolist(), strict=True)):
        if choice not in best or score > of_turns[best[choice]]:
            best[choice] = turn
    ends = np.append(firsts[1:], len(speech.turn_of))
    quotes: list[Span] = []
    for _, turn in sorted(best.items()):
        first, last = int(firsts[turn]), int(ends[turn]) - 1
        if not _is_shown_whole(speech.turns[turn]) or (asking is False and turn in others):
            size = int(of_sizes[:, turn].argmax())  # the shortest of those with the same score
            first += int(scores[size, first : last + 1].argmax())
            last = first + size
            if asking is None and last + 1 < ends[turn] and _goes_on(speech, query, first, last):
                last += 1
        start, end = int(speech.spans[first, 0]), int(speech.spans[last, 1])
        quotes.append(Span(speech.turns[turn].number, start, end))
    return quotes


def _goes_on(speech: Speech, query: NearWords, first: int, last: int) -> bool:
    """Whether a quote needs the sentence behind it, as it ends with a question or says nothing
    beside the words of the query: “So what did we do? …”, “The map. …”."""
    turn = speech.turns[speech.turn_of[last]]
    if asks(turn.text[slice(*speech.spans[last].tolist())], with_marks=True):
        return True
    begin = speech.word_ends[first - 1] if first else 0
    words = (query.table.words[row] for row in speech.rows[begin : speech.word_ends[last]].tolist())
    return not any(word not in query.words and has_content(word) for word in words)


def _run_scores(speech: Speech, worth: Matrix) -> Matrix:
    """The scores of the runs of one, two and three sentences, by their first sentence; -inf where
    the turn has not so many: (3, n_sentences).

    Args:
        worth: (n_sentences, n_words): each word's weight times its similarity.
    """
    (starts, ends), turn_of, n_sentences = speech.spans.T, speech.turn_of, len(speech.spans)
    scores = np.full((_MAX_SENTENCES, n_sentences), -math.inf)
    sums = worth.sum(axis=1)
    words, cosines, again = worth, speech.cosines, sums
    for size in range(1, min(_MAX_SENTENCES, n_sentences) + 1):
        n_runs, last = n_sentences - size + 1, slice(size - 1, None)
        if size > 1:
            words = np.maximum(words[:n_runs], worth[last])
            cosines = np.maximum(cosines[:n_runs], speech.cosines[last])
            again = again[:n_runs] + sums[last]
        cost = _COST_OF_A_SENTENCE * size + _COST_OF_LENGTH * (ends[last] - starts[:n_runs]) / 100
        score = words.sum(axis=1) + _WORTH_OF_A_WORD_AGAIN * again + cosines - cost
        is_within = turn_of[:n_runs] == turn_of[last]
        scores[size - 1, :n_runs] = np.where(is_within, score, -math.inf)
    return scores


def _only_asking(speech: Speech, scores: Matrix, *, asking: bool) -> frozenset[int]:
    """Leave only the runs that ask, or those that do not, in each turn that has such a run; returns
    the turns that have other runs too.

    Args:
        scores: as of `_run_scores`; the others are set to -inf.
    """
    sizes, firsts = np.nonzero(np.isfinite(scores))
    turns = speech.turn_of[firsts]
    begins, ends = speech.spans[firsts, 0], speech.spans[firsts + sizes, 1]
    runs = zip(turns.tolist(), begins.tolist(), ends.tolist(), strict=True)
    fits = np.array([asks(speech.turns[t].text[begin:end]) is asking for t, begin, end in runs])
    others = ~fits & np.isin(turns, turns[fits])
    scores[sizes[others], firsts[others]] = -math.inf
    return frozenset(turns[~fits].tolist())


def _is_shown_whole(turn: Turn) -> bool:
    """Whether a turn is short and has sentences."""
    text = turn.text
    begins = (text[: _SHORT_TURN // 2], text[: 2 * _SHORT_TURN])  # show that a long one is long
    return all(text_length(part) <= _SHORT_TURN for part in (*begins, text)) and not without_ends(
        text, 0, len(text)
    )
