"""Texts → embeddings with a transformer in ONNX format: no torch, so it is soon there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .embedder import Embeddings, ModelFolder, load_tokenizer, unreadable_model

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_MODEL = "model.onnx"
_OUTPUT = "sentence_embedding"


class TransformerEmbedder(ModelFolder):
    """A folder with `tokenizer.json` and `model.onnx`: `input_ids` and `attention_mask`, both int64
    (n_texts, n_tokens), → `sentence_embedding`, float32 (n_texts, dim), rows of unit length.

    Loaded when the first text comes. A text is cut where the tokenizer cuts it, and computed alone:
    int8 arithmetic scales with the largest number of a batch, so a text's embedding would depend
    on the texts beside it.
    """

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """float32 (n_texts, dim), rows of unit length."""
        encoded = self._tokenizer.encode_batch(list(texts))
        session = self._session
        result = np.zeros((len(encoded), session.get_outputs()[0].shape[1]), dtype=np.float32)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            embeddings = pool.map(lambda encoding: _run(session, encoding.ids), encoded)
            for row, embedding in enumerate(embeddings):
                result[row] = embedding
        return result

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [sum(len(part) for part in (e, *e.overflowing)) for e in encoded]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self.folder)

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue]
        options.intra_op_num_threads = 1  # texts are computed side by side
        # Fusing more takes 0.1 s at each start, and made nothing faster.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # pyright: ignore[reportAttributeAccessIssue]
        try:
            session = onnxruntime.InferenceSession(str(self.folder / _MODEL), options)
        except Exception as error:  # onnxruntime has many of its own
            raise unreadable_model(self.folder, error) from error
        given = [output.name for output in session.get_outputs()]
        if given != [_OUTPUT]:
            other = ValueError(f"{_MODEL} gives {', '.join(given)}, not {_OUTPUT} alone")
            raise unreadable_model(self.folder, other)
        return session


def is_transformer_model(folder: Path) -> bool:
    """Whether a model folder holds a transformer in ONNX format and nothing for PyTorch."""
    for_torch = (folder / "modules.json", folder / "config.json")
    return (folder / _MODEL).is_file() and not any(path.is_file() for path in for_torch)


def _run(session: InferenceSession, ids: Sequence[int]) -> Embeddings:
    tokens = np.array([ids], dtype=np.int64)
    given = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
    return np.asarray(session.run([_OUTPUT], given)[0])[0]
