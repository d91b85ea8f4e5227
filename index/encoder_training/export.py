"""Write the trained model as a small folder that sentence-transformers loads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from ..models.static import TOKENIZER_FILE

# The file that sentence-transformers reads first; unchanged since release 2.
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.models.Normalize",
    },
]


def export_model(tokenizer: Tokenizer, weights: npt.NDArray[np.float32], folder: Path) -> None:
    """Write a static model with int8 rows, in the layout of model2vec.

    Row i is `embeddings[i] * weights[i]`: int8 times a float32 factor, the row's largest absolute
    value over 127. The model card is written by hand and stays unchanged.

    Args:
        weights: (n_pieces, dim), in order of the tokenizer's ids.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows, factors = quantize(weights)
    save_file({"embeddings": rows, "weights": factors}, folder / "model.safetensors")
    tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
    normalize = folder / "1_Normalize"
    normalize.mkdir(exist_ok=True)
    embedding = "sentence_embedding"
    _write_json(
        normalize / "config.json",
        {"module_input_name": embedding, "module_output_name": embedding},
    )
    _write_json(folder / "modules.json", _MODULES)
    _write_json(
        folder / "config_sentence_transformers.json",
        {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"},
    )


def quantize(
    weights: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Quantize to int8 (n, dim) and factors float32 (n,); the product is within half a step."""
    factors = np.maximum(np.abs(weights).max(axis=1), 1e-12) / 127
    rows = np.rint(weights / factors[:, None]).astype(np.int8)
    return rows, factors.astype(np.float32)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", "utf-8")
