"""The command that measures: `turnwise eval`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from ...rag import EvaluationError, UsageError
from .options import OUT, JsonOption, ModelOption, RerankOption, print_json, progress_bar

if TYPE_CHECKING:
    from ...rag import SearchMode
    from ...rag.evaluation import Evaluation, EvaluationSet, Measure, OnProgress

_COLUMNS = ("hit@1", "hit@10", "MRR@10", "", "speaker", "question")  # "": the interval of MRR@10
_REFUSALS = ("refusal precision", "refusal recall", "answered")
_ANSWERS = (  # where the set says what answers its queries
    "answer in quote",
    "answer in right quote",
    "answer in text",
    "answer's words in quote",
    "answer's words in text",
    "quote characters",
    "text characters",
)


def eval_sets(
    folders: Annotated[list[Path], typer.Argument(help="Folders of evaluation sets.")],
    compare: Annotated[
        list[str] | None,
        typer.Option(
            help="Also measure “dense” or “lexical” search alone, another embedding model by its "
            "name or folder, or show what an earlier --json printed into a file; repeatable."
        ),
    ] = None,
    picture: Annotated[
        Path | None, typer.Option(help="Draw bars with intervals into this .png, .svg or .pdf.")
    ] = None,
    model: ModelOption = None,
    rerank: RerankOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure search, question links and refusals on evaluation sets.

    Example: turnwise eval data/eval/seed --compare dense --compare lexical
    """
    try:
        from ...rag.evaluation import read_set  # late: the measures take a moment to import
    except ModuleNotFoundError as error:
        raise UsageError(
            f"`turnwise eval` needs {error.name}: pip install 'turnwise[eval]'"
        ) from error

    if picture is not None and picture.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise UsageError(f"{picture} must end in .png, .svg or .pdf")
    sets = [read_set(folder) for folder in folders]
    compare = compare or []
    earlier = {name: _saved(Path(name)) for name in compare if name.endswith(".json")}
    with progress_bar() as on_progress:
        evaluations = [
            evaluation
            for evaluation_set in sets
            for evaluation in _evaluate(
                evaluation_set, compare, earlier, model, rerank, on_progress
            )
        ]
    if picture is not None:
        from ...rag.evaluation import draw

        draw(evaluations, picture)
    if as_json:
        print_json([evaluation.to_dict() for evaluation in evaluations])
    else:
        _print(evaluations, OUT)


def _evaluate(
    evaluation_set: EvaluationSet,
    compare: Sequence[str],
    earlier: Mapping[str, Sequence[Evaluation]],
    model: str | None,
    rerank: str | None,
    on_progress: OnProgress,
) -> Iterator[Evaluation]:
    from ...rag.evaluation import VARIANTS, evaluate

    modes: list[SearchMode] = [mode for mode in VARIANTS if mode in ("hybrid", *compare)]
    yield from evaluate(evaluation_set, modes, model=model, on_progress=on_progress)
    if rerank is not None:
        (other,) = evaluate(evaluation_set, model=model, rerank=rerank, on_progress=on_progress)
        yield replace(other, variant=f"reranked by {Path(rerank).name}")
    for name in compare:
        if name in VARIANTS:
            continue
        if name in earlier:
            yield from (
                evaluation
                for evaluation in earlier[name]
                if evaluation.set_name == evaluation_set.name
            )
        else:
            (other,) = evaluate(evaluation_set, model=name, on_progress=on_progress)
            yield replace(other, variant=Path(name).name)


def _saved(path: Path) -> list[Evaluation]:
    """The results of an earlier run. Raises EvaluationError if the file holds none."""
    from ...rag.evaluation import Evaluation

    try:
        saved = [Evaluation.from_dict(row) for row in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"it is not what `turnwise eval --json` prints ({error!r})", source=path
        ) from error
    return [
        replace(evaluation, variant=f"{path.stem}: {evaluation.variant}") for evaluation in saved
    ]


def _print(evaluations: Sequence[Evaluation], out: Console) -> None:
    """A table: a row for each variant of a set, then its languages and kinds."""
    table = Table("set", "search", "n", box=None, header_style="bold", padding=(0, 1, 0, 0))
    for name in _COLUMNS:
        table.add_column(name or "95 %", no_wrap=True, justify="right" if name else "left")
    for evaluation in evaluations:
        groups = {"": evaluation.measures, **evaluation.by_language, **evaluation.by_kind}
        for group, measures in groups.items():
            title = f"  {group}" if group else evaluation.set_name
            n = measures["MRR@10"].n if "MRR@10" in measures else 0
            cells = [_cell(name, measures) for name in _COLUMNS]
            table.add_row(title, evaluation.variant, str(n), *cells, style="dim" if group else "")
    out.print(table)
    for evaluation in evaluations:
        shown = [
            f"{name} {evaluation.measures[name].value:.2f} of {evaluation.measures[name].n}"
            for name in _REFUSALS
            if name in evaluation.measures
        ]
        if shown:
            out.print(f"{evaluation.set_name}: {', '.join(shown)}", markup=False)
        answers = [
            f"{name} {measure.value:.0f}" if "characters" in name else f"{name} {measure.value:.3f}"
            for name in _ANSWERS
            if (measure := evaluation.measures.get(name))
        ]
        if answers:
            out.print(f"{evaluation.set_name}: {', '.join(answers)}", markup=False)
        if evaluation.differing_turns:
            names = ", ".join(evaluation.differing_turns)
            out.print(
                f"{evaluation.set_name}: read into other turns than the gold ones: {names}",
                markup=False,
            )


def _cell(name: str, measures: Mapping[str, Measure]) -> str:
    if not name:
        if (spread := measures.get("MRR@10")) is None:
            return "–"
        return f"{spread.low:.2f}–{spread.high:.2f}"
    return f"{measures[name].value:.3f}" if name in measures else "–"
