"""`python -m turnwise.index.reader_training`: train a reader."""

from __future__ import annotations

import inspect
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..paths import bundled_model, bundled_transformer
from .recipe import make_reader

_FOLDER, _WORK = Path("model-work/reader/trained"), Path("model-work/reader")
_DEFAULTS = {name: p.default for name, p in inspect.signature(make_reader).parameters.items()}


def reader(
    corpus: Annotated[
        Path, typer.Argument(help="A folder of conversations; see docs/experiments/reader.md.")
    ],
    out: Annotated[Path, typer.Option(help="Where the reader goes.")] = _FOLDER,
    work: Annotated[Path, typer.Option(help="Kept between runs, so that one can go on.")] = _WORK,
    exclude: Annotated[
        list[str] | None, typer.Option(help="The end of a conversation's id, to leave it out.")
    ] = None,
    n_groups: Annotated[int, typer.Option(help="Questions to train on.")] = _DEFAULTS["n_groups"],
    epochs: float = _DEFAULTS["epochs"],
    learning_rate: float = _DEFAULTS["learning_rate"],
    seed: int = _DEFAULTS["seed"],
) -> None:
    """Train the reader: about an hour on two cores.

    Example: python -m turnwise.index.reader_training corpus
    """
    make_reader(
        corpus,
        out,
        work,
        static_folder=bundled_model(),
        transformer_folder=bundled_transformer(),
        exclude=exclude or (),
        n_groups=n_groups,
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
    except (FileNotFoundError, ValueError) as error:
        sys.exit(str(error))
