"""An exchange → the turn and the sentences of it that answer best."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..index.sentences import sentence_spans
from ..index.terms import index_terms
from ..index.transcript import Span, Turn

_MOST_SENTENCES = 3
_SHORT_TURN = 120  # characters; shown whole
_COST_OF_A_SENTENCE = 0.15  # what one more sentence must bring, where all the words bring 1
_WORTH_OF_LENGTH = 0.1  # of a turn, for each time it is e times as long


@dataclass(frozen=True, slots=True)
class _Sentence:
    turn: Turn
    start: int
    end: int
    score: float


def choose_quote(
    turns: Sequence[Turn],
    term_weights: Mapping[str, float],
    cosine_at: Callable[[Span], float],
) -> Span:
    """The run of up to three sentences of one turn that says most about the subject.

    A sentence earns the weight of the query's terms in it, more for a term that comes back, and
    the cosine of the passage it stands in, which decides where no word is shared. Of two turns
    that say as much, the longer is the answer.

    Args:
        turns: to choose from; at least one.
        term_weights: term of the query → weight, above 0.
        cosine_at: sentence → cosine of its passage with the query.
    """
    best: tuple[float, Span] | None = None
    for turn in turns:
        sentences = [
            _Sentence(turn, start, end, _score(turn.text[start:end], term_weights))
            for start, end in sentence_spans(turn.text)
        ]
        for window in _windows(sentences):
            span = Span(turn.number, window[0].start, window[-1].end)
            words = sum(s.score - _COST_OF_A_SENTENCE for s in window)
            cosine = max(cosine_at(Span(turn.number, s.start, s.end)) for s in window)
            score = words + cosine + _WORTH_OF_LENGTH * math.log1p(len(turn.text))
            if best is None or score > best[0]:
                best = (score, span)
    assert best is not None, "a turn has text, so it has a sentence"
    return best[1]


def _windows(sentences: Sequence[_Sentence]) -> list[Sequence[_Sentence]]:
    if sentences[-1].end - sentences[0].start <= _SHORT_TURN:
        return [sentences]
    return [
        sentences[start : start + size]
        for size in range(1, _MOST_SENTENCES + 1)
        for start in range(len(sentences) - size + 1)
    ]


def _score(sentence: str, term_weights: Mapping[str, float]) -> float:
    """0 without a term of the query, towards 2 when all of them come again and again."""
    total = sum(term_weights.values())
    if not total:
        return 0.0
    terms = index_terms(sentence)
    earned = 0.0
    for term, weight in term_weights.items():
        count = terms.count(term)
        earned += weight * 2 * count / (count + 1)  # 1 for once, less for each time more
    return earned / total
