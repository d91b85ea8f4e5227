"""Measure search, question links and refusals on evaluation sets (`turnwise eval`)."""

from __future__ import annotations

from .results import Evaluation, Measure
from .run import VARIANTS, evaluate
from .sets import EvaluationSet, read_set

__all__ = ["VARIANTS", "Evaluation", "EvaluationSet", "Measure", "evaluate", "read_set"]
