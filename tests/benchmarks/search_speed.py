"""How much processor time a search takes, by stage and by size of the library.

    python tests/benchmarks/real_libraries.py CORPUS --out FOLDER
    python tests/benchmarks/search_speed.py FOLDER [--passages 1000 10000 100000] [--json FILE]

Asks questions that were asked in the talks themselves. Each is new to the program, which is warm
from other questions. Processor time counts the threads of FAISS and of the models too, and says
more than wall time where others use the machine. Threads show how much of it runs side by side.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from real_libraries import library_of
from turnwise.index.search_indexes.dense import DenseIndex
from turnwise.index.search_indexes.lexical import LexicalIndex
from turnwise.rag import Library
from turnwise.rag.search import searcher
from turnwise.rag.search.filters import Filters
from turnwise.rag.search.hits import HitBuilder

_STAGES: tuple[tuple[object, str, str], ...] = (  # owner, its function, the stage
    (Library, "_understand", "understand"),
    (searcher, "_embed_question", "embed"),
    (Filters, "allowed", "filter"),
    (LexicalIndex, "search", "lexical"),
    (LexicalIndex, "holds", "lexical"),
    (LexicalIndex, "inverse_document_frequency", "lexical"),
    (DenseIndex, "nearest", "dense"),
    (DenseIndex, "products", "products"),
    (searcher, "score_by_words", "words"),
    (HitBuilder, "build", "hits"),
)
_WARMING = 10  # questions before the measured ones
_LENGTH = range(15, 100)  # characters of a question
_THREADS = (1, 8)
_CALLS = ("search", "search, of a speaker", "ask")


@dataclass(frozen=True, slots=True)
class Row:
    """Processor time of one kind of call, in milliseconds."""

    n_passages: int
    call: str
    p50: float
    p95: float
    p99: float
    stages: dict[str, float]  # the mean of each


def questions(library: Library, n: int, *, every: int = 1) -> list[str]:
    """Questions that were asked in one in `every` talks of a library, each once, spread over it."""
    found = [
        " ".join((entry.asked or "").split())
        for info in library.transcripts()[::every]
        for entry in library.outline(info.id).entries
    ]
    fitting = list(dict.fromkeys(question for question in found if len(question) in _LENGTH))
    return [fitting[i * len(fitting) // n] for i in range(min(n, len(fitting)))]


@contextmanager
def stage_times() -> Iterator[dict[str, float]]:
    """Processor seconds of each stage, without those of the stages that it calls."""
    times: dict[str, float] = defaultdict(float)
    open_stages: list[list[float]] = []

    def timed(function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            open_stages.append([0.0])
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                took = time.process_time() - start
                (inside,) = open_stages.pop()
                times[stage] += took - inside
                if open_stages:
                    open_stages[-1][0] += took

        return call

    with ExitStack() as patches:
        for owner, name, stage in _STAGES:
            function = getattr(owner, name)
            patches.enter_context(patch.object(owner, name, timed(function, stage)))
        yield times


def measure(name: str, n_passages: int, call: Callable[[str], object], asked: Sequence[str]) -> Row:
    """One row: each question once, after some to warm up."""
    for question in asked[:_WARMING]:
        call(question)
    took: list[float] = []
    with stage_times() as stages:
        for question in asked[_WARMING:]:
            start = time.process_time()
            call(question)
            took.append(1e3 * (time.process_time() - start))
    p50, p95, p99 = np.percentile(took, [50, 95, 99])
    means = {stage: 1e3 * seconds / len(took) for stage, seconds in stages.items()}
    means["rest"] = float(np.mean(took)) - sum(means.values())
    return Row(n_passages, name, float(p50), float(p95), float(p99), means)


def rates(call: Callable[[str], object], asked: Sequence[str], seconds: float) -> dict[int, float]:
    """Number of threads → calls a second."""

    def ask(first: int, end: float) -> int:
        n = 0
        while time.perf_counter() < end:
            call(asked[(first * 7 + n) % len(asked)])
            n += 1
        return n

    found: dict[int, float] = {}
    for n_threads in _THREADS:
        end = time.perf_counter() + seconds
        with ThreadPoolExecutor(n_threads) as pool:
            calls = sum(pool.map(ask, range(n_threads), [end] * n_threads))
        found[n_threads] = calls / seconds
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument(
        "--ask-from", type=int, help="passages of the library whose questions are asked"
    )
    parser.add_argument("--seconds", type=float, default=8.0, help="for each number of threads")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    smallest = library_of(given.ask_from or min(given.passages), given.folder)
    with Library.open(smallest) as library:
        asked = questions(library, given.questions)
    if len(asked) <= len(_CALLS) * _WARMING:
        parser.error(
            f"{smallest} has {len(asked)} fitting questions, and {len(_CALLS) * _WARMING} serve to "
            "warm up; name a larger one with --ask-from, or more with --questions"
        )
    rows: list[Row] = []
    by_threads: dict[int, dict[int, float]] = {}
    for n_passages in given.passages:
        with Library.open(library_of(n_passages, given.folder)) as library:
            speakers = Counter(s for info in library.transcripts() for s in info.speakers)
            speaker = [speakers.most_common(1)[0][0]]
            shares = np.array_split(np.array(asked, dtype=object), len(_CALLS))
            calls: tuple[Callable[[str], object], ...] = (
                library.search,
                lambda q, of=speaker: library.search(q, speakers=of),
                library.ask,
            )
            for name, call, own in zip(_CALLS, calls, shares, strict=True):
                rows.append(measure(name, n_passages, call, list(own)))
                print(_line(rows[-1]), flush=True)
            by_threads[n_passages] = rates(library.search, asked, given.seconds)
            print(f"searches a second by threads: {by_threads[n_passages]}", flush=True)
    if given.json:
        content = {"rows": [asdict(row) for row in rows], "searches_a_second": by_threads}
        given.json.write_text(json.dumps(content, indent=1))


def _line(row: Row) -> str:
    stages = ", ".join(f"{stage} {ms:.1f}" for stage, ms in row.stages.items())
    return (
        f"| {row.n_passages:,} | {row.call} | {row.p50:.1f} | {row.p95:.1f} | {row.p99:.1f} "
        f"| {stages} |"
    )


if __name__ == "__main__":
    main()
