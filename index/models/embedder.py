"""The interface of embedding models, and the base of models in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ..errors import ModelError

Embeddings = npt.NDArray[np.float32]

_FINGERPRINTED = {".safetensors", ".bin", ".onnx", ".json", ".txt", ".model"}


class Embedder(Protocol):
    """The interface of an embedding model."""

    name: str  # the name the user gave

    @property
    def fingerprint(self) -> str:
        """Changes whenever the embeddings change; computed without loading the weights."""
        ...

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """float32 (n_texts, dim), rows of unit length, so inner product is cosine."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, without special tokens."""
        ...


class ModelFolder:
    """A model in a folder, with the name that the user gave."""

    def __init__(self, name: str, folder: Path):
        self.name = name
        self.folder = folder
        self._fingerprint: str | None = None

    @property
    def fingerprint(self) -> str:
        """16 hex digits of SHA-256 over the model's files, in order of path."""
        if self._fingerprint is None:
            self._fingerprint = self._digest()
        return self._fingerprint

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in _FINGERPRINTED and path.is_file():
                digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0")
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()[:16]


def unreadable_model(folder: Path, error: Exception) -> ModelError:
    """The error for a model folder whose files are missing or damaged."""
    return ModelError(
        f"the embedding model in {folder} cannot be loaded ({error}); "
        "fetch or copy it again, or name another one with --model"
    )
