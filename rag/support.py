"""How likely an exchange speaks of what a query seeks, told by their words.

Each word of the query is compared with every word of the exchange, by the vectors of the bundled
model, whichever embeds the library: “compiler” is near 编译器, and a word is nearest to itself. The
likelihood grows with what is found and falls with the number of words on both sides, among which
something is always near. Its numbers are a logistic regression (`tests/benchmarks/refusals.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..index.embedder import Embedder, Embeddings
from ..index.terms import index_terms, words_of

# Cosines of words: below the first nothing is said, above the second as much as by the word itself.
_UNRELATED, _SAME = 0.3, 0.8
_COEFFICIENTS = (1.04, 2.46, -1.12, -1.09, 6.53)  # in the order of `Support.features`
_BIAS = 1.71
_LEAST_WORDS = 20  # for which an exchange counts: few words are no evidence
_MOST_KNOWN = 50_000  # words whose vectors are kept


@dataclass(frozen=True, slots=True)
class Support:
    """What of a query's subject an exchange says."""

    near: float  # share of the query's words, by rarity, that are said or come near: 0 to 1
    exact: float  # share of those that are said themselves
    n_query_words: int
    n_words: int  # different ones of the exchange

    @property
    def features(self) -> tuple[float, ...]:
        """What the likelihood is worked out from: of a long query more must be near."""
        query_words = math.log1p(self.n_query_words)
        words = math.log1p(max(self.n_words, _LEAST_WORDS))
        return self.near, self.exact, query_words, words, self.near * query_words

    @property
    def likelihood(self) -> float:
        """That the exchange speaks of the subject: 0 to 1; 0 without words."""
        if not self.n_query_words or not self.n_words:
            return 0.0
        pairs = zip(_COEFFICIENTS, self.features, strict=True)
        return 1 / (1 + math.exp(-(_BIAS + sum(weight * value for weight, value in pairs))))


class WordVectors:
    """Vectors of words, each worked out once."""

    def __init__(self, embedder: Embedder):
        self._embedder = embedder
        self._known: dict[str, Embeddings] = {}

    def of(self, words: Sequence[str]) -> Embeddings:
        """float32 (n_words, dim), rows of unit length; zeros for what the model cannot read."""
        if len(self._known) > _MOST_KNOWN:
            self._known = {}
        known = self._known  # another thread may begin anew meanwhile
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([known[word] for word in words])


def find_support(weights: Mapping[str, float], text: str, vectors: WordVectors) -> Support:
    """What a text says of a query's subject.

    Args:
        weights: word of the query → how rare it is, above 0.
    """
    words = list(dict.fromkeys(words_of(text)))
    if not weights or not words:
        return Support(0.0, 0.0, len(weights), len(words))
    nearest = (vectors.of(list(weights)) @ vectors.of(words).T).max(axis=1)
    near = np.clip((nearest - _UNRELATED) / (_SAME - _UNRELATED), 0, 1)
    said = set(index_terms(text))
    exact = [bool(said.intersection(index_terms(word))) for word in weights]
    rarity = list(weights.values())
    return Support(
        float(np.average(near, weights=rarity)),
        float(np.average(exact, weights=rarity)),
        len(weights),
        len(words),
    )
