"""A library of any number of passages, made from a smaller one, where embedding would take hours.

    python tests/benchmarks/made_library.py FOLDER --passages 1000000 [--like 100000]

FOLDER is that of `real_libraries.py`. A talk is made of the passages of two real ones of one
language: each keeps its real text and the exchange it belongs to, turns stand in another order, and
its embedding is the real one with noise (a cosine of 0.9 with it). All goes through the real store
and the real search indexes. What is measured on it says how the cost grows, nothing of quality.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
from real_libraries import library_of
from turnwise.index.folder import LibraryFolder
from turnwise.index.ingest import IndexedTranscript
from turnwise.index.store.store import Store
from turnwise.index.text.sentences.spoken import spoken_in
from turnwise.index.transcript import Exchange, Passage, Span, Transcript, Turn

_AT_ONCE = 50_000  # passages stored before the search indexes catch up
_NOISE = 0.48  # beside a vector of length 1: a cosine of 0.9
_RNG = np.random.default_rng(0)


def made_talks(store: Store) -> Iterator[IndexedTranscript]:
    """Talks without end, each of the exchanges of two real ones in turn, in another order."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for info in store.transcripts():
        by_language[info.language or ""].append(info.id)
    for number in count(1):
        for ids in by_language.values():
            for first in ids:
                second = ids[int(_RNG.integers(len(ids)))]
                yield _mixed(first, second, number, store)


def _mixed(first: str, second: str, number: int, store: Store) -> IndexedTranscript:
    """Every other exchange of one talk and of another, shuffled, with their turns once each."""
    parts = [(*_whole(first, store), 0), (*_whole(second, store), 1)]
    chosen = [
        (talk, exchange, own)
        for talk, exchanges, of_exchange, odd in parts
        for exchange in exchanges
        if exchange.number % 2 == odd and (own := of_exchange.get(exchange.number))
    ]
    turns: list[Turn] = []
    exchanges: list[Exchange] = []
    passages: list[Passage] = []
    vectors: list[np.ndarray] = []
    for place in _RNG.permutation(len(chosen)).tolist():
        talk, exchange, own = chosen[place]
        moved = {old: len(turns) + n for n, old in enumerate(sorted(exchange.turns), start=1)}
        turns += [replace(talk.turn(old), number=new) for old, new in moved.items()]
        question = exchange.question_turn
        answers = tuple(moved[turn] for turn in exchange.answers)
        asks = None if question is None else moved[question]
        exchanges.append(Exchange(len(exchanges) + 1, asks, answers))
        for passage, vector in own:
            spans = tuple(Span(moved[s.turn_number], s.start, s.end) for s in passage.spans)
            passages.append(Passage(len(exchanges), spans))
            vectors.append(vector)
    source = parts[0][0]
    made = Transcript(
        title=f"{source.title} ({number})", turns=tuple(turns), date=source.date, url=source.url
    )
    spoken = spoken_in((turn.text, turn.sentences(), None) for turn in made.turns)
    return IndexedTranscript(made, exchanges, passages, _with_noise(vectors), spoken)


_Passages = dict[int, list[tuple[Passage, np.ndarray]]]


def _whole(id: str, store: Store) -> tuple[Transcript, Sequence[Exchange], _Passages]:
    """A transcript with its exchanges and the passages of each."""
    exchanges, passages, vectors = store.indexed(id)
    of_exchange: _Passages = defaultdict(list)
    for stored, vector in zip(passages, vectors, strict=True):
        of_exchange[stored.passage.exchange_number].append((stored.passage, vector))
    return store.transcript(id), [stored.exchange for stored in exchanges], of_exchange


def _with_noise(vectors: Sequence[np.ndarray]) -> np.ndarray:
    rows = np.stack(vectors)
    noise = _RNG.normal(size=rows.shape).astype(np.float32) / np.sqrt(rows.shape[1])
    rows = rows + _NOISE * noise
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def build(source: Path, folder: Path, n_passages: int) -> int:
    """Fill a new library; returns the number of its passages."""
    real, library = LibraryFolder(source), LibraryFolder(folder)
    model = real.store.model
    assert model, f"{source} has no passages"
    talks = made_talks(real.store)
    n_stored = 0
    while n_stored < n_passages:
        enough = min(n_stored + _AT_ONCE, n_passages)
        with library.writing() as store:
            while n_stored < enough:
                made = next(talks)
                if len(made.passages) and not store.has(made.transcript.id):
                    store.add(made, model=model)
                    n_stored += len(made.passages)
        print(f"{n_stored:,}", flush=True)
    library.close()
    return n_stored


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--like", type=int, default=100_000, help="passages of the real library")
    given = parser.parse_args()
    folder = library_of(given.passages, given.folder)
    unfinished = folder.with_suffix(".new")
    start = time.process_time()
    n_stored = build(library_of(given.like, given.folder), unfinished, given.passages)
    unfinished.rename(folder)
    print(f"{folder}: {n_stored} passages, {time.process_time() - start:.0f} s of processor time")


if __name__ == "__main__":
    main()
