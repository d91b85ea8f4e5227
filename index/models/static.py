"""Embed texts with a static model in NumPy: without torch it loads at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..paths import cache_folder
from ..text.disk_cache import load_or_compute
from .embedder import Embeddings, ModelFolder, unreadable_model
from .mapped_tensors import map_tensors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from .lazy_unigram import LazyUnigram

TOKENIZER_FILE = "tokenizer.json"
_FEW_CHARACTERS = 30_000  # up to this size of all texts, LazyUnigram is faster
_STATIC = "StaticEmbedding"
_UNIT_LENGTH = "Normalize"


class StaticEmbedder(ModelFolder):
    """A folder with a sentence-transformers `StaticEmbedding`: the mean of its tokens' vectors.

    The weights are `embedding.weight`, or model2vec's `embeddings` and `weights` (int8 rows and a
    factor for each). It loads with the first text.
    """

    def __init__(self, name: str, folder: Path):
        super().__init__(name, folder)
        self._n_characters = 0  # of all texts so far

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """float32 (n_texts, dim), rows of unit length; zeros for a text without a token."""
        return self.embed_tokens(self.token_ids(texts))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(ids) for ids in self.token_ids(texts)]

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The token ids of each text."""
        self._n_characters += sum(map(len, texts))
        if self._n_characters <= _FEW_CHARACTERS and self._lazy_tokenizer:
            return self._lazy_tokenizer.token_ids(texts)
        if len(texts) == 1:  # a question: threads would take longer to start
            return [self._tokenizer.encode(texts[0], add_special_tokens=False).ids]
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encoded]

    def embed_tokens(self, token_ids: Sequence[Sequence[int]]) -> Embeddings:
        """Like `embed`, for texts that are already tokenized."""
        rows, factors = self._weights
        sums = np.zeros((len(token_ids), rows.shape[1]), dtype=np.float32)
        for i, ids in enumerate(token_ids):
            if ids:
                np.dot(factors[ids], rows[ids].astype(np.float32), out=sums[i])
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)

    @cached_property
    def _lazy_tokenizer(self) -> LazyUnigram | None:
        """The tokenizer for the first texts; None if only the whole tokenizer works."""
        from .lazy_unigram import LazyUnigram, pack_unigram

        file = self.folder / TOKENIZER_FILE
        try:
            cache_file = cache_folder() / f"unigram-1-{tokenizer_digest(self.folder)}.words"
            packed = load_or_compute(cache_file, lambda: pack_unigram(file))
        except Exception as error:  # a missing key, or whatever tokenizers raises
            raise unreadable_model(self.folder, error) from error
        return LazyUnigram(packed) if packed else None

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self.folder / TOKENIZER_FILE))
        except Exception as error:  # tokenizers raises Exception itself
            raise unreadable_model(self.folder, error) from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _weights(self) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.float32]]:
        """Rows (n_tokens, dim) of any number type, and a float32 factor for each: (n_tokens,)."""
        try:
            tensors = map_tensors(self.folder / "model.safetensors")
            is_model2vec = "embeddings" in tensors
            rows = tensors["embeddings" if is_model2vec else "embedding.weight"]
            if "mapping" in tensors:
                rows = rows[tensors["mapping"]]
        except Exception as error:  # a missing key, or whatever safetensors raises
            raise unreadable_model(self.folder, error) from error
        factors = tensors.get("weights", np.ones(len(rows))).astype(np.float32)
        lazy = self._lazy_tokenizer
        n_tokens = lazy.n_tokens if lazy else self._tokenizer.get_vocab_size()
        has_more_rows = (
            len(rows) > n_tokens and is_model2vec
        )  # otherwise the extra rows are padding
        if len(rows) < n_tokens or has_more_rows or len(factors) != len(rows):
            sizes = f"{len(rows)} rows and {len(factors)} factors for {n_tokens} tokens"
            raise unreadable_model(self.folder, ValueError(sizes))
        return rows, factors


def tokenizer_digest(folder: Path) -> str:
    """SHA-256 of a static model's tokenizer, in hex."""
    return hashlib.sha256((folder / TOKENIZER_FILE).read_bytes()).hexdigest()


def is_static_model(folder: Path) -> bool:
    """Whether a model folder holds only a static embedding and its scaling to unit length."""
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        kinds = [module["type"].rsplit(".", 1)[-1] for module in modules]
        paths = [module["path"] for module in modules]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in ([_STATIC], [_STATIC, _UNIT_LENGTH]) and paths[0] == ""
