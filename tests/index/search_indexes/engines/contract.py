"""The same small library in every engine, for the tests that hold for all of them."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from servers import milvus, postgres
from turnwise.index.transcript import Transcript
from turnwise.rag import Library

PACKAGES = {"milvus": "milvus_lite", "qdrant": "qdrant_client"}
ENGINES = [
    "files",
    pytest.param("milvus", marks=pytest.mark.slow),
    pytest.param("qdrant", marks=pytest.mark.slow),
    pytest.param("servers", marks=pytest.mark.slow),  # Milvus with PostgreSQL
]

ALPHA = make_transcript(
    ("Ann", "Why did you choose OpenCL for the renderer?"),
    ("Bob", "OpenCL runs on every graphics card, and nobody sells it alone."),
    ("Ann", "How long did the port take?"),
    ("Bob", "Two months, because the compiler had bugs."),
    title="Alpha",
    date="2018-11-02",
)
BETA = make_transcript(
    ("主持人", "为什么要做开源？"),
    ("贾扬清", "因为开源社区可以一起复现结果，PyTorch 就是这样做的。"),
    ("主持人", "OpenCL 怎么样？"),
    ("贾扬清", "我们没有太强的热心去做 OpenCL 方向的工作。"),
    title="Beta",
    date="2019-05-01",
)
GAMMA = make_transcript(
    ("Ann", "Who mends the watchtower?"),
    ('Eve "the \\ fox" O\'Hara', "We mend the watchtower every spring, with zebrafinches around."),
    ("Ann", "Yes."),
    title="Gamma",
)
QUESTIONS = ["OpenCL", "为什么要做开源", "who mends the watchtower", "how long did the port take"]


def address(engine: str, folder: Path) -> str:
    """The address of a library: a folder, that of a database in it, or one on servers."""
    if engine == "files":
        return str(folder)
    if engine == "servers":
        name = f"t{zlib.crc32(str(folder).encode()):x}_{os.getpid()}"
        return f"milvus://{milvus()}/{name}?store={postgres()}"
    pytest.importorskip(PACKAGES[engine], reason=f"{PACKAGES[engine]} is not installed")
    return f"{engine}://{folder}"


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[Library]:
    """A library in an engine, with a small embedder."""
    with Library.open(address(engine, folder), embedder=BigramEmbedder()) as library:
        yield library


def fill(library: Library) -> None:
    """Add the three talks; the first has a tag that needs quoting."""
    for transcript in (ALPHA, BETA, GAMMA):
        library.add(transcript)
    library.edit_transcript(ALPHA.id, tags=["to “read”", 'a "b" \\ c'])


def retold(transcript: Transcript, title: str, word: str) -> Transcript:
    """Another transcript, which says a word more."""
    first, *rest = transcript.turns
    return replace(
        transcript, title=title, turns=(replace(first, text=f"{first.text} {word}."), *rest)
    )


def found(library: Library, question: str, **filters: object) -> list[tuple[str, int]]:
    """(transcript id, turn) of the hits."""
    return [(hit.transcript.id, hit.turn) for hit in library.search(question, k=5, **filters)]  # type: ignore[arg-type]
