"""Recognise near-duplicate turns: the same talk in two formats, or in overlapping parts."""

from __future__ import annotations

import re
from functools import lru_cache

from ...index.text.fold import fold

_OTHERS = re.compile(r"[\W_]+")  # neither letters nor digits
_MIN_LENGTH = 20  # letters; “Yes.” and “对。” occur in every talk
_NEARLY_AS_LONG = 0.8
_SAMPLE = 20  # trigrams that are looked at first
_NEARLY_ALL = 0.85  # share of trigrams; speech recognisers differ in a few words


def says_the_same(text: str, other: str) -> bool:
    """Whether two texts of some length have nearly the same words.

    Only letters and digits count, folded. One text may be a little longer, if a file cuts turns
    elsewhere; or a few letters differ, but no numbers.
    """
    if text == other:
        return len(_letters_and_digits(text)) >= _MIN_LENGTH
    if not 0.5 <= len(text) / (len(other) or 1) <= 2:
        return False  # folding would not change this, and is slow
    shorter, longer = sorted((_letters_and_digits(text), _letters_and_digits(other)), key=len)
    if len(shorter) < _MIN_LENGTH or len(shorter) < _NEARLY_AS_LONG * len(longer):
        return False
    return shorter in longer or (
        _may_share_trigrams(shorter, longer)
        and _shared_trigrams(shorter, longer) >= _NEARLY_ALL
        and _digits(shorter) == _digits(longer)
    )


def _may_share_trigrams(letters: str, others: str) -> bool:
    """Whether half of some trigrams, taken at equal distances, occur in the other text; texts that
    share nearly all trigrams have far more of them in common."""
    step = max(1, len(letters) // _SAMPLE)
    sample = [letters[n : n + 3] for n in range(0, len(letters) - 2, step)]
    return 2 * sum(trigram in others for trigram in sample) >= len(sample)


def _shared_trigrams(letters: str, others: str) -> float:
    """Dice coefficient of the letter trigrams: 0 to 1."""
    trigrams, other_trigrams = _trigrams(letters), _trigrams(others)
    return 2 * len(trigrams & other_trigrams) / (len(trigrams) + len(other_trigrams))


@lru_cache(maxsize=4096)
def _letters_and_digits(text: str) -> str:
    return _OTHERS.sub("", fold(text))


@lru_cache(maxsize=1024)
def _trigrams(letters: str) -> frozenset[str]:
    return frozenset(letters[n : n + 3] for n in range(len(letters) - 2))


def _digits(letters: str) -> str:
    return "".join(c for c in letters if c.isdigit())
