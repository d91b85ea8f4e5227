"""Match hits with gold turns by their words, so that any reader's turns can be scored.

A hit covers a gold turn if it contains it, is contained in it with at least 12 tokens, or shares
most of its pairs of tokens. A gold turn of fewer than ten tokens must match exactly, or be in the
hit together with a neighbour. A token is a Chinese character or a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from .sets import GoldTurn

_CJK = "\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(f"[{_CJK}]|[^\\W_{_CJK}]+")
_SHORT_TURN = 10  # tokens
_SHORT_TURN_OF_A_HIT = 4  # tokens, if the hit's transcript is known
_MIN_INSIDE = 12  # tokens of a text contained in a gold turn
_SHARED = 0.6  # share of the pairs of either side
_SHARED_WHEN_LONG = 0.8  # share of the gold turn's pairs, if the text has over three times as many


class _Text:
    """A text as tokens, in lower case and NFKC."""

    def __init__(self, text: str):
        tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())
        self.n_tokens = len(tokens)
        self.joined = "\x1f".join(["", *tokens, ""])
        self.pairs = Counter(pairwise(tokens))
        self.n_pairs = self.pairs.total()

    def holds(self, other: _Text) -> bool:
        return other.joined in self.joined


def covered_turns(
    text: str, question: str | None, gold: Sequence[GoldTurn], relevant: Collection[int]
) -> set[int]:
    """The relevant gold turns that a hit in their transcript covers.

    Args:
        text: the hit's text.
        question: the question shown with the hit, which counts if the query looks for it.
        gold: all gold turns of the transcript.
    """
    shown = _text(text)
    covered: set[int] = set()
    for number in relevant:
        turn = _text(gold[number].text)
        if (
            _matches(shown, turn, short=_SHORT_TURN_OF_A_HIT)
            or (question and _matches(_text(question), turn, short=_SHORT_TURN))
            or (_is_short(turn) and shown.holds(turn) and _has_neighbour(number, gold, shown))
        ):
            covered.add(number)
    return covered


def worth_finding(gold: Sequence[GoldTurn], relevant: Collection[int]) -> frozenset[int]:
    """The relevant gold turns without the short ones, unless all are short."""
    longer = {n for n in relevant if _text(gold[n].text).n_tokens >= _SHORT_TURN}
    return frozenset(longer or relevant)


def says(text: str, words: str) -> bool:
    """Whether the text has these words in a row; False without words. “12” is not in “2012”."""
    return bool(_text(words).n_tokens) and _text(text).holds(_text(words))


def same_speaker(name: str, other: str) -> bool:
    """Whether two names are equal, or one contains the other (“Tang”, “Audrey Tang”)."""
    a, b = (
        "".join(_TOKEN.findall(unicodedata.normalize("NFKC", s).lower())) for s in (name, other)
    )
    if not a or not b or a == b:
        return bool(a and b)
    return min(len(a), len(b)) >= 2 and (a in b or b in a) and not b[-1].isdigit()


def same_question(cited: str, gold: str) -> bool:
    """Whether the cited question is the gold one, or most of it."""
    a, b = _text(cited), _text(gold)
    if a.joined == b.joined or (a.n_tokens > 3 and b.holds(a)):
        return True
    return max(_shared(a, b)) >= _SHARED


def _matches(text: _Text, turn: _Text, *, short: int) -> bool:
    if not text.n_tokens or not turn.n_tokens:
        return False
    if text.joined == turn.joined:
        return True
    if turn.n_tokens < short:
        return False
    if text.holds(turn) or (text.n_tokens >= _MIN_INSIDE and turn.holds(text)):
        return True
    if turn.n_pairs < 5:
        return False
    of_text, of_turn = _shared(text, turn)
    needed = _SHARED if text.n_pairs <= 3 * turn.n_pairs else _SHARED_WHEN_LONG
    return of_turn >= needed or (of_text >= _SHARED and text.n_pairs >= 8)


def _shared(first: _Text, second: _Text) -> tuple[float, float]:
    """The common pairs, as a share of the first text's and of the second's."""
    common = (first.pairs & second.pairs).total()
    return tuple(common / text.n_pairs if text.n_pairs else 0.0 for text in (first, second))  # pyright: ignore[reportReturnType]


def _is_short(turn: _Text) -> bool:
    return 0 < turn.n_tokens < _SHORT_TURN


def _has_neighbour(number: int, gold: Sequence[GoldTurn], shown: _Text) -> bool:
    neighbours = [gold[i] for i in (number - 1, number + 1) if 0 <= i < len(gold)]
    return any(
        not _is_short(turn) and turn.n_tokens and shown.holds(turn)
        for turn in (_text(neighbour.text) for neighbour in neighbours)
    )


@lru_cache(maxsize=50_000)
def _text(text: str) -> _Text:
    return _Text(text)
