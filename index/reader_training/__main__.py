"""`python -m turnwise.index.reader_training`: train a reader."""

from __future__ import annotations

import inspect
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import ModelError
from ..models.by_name import model_folder
from ..paths import bundled_model
from .recipe import make_reader

_START = "intfloat/multilingual-e5-small"
_FOLDER, _WORK = Path("model-work/reader/trained"), Path("model-work/reader")
_DEFAULTS = {name: p.default for name, p in inspect.signature(make_reader).parameters.items()}


def reader(
    questions: Annotated[Path, typer.Argument(help="A folder of talks, as data/training.")],
    out: Annotated[Path, typer.Option(help="Where the reader goes.")] = _FOLDER,
    work: Annotated[Path, typer.Option(help="Kept between runs, so that one can go on.")] = _WORK,
    start: Annotated[str, typer.Option(help="The BERT to begin as: a folder, or a name.")] = _START,
    epochs: float = _DEFAULTS["epochs"],
    learning_rate: float = _DEFAULTS["learning_rate"],
    seed: int = _DEFAULTS["seed"],
) -> None:
    """Train the reader: an hour on two cores with bfloat16, else two.

    Example: python -m turnwise.index.reader_training data/training
    """
    make_reader(
        questions,
        out,
        work,
        static_folder=bundled_model(),
        start=model_folder(start),
        epochs=epochs,
        learning_rate=learning_rate,
        seed=seed,
    )


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for noisy in ("onnx_ir", "onnxscript"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    try:
        typer.run(reader)
    except (FileNotFoundError, ModelError, ValueError) as error:
        sys.exit(str(error))
