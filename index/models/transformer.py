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
from .static import tokenizer_digest

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL_FILE = "model.onnx"
INPUT, OUTPUT = "token_ids", "sentence_embedding"
# Metadata key in the ONNX file: `tokenizer_digest` of the tokenizer used in training.
TOKENIZER_PROPERTY = "tokenizer"
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
        import onnxruntime

        options = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue]
        options.intra_op_num_threads = 1  # texts are computed side by side
        # Fusing more takes 0.1 s at each start, and made nothing faster.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # pyright: ignore[reportAttributeAccessIssue]
        try:
            session = onnxruntime.InferenceSession(str(self.folder / MODEL_FILE), options)
        except Exception as error:  # onnxruntime has many of its own
            raise unreadable_model(self.folder, error) from error
        meta = session.get_modelmeta().custom_metadata_map
        if meta.get(TOKENIZER_PROPERTY) != tokenizer_digest(self._static_folder):
            theirs = f"it was trained with another tokenizer than that of {self._static_folder}"
            raise unreadable_model(self.folder, ValueError(theirs))
        return session
