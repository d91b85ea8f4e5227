"""Whether two turns are one: the same talk added in two formats, or in overlapping parts."""

from __future__ import annotations

from functools import lru_cache

from ...index.text.fold import fold

_MIN_LENGTH = 20  # letters; “Yes.” and “对。” are said in every talk
_NEARLY_AS_LONG = 0.8
_NEARLY_ALL = 0.85  # of the triples; recognisers of speech differ in a word here and there


def says_the_same(text: str, other: str) -> bool:
    """Whether two texts of some length are the same words, whatever their spelling.

    Letters and digits count, folded. One may hold a little more than the other, where a file cuts
    turns otherwise; or a few letters differ, but no number.
    """
    if text == other:
        return len(_letters(text)) >= _MIN_LENGTH
    if not 0.5 <= len(text) / (len(other) or 1) <= 2:
        return False  # as far apart when folded, which takes long
    shorter, longer = sorted((_letters(text), _letters(other)), key=len)
    if len(shorter) < _MIN_LENGTH or len(shorter) < _NEARLY_AS_LONG * len(longer):
        return False
    return shorter in longer or (
        _shared_triples(shorter, longer) >= _NEARLY_ALL and _digits(shorter) == _digits(longer)
    )


def _shared_triples(letters: str, others: str) -> float:
    """Share of the three letters in a row that both have: 0 to 1 (Dice)."""
    triples, other_triples = _triples(letters), _triples(others)
    return 2 * len(triples & other_triples) / (len(triples) + len(other_triples))


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


@lru_cache(maxsize=1024)
def _triples(letters: str) -> frozenset[str]:
    return frozenset(letters[n : n + 3] for n in range(len(letters) - 2))


def _digits(letters: str) -> str:
    return "".join(c for c in letters if c.isdigit())
