"""Relevance: how likely an exchange speaks of a query's subject.

Each word of the query is compared with every word of the exchange (`near_words`), and the query
with every sentence. The likelihood grows with the matches and falls with the number of words on
both sides, because among many words something is always similar. The coefficients come from a
logistic regression (`tests/benchmarks/refusals.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...index.text.fold import fold
from ...index.text.language import language_of
from ...index.text.sentences import sentence_spans
from .near_words import WordVectors, find_words, find_words_in_rows, near_words
from .query_terms import Subject

# In the order of `Relevance.features`; fitted (data/eval/RESULTS.md#relevance).
_COEFFICIENTS = (1.85, 4.2, 5.89, 10.7, -2.9, -1.55, 0.32, -1.16)
_BIAS = 1.75
# At this threshold about 96 of 100 answerable questions are answered, in any mix of languages, and
# about 88 of 100 unanswerable ones are refused (data/eval/RESULTS.md#min-likelihood).
MIN_LIKELIHOOD = 0.35
# The same where the number, amount or date that is asked for stands near the subject, or where the
# exchange is in another language (data/eval/RESULTS.md#min-likelihood-translated).
MIN_LIKELIHOOD_OF_ANSWER = 0.1
# Of the likelihood's logit beside the reader's (data/eval/RESULTS.md#reading-and-relevance).
_WORTH_BESIDE_READING = 0.2
_BIAS_BESIDE_READING = 0.3
# The reader raises no likelihood below this one (data/eval/RESULTS.md#min-likelihood-to-raise).
_MIN_LIKELIHOOD_TO_RAISE = 0.02
_MIN_NEARNESS_OF_A_NAME = 0.65  # to a word of the exchange: a translation, or a name in pinyin
_LATIN = re.compile(r"[A-Za-z][\w.'’-]*")
_OF_A_COUNTRY = re.compile(r"(\w{4,}?)(?:ese|i?ans?|eans?|ish)")  # Japanese, Koreans, Finnish
_MIN_WORDS = 20  # a shorter exchange counts as this long: a few words are weak evidence


@dataclass(frozen=True, slots=True)
class Relevance:
    """How much an exchange says about a query's subject."""

    near: float  # share of the subject's words, by rarity, that it has or comes near: 0 to 1
    exact: float  # share of the subject's words, by rarity, that it has
    amount: float  # rarity of these words, in multiples of `greatest_rarity`
    cosine: float  # of the query with the most similar sentence: -1 to 1
    n_query_words: int
    n_words: int  # distinct words of the exchange
    lacks_name: bool = False  # whether the query names a thing of which the exchange says nothing
    is_translated: bool = False  # whether one of both is in English and the other in Chinese

    @property
    def features(self) -> tuple[float, ...]:
        """The features of the regression; a long query needs more similar words."""
        query_words = math.log1p(self.n_query_words)
        words = math.log1p(max(self.n_words, _MIN_WORDS))
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
        """The probability that the exchange speaks of the subject: 0 to 1; 0 without words."""
        if self.lacks_name or not self.n_query_words or not self.n_words:
            return 0.0
        pairs = zip(_COEFFICIENTS, self.features, strict=True)
        return 1 / (1 + math.exp(-(_BIAS + sum(weight * value for weight, value in pairs))))


def with_reading(relevance: Relevance, reading: float) -> float:
    """How relevant an exchange is, and the reader's logit → the probability of an answer: 0 to 1.

    Where next to nothing speaks of the subject, the reader raises nothing: it knows few rare words.
    """
    likelihood = relevance.likelihood
    if likelihood in (0.0, 1.0):
        return likelihood
    logit = _WORTH_BESIDE_READING * math.log(likelihood / (1 - likelihood))
    both = 1 / (1 + math.exp(-(logit + reading + _BIAS_BESIDE_READING)))
    return both if likelihood >= _MIN_LIKELIHOOD_TO_RAISE else min(likelihood, both)


def measure_relevance(
    subject: Subject, text: str, vectors: WordVectors, parts: Sequence[str] | None = None
) -> Relevance:
    """The relevance of a text to a query's subject.

    Args:
        parts: the text in pieces, between which no word lies, if their words are known already.
    """
    rarity = np.array(list(subject.rarity.values()))
    query = near_words(tuple(subject.rarity), vectors)
    rows = np.concatenate([query.table.rows_in(part) for part in parts or [text]])
    n_words = len(np.unique(rows))
    if not n_words or not len(rarity):
        return Relevance(0.0, 0.0, 0.0, 0.0, len(rarity), n_words)
    near, exact = find_words_in_rows(query, rows, np.array([len(rows)]), lambda: [text])
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    cosines = vectors.of(sentences) @ vectors.of([subject.text])[0]
    return Relevance(
        near=float(np.average(near[0], weights=rarity)),
        exact=float(np.average(exact[0], weights=rarity)),
        amount=float(near[0] @ rarity / subject.greatest_rarity),
        cosine=float(cosines.max()),
        n_query_words=len(rarity),
        n_words=n_words,
        lacks_name=_lacks_name(subject, text, vectors),
        is_translated={language_of(subject.text), language_of(text)} == {"zh", "en"},
    )


def _lacks_name(subject: Subject, text: str, vectors: WordVectors) -> bool:
    """Whether a text says nothing of a name that nobody says as the query spells it. In Latin
    letters it must be this name, for JavaScript is near to TypeScript; in Chinese any near word."""
    folded = fold(text)
    names = [name for name in subject.unsaid_names if not _is_named(name, folded)]
    if not names:
        return False
    near, _ = find_words(names, [_LATIN.sub(" ", text)], vectors)
    return bool((near < _MIN_NEARNESS_OF_A_NAME).any())


def _is_named(name: str, folded: str) -> bool:
    """Whether a folded text has a name, or the country of “Taiwanese”."""
    country = _OF_A_COUNTRY.fullmatch(name)
    return name.rstrip("s") in folded or (
        country is not None and re.search(rf"\b{re.escape(country[1])}[ae]?\b", folded) is not None
    )
