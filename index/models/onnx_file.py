"""Open the ONNX file of a bundled model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .static import tokenizer_digest

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL_FILE = "model.onnx"
# Metadata key in the ONNX file: `tokenizer_digest` of the tokenizer used in training.
TOKENIZER_PROPERTY = "tokenizer"


def open_session(folder: Path, static_folder: Path) -> InferenceSession:
    """The model in a folder, for one thread a run: texts are computed side by side.

    Args:
        static_folder: the static model whose tokenizer is used.
    Raises: ValueError if it belongs to another tokenizer; errors of onnxruntime if it is damaged.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue]
    options.intra_op_num_threads = 1
    # Fusing more takes 0.1 s at each start, and made nothing faster.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # pyright: ignore[reportAttributeAccessIssue]
    session = onnxruntime.InferenceSession(str(folder / MODEL_FILE), options)
    meta = session.get_modelmeta().custom_metadata_map
    if meta.get(TOKENIZER_PROPERTY) != tokenizer_digest(static_folder):
        raise ValueError(f"it was trained with another tokenizer than that of {static_folder}")
    return session
