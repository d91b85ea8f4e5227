"""Embed texts with any sentence-transformers model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .embedder import Embeddings, ModelFolder, unreadable_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH_SIZE = 32


class SentenceTransformerEmbedder(ModelFolder):
    """A sentence-transformers model in a folder, loaded with the first text.

    Importing torch takes seconds, and listing or showing transcripts needs no model.
    """

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
