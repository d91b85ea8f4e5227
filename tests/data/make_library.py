"""Write a small library.sqlite3 with the code of any version: see README.md here.

Run as: PYTHONPATH=FOLDER python tests/data/make_library.py VERSION FILE
"""

from __future__ import annotations

import hashlib
import inspect
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np


class Bigrams:
    """The tests' `BigramEmbedder`, which earlier versions do not have with 16 dimensions."""

    name, fingerprint, dim = "bigrams", "bigrams-16", 16

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            for pair in pairwise(f" {text.casefold()} "):
                digest = hashlib.md5("".join(pair).encode()).digest()
                rows[row, int.from_bytes(digest[:4], "big") % self.dim] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [max(1, len(text) // 2) for text in texts]


def first_of(*modules: str) -> Any:
    """A module of turnwise, which earlier versions have elsewhere; the newest place first."""
    for module in modules:
        with suppress(ImportError):
            return import_module(f"turnwise.{module}")
    raise ImportError(f"none of {modules}")


def make_library(version: int, path: Path) -> None:
    records: Any = import_module("turnwise.index.transcript")
    index_transcript = import_module("turnwise.index.ingest").index_transcript
    store = first_of("index.store.store", "index.store").Store(path)

    def add(title: str, *turns: tuple[str, str, float | None], **fields: object) -> str:
        known = inspect.signature(records.Transcript).parameters
        transcript = records.Transcript(
            title=title,
            turns=tuple(records.Turn(number, *turn) for number, turn in enumerate(turns, start=1)),
            **{name: value for name, value in fields.items() if name in known},
        )
        if version >= 6 and title == "OpenCL":
            marks = (records.TimeMark(0, 4.5), records.TimeMark(12, 6.5))
            first, second = transcript.turns
            transcript = replace(transcript, turns=(first, replace(second, marks=marks)))
        embedder = Bigrams()
        indexed = index_transcript(transcript, embedder)
        store.add(indexed, model=(embedder.name, embedder.fingerprint))
        return transcript.id

    talk = add(
        "OpenCL",
        ("Q", "Why did you leave OpenCL behind?", 0.0),
        ("A", "Because OpenCL 太难写了, nobody liked it.", 4.5),
        date="2018-11-02",
        source="opencl.srt",
        url="https://example.org/opencl",
        format="SubRip",
        notes=(records.Note(7, "[applause]"),),
        links=(records.Link(1, (2,)),) if version >= 3 else (),
    )
    add(
        "Bread",
        ("Mia", "How long does the dough rest?", None),
        ("Speaker 1", "It rests for one night.", None),
    )
    store.remove(add("Gone", ("X", "What is gone?", None), ("Y", "This talk is.", None)))
    if version >= 2:
        speakers: Any = import_module("turnwise.index.speakers")
        names = [speakers.GivenName("A", "Alex"), speakers.GivenName("Q", "Quinn", talk)]
        store.set_speaker_names(speakers.SpeakerNames(names))
    if version >= 4:
        table = first_of(
            "index.store.tables.feedback_table",
            "index.store.feedback_table",
            "index.feedback_table",
        )
        feedback = table.Feedback(
            question="Why OpenCL?",
            understood_as="Why OpenCL?",
            speakers=None,
            transcripts=None,
            after=None,
            before=None,
            answered=True,
            text="Because.",
            model=None,
            citations=(table.ShownQuote(talk, 2, "nobody liked it", 1),),
            verdict="helpful",
            comment=None,
            given_at="2026-11-24T12:00:00.000+00:00",
        )
        store.write_feedback(feedback)
    store.close()


def shrink(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA page_size = 512")
        db.execute("VACUUM")


if __name__ == "__main__":
    make_library(int(sys.argv[1]), Path(sys.argv[2]))
    shrink(Path(sys.argv[2]))
