"""How likely an exchange speaks of what a query seeks, told by their words.

Each word of the query is compared with every word of the exchange, and the query with every
sentence, by the vectors of the bundled model, whichever embeds the library: “compiler” is near
编译器, and a word is nearest to itself. The likelihood grows with what is found and falls with the
number of words on both sides, among which something is always near.
Its numbers are a logistic regression (`tests/benchmarks/refusals.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..index.embedder import Embedder, Embeddings
from ..index.models import DEFAULT_MODEL, load_embedder
from ..index.sentences import sentence_spans
from ..index.terms import index_terms, words_of

# Cosines of words: below the first nothing is said, above the second as much as by the word itself.
_UNRELATED, _SAME = 0.3, 0.8
# In the order of `Support.features`.
_COEFFICIENTS = (2.2, 3.76, 6.37, 9.57, -2.76, -1.22, -1.08, -1.27)
_BIAS = 0.98
_LEAST_WORDS = 20  # for which an exchange counts: few words are no evidence
_MOST_KNOWN = 50_000  # words and sentences whose vectors are kept


@dataclass(frozen=True, slots=True)
class Subject:
    """What a query seeks."""

    text: str
    rarity: Mapping[str, float]  # of each word that carries the subject, above 0
    greatest_rarity: float  # that of a word which nobody says


@dataclass(frozen=True, slots=True)
class Support:
    """What of a query's subject an exchange says."""

    near: float  # share of the subject's words, by rarity, that are said or come near: 0 to 1
    exact: float  # share of those that are said themselves
    amount: float  # rarity of what is said or comes near, in words that nobody else says
    cosine: float  # of the query with the nearest sentence: -1 to 1
    n_query_words: int
    n_words: int  # different ones of the exchange

    @property
    def features(self) -> tuple[float, ...]:
        """What the likelihood is worked out from: of a long query more must be near."""
        query_words = math.log1p(self.n_query_words)
        words = math.log1p(max(self.n_words, _LEAST_WORDS))
        return (
            self.near,
            self.exact,
            math.log1p(self.amount),
            self.cosine,
            query_words,
            words,
            self.near * query_words,
            self.near * self.cosine,
        )

    @property
    def likelihood(self) -> float:
        """That the exchange speaks of the subject: 0 to 1; 0 without words."""
        if not self.n_query_words or not self.n_words:
            return 0.0
        pairs = zip(_COEFFICIENTS, self.features, strict=True)
        return 1 / (1 + math.exp(-(_BIAS + sum(weight * value for weight, value in pairs))))


class WordVectors:
    """Vectors of words and sentences, each worked out once."""

    def __init__(self, embedder: Embedder):
        self._embedder = embedder
        self._known: dict[str, Embeddings] = {}

    def of(self, words: Sequence[str]) -> Embeddings:
        """float32 (n, dim), rows of unit length; zeros for what the model cannot read."""
        if len(self._known) > _MOST_KNOWN:
            self._known = {}
        known = self._known  # another thread may begin anew meanwhile
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([known[word] for word in words])


@lru_cache(maxsize=1)
def bundled_vectors() -> WordVectors:
    """The vectors of the bundled model, shared by all libraries."""
    return WordVectors(load_embedder(DEFAULT_MODEL))


def find_support(subject: Subject, text: str, vectors: WordVectors) -> Support:
    """What a text says of a query's subject."""
    rarity = np.array(list(subject.rarity.values()))
    n_words = len(_spoken(text)[0])
    if not n_words or not len(rarity):
        return Support(0.0, 0.0, 0.0, 0.0, len(rarity), n_words)
    near, exact = find_words(list(subject.rarity), [text], vectors)
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    cosines = vectors.of(sentences) @ vectors.of([subject.text])[0]
    return Support(
        near=float(np.average(near[0], weights=rarity)),
        exact=float(np.average(exact[0], weights=rarity)),
        amount=float(near[0] @ rarity / subject.greatest_rarity),
        cosine=float(cosines.max()),
        n_query_words=len(rarity),
        n_words=n_words,
    )


def find_words(
    words: Sequence[str], texts: Sequence[str], vectors: WordVectors
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """How near each text comes to each word, 0 to 1, and whether it says it: (n_texts, n_words)."""
    near, exact = np.zeros((len(texts), len(words))), np.zeros((len(texts), len(words)))
    spoken = [_spoken(text) for text in texts]
    places = {word: i for i, word in enumerate(dict.fromkeys(w for s, _ in spoken for w in s))}
    if not words or not places:
        return near, exact
    cosines = vectors.of(words) @ vectors.of(list(places)).T
    terms_of_words = [index_terms(word) for word in words]
    for row, (spoken_words, terms) in enumerate(spoken):
        if spoken_words:
            nearest = cosines[:, [places[word] for word in spoken_words]].max(axis=1)
            near[row] = np.clip((nearest - _UNRELATED) / (_SAME - _UNRELATED), 0, 1)
            exact[row] = [not terms.isdisjoint(of_word) for of_word in terms_of_words]
    return near, exact


@lru_cache(maxsize=20_000)
def _spoken(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a text, each once, and its terms."""
    return tuple(dict.fromkeys(words_of(text))), frozenset(index_terms(text))
