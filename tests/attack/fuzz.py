"""Damaged files by the thousand: each gives turns or a TranscriptError, in a time that its size bounds.

    python tests/attack/fuzz.py [--seconds 60] [--seed 1]

Prints one line of JSON with figures; each fault goes to stderr with the seed that makes it. Exits with
1 if there is one.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from pathlib import Path

# The samples lie beside the tests.
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "index" / "readers"))

from test_fuzz import SAMPLES
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes, read_path
from turnwise.index.transcript import Transcript

MAX_SECONDS = 2.0  # of one file, for the first 100 KB
MAX_SECONDS_PER_MB = 60.0
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MAX_LENGTH = 200_000  # bytes of a mutated sample
_PIECES = (
    b"\0", b"\x1b[2J", b"\r", b"\n\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\x8f", b"\xed\xa0\x80",
    b"\\ud800", b"\\u0000", b"\\u001b", b"&#xD800;", b"&#0;", b"&#27;", b"<b", b"<p>", b"</p>", b"<br/>",
    b"]]>", b"<!--", b"<![CDATA[", b'"', b"'", b"{", b"}", b"[", b"]", b",", b";", b"\t", b":", b"1e999",
    b"-1", b"99999999999999999999", b"null", b"true", b"{}", b"[]", b"00:00:01.000 --> 00:00:02.000\n",
    b"WEBVTT\n\n", b"Alex: ", b"**Alex** ", b"---\n", b"## Why?\n", b"w:val", b"PK\x03\x04", b"0:01",
    "：".encode(), "？".encode(), "贾博士".encode(), b"<v Alex>", b"{\\i1}", b"(Host)", b"%s", b"\\",
)  # fmt: skip


def mutate(data: bytes, dice: random.Random) -> bytes:
    """A sample with pieces cut out, doubled, moved, replaced, repeated, or some bits flipped."""
    for _ in range(dice.randint(1, 8)):
        start, end = sorted(dice.randint(0, len(data)) for _ in range(2))
        piece = data[start:end]
        match dice.choice("cut double move token token flip swap repeat truncate".split()):
            case "cut":
                data = data[:start] + data[start + min(len(piece), 200) :]
            case "double":
                data = data[:end] + piece + data[end:]
            case "move":
                data = piece + data[:start] + data[end:]
            case "token":
                data = data[:start] + dice.choice(_PIECES) + data[start:]
            case "swap":
                token = dice.choice(_PIECES)
                data = data[:start] + token + data[start + len(token) :]
            case "flip" if data:
                damaged = bytearray(data)
                for _ in range(dice.randint(1, 5)):
                    damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
                data = bytes(damaged)
            case "repeat":
                token = dice.choice(_PIECES) * dice.choice((10, 300, 3000))
                data = data[:start] + token + data[start:]
            case _:
                data = data[:end]
        data = data[:_MAX_LENGTH]
    return data


def mutate_parts(data: bytes, dice: random.Random) -> bytes:
    """A zip file with one of its members mutated."""
    rest = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(rest, "w") as new:
        names = old.namelist()
        damaged = dice.choice([name for name in names if name.endswith("document.xml")] or names)
        for name in names:
            part = old.read(name)
            new.writestr(
                name, mutate(part, dice) if name == damaged or dice.random() < 0.1 else part
            )
    return rest.getvalue()


def zipped(data: bytes, dice: random.Random) -> bytes:
    """A zip file of this file, packed in any way, in any place, and perhaps damaged."""
    rest = io.BytesIO()
    how = dice.choice(
        (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    )
    with zipfile.ZipFile(rest, "w", how) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name
        for _ in range(dice.randint(1, 3)):
            archive.writestr(
                dice.choice(("a.txt", "b/a.txt", "../a.txt", "/a.txt", "\x1b.txt")), data
            )
    packed = rest.getvalue()
    return mutate(packed, dice) if dice.random() < 0.7 else packed


def faults_of(transcript: Transcript) -> list[str]:
    """What is wrong with a transcript that was read."""
    names = {"speaker": " ".join(transcript.speakers), "title": transcript.title}
    texts = {
        **names,
        "source": transcript.source or "",
        "turn": "\n".join(turn.text for turn in transcript.turns),
        "note": "\n".join(note.text for note in transcript.notes),
    }
    faults = [
        f"a control character in a {where}"
        for where, text in texts.items()
        if _CONTROL.search(text.replace("\r\n", "\n"))
    ]
    if not all(turn.text.strip() and turn.speaker.strip() for turn in transcript.turns):
        faults.append("a turn without words or speaker")
    if not all(turn.start_s is None or 0 <= turn.start_s < 1e10 for turn in transcript.turns):
        faults.append("a time out of range")
    if any(note.line < 1 for note in transcript.notes):
        faults.append("a note before the first line")
    return faults


def read(data: bytes, folder: Path, counts: Counter[str]) -> list[str]:
    """What is wrong with how a file is read: alone, or from the disk if it is a zip file."""
    start = time.process_time()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            if data.startswith(b"PK"):
                path = folder / "talk.zip"
                path.write_bytes(data)
                transcripts = read_path(path).transcripts
            else:
                transcripts = (read_bytes(data, name="talk.txt"),)
            counts["read"] += 1
        except TranscriptError as error:
            transcripts = ()
            counts["refused"] += 1
            # A library raised it, and it was caught at the border: not wrong, but worth a count.
            counts["caught"] += "it cannot be read (" in error.problem
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return [f"{type(error).__name__}: {traceback.format_exc(limit=-3)}"]
    seconds = time.process_time() - start
    faults = [fault for transcript in transcripts for fault in faults_of(transcript)]
    if caught:
        faults.append(f"a warning: {caught[0].category.__name__}")
    if seconds > MAX_SECONDS + MAX_SECONDS_PER_MB * len(data) / 1e6:
        faults.append(f"{seconds:.1f} s for {len(data):,} bytes")
    return faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--seed", type=int, default=1, help="of the first file; each next has one more"
    )
    parser.add_argument("--one", action="store_true", help="only the file of this seed")
    arguments = parser.parse_args()
    seed, counts, faults = arguments.seed, Counter[str](), Counter[str]()
    start = time.monotonic()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() - start < arguments.seconds:
            dice = random.Random(seed)
            sample = dice.choice(SAMPLES)
            is_zip = sample.startswith(b"PK")
            data = (
                mutate_parts(sample, dice)
                if is_zip and dice.random() < 0.7
                else mutate(sample, dice)
            )
            if dice.random() < 0.15:
                data = zipped(data, dice)
            begun = time.process_time()
            for fault in read(data, Path(folder), counts):
                faults[fault.splitlines()[-1]] += 1
                if faults[fault.splitlines()[-1]] == 1:
                    print(f"--seed {seed} --one: {fault}", file=sys.stderr, flush=True)
            slowest = max(slowest, time.process_time() - begun)
            counts["files"] += 1
            seed += 1
            if arguments.one:
                break
    figures = {
        "attack": "fuzz", **counts, "faults": sum(faults.values()), "slowest_s": round(slowest, 2),
        "seconds": round(time.monotonic() - start), "first_seed": arguments.seed,
    }  # fmt: skip
    print(json.dumps(figures))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
