from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.folder import LibraryFolder
from turnwise.index.ingest import index_transcript
from turnwise.index.search_indexes.indexes import SearchIndexes
from turnwise.index.transcript import Transcript

EMBEDDER = BigramEmbedder()
MODEL = (EMBEDDER.name, EMBEDDER.fingerprint)
TALK = make_transcript(
    *(
        turn
        for n in range(20)
        for turn in (
            ("Ann", f"Why did you leave OpenCL {n} behind in that year?"),
            (
                "Bob",
                f"Because OpenCL {n} was never easy. Nobody wrote programs in it after {n} years.",
            ),
        )
    ),
    title="Twenty",
)


@pytest.fixture
def folder(tmp_path: Path) -> LibraryFolder:
    folder = LibraryFolder(tmp_path / "library")
    with folder.writing() as store:
        store.add(index_transcript(TALK, EMBEDDER), model=MODEL)
        other = make_transcript(
            ("Cy", "What is CUDA, when you look at it?"), ("Di", "It is a language for cards.")
        )
        store.add(index_transcript(other, EMBEDDER), model=MODEL)
    return folder


def corrected(turn: int, text: str, speaker: str = "Bob") -> Transcript:
    turns = list(TALK.turns)
    turns[turn - 1] = replace(turns[turn - 1], text=text, speaker=speaker)
    return replace(TALK, turns=tuple(turns), stored_id=TALK.id)


def content(folder: LibraryFolder) -> dict[tuple[object, ...], list[float]]:
    """What the indexes hold: (turns and characters of a passage) → products with some vectors; and
    what searches for words find."""
    indexes = folder.indexes()
    assert isinstance(indexes, SearchIndexes)
    rng = np.random.default_rng(0)
    queries = rng.normal(size=(3, EMBEDDER.dim)).astype(np.float32)
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    with folder.reading() as store:
        spans = {p.id: (p.transcript_id, *p.passage.spans) for p in store.passages()}
        number = {e.id: (e.transcript_id, e.exchange.number) for e in store.exchanges()}
    found: dict[tuple[object, ...], list[float]] = {spans[id]: [] for id in spans}
    for query in queries:
        ids, products = indexes.dense.products(query, np.array(sorted(spans)))
        for id, product in zip(ids.tolist(), products.tolist(), strict=True):
            found[spans[id]].append(product)
    for word in ("opencl", "3", "4", "rust", "card"):
        for name, index in (("p", indexes.passages), ("e", indexes.exchanges)):
            scores = {number[id]: score for id, score in index.search([word], 100)}
            found[(name, word, *sorted(scores))] = []
    return found


CORRECTIONS: dict[str, Callable[[], Transcript]] = {
    "other words": lambda: corrected(8, "Because Rust was there. Nobody wrote programs any more."),
    "shorter": lambda: corrected(8, "No."),
    "longer": lambda: corrected(2, "Because Rust was there. " * 8),
    "another speaker": lambda: corrected(8, TALK.turns[7].text, "Cy"),
    "the last": lambda: corrected(40, "Rust, and nothing else in all these long years."),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_after_a_correction_the_indexes_hold_what_new_ones_would(name: str, folder: LibraryFolder):
    indexed = index_transcript(CORRECTIONS[name](), EMBEDDER)
    with folder.writing() as store:
        before = {stored.id for stored in store.exchanges()}
        store.replace(indexed)
        kept = before & {stored.id for stored in store.exchanges()}
        assert len(kept) > 14
        assert [s.exchange for s in store.exchanges() if s.transcript_id == TALK.id] != []
        assert sorted(store.exchanges_of(TALK.id), key=lambda e: e.number) == indexed.exchanges
        assert set(store.passages_in(TALK.id)) == set(indexed.passages)
    present = content(folder)
    with folder.writing(rebuild=True):
        pass
    again = content(folder)
    assert present.keys() == again.keys()
    for place, values in present.items():
        np.testing.assert_allclose(values, again[place], atol=2e-3)


def test_a_library_is_indexed_some_transcripts_at_a_time(
    folder: LibraryFolder, monkeypatch: pytest.MonkeyPatch
):
    whole = content(folder)
    monkeypatch.setattr("turnwise.index.search_indexes.additions._AT_ONCE", 1)
    with folder.writing(rebuild=True):
        pass
    parts = content(folder)
    assert whole.keys() == parts.keys()
    for place, values in whole.items():
        np.testing.assert_allclose(values, parts[place], rtol=1e-3, atol=1e-3)
