"""Measure search, question links and refusals on evaluation sets (`turnwise eval`)."""

from __future__ import annotations

from .picture import draw
from .results import Evaluation, Measure
from .run import VARIANTS, OnProgress, evaluate
from .sets import EvaluationSet, read_set

__all__ = [
    "VARIANTS",
    "Evaluation",
    "EvaluationSet",
    "Measure",
    "OnProgress",
    "draw",
    "evaluate",
    "read_set",
]
