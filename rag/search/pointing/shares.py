"""How much of a subject is in a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..near_words import WordVectors, find_words
from ..query_terms import Subject


def shares(texts: Sequence[str], subject: Subject, vectors: WordVectors) -> list[float]:
    """The share of the subject's words, by rarity, that each text has or comes near: 0 to 1."""
    near, exact = find_words(list(subject.rarity), texts, vectors)
    weights = list(subject.rarity.values())
    return np.average(np.maximum(near, exact), axis=1, weights=weights).tolist()
