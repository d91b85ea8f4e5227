"""The steps from written questions to a reader."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..models.static import StaticEmbedder
from ..text.language import CJK
from .export import export_reader
from .groups import Group, make_groups
from .network import Network
from .start import load_start
from .training import judge, pairs_of, train
from .written_talks import read_talks

logger = logging.getLogger(__name__)

_CHECKED = 200  # held-out questions of each language that are judged at each checkpoint
_ANSWERED = 0.95  # share of the answerable questions above the threshold, where refusals count
_HAN = re.compile(f"[{CJK}]")


def make_reader(
    questions: Path,
    out: Path,
    work: Path,
    *,
    static_folder: Path,
    start: Path,
    epochs: float = 1.5,
    batch_size: int = 8,
    learning_rate: float = 1e-4,
    seed: int = 1,
) -> None:
    """Train the reader and write it to `out`.

    Args:
        questions: a folder for `read_talks`.
        work: checkpoints; a second run continues from them.
        static_folder: the static model, whose tokenizer it uses.
        start: the model that it begins as, for `load_start`.
    Raises: FileNotFoundError if there are no questions; ValueError if there are too few, a file of
        them is damaged, or the model to begin as has another size.
    """
    talks = read_talks(questions)
    static = StaticEmbedder("static", static_folder)
    trained_on = make_groups([t for t in talks if not t.is_held_out], static, seed=seed)
    held_out = make_groups([t for t in talks if t.is_held_out], static, seed=seed, held_out=True)
    logger.info("%d questions, %d held out", len(trained_on), len(held_out))
    work.mkdir(parents=True, exist_ok=True)
    network, pieces = load_start(start, static_folder)
    checked = [
        group
        for is_han in (True, False)
        for group in [g for g in held_out if bool(_HAN.search(g.question)) == is_han][:_CHECKED]
    ]
    checked_pairs = pairs_of(checked, static)

    def check(network: Network) -> str:
        return measures(judge(network, pieces, checked_pairs), checked)

    train(
        network,
        pieces,
        pairs_of(trained_on, static),
        work,
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        seed=seed,
        check=check,
    )
    export_reader(network, pieces, static_folder, out)


def measures(logits: Sequence[np.ndarray], groups: Sequence[Group]) -> str:
    """By language of the question: how often a right place has the highest logit; the area under
    the curve of right and wrong places; and, by the best place of each question, the area of
    questions that are answered and not, and the share of the latter below the logit that 95 % of
    the former reach."""
    parts: list[str] = []
    for name, is_han in (("Chinese", True), ("English", False)):
        of = [
            (logit, np.array(group.answers))
            for logit, group in zip(logits, groups, strict=True)
            if bool(_HAN.search(group.question)) == is_han
        ]
        answered = [(logit, answers) for logit, answers in of if answers.any()]
        if not answered:
            continue
        right = np.concatenate([logit[answers] for logit, answers in answered])
        wrong = np.concatenate([logit[~answers] for logit, answers in answered])
        best = np.array([logit.max() for logit, _ in answered])
        nothing = np.array([logit.max() for logit, answers in of if not answers.any()])
        first = np.mean([answers[logit.argmax()] for logit, answers in answered])
        refused = np.mean(nothing < np.quantile(best, 1 - _ANSWERED)) if len(nothing) else np.nan
        parts.append(
            f"{name}: right first {first:.3f} of {len(answered)}, area {area(right, wrong):.3f}, "
            f"questions {area(best, nothing):.3f}, refused {refused:.3f} of {len(nothing)}"
        )
    return "; ".join(parts)


def area(high: np.ndarray, low: np.ndarray) -> float:
    """Area under the curve: the share of pairs in order."""
    return float((high[:, None] > low[None, :]).mean()) if len(high) and len(low) else float("nan")
