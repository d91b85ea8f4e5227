"""How long a question waits for the first words of its answer, over HTTP on a warm server.

    python tests/benchmarks/first_words.py LIBRARY [--questions 60]

LIBRARY is a library folder, such as one of `real_libraries.py`. Asks `/v1/ask` for a stream, one
question at a time; each was asked in the talks and is new to the server. Processor time counts
the server and the client, and says more than wall time where others use the machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import httpx
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from live_server import serving
from search_speed import questions
from turnwise.rag import Library
from turnwise.ui.server import create_app

_WARMING = 20  # questions before the measured ones
_EVERY = 20  # questions are taken from one in so many transcripts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--questions", type=int, default=60)
    given = parser.parse_args()
    with Library.open(given.library) as library:
        asked = questions(library, given.questions + _WARMING, every=_EVERY)
        with serving(create_app(library, with_page=False)) as address:
            httpx.get(f"{address}/readyz", timeout=120).raise_for_status()
            times = np.array([first_words(address, question) for question in asked])[_WARMING:]
    print("| time | p50 ms | p95 ms |\n| --- | --- | --- |")
    for name, column in zip(("wall", "processor"), times.T, strict=True):
        p50, p95 = np.percentile(column * 1e3, [50, 95])
        print(f"| {name} | {p50:.0f} | {p95:.0f} |")


def first_words(address: str, question: str) -> tuple[float, float]:
    """Seconds from the request to the first event with words: wall time, processor time."""
    start, start_processor = time.perf_counter(), time.process_time()
    headers = {"Accept": "text/event-stream"}
    with httpx.stream(
        "POST", f"{address}/v1/ask", json={"question": question}, headers=headers, timeout=120
    ) as answer:
        lines = answer.iter_lines()
        next(line for line in lines if line == "event: text")
        took = time.perf_counter() - start, time.process_time() - start_processor
        for _ in lines:  # the whole answer, so that the next question finds the server idle
            pass
    return took


if __name__ == "__main__":
    main()
