"""All measures of speed in one run: JSON, a table, and pictures of growth.

    python tests/benchmarks/bench.py CORPUS --libraries FOLDER --out FOLDER
        [--passages 1000 10000] [--seconds 5] [--questions 45] [--turns 1000]

Runs the other benchmarks, each in a process of its own: `real_libraries.py` for libraries that do
not stand in the folder yet, `adding_speed.py`, `search_speed.py`, `library_costs.py` and
`server_load.py`. Writes `bench.json`, `bench.md` and `growth.svg`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from real_libraries import library_of

_HERE = Path(__file__).parent
_GROWING = {  # what a picture shows → the name of a cost, or of a call
    "a search, ms (median)": "search",
    "a search of a speaker, ms (median)": "search, of a speaker",
    "an answer, ms (median)": "ask",
    "a cold answer, s": "cold ask, s",
    "adding one beside embedding, s": "adding beside embedding, s",
    "removing one, s": "removing, s",
    "disk, MB": "disk, MB",
    "memory, its own, MB": "memory, its own, MB",
}


def run(script: str, *arguments: object, out: Path) -> Any:
    """What another benchmark writes as JSON."""
    command = [sys.executable, str(_HERE / script), *map(str, arguments), "--json", str(out)]
    subprocess.run(command, check=True)
    return json.loads(out.read_text())


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """All measures."""
    libraries, out, sizes = given.libraries, given.out, sorted(given.passages)
    build = [_HERE / "real_libraries.py", given.corpus, "--out", libraries, "--passages", *sizes]
    subprocess.run([sys.executable, *map(str, build)], check=True)
    part = out / "part.json"
    found: dict[str, Any] = {"measured at": datetime.now(UTC).isoformat(timespec="minutes")}
    found["adding"] = run("adding_speed.py", given.corpus, "--turns", given.turns, out=part)
    found["sizes"] = {}
    for n in sizes:
        search = ["--questions", given.questions, "--seconds", given.seconds]
        search += ["--ask-from", sizes[0], "--passages", n]
        of_size = run("search_speed.py", libraries, *search, out=part)
        of_size["searches_a_second"] = of_size["searches_a_second"][str(n)]
        library = library_of(n, libraries)
        of_size["costs"] = run("library_costs.py", library, given.corpus, out=part)
        load = ["--library", library, "--seconds", given.seconds, "--requests", "POST /v1/search"]
        of_size["clients"] = run("server_load.py", *load, out=part)
        found["sizes"][n] = of_size
    part.unlink()
    return found


def values(found: Mapping[str, Any], name: str) -> dict[int, float]:
    """Number of passages → a cost, or the median of a call."""
    of_size: dict[int, float] = {}
    for n, size in found["sizes"].items():
        medians = {row["call"]: row["p50"] for row in size["rows"]}
        value = medians.get(name, size["costs"].get(name))
        if value:
            of_size[int(n)] = value
    return of_size


def exponent(of_size: Mapping[int, float]) -> float | None:
    """How a value grows: the power of the number of passages that fits best; None for one size."""
    if len(of_size) < 2:
        return None
    logs = np.log([list(of_size), list(of_size.values())])
    return float(np.polyfit(*logs, 1)[0])


def tables(found: Mapping[str, Any]) -> str:
    """The measures as Markdown."""
    adding = found["adding"]
    rows = [[stage, f"{value:.0f}"] for stage, value in adding["turns a second"].items()]
    share = adding["share of the embedder's raw speed"]
    parts = [
        f"Measured {found['measured at']}, in processor time.",
        f"## Adding {adding['turns']:,} turns ({adding['passages']:,} passages)",
        _table(["stage", "turns a second"], rows),
        f"Share of the embedder's raw speed: {share:.2f}",
        "## Searching, milliseconds",
    ]
    calls = [[n, *_of_call(row)] for n, size in found["sizes"].items() for row in size["rows"]]
    parts.append(_table(["passages", "call", "p50", "p95", "p99", "stages (mean)"], calls))
    rates = [
        [n, *(f"{value:.1f}" for value in size["searches_a_second"].values())]
        for n, size in found["sizes"].items()
    ]
    threads = [f"by {n} threads" for n in next(iter(found["sizes"].values()))["searches_a_second"]]
    parts += ["## Searches a second", _table(["passages", *threads], rates)]
    clients = [
        [n, row["clients"], *(f"{row[name]:.1f}" for name in ("a second", "p50 ms", "p99 ms"))]
        for n, size in found["sizes"].items()
        for row in size["clients"]
    ]
    names = ["passages", "clients", "a second", "p50 ms", "p99 ms"]
    parts += ["## `/v1/search` by clients (wall time)", _table(names, clients)]
    sizes = list(found["sizes"])
    growth: list[list[object]] = []
    costs = dict.fromkeys(name for size in found["sizes"].values() for name in size["costs"])
    for name in [*dict.fromkeys(_GROWING.values()), *costs]:
        of_size, shown = values(found, name), f"{name}, ms" if name not in costs else name
        power = exponent(of_size)
        row = [f"{of_size[int(n)]:.3g}" if int(n) in of_size else "–" for n in sizes]
        line = [shown, *row, "–" if power is None else f"{power:.2f}"]
        if line not in growth:
            growth.append(line)
    parts += ["## Growth", _table(["", *(f"{int(n):,}" for n in sizes), "exponent"], growth)]
    return "\n\n".join(parts) + "\n"


def _of_call(row: Mapping[str, Any]) -> list[str]:
    stages = ", ".join(f"{stage} {ms:.1f}" for stage, ms in row["stages"].items())
    return [row["call"], *(f"{row[p]:.1f}" for p in ("p50", "p95", "p99")), stages]


def _table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def draw(found: Mapping[str, Any], path: Path) -> None:
    """Each value by the number of passages, both logarithmic."""
    from matplotlib.figure import Figure  # late: importing takes a second

    figure = Figure(figsize=(9, 6), layout="constrained")
    axes = figure.subplots()
    for label, name in _GROWING.items():
        of_size = values(found, name)
        power = exponent(of_size)
        shown = label if power is None else f"{label}: n^{power:.2f}"
        axes.loglog(list(of_size), list(of_size.values()), marker="o", label=shown)
    axes.set_xlabel("passages")
    axes.grid(visible=True, which="both", alpha=0.2)
    figure.legend(loc="outside right center")
    figure.savefig(path)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--libraries", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--seconds", type=float, default=5.0, help="for each number of clients")
    parser.add_argument("--questions", type=int, default=45)
    parser.add_argument("--turns", type=int, default=1000, help="that are added")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    found = measure(given)
    (given.out / "bench.json").write_text(json.dumps(found, indent=1))
    found = json.loads(json.dumps(found))  # with the keys that the file has
    (given.out / "bench.md").write_text(tables(found))
    draw(found, given.out / "growth.svg")
    print(tables(found))


if __name__ == "__main__":
    main()
