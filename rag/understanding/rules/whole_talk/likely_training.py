"""`make question-forms`: train the weights that tell what a question about a whole talk wants.

It needs the extra `train`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .....index.models.word_run_training import Example, train
from .....index.paths import bundled_question_forms
from .....index.text.fold import fold
from .likely import FACTS, FORMS, features_of

_FOLDER = bundled_question_forms()
_INVERSE_PENALTY = 1.0
_MIN_QUESTIONS = 2  # a feature of fewer is left out
_MIN_WEIGHT = 0.15


def examples_of(path: Path) -> list[Example]:
    """The examples of a file: a line each, with what is wanted, a tab and the question. Of other
    wants than `FORMS` and `FACTS` none of these is right."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [Example(features_of(fold(text)), {want}, text) for want, text in rows]


def main(
    examples: Annotated[Path, typer.Argument(help="Of questions.")] = _FOLDER / "examples.tsv",
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = _FOLDER,
) -> None:
    """Train the weights: some seconds."""
    read = examples_of(examples)
    model = train(
        read,
        (*FORMS, *FACTS),
        inverse_penalty=_INVERSE_PENALTY,
        min_sources=_MIN_QUESTIONS,
        min_weight=_MIN_WEIGHT,
    )
    model.write(out)
    typer.echo(f"{len(read)} questions, {len(model.weights)} features")


if __name__ == "__main__":
    typer.run(main)
