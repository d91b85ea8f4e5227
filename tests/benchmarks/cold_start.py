"""Where the time of a first and of a later question goes.

    python tests/benchmarks/cold_start.py [--runs 5]

Wall times on one machine are noisy: read the shares, and compare two versions in one sitting.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from turnwise.index.paths import sample_transcripts
from turnwise.rag import Library

_QUESTION = "what did he say about OpenCL"
STEPS = {
    "Python itself": "pass",
    "import turnwise.rag": "import turnwise.rag",
    "import turnwise.ui.cli": "import turnwise.ui.cli",
    "jieba's dictionary": "from turnwise.index.text.terms import index_terms; index_terms('你好')",
    "import sentence_transformers": "import sentence_transformers",
    "embed one text": "from turnwise.index.models.by_name import load_embedder; load_embedder().embed(['x'])",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print("| step | median s | range s |\n| --- | --- | --- |")
    for name, code in STEPS.items():
        report(name, runs, lambda code=code: run_python(code))
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        library.add(sample_transcripts() / "interview.txt")
        command = f"from turnwise.ui.cli import main; import sys; sys.argv = {['turnwise', 'ask', _QUESTION, '--library', folder]!r}; main()"
        report("turnwise ask, cold", runs, lambda: run_python(command))
        library.ask(_QUESTION)
        report("library.ask, warm", 10 * runs, lambda: library.ask(_QUESTION))
        report("library.search, warm", 10 * runs, lambda: library.search(_QUESTION))


def run_python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def report(name: str, runs: int, action: Callable[[], object]) -> None:
    seconds: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    print(f"| {name} | {statistics.median(seconds):.3f} | {min(seconds):.3f}–{max(seconds):.3f} |")


if __name__ == "__main__":
    main()
