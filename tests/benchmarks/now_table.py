"""Write the table “Now” of data/eval/RESULTS.md.

    python tests/benchmarks/now_table.py [SET…]
    python tests/benchmarks/now_table.py --from one.json --from another.json --commit 1a2b3c4

Measures the sets (those of data/eval unless named, without those that `asked.py` measures) as
`turnwise eval` does, or takes what `turnwise eval SET --json` printed at that commit, and replaces
the table between the two marks.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from turnwise.index.models.by_name import DEFAULT_MODEL, load_embedder
from turnwise.rag.evaluation import Evaluation, Measure, evaluate, read_set

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "data" / "eval" / "RESULTS.md"
START, END = "<!-- now: start -->", "<!-- now: end -->"
_COLUMNS = ("set", "queries", "hit@1", "hit@10", "MRR@10", "right speaker", "right question")
_WITH_INTERVAL = ("hit@1", "MRR@10")
_NAMES = ("hit@1", "hit@10", "MRR@10", "speaker", "question")


def main() -> None:
    """Measure or read, then write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path, help="folders; by default those of data/eval")
    parser.add_argument("--from", dest="saved", action="append", type=Path, default=[])
    parser.add_argument("--commit", help="of the run; the checked out one by default")
    arguments = parser.parse_args()
    if arguments.saved:
        rows = [row for path in arguments.saved for row in json.loads(path.read_text("utf-8"))]
        evaluations = [Evaluation.from_dict(row) for row in rows]
    else:
        folders = arguments.sets or retrieval_sets(RESULTS.parent)
        evaluations = [row for folder in folders for row in evaluate(read_set(folder))]
    text = RESULTS.read_text("utf-8")
    RESULTS.write_text(replace_table(text, now_section(evaluations, arguments.commit)), "utf-8")


def retrieval_sets(folder: Path) -> list[Path]:
    """The sets in a folder that `turnwise eval` measures; `asked.py` measures the others."""
    metas = sorted(folder.glob("*/meta.json"))
    return [
        meta.parent for meta in metas if json.loads(meta.read_text("utf-8"))["scope"] != "query"
    ]


def now_section(evaluations: Sequence[Evaluation], commit: str | None = None) -> str:
    """Date, commit and model, the table, and what is measured of refusals."""
    commit = commit or _git("rev-parse", "--short", "HEAD")
    fingerprint = load_embedder(DEFAULT_MODEL).fingerprint
    today = datetime.datetime.now(datetime.UTC).date()
    heading = f"Measured on {today} at commit `{commit}`, model `{DEFAULT_MODEL}` (fingerprint `{fingerprint[:16]}`)."
    refusals = [line for evaluation in evaluations if (line := _refusal_line(evaluation))]
    return "\n\n".join([heading, table(evaluations), *refusals])


def table(evaluations: Sequence[Evaluation]) -> str:
    """A row for each set, and below it a row for each language of its queries, if several."""
    lines = [_row(_COLUMNS), _row(["---"] * len(_COLUMNS))]
    for evaluation in evaluations:
        lines.append(_measured(evaluation.set_name, evaluation.measures))
        if len(evaluation.by_language) > 1:
            lines += [
                _measured(f"– {language} queries", measures)
                for language, measures in evaluation.by_language.items()
                if "MRR@10" in measures
            ]
    return "\n".join(lines)


def replace_table(text: str, section: str) -> str:
    """The text with the section between the two marks."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{section}\n{END}{after}"


def _measured(name: str, measures: Mapping[str, Measure]) -> str:
    return _row([name, str(measures["MRR@10"].n), *(_cell(key, measures) for key in _NAMES)])


def _cell(name: str, measures: Mapping[str, Measure]) -> str:
    if (measure := measures.get(name)) is None:
        return "–"
    interval = f" [{measure.low:.2f}–{measure.high:.2f}]" if name in _WITH_INTERVAL else ""
    return f"{measure.value:.3f}{interval}"


def _refusal_line(evaluation: Evaluation) -> str:
    """Of a set with questions that nothing answers, how many of each kind are treated rightly."""
    measures = evaluation.measures
    if "refusal recall" not in measures:
        return ""
    answered, refused = measures["answered"], measures["refusal recall"]
    return (
        f"{evaluation.set_name}: {answered.value * answered.n:.0f} of {answered.n} answerable "
        f"questions answered, {refused.value * refused.n:.0f} of {refused.n} unanswerable ones refused."
    )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
