"""Draw variants side by side, as bars with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...index.errors import EvaluationError
from .results import Evaluation

_MEASURES = ("hit@1", "MRR@10")


def draw(evaluations: Sequence[Evaluation], path: Path) -> None:
    """Write a picture with a row per measure and a group of bars per set.

    Args:
        path: a .png, .svg or .pdf file.
    Raises: EvaluationError if it cannot be written.
    """
    from matplotlib.figure import Figure  # late: importing takes a second

    sets = list(dict.fromkeys(e.set_name for e in evaluations))
    variants = list(dict.fromkeys(e.variant for e in evaluations))
    by_set_and_variant = {(e.set_name, e.variant): e for e in evaluations}
    figure = Figure(figsize=(max(6.0, 1.6 * len(sets)), 6.4), layout="constrained")
    width = 0.8 / len(variants)
    for axes, name in zip(figure.subplots(len(_MEASURES), 1), _MEASURES, strict=True):
        for i, variant in enumerate(variants):
            measures = {
                place: by_set_and_variant[set_name, variant].measures[name]
                for place, set_name in enumerate(sets)
                if (set_name, variant) in by_set_and_variant
                and name in by_set_and_variant[set_name, variant].measures
            }
            values = [m.value for m in measures.values()]
            spread = [
                [m.value - m.low for m in measures.values()],
                [m.high - m.value for m in measures.values()],
            ]
            places = [place + (i - (len(variants) - 1) / 2) * width for place in measures]
            axes.bar(places, values, width, yerr=spread, capsize=2, label=variant)
        axes.set_ylabel(name)
        axes.set_ylim(0, 1)
        axes.set_xticks(range(len(sets)), sets, rotation=20, ha="right")
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, ncols=len(variants), loc="outside upper center")
    try:
        figure.savefig(path, dpi=150)
    except (OSError, ValueError) as error:
        raise EvaluationError(f"cannot be written ({error})", source=path) from error
