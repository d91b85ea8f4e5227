"""Kill a writer at random instants, and see that nothing it reported is lost.

    python tests/attack/kills.py [--seconds 60] [--seed 1]

The writer adds, removes, renames and rebuilds, and reports each step when it is done. After each
kill the library must open, hold all that was reported, and find every transcript in it. Prints one
line of JSON; exit 1 if anything was lost or failed.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import BigramEmbedder, make_transcript
from turnwise.index.transcript import Transcript
from turnwise.rag import Library
from turnwise.rag.doctor import diagnose

_MAX_WAIT_S = 1.2  # after the first report; a step takes hundredths of a second
_KILLS_OF_A_LIBRARY = 12
_STEPS = ("add", "add", "remove", "remove", "rename", "rebuild")


def talk(number: int) -> Transcript:
    """A transcript with a word of its own, and a speaker to be renamed."""
    word = word_of(number)
    return make_transcript(
        ("Anna", f"What about {word} in your work?"),
        ("Speaker 1", f"{word} is fine, and {number} more words about it."),
        title=f"Talk {number}",
    )


def word_of(number: int) -> str:
    """Letters only, and not part of the word of another number."""
    return "zq" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:06d}")


def write(folder: Path, seed: int, first: int) -> None:
    """The writer: one step after another, reported as JSON lines, until it is killed."""
    rng = random.Random(seed)
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        number = first
        while True:
            ids = [info.id for info in library.transcripts()]
            step = rng.choice(_STEPS) if len(ids) > 2 else "add"
            report: dict[str, object] = {"step": step}
            if step == "add":
                report |= {"id": talk(number).id, "number": number}
            elif step == "remove":
                report |= {"id": rng.choice(ids)}
            elif step == "rename":
                report |= {"id": rng.choice(ids), "name": f"Name {number}"}
            print(json.dumps(report | {"is_done": False}), flush=True)
            if step == "add":
                library.add(talk(number))
            elif step == "remove":
                library.remove(str(report["id"]))
            elif step == "rename":
                transcript = library.transcript(str(report["id"]))
                library.rename_speaker(
                    transcript.turn(2).speaker, str(report["name"]), transcript.id
                )
            else:
                library.rebuild()
            print(json.dumps(report | {"is_done": True}), flush=True)
            number += 1


def run_writer(folder: Path, seed: int, first: int, wait_s: float) -> list[dict[str, object]]:
    """Start a writer, kill it some time after its first report; what it reported."""
    command = [sys.executable, __file__, "--writer", str(folder), "--seed", str(seed)]
    process = subprocess.Popen(
        [*command, "--first", str(first)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    lines = [process.stdout.readline()]
    time.sleep(wait_s)
    ended = process.poll()
    process.kill()
    rest, errors = process.communicate()
    if ended is not None:
        raise AssertionError(f"the writer ended by itself: {errors}")
    lines += rest.splitlines()
    return [json.loads(line) for line in lines if line.strip().endswith("}")]


def check(
    folder: Path, held: dict[str, int], names: dict[str, str], pending: dict[str, object]
) -> None:
    """The library holds what was reported, with or without the step that the kill cut short."""
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        there = {info.id for info in library.transcripts()}
        unsure = {str(pending["id"])} if pending.get("id") else set()
        assert there | unsure == set(held) | unsure, "transcripts differ from what was reported"
        if pending.get("step") == "add" and pending["id"] in there:
            held[str(pending["id"])] = int(str(pending["number"]))
        for id in set(held) - there:
            del held[id]
        for id, number in held.items():
            hits = library.search(word_of(number), k=3)
            assert hits and hits[0].transcript.id == id, f"{word_of(number)} is not found"
            speaker = library.transcript(id).turn(2).speaker
            allowed = {names.get(id, "Speaker 1")}
            if pending.get("step") == "rename" and pending["id"] == id:
                allowed.add(str(pending["name"]))
            assert speaker in allowed, f"{speaker} in place of {allowed}"
            names[id] = speaker
    failed = [
        c for c in diagnose(folder) if not c.ok and c.name not in ("gradio", "embedding model")
    ]
    assert not failed, failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writer", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.writer:
        write(arguments.writer, arguments.seed, arguments.first)
    rng = random.Random(arguments.seed)
    counts: Counter[str] = Counter()
    bad: list[str] = []
    end = time.monotonic() + arguments.seconds
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory() as path:
            folder = Path(path) / "library"
            held: dict[str, int] = {}
            names: dict[str, str] = {}
            for round in range(_KILLS_OF_A_LIBRARY):
                if time.monotonic() > end:
                    break
                try:
                    reports = run_writer(
                        folder, rng.randrange(2**32), 1000 * round, rng.uniform(0, _MAX_WAIT_S)
                    )
                    pending: dict[str, object] = {}
                    for report in reports:
                        pending = {} if report["is_done"] else report
                        if not report["is_done"]:
                            continue
                        counts[str(report["step"])] += 1
                        if report["step"] == "add":
                            held[str(report["id"])] = int(str(report["number"]))
                        elif report["step"] == "remove":
                            held.pop(str(report["id"]), None)
                            names.pop(str(report["id"]), None)
                        elif report["step"] == "rename":
                            names[str(report["id"])] = str(report["name"])
                    counts["kills"] += 1
                    counts[f"kills_within_{pending.get('step', 'no step')}"] += 1
                    check(folder, held, names, pending)
                except Exception:
                    bad.append(traceback.format_exc())
                    break
    print(json.dumps({"attack": "kills", **counts, "bad": len(bad)}))
    for one in bad[:10]:
        print(one, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
