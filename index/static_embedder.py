"""Texts → embeddings with a static model, in NumPy: no torch, so it is there at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .embedder import Embeddings, ModelFolder, unreadable_model

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TOKENIZER_FILE = "tokenizer.json"
_STATIC = "StaticEmbedding"
_UNIT_LENGTH = "Normalize"


class StaticEmbedder(ModelFolder):
    """A folder with a sentence-transformers `StaticEmbedding`: the mean of its tokens' vectors.

    The weights are `embedding.weight`, or model2vec's `embeddings` and `weights` (int8 rows and a
    factor for each). Loaded when the first text comes.
    """

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """float32 (n_texts, dim), rows of unit length; zeros for a text without a token."""
        return self.embed_tokens(self.token_ids(texts))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(ids) for ids in self.token_ids(texts)]

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of each text's tokens."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encoded]

    def embed_tokens(self, token_ids: Sequence[Sequence[int]]) -> Embeddings:
        """As `embed`, of texts that are cut into tokens already."""
        rows, factors = self._weights
        result = np.zeros((len(token_ids), rows.shape[1]), dtype=np.float32)
        for i, ids in enumerate(token_ids):
            if ids:
                vectors = rows[ids].astype(np.float32)
                if factors is not None:
                    vectors *= factors[ids, None]
                mean = vectors.mean(axis=0)
                result[i] = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return result

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
    def _weights(self) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.float32] | None]:
        """Rows (n_tokens, dim) of any number type, and float32 (n_tokens,) factors or None."""
        from safetensors.numpy import load_file

        try:
            tensors = load_file(self.folder / "model.safetensors")
            if "embedding.weight" in tensors:
                return tensors["embedding.weight"], None
            rows, factors = tensors["embeddings"], tensors.get("weights")
            if "mapping" in tensors:
                rows = rows[tensors["mapping"]]
        except Exception as error:  # a missing key, or whatever safetensors raises
            raise unreadable_model(self.folder, error) from error
        n_tokens = self._tokenizer.get_vocab_size()
        if len(rows) != n_tokens or (factors is not None and len(factors) != n_tokens):
            mismatch = ValueError(f"{len(rows)} rows, but the tokenizer has {n_tokens} tokens")
            raise unreadable_model(self.folder, mismatch)
        return rows, None if factors is None else factors.astype(np.float32)


def is_static_model(folder: Path) -> bool:
    """Whether a model folder holds a static embedding and nothing but its scaling to length 1."""
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        kinds = [module["type"].rsplit(".", 1)[-1] for module in modules]
        paths = [module["path"] for module in modules]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in ([_STATIC], [_STATIC, _UNIT_LENGTH]) and paths[0] == ""
