"""Embed tokens with a transformer in ONNX format: without torch it loads fast."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .embedder import Embeddings, ModelFolder, unreadable_model
from .onnx_file import open_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

INPUT, OUTPUT = "token_ids", "sentence_embedding"
MAX_TOKENS = 126  # per text


class Transformer(ModelFolder):
    """A transformer in a folder with `model.onnx`, loaded with the first text.

    Input: `token_ids`, int64 (n_tokens,), one text tokenized by the static model's tokenizer.
    Output: `sentence_embedding`, float32 (dim,) of unit length.

    Texts are computed one by one: int8 arithmetic scales with the largest number of a batch, so
    a text's embedding would depend on the rest of its batch.
    """

    def __init__(self, name: str, folder: Path, static_folder: Path):
        """
        Args:
            static_folder: the static model whose tokenizer is used.
        """
        super().__init__(name, folder)
        self._static_folder = static_folder

    def embed_tokens(self, token_ids: Sequence[Sequence[int]]) -> Embeddings:
        """float32 (n_texts, dim), rows of unit length; of a long text its first tokens count."""
        session = self.session

        def embed(ids: Sequence[int]) -> Embeddings:
            given = {INPUT: np.array(ids[:MAX_TOKENS], dtype=np.int64)}
            return np.asarray(session.run([OUTPUT], given)[0])

        result = np.zeros((len(token_ids), session.get_outputs()[0].shape[0]), dtype=np.float32)
        if len(token_ids) == 1:  # a question: threads would take longer to start
            result[0] = embed(token_ids[0])
            return result
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for row, embedding in enumerate(pool.map(embed, token_ids)):
                result[row] = embedding
        return result

    @cached_property
    def session(self) -> InferenceSession:
        """The loaded model. Raises ModelError if it is damaged, or belongs to another tokenizer."""
        try:
            return open_session(self.folder, self._static_folder)
        except Exception as error:  # onnxruntime has many of its own
            raise unreadable_model(self.folder, error) from error
