"""The static model and the transformer joined: an embedding concatenates both of theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np

from .embedder import Embeddings
from .static import StaticEmbedder
from .transformer import Transformer


class JoinedEmbedder:
    """Concatenates two embeddings: a cosine is the weighted mean of both models' cosines."""

    def __init__(
        self, name: str, static: StaticEmbedder, transformer: Transformer, *, weight: float
    ):
        """
        Args:
            transformer: trained with the static model's tokenizer.
            weight: weight of the transformer's cosine; the static model's has weight 1.
        """
        self.name = name
        self._static = static
        self._transformer = transformer
        self._weight = weight
        self._is_loaded = False

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        with ThreadPoolExecutor(2) as pool:
            static, transformer = pool.map(
                lambda model: model.fingerprint, (self._static, self._transformer)
            )
        both = f"{static} {transformer} {self._weight}"
        return hashlib.sha256(both.encode()).hexdigest()[:16]

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """float32 (n_texts, sum of both dims), rows of unit length."""
        if self._is_loaded:
            token_ids = self._static.token_ids(texts)
        else:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(lambda: self._transformer.session)  # loads while the tokenizer loads
                token_ids = self._static.token_ids(texts)
            self._is_loaded = True
        first = self._static.embed_tokens(token_ids)
        second = self._transformer.embed_tokens(token_ids)
        joined = np.concatenate([first, self._weight**0.5 * second], axis=1)
        lengths = np.linalg.norm(joined, axis=1, keepdims=True)
        return (joined / np.maximum(lengths, 1e-12)).astype(np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._static.count_tokens(texts)
