"""Two models side by side: a text's embedding is both of theirs, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .embedder import Embedder, Embeddings


class JoinedEmbedder:
    """The cosine of two embeddings is the weighted mean of the cosines by each model."""

    def __init__(self, name: str, first: Embedder, second: Embedder, *, weight: float):
        """
        Args:
            weight: of the second model's cosine, beside 1 for the first one's.
        """
        self.name = name
        self._first = first
        self._second = second
        self._weight = weight

    @property
    def fingerprint(self) -> str:
        both = f"{self._first.fingerprint} {self._second.fingerprint} {self._weight}"
        return hashlib.sha256(both.encode()).hexdigest()[:16]

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """float32 (n_texts, sum of both dims), rows of unit length."""
        with ThreadPoolExecutor() as pool:  # so that the first text waits for one model, not two
            first, second = pool.map(lambda model: model.embed(texts), (self._first, self._second))
        joined = np.concatenate([first, self._weight**0.5 * second], axis=1)
        lengths = np.linalg.norm(joined, axis=1, keepdims=True)
        return (joined / np.maximum(lengths, 1e-12)).astype(np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text by the first model's tokenizer."""
        return self._first.count_tokens(texts)
