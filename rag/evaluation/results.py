"""Measures of one query, and their means with intervals.

ir_measures computes hit@k, MRR@10 and nDCG@10. In nDCG@10 a hit is relevant if it covers a gold
turn that no hit above it covers; the ideal ranking has as many such hits as all gold turns need.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

_CUTS = (1, 3, 5, 10)
_RANKED = {**{f"hit@{k}": Success @ k for k in _CUTS}, "MRR@10": RR @ 10}
_RESAMPLES = 2000
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over queries, with a 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    n: int  # number of queries that have the measure

    def to_dict(self) -> dict[str, float]:
        return {"value": self.value, "low": self.low, "high": self.high, "n": self.n}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One variant on one set: measures over all queries, and by language and kind."""

    set_name: str
    variant: str
    measures: Mapping[str, Measure]
    by_language: Mapping[str, Mapping[str, Measure]] = field(default_factory=dict)
    by_kind: Mapping[str, Mapping[str, Measure]] = field(default_factory=dict)
    differing_turns: tuple[str, ...] = ()  # transcripts whose turns differ from the gold turns

    def to_dict(self) -> dict[str, object]:
        def plain(measures: Mapping[str, Measure]) -> dict[str, object]:
            return {name: measure.to_dict() for name, measure in measures.items()}

        return {
            "set": self.set_name,
            "variant": self.variant,
            "measures": plain(self.measures),
            "by_language": {name: plain(group) for name, group in self.by_language.items()},
            "by_kind": {name: plain(group) for name, group in self.by_kind.items()},
            "differing_turns": list(self.differing_turns),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Evaluation:
        """Inverse of `to_dict`. Raises KeyError, TypeError or AttributeError for other data."""

        def measures(group: Mapping[str, Any]) -> dict[str, Measure]:
            return {name: Measure(**values) for name, values in group.items()}

        return cls(
            data["set"],
            data["variant"],
            measures(data["measures"]),
            {name: measures(group) for name, group in data["by_language"].items()},
            {name: measures(group) for name, group in data["by_kind"].items()},
            tuple(data["differing_turns"]),
        )


def query_measures(
    covered: Sequence[set[int]], relevant: frozenset[int], spans: Sequence[frozenset[int]]
) -> dict[str, float]:
    """hit@k, recall@k, span_recall@k, MRR@10 and nDCG@10 of one query.

    Args:
        covered: for each hit, best first, the relevant gold turns that it covers.
        relevant: gold turns, at least one.
        spans: the stretches of relevant gold turns.
    """
    covered = covered[: max(_CUTS)]
    run = [ScoredDoc("q", str(rank), -rank) for rank in range(len(covered))]
    ranks_with_gold = {str(rank) for rank, turns in enumerate(covered) if turns}
    values = _calculate(run, ranks_with_gold or {"none"}, _RANKED)
    for k in _CUTS:
        turns = set[int]().union(*covered[:k])
        values[f"recall@{k}"] = len(turns) / len(relevant)
        values[f"span_recall@{k}"] = sum(bool(span & turns) for span in spans) / len(spans)
    return values | {"nDCG@10": _ndcg(covered, relevant, run)}


def _ndcg(covered: Sequence[set[int]], relevant: frozenset[int], run: list[ScoredDoc]) -> float:
    new: dict[str, int] = {}  # hit → number of gold turns that it covers first
    seen: set[int] = set()
    for rank, turns in enumerate(covered):
        if turns - seen:
            new[str(rank)] = len(turns - seen)
        seen |= turns
    turns_a_hit = sum(new.values()) / len(new) if new else 1.0
    needed = max(len(new), math.ceil(len(relevant) / turns_a_hit))
    unfound = {f"not found {i}" for i in range(needed - len(new))}
    return _calculate(run, new.keys() | unfound, {"nDCG@10": nDCG @ 10})["nDCG@10"]


def _calculate(run: list[ScoredDoc], relevant: set[str], measures: dict) -> dict[str, float]:
    qrels = [Qrel("q", id, 1) for id in sorted(relevant)]
    values = ir_measures.calc_aggregate(measures.values(), qrels, run)
    return {name: float(values[measure]) for name, measure in measures.items()}


def mean_measures(rows: Sequence[Mapping[str, float]]) -> dict[str, Measure]:
    """The mean of each measure over the queries that have it."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: mean([row[name] for row in rows if name in row]) for name in names}


def mean(values: Sequence[float]) -> Measure:
    """The mean with a percentile bootstrap interval; the same values give the same interval.

    Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
    """
    array = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(0).integers(0, len(array), (_RESAMPLES, len(array)))
    tail = (1 - _CONFIDENCE) / 2
    low, high = np.quantile(array[drawn].mean(axis=1), [tail, 1 - tail])
    return Measure(float(array.mean()), float(low), float(high), len(array))
