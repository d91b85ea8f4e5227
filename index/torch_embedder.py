"""Texts → embeddings with any sentence-transformers model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .embedder import Embeddings, fingerprint_of, unreadable_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH_SIZE = 32


class SentenceTransformerEmbedder:
    """A sentence-transformers model in a folder, loaded when the first text comes.

    Importing torch takes seconds, and listing or showing transcripts needs no model.
    """

    def __init__(self, name: str, folder: Path):
        self.name = name
        self.folder = folder

    @property
    def fingerprint(self) -> str:
        """16 hex digits of SHA-256 over the model's files."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint_of(self.folder)

    def embed(self, texts: Sequence[str]) -> Embeddings:
        embeddings = self._model.encode(
            list(texts),
            batch_size=_BATCH_SIZE,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(embeddings, dtype=np.float32).reshape(len(texts), -1)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        encoded = self._model.tokenizer(
            list(texts), add_special_tokens=False, truncation=False, verbose=False
        )
        return [len(ids) for ids in encoded["input_ids"]]

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(self.folder))
        except Exception as error:  # whatever torch, tokenizers or safetensors raise
            raise unreadable_model(self.folder, error) from error
