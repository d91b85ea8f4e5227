"""The quality of each search engine on evaluation sets, side by side.

.venv/bin/python tests/benchmarks/engines.py data/eval/seed data/eval/interviews-link
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from pathlib import Path

from turnwise.rag.evaluation import evaluate, read_set

ENGINES = {"files": "{}", "milvus": "milvus://{}", "qdrant": "qdrant://{}"}
MEASURES = ("hit@1", "hit@5", "MRR@10")


def main() -> None:
    """Print a row of a Markdown table for each set and engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--engine", action="append", choices=list(ENGINES), default=[])
    options = parser.parse_args()
    print(f"| set | engine | {' | '.join(MEASURES)} | processor s |")
    print("|---|---|" + "---|" * (len(MEASURES) + 1))
    for path in options.sets:
        for engine in options.engine or ENGINES:
            start = time.process_time()
            form = partial(str.format, ENGINES[engine])
            [result] = evaluate(read_set(path), address=form)
            values = " | ".join(f"{result.measures[name].value:.3f}" for name in MEASURES)
            spent = time.process_time() - start
            print(f"| {result.set_name} | {engine} | {values} | {spent:.0f} |", flush=True)


if __name__ == "__main__":
    main()
