"""What a library takes: disk, memory, a cold question, adding and removing one transcript.

    python tests/benchmarks/library_costs.py LIBRARY CORPUS [--json FILE]

LIBRARY and CORPUS as of `real_libraries.py`; a copy is written to, the library itself is not.
Seconds are of the processor. Memory is told from /proc, where there is one: that of the process
alone, and files that it has mapped, which the system takes back when others need the room.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

from real_libraries import transcripts
from search_speed import questions
from turnwise.index.transcript import Transcript
from turnwise.rag import Library
from turnwise.rag.adding import adder

_QUESTIONS = 30  # before memory is told
_TURNS = range(80, 200)  # of the transcripts that are added
_PARTS = {"SQLite": "library.sqlite3*", "dense": "dense*", "words": "terms/*/*"}


def measure(path: Path, corpus: Path) -> dict[str, float]:
    """What a library takes, by name with the unit."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library"
        shutil.copytree(path, copy)
        cold = _cold(copy)  # brings a library of an earlier version along
        found = {f"disk, {part}, MB": _megabytes(copy, files) for part, files in _PARTS.items()}
        found["disk, MB"] = sum(found.values())
        found |= cold
        with Library.open(copy) as library:
            asked = questions(library, _QUESTIONS)
            for question in asked:
                library.search(question)
            found |= _memory()
            found |= _writes(library, corpus, asked)
    return found


def _megabytes(folder: Path, files: str) -> float:
    return sum(file.stat().st_size for file in folder.glob(files)) / 1e6


def _cold(library: Path) -> dict[str, float]:
    """Processor seconds of `turnwise ask` in a process of its own, the best of three; with the
    bytecode of all modules, as an installed program has it."""
    ask = ["turnwise", "ask", "what did he say about open source", "--library", str(library)]
    code = f"from turnwise.ui.cli import main; import sys; sys.argv = {ask!r}; main()"
    took: list[float] = []
    with tempfile.TemporaryDirectory() as bytecode:
        kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
        for _ in range(3):
            before = _child_seconds()
            subprocess.run(
                [sys.executable, "-c", code],
                check=False,
                capture_output=True,
                env=os.environ | kept,
            )
            took.append(_child_seconds() - before)
    return {"cold ask, s": min(took)}


def _child_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _memory() -> dict[str, float]:
    """Megabytes of this process, and of files that it has mapped."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    kilobytes = {name: int(lines[name].split()[0]) for name in ("RssAnon", "RssFile")}
    return {
        "memory, its own, MB": kilobytes["RssAnon"] / 1e3,
        "memory, mapped files, MB": kilobytes["RssFile"] / 1e3,
    }


def _writes(library: Library, corpus: Path, asked: Sequence[str]) -> dict[str, float]:
    """Seconds of adding the second of two transcripts beside embedding it, of removing it, and of
    the search after each."""
    known = {info.id for info in library.transcripts()}
    new: list[Transcript] = []
    for talk in transcripts(corpus):
        if talk.id not in known and len(talk.turns) in _TURNS:
            new.append(talk)
        if len(new) == 2:
            break
    if len(new) < 2:
        return {}
    computing = 0.0
    index_transcript = adder.index_transcript

    def timed(*args: object, **kwargs: object) -> object:
        nonlocal computing
        start = time.process_time()
        result = index_transcript(*args, **kwargs)  # pyright: ignore[reportArgumentType]
        computing += time.process_time() - start
        return result

    library.add(new[0])
    library.search(asked[0])
    found = {"warm search, s": _took(lambda: library.search(asked[0]))}
    with patch.object(adder, "index_transcript", timed):
        adding = _took(lambda: library.add(new[1]))
    found["turns added"] = len(new[1].turns)
    found["adding beside embedding, s"] = adding - computing
    found["search after adding, s"] = _took(lambda: library.search(asked[0]))
    found["removing, s"] = _took(lambda: library.remove(new[1].id))
    found["search after removing, s"] = _took(lambda: library.search(asked[0]))
    return found


def _took(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("library", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = measure(given.library, given.corpus)
    for name, value in found.items():
        print(f"| {name} | {value:.3g} |")
    if given.json:
        given.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
