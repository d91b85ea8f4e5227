"""Libraries of real talks, of any number of passages, for the benchmarks of speed.

    python tests/benchmarks/real_libraries.py CORPUS --out FOLDER [--passages 1000 10000 100000]

CORPUS is a folder of `transcripts.*.jsonl.gz`: a line a transcript, with `title`, `date` and
`turns`, a list of [speaker, text]. Transcripts are taken from the files by turns, so that each
library holds both languages; a larger one begins with the transcripts of a smaller one. Very long
ones are left out, which would fill a small library. A library that stands already is kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from turnwise.index.folder import LibraryFolder
from turnwise.index.ingest import index_transcript
from turnwise.index.models.by_name import load_embedder
from turnwise.index.transcript import Transcript, Turn

_AT_ONCE = 50_000  # passages stored before the search indexes catch up
_MAX_CHARACTERS = 60_000  # of a transcript


def transcripts(corpus: Path) -> Iterator[Transcript]:
    """The transcripts of all files, one of each file by turns."""
    files = sorted(corpus.glob("transcripts.*.jsonl.gz"))
    for rows in zip_longest(*map(_rows, files)):
        yield from (_transcript(row) for row in rows if row and _is_short(row))


def _rows(file: Path) -> Iterator[dict]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _is_short(row: dict) -> bool:
    return sum(len(text) for _, text in row["turns"]) <= _MAX_CHARACTERS


def _transcript(row: dict) -> Transcript:
    spoken = [(speaker, text) for speaker, text in row["turns"] if text.strip()]
    turns = tuple(Turn(n, speaker, text) for n, (speaker, text) in enumerate(spoken, start=1))
    return Transcript(title=row["title"], turns=turns, date=row["date"], url=row["url"])


def build(folder: Path, n_passages: int, talks: Iterator[Transcript]) -> int:
    """Fill a new library with transcripts up to a number of passages; returns that number."""
    embedder = load_embedder()
    model = (embedder.name, embedder.fingerprint)
    library = LibraryFolder(folder)
    n_stored = 0
    while n_stored < n_passages:
        enough = min(n_stored + _AT_ONCE, n_passages)
        with library.writing() as store:
            while n_stored < enough:
                indexed = index_transcript(next(talks), embedder)
                if not store.has(indexed.transcript.id):
                    store.add(indexed, model=model)
                    n_stored += len(indexed.passages)
    library.close()
    return n_stored


def library_of(n_passages: int, out: Path) -> Path:
    """Where the library of so many passages lies."""
    return out / f"passages-{n_passages}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    given = parser.parse_args()
    for n_passages in given.passages:
        folder = library_of(n_passages, given.out)
        if folder.exists():
            continue
        unfinished = folder.with_suffix(".new")
        start = time.process_time()
        n_stored = build(unfinished, n_passages, transcripts(given.corpus))
        unfinished.rename(folder)
        print(
            f"{folder}: {n_stored} passages, {time.process_time() - start:.0f} s of processor time"
        )


if __name__ == "__main__":
    main()
