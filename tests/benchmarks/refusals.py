"""Fit and measure when a question is refused, on evaluation sets.

    python tests/benchmarks/refusals.py SET…

Each set's questions are put to their own transcript, which answers them where it has relevant
turns, and to another one, which does not; and so are “what did he say about X” and “X” for rare
words X of the transcripts. Prints the logistic regression over what `Relevance` tells (the constants
of `rag/search/relevance.py`) and the curve: how many unanswerable questions are refused where a share of the
answerable ones is answered, each set judged by a regression on the others.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from turnwise.index.text.terms import content_words, words_of
from turnwise.rag import Library
from turnwise.rag.evaluation.sets import EvaluationSet, read_set
from turnwise.rag.search.filters import Filters
from turnwise.rag.search.hits import Evidence
from turnwise.rag.understanding.understand import understand

_QUESTIONS, _WORDS = 80, 40  # of a set
_FORMS = ("{}", "what did they say about {}", "怎么看{}")
_HITS = 3
_KEPT = (0.98, 0.97, 0.96, 0.95, 0.92, 0.91, 0.9, 0.85, 0.8)


@dataclass(frozen=True)
class Asked:
    """A question put to one transcript."""

    set_name: str
    kind: str
    answerable: bool
    features: np.ndarray  # (n_hits, 8)
    right: list[bool]  # whether each hit answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    asked = [one for folder in parser.parse_args().sets for one in ask_set(read_set(folder))]
    names = np.array([one.set_name for one in asked])
    answerable = np.array([one.answerable for one in asked])
    scores = np.zeros(len(asked))
    for name in sorted(set(names)):
        model = fit([one for one in asked if one.set_name != name])
        for i in np.flatnonzero(names == name):
            if len(asked[i].features):
                scores[i] = model.decision_function(asked[i].features).max()
            else:
                scores[i] = -10
    for kept in _KEPT:
        threshold = np.quantile(scores[answerable], 1 - kept)
        refused = (scores[~answerable] < threshold).mean()
        likelihood = 1 / (1 + math.exp(-threshold))
        print(f"answered {kept:.2f}: refused {refused:.3f} (likelihood {likelihood:.2f})")
        if kept == 0.91:
            for group in sorted({(one.set_name, one.kind) for one in asked}):
                of = np.array([(one.set_name, one.kind) == group for one in asked])
                outcomes = {
                    "answered": scores[of & answerable] >= threshold,
                    "refused": scores[of & ~answerable] < threshold,
                }
                shares = [f"{name} {o.mean():.2f}" for name, o in outcomes.items() if len(o)]
                print(f"    {', '.join(group)}: {', '.join(shares)}")
    model = fit(asked)
    print("coefficients of Relevance.features:", model.coef_.round(2), model.intercept_.round(2))


def fit(asked: list[Asked]) -> LogisticRegression:
    """On single hits: those that answer, and all that unanswerable questions found."""
    rows, labels = [], []
    for one in asked:
        for features, right in zip(one.features, one.right, strict=True):
            if right or not one.answerable:
                rows.append(features)
                labels.append(right)
    return LogisticRegression(C=10, max_iter=5000, class_weight="balanced").fit(rows, labels)


def ask_set(evaluation_set: EvaluationSet) -> Iterator[Asked]:
    rng = random.Random(0)
    with tempfile.TemporaryDirectory() as folder, Library(folder) as library:
        ids: dict[str, str] = {}
        for name, path in evaluation_set.transcripts.items():
            report = library.add(path)
            ids[name] = (report.added + report.unchanged)[0].id
        queries = [query for query in evaluation_set.queries if query.text.strip()]
        for query in rng.sample(queries, min(_QUESTIONS, len(queries))):
            found = find(library, query.text, ids[query.transcript])
            right = [evidence.hit.turn - 1 in query.relevant for evidence in found]
            if query.relevant or query.answerable is False:
                yield asked(evaluation_set, "own", found, right, answerable=bool(query.relevant))
            if others := [id for name, id in ids.items() if name != query.transcript]:
                found = find(library, query.text, rng.choice(others))
                yield asked(evaluation_set, "other", found, [False] * len(found), answerable=False)
        yield from ask_words(evaluation_set, library, list(ids.values()), rng)


def ask_words(
    evaluation_set: EvaluationSet, library: Library, ids: list[str], rng: random.Random
) -> Iterator[Asked]:
    """Rare words, put to a transcript that says them and to one that does not."""
    said: dict[str, set[str]] = defaultdict(set)
    for id in ids:
        for turn in library.transcript(id).turns:
            for word in set(words_of(turn.text)):
                said[word].add(id)
    rare = sorted(word for word, where in said.items() if len(where) == 1 and len(word) > 1)
    rare = [word for word in rare if content_words(word)]
    for word in rng.sample(rare, min(_WORDS, len(rare))):
        question = rng.choice(_FORMS).format(word)
        (own,) = said[word]
        found = find(library, question, own)
        right = [
            word in words_of(f"{e.hit.text} {e.hit.question.text if e.hit.question else ''}")
            for e in found
        ]
        yield asked(evaluation_set, "word", found, right, answerable=True)
        if others := [id for id in ids if id != own]:
            found = find(library, question, rng.choice(others))
            yield asked(evaluation_set, "word", found, [False] * len(found), answerable=False)


def find(library: Library, question: str, id: str) -> list[Evidence]:
    return library._searcher.search(understand(question), Filters(transcripts=(id,)), _HITS)


def asked(
    evaluation_set: EvaluationSet,
    kind: str,
    found: list[Evidence],
    right: list[bool],
    *,
    answerable: bool,
) -> Asked:
    features = [evidence.relevance.features for evidence in found]
    return Asked(evaluation_set.name, kind, answerable, np.array(features), right)


if __name__ == "__main__":
    main()
