"""Damage each file of a library in turn, and see that Turnwise gives right results or says no.

    python tests/attack/damage.py [--seconds 60] [--seed 1]

Prints one line of JSON. Exit 1 if anything ended in a traceback, a panic, a crash, or a result that
is wrong without a word. `unnoticed` counts results that differ because SQLite gave other content
than was stored, which `doctor` does not see either.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import BigramEmbedder, make_transcript
from turnwise.index.errors import TurnwiseError
from turnwise.rag import Library
from turnwise.rag.doctor import diagnose

_SUBJECTS = ("OpenCL", "Julia", "黑洞", "Vulkan", "围棋")
_QUESTIONS = ("Why did you leave OpenCL?", "黑洞 是什么", "What about Julia and Go?")
_MAX_SECONDS_OF_A_TRIAL = 60
_BLOCK_BYTES = 512


@dataclass(frozen=True, slots=True)
class Trial:
    """One damage done to one copy of the library."""

    file: str  # within the library
    damage: str
    keeps_time: bool  # as when the disk loses a bit, rather than a program writes
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    kind: str  # right, refused, named, unnoticed, wrong, or traceback
    detail: str = ""


def make_libraries(folder: Path) -> list[Path]:
    """The same library twice: as a kill leaves it, with SQLite's log of writes, and closed."""
    with Library.open(folder / "made", embedder=BigramEmbedder()) as library:
        for number, subject in enumerate(_SUBJECTS):
            library.add(
                make_transcript(
                    ("Anna", f"Why did you leave {subject} behind, number {number}?"),
                    (
                        "Speaker 1",
                        f"Because {subject} was never easy to learn. 因为{subject}很难学。",
                    ),
                    ("Anna", "And what came after it?"),
                    ("Speaker 1", f"After {subject} we wrote everything again, twice, by hand."),
                    title=f"Talk of {subject}",
                    date=f"2020-01-0{number + 1}",
                )
            )
        first = library.transcripts()[0].id
        library.rename_speaker("Speaker 1", "Bo", first)
        library.give_feedback(library.ask(_QUESTIONS[0]), "helpful")
        library.remove(library.transcripts()[-1].id)
        shutil.copytree(folder / "made", folder / "killed")
    return [folder / "killed", folder / "made"]


def results(library: Library) -> dict[str, object]:
    """What a user sees of it."""
    hits = {q: [_shown(hit) for hit in library.search(q)] for q in _QUESTIONS}
    return {
        "list": [info.to_dict() for info in library.transcripts()],
        "show": [library.transcript(info.id).to_dict() for info in library.transcripts()],
        "lookup": library.lookup("easy").to_dict(),
        "search": hits,
        "ask": [library.ask(question).text for question in _QUESTIONS],
        "feedback": [one.to_dict() for one in library.feedback()],
    }


def _shown(hit: object) -> object:
    shown = hit.to_dict()  # type: ignore[attr-defined]
    shown["score"] = round(shown["score"], 5)
    return shown


def damage(path: Path, trial: Trial) -> None:
    """Do to a file what a disk, a full disk or a person might."""
    rng = random.Random(trial.seed)
    before = path.stat()
    content = bytearray(path.read_bytes())
    if trial.damage == "remove":
        path.unlink()
        return
    if trial.damage == "empty":
        content.clear()
    elif trial.damage == "truncate":
        del content[rng.randrange(len(content)) :]
    elif trial.damage == "flip":
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    elif trial.damage == "flips":
        for _ in range(20):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    elif trial.damage == "zero":
        start = rng.randrange(len(content)) // _BLOCK_BYTES * _BLOCK_BYTES
        content[start : start + _BLOCK_BYTES] = bytes(len(content[start : start + _BLOCK_BYTES]))
    elif trial.damage == "noise":
        start = rng.randrange(len(content)) // _BLOCK_BYTES * _BLOCK_BYTES
        content[start : start + _BLOCK_BYTES] = rng.randbytes(
            len(content[start : start + _BLOCK_BYTES])
        )
    elif trial.damage == "swap":
        others = [p for p in path.parent.iterdir() if p.is_file() and p != path]
        content = bytearray(rng.choice(others).read_bytes()) if others else content
    elif trial.damage == "append":
        content += rng.randbytes(100)
    path.write_bytes(content)
    if trial.keeps_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


