"""Requests a second, and the times of the median and the slowest, for 1, 8 and 32 clients.

    python tests/benchmarks/server_load.py [--seconds 10] [--other FOLDER]

Serves the sample transcripts with the bundled model in a process of its own, and asks it over HTTP.
FOLDER holds another version (its `turnwise` folder with `index`, `rag`, `ui` and `data`): both are
asked by turns, so that a machine that others use is as slow for one as for the other.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path

import httpx

ASKED = [
    "what did he say about OpenCL",
    "他对 Julia 语言有什么看法",
    "What is unframework?",
    "what did Audrey Tang say about masks",
    "research 和 production 的矛盾是什么",
]
REQUESTS = {
    "GET /v1/transcripts": ("GET", "/v1/transcripts", lambda n: None),
    "POST /v1/lookup": ("POST", "/v1/lookup", lambda n: {"term": "OpenCL"}),
    "POST /v1/search": ("POST", "/v1/search", lambda n: {"query": ASKED[n % len(ASKED)]}),
    "POST /v1/ask": ("POST", "/v1/ask", lambda n: {"question": ASKED[n % len(ASKED)]}),
}
CLIENTS = (1, 8, 32)


async def load(address: str, kind: str, n_clients: int, seconds: float) -> list[float]:
    """The times of all requests that were answered, in seconds."""
    method, path, body = REQUESTS[kind]
    end = time.perf_counter() + seconds
    times: list[float] = []

    async def ask(first: int) -> None:
        async with httpx.AsyncClient(base_url=address, timeout=120) as client:
            n = first
            while time.perf_counter() < end:
                start = time.perf_counter()
                response = await client.request(method, path, json=body(n))
                response.raise_for_status()
                times.append(time.perf_counter() - start)
                n += 1

    await asyncio.gather(*(ask(first) for first in range(n_clients)))
    return times


@contextmanager
def serving(packages: str | None, there: Path | None = None) -> Iterator[str]:
    """The address of a server of this version or another.

    Args:
        there: its library; None for one with the sample transcripts.
    """
    turnwise = [sys.executable, "-c", "from turnwise.ui.cli import main; main()"]
    env = os.environ | ({"PYTHONPATH": packages} if packages else {})
    with tempfile.TemporaryDirectory() as folder:
        library = ["--library", str(there or Path(folder) / "library")]
        if there is None:
            add = [*turnwise, "add", "--samples", *library]
            subprocess.run(add, check=True, capture_output=True, env=env)
        command = [*turnwise, "serve", "--no-page", "--port", "0", *library]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as server:
            assert server.stdout
            address = server.stdout.readline().split()[3]
            httpx.get(f"{address}readyz", timeout=120).raise_for_status()
            yield address
            server.terminate()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=10.0, help="for each row")
    parser.add_argument("--other", help="the folder of another version")
    parser.add_argument("--requests", nargs="+", default=list(REQUESTS))
    parser.add_argument("--library", type=Path, help="in place of the sample transcripts")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows: list[dict[str, object]] = []
    with ExitStack() as servers:
        addresses = {"this": servers.enter_context(serving(None, given.library))}
        if given.other:
            addresses["other"] = servers.enter_context(serving(given.other, given.library))
        print("| request | clients | version | a second | p50 ms | p99 ms |")
        print("|---|---|---|---|---|---|")
        for kind, n_clients in product(given.requests, CLIENTS):
            for version, address in addresses.items():
                asyncio.run(load(address, kind, 1, 0.01))  # what only a first request needs
                times = asyncio.run(load(address, kind, n_clients, given.seconds))
                p50, p99 = statistics.median(times), sorted(times)[int(0.99 * len(times))]
                print(
                    f"| {kind} | {n_clients} | {version} | {len(times) / given.seconds:.1f} "
                    f"| {p50 * 1e3:.0f} | {p99 * 1e3:.0f} |",
                    flush=True,
                )
                row = {"request": kind, "clients": n_clients, "version": version}
                row |= {"a second": len(times) / given.seconds, "p50 ms": p50 * 1e3}
                rows.append(row | {"p99 ms": p99 * 1e3})
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
