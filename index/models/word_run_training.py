"""Train a linear model over runs of words. It needs the extra `train`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from .word_runs import BIAS, WordRunModel

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A text's features, and its labels."""

    features: Features
    labels: Collection[str]
    source: str  # the talk it is from, or the like: rare features are those of few sources
    own: Mapping[str, Features] = field(default_factory=dict)  # label → features for it alone


def train(
    examples: Sequence[Example],
    labels: Sequence[str],
    *,
    inverse_penalty: float,
    min_sources: int,
    min_weight: float,
) -> WordRunModel:
    """A logistic regression with an L2 penalty for each label, fitted to all common features, then
    to those that had some weight.

    Args:
        inverse_penalty: C of the regression.
        min_sources: sources that a common feature is in.
        min_weight: greatest weight, of any label, that a feature must have to stay.
    """
    vectorizer = DictVectorizer()
    found = csr_matrix(vectorizer.fit_transform([example.features for example in examples]))
    is_common = _n_sources(found, [example.source for example in examples]) >= min_sources
    names = vectorizer.get_feature_names_out()[is_common]
    found = csr_matrix(found[:, np.flatnonzero(is_common)])
    weights = _fit(examples, labels, found, names, inverse_penalty)
    stays = np.array([max(map(abs, weights[name])) >= min_weight for name in names])
    found = csr_matrix(found[:, np.flatnonzero(stays)])
    weights = _fit(examples, labels, found, names[stays], inverse_penalty)
    return WordRunModel(tuple(labels), weights)


def _fit(
    examples: Sequence[Example],
    labels: Sequence[str],
    found: csr_matrix,
    names: npt.NDArray[np.str_],
    inverse_penalty: float,
) -> dict[str, tuple[float, ...]]:
    weights: dict[str, list[float]] = {}
    for i, label in enumerate(labels):
        own, own_names = found, list(names)
        if any(label in example.own for example in examples):
            more = DictVectorizer()
            rows = more.fit_transform([example.own.get(label, {}) for example in examples])
            own = csr_matrix(hstack([found, rows]))
            own_names += list(more.get_feature_names_out())
        model = LogisticRegression(C=inverse_penalty, max_iter=500)
        model.fit(own, [label in example.labels for example in examples])
        values = [*np.ravel(model.intercept_).tolist(), *np.ravel(model.coef_).tolist()]
        for name, value in zip([BIAS, *own_names], values, strict=True):
            weights.setdefault(str(name), [0.0] * len(labels))[i] = value
    return {name: tuple(values) for name, values in weights.items()}


def _n_sources(found: csr_matrix, sources: Sequence[str]) -> npt.NDArray[np.int64]:
    """In how many sources each feature is."""
    numbers = {source: n for n, source in enumerate(dict.fromkeys(sources))}
    rows, columns = found.nonzero()
    of_row = np.array([numbers[source] for source in sources], dtype=np.int64)[rows]
    seen = np.unique(columns.astype(np.int64) * len(numbers) + of_row) // len(numbers)
    return np.bincount(seen)  # every feature is in a source
