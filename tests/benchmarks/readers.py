"""Measure the reader on the hits of evaluation sets, beside the likelihood of relevance.

    python tests/benchmarks/readers.py SET…

Each set's questions are put to their own transcript and to another one, as in `refusals.py`; of the
first three hits, prints how often a right hit has a higher probability than one for an
unanswerable question (area under the curve), and how often the best is right.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from refusals import find
from turnwise.index.models.by_name import load_reader
from turnwise.rag import Library
from turnwise.rag.evaluation.sets import EvaluationSet, read_set
from turnwise.rag.search.pointing.reading import read

_QUESTIONS = 80  # of a set


@dataclass(frozen=True)
class Judged:
    """The hits of one question put to one transcript, in order of rank."""

    answerable: bool
    right: tuple[bool, ...]
    likelihoods: tuple[float, ...]
    answers: tuple[float, ...]  # the reader's logits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    given = parser.parse_args()
    for folder in given.sets:
        judged = list(judge_set(read_set(folder)))
        found = [one for one in judged if one.answerable and any(one.right)]
        first = [one.right[0] for one in found]
        by_reader = [one.right[int(np.argmax(one.answers))] for one in found]
        print(
            f"{folder.name}: area likelihood {area(judged, likelihood):.3f}, "
            f"reader {area(judged, answer):.3f}, both {area(judged, both):.3f}; "
            f"right first of {len(found)}: search {np.mean(first):.3f}, reader {np.mean(by_reader):.3f}"
        )


def judge_set(evaluation_set: EvaluationSet) -> Iterator[Judged]:
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as folder, Library(folder) as library:
        ids: dict[str, str] = {}
        for name, path in evaluation_set.transcripts.items():
            report = library.add(path)
            ids[name] = (report.added + report.unchanged)[0].id
        queries = [query for query in evaluation_set.queries if query.text.strip()]
        for query in chance.sample(queries, min(_QUESTIONS, len(queries))):
            others = [id for name, id in ids.items() if name != query.transcript]
            for id in [ids[query.transcript], *chance.sample(others, min(1, len(others)))]:
                is_own = id == ids[query.transcript]
                relevant = query.relevant if is_own else frozenset[int]()
                if is_own and not relevant and query.answerable is not False:
                    continue
                hits = find(library, query.text, id)
                logits = [item.reading or 0.0 for item in read(hits, query.text, load_reader())]
                yield Judged(
                    bool(relevant),
                    tuple(evidence.hit.turn - 1 in relevant for evidence in hits),
                    tuple(evidence.relevance.likelihood for evidence in hits),
                    tuple(logits),
                )


def likelihood(one: Judged, hit: int) -> float:
    return logit(one.likelihoods[hit])


def answer(one: Judged, hit: int) -> float:
    return one.answers[hit]


def both(one: Judged, hit: int) -> float:
    return likelihood(one, hit) / 2 + answer(one, hit)


def logit(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


def area(judged: list[Judged], score) -> float:
    """The share of pairs of a right hit and one for an unanswerable question in order."""
    right = [score(one, i) for one in judged for i, right in enumerate(one.right) if right]
    wrong = [score(one, i) for one in judged if not one.answerable for i in range(len(one.right))]
    return float((np.array(right)[:, None] > np.array(wrong)[None, :]).mean())


if __name__ == "__main__":
    main()
