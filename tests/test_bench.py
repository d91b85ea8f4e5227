from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT, BigramEmbedder, make_transcript
from turnwise.index.ingest import index_transcript
from turnwise.index.store.store import Store

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
import bench
import cold_start
import made_library


def size(n: int) -> dict[str, Any]:
    """Measures of a library of so many passages: a search takes the same, disk grows with it."""
    row = {
        "n_passages": n,
        "call": "search",
        "p50": 5.0,
        "p95": 9.0,
        "p99": 9.5,
        "stages": {"dense": 2.0},
    }
    clients = [
        {
            "request": "POST /v1/search",
            "clients": 1,
            "version": "this",
            "a second": 9.0,
            "p50 ms": 8.0,
            "p99 ms": 9.0,
        }
    ]
    return {
        "rows": [row],
        "searches_a_second": {"1": 20.0, "8": 40.0},
        "costs": {"disk, MB": n / 1000},
        "clients": clients,
    }


FOUND = {
    "measured at": "2026-11-30T15:00+00:00",
    "adding": {"turns": 9, "passages": 20, "turns a second": {"linking": 900.0}, "share of the embedder's raw speed": 0.9},
    "sizes": {"1000": size(1000), "10000": size(10_000)},
}  # fmt: skip


@pytest.mark.slow  # starts processes
@pytest.mark.parametrize("name", sorted(cold_start.STEPS.keys() - {"import sentence_transformers"}))
def test_each_step_of_a_cold_start_runs(name: str):
    cold_start.run_python(cold_start.STEPS[name])


def test_a_cost_that_grows_with_the_library_has_the_exponent_one():
    assert bench.exponent(bench.values(FOUND, "disk, MB")) == pytest.approx(1.0)
    assert bench.exponent(bench.values(FOUND, "search")) == pytest.approx(0.0)
    assert bench.exponent({1000: 2.0}) is None


def test_the_table_has_all_sizes(tmp_path: Path):
    table = bench.tables(FOUND)
    assert "| search, ms | 5 | 5 | 0.00 |" in table
    assert "| disk, MB | 1 | 10 | 1.00 |" in table
    assert "| 10000 | search | 5.0 | 9.0 | 9.5 | dense 2.0 |" in table
    bench.draw(FOUND, tmp_path / "growth.svg")
    assert (tmp_path / "growth.svg").stat().st_size > 1000


def test_a_made_talk_has_real_words_under_other_numbers(tmp_path: Path):
    store = Store(tmp_path / "library.sqlite3")
    for word in ("OpenCL", "CUDA"):
        turns = [
            (speaker, f"{text} {word} in year {n}, when you look at it?")
            for n in range(6)
            for speaker, text in (("A", "Why did you leave"), ("B", "Nobody wrote"))
        ]
        indexed = index_transcript(make_transcript(*turns, title=word), BigramEmbedder())
        store.add(indexed, model=("bigrams", "f1"))
    made = next(made_library.made_talks(store))
    real = {turn.text for info in store.transcripts() for turn in store.transcript(info.id).turns}
    assert {turn.text for turn in made.transcript.turns} <= real
    assert [turn.number for turn in made.transcript.turns] == list(
        range(1, len(made.transcript.turns) + 1)
    )
    texts = [passage.text(made.transcript) for passage in made.passages]
    assert texts and all(text in " ".join(real) for text in texts)
    np.testing.assert_allclose(np.linalg.norm(made.embeddings, axis=1), 1, atol=1e-5)
