"""The teacher's embeddings of English texts, cached on disk."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer
from tqdm import tqdm

from ..models.embedder import ModelFolder

Vectors = dict[str, npt.NDArray[np.float16]]

_KEPT_AT_ONCE = 4096


class Teacher:
    """A sentence-transformers model with a SQLite cache of its embeddings.

    An interrupted run, or one with more text, embeds only new texts.
    """

    def __init__(self, model_folder: Path, work: Path):
        self._model_folder = model_folder
        self._model: SentenceTransformer | None = None
        work.mkdir(parents=True, exist_ok=True)
        fingerprint = ModelFolder(model_folder.name, model_folder).fingerprint
        self._kept = sqlite3.connect(work / f"teacher-{fingerprint}.sqlite3")
        self._kept.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB)")

    def embed(self, texts: Iterable[str], what: str) -> Vectors:
        """Text → float16 (dim,) of unit length; `what` labels the progress bar."""
        vectors: Vectors = {}
        missing: list[str] = []
        for text in sorted(set(texts), key=lambda text: (len(text), text)):  # little padding
            row = self._kept.execute(
                "SELECT value FROM vector WHERE key = ?", [_key(text)]
            ).fetchone()
            if row:
                vectors[text] = np.frombuffer(row[0], dtype=np.float16)
            else:
                missing.append(text)
        with tqdm(total=len(missing), desc=f"teacher: {what}", unit="text") as progress:
            for start in range(0, len(missing), _KEPT_AT_ONCE):
                block = missing[start : start + _KEPT_AT_ONCE]
                embedded = dict(zip(block, self._embed(block), strict=True))
                self.keep(embedded)
                vectors |= embedded
                progress.update(len(block))
        return vectors

    def keep(self, vectors: Vectors) -> None:
        """Cache embeddings."""
        with self._kept:
            self._kept.executemany(
                "INSERT OR REPLACE INTO vector VALUES (?, ?)",
                ((_key(text), vector.tobytes()) for text, vector in vectors.items()),
            )

    def _embed(self, texts: list[str]) -> npt.NDArray[np.float16]:
        if self._model is None:
            self._model = SentenceTransformer(str(self._model_folder))
        embeddings = self._model.encode(
            texts, batch_size=64, convert_to_tensor=True, show_progress_bar=False
        )
        unit = torch.nn.functional.normalize(embeddings.float(), dim=1)
        return unit.cpu().numpy().astype(np.float16)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