_DAMAGES = (
    "remove",
    "empty",
    "truncate",
    "flip",
    "flip",
    "flips",
    "zero",
    "noise",
    "swap",
    "append",
)


def run_trial(master: str, trial: Trial, expected: dict[str, object]) -> Outcome:
    """Damage a copy and use it in every way. Runs in a process of its own."""
    warnings = _Warnings()
    logging.getLogger().addHandler(warnings)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        shutil.copytree(master, path)
        damage(path / trial.file, trial)
        refused: list[str] = []
        found: dict[str, object] = {}

        def use(what: Callable[[], object]) -> object:
            try:
                return what()
            except TurnwiseError as error:
                refused.append(str(error))
                return None

        try:
            used = use(lambda: _use(path))
            if isinstance(used, dict):
                found = used
            checks = use(lambda: diagnose(path)) or []
            failed = [c for c in checks if not c.ok and c.name not in ("gradio", "embedding model")]  # type: ignore[attr-defined]
            use(lambda: _rebuild(path))
            again = use(lambda: _use(path))
            use(lambda: _write(path))
        except BaseException:  # a panic of Rust derives from it
            return Outcome("traceback", traceback.format_exc())
        finally:
            logging.getLogger().removeHandler(warnings)
    differs = [key for key in found if found[key] != expected[key]]
    if isinstance(again, dict):
        differs += [f"{key} after --rebuild" for key in again if again[key] != expected[key]]
    if differs and (failed or refused or warnings.records):
        return Outcome("named", ", ".join(differs))
    if differs:
        is_derived = not trial.file.startswith("library.sqlite3")
        return Outcome("wrong" if is_derived else "unnoticed", ", ".join(differs))
    return Outcome("refused", refused[0]) if refused else Outcome("right")


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record.getMessage())


def _use(path: Path) -> dict[str, object]:
    with Library.open(path, embedder=BigramEmbedder()) as library:
        return results(library)


def _rebuild(path: Path) -> None:
    with Library.open(path, embedder=BigramEmbedder()) as library:
        library.rebuild()


def _write(path: Path) -> None:
    with Library.open(path, embedder=BigramEmbedder()) as library:
        library.add(make_transcript(("Eve", "What is new?"), ("Bo", "Nothing is new at all.")))
        library.remove(library.transcripts()[0].id)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="print each outcome but “right”")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    counts: Counter[str] = Counter()
    bad: list[str] = []
    end = time.monotonic() + arguments.seconds
    logging.getLogger().addHandler(logging.NullHandler())
    with tempfile.TemporaryDirectory() as folder:
        masters = make_libraries(Path(folder))
        shutil.copytree(masters[1], Path(folder) / "reference")
        expected = _use(Path(folder) / "reference")
        pool: ProcessPoolExecutor | None = None
        while time.monotonic() < end:
            master = rng.choice(masters)
            files = sorted(str(p.relative_to(master)) for p in master.rglob("*") if p.is_file())
            weights = [12 if file.startswith("library.sqlite3") else 1 for file in files]
            file = rng.choices(files, weights)[0]
            kind = rng.choice(_DAMAGES) if (master / file).stat().st_size else "append"
            trial = Trial(file, kind, rng.random() < 0.3, rng.randrange(2**32))
            pool = pool or ProcessPoolExecutor(1, get_context("spawn"))
            try:
                outcome = pool.submit(run_trial, str(master), trial, expected).result(
                    timeout=_MAX_SECONDS_OF_A_TRIAL
                )
            except (BrokenProcessPool, TimeoutError) as error:
                outcome = Outcome("crash", repr(error))
                pool = None
            counts[outcome.kind] += 1
            if outcome.kind in ("traceback", "crash", "wrong"):
                bad.append(f"{trial}: {outcome.detail}")
            if arguments.verbose and outcome.kind != "right":
                print(outcome.kind, trial, outcome.detail, file=sys.stderr)
        if pool:
            pool.shutdown()
    print(json.dumps({"attack": "damage", "trials": counts.total(), **counts, "bad": len(bad)}))
    for one in bad[:10]:
        print(one, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
