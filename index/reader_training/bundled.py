"""The weights of the bundled transformer, from its ONNX file back to float32."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from ..models.onnx_file import MODEL_FILE
from .network import Network

_ANCHOR = "_model.transformer."
_EMBEDDINGS = "embeddings."
_LAYER = "encoder.layer."
# Names in the file → names in `Layer`.
_PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "attended_norm",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "norm",
}
Rows = npt.NDArray[np.float32]
Tensors = dict[str, npt.NDArray[Any]]


def load_bundled(folder: Path) -> tuple[Network, torch.Tensor]:
    """A network that begins as the transformer in a folder, and the rows of its pieces.

    Returns: the network; the rows of pieces, then of [CLS] and [SEP], float32 (n_pieces + 2, dim).
    """
    file = onnx.load(folder / MODEL_FILE)
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in file.graph.initializer}
    state = {
        _renamed(name.removeprefix(_ANCHOR)): value
        for name, value in tensors.items()
        if name.startswith(_ANCHOR) and value.dtype == np.float32
    }
    # The type of the first text is added to every token: it moves into the positions.
    state["positions"] = state["positions"] + state.pop("types")[0]
    for bias, weight in _matrices(file.graph, tensors):
        name = _renamed(bias.removeprefix(_ANCHOR)).removesuffix(".bias")
        state[f"{name}.weight"] = weight
    network = Network()
    loaded = {name: torch.from_numpy(value.copy()) for name, value in state.items()}
    network.load_state_dict(network.state_dict() | loaded)
    return network, torch.from_numpy(_piece_rows(tensors))


def _piece_rows(tensors: Tensors) -> Rows:
    """The rows of all pieces, then of [CLS] and [SEP]: float32 (n_pieces + 2, dim)."""
    [rows] = [t for t in tensors.values() if t.dtype == np.int8 and t.ndim == 2 and len(t) > 4096]
    [factors] = [t for t in tensors.values() if t.shape == (len(rows),)]
    around = [tensors["slice_1"], tensors["slice_2"]]
    return np.concatenate([rows.astype(np.float32) * factors[:, None], *around]).astype(np.float32)


def _matrices(graph: onnx.GraphProto, tensors: Tensors) -> list[tuple[str, Rows]]:
    """The int8 matrices as float32 (out, in), each with the name of the bias added after it."""
    users = {name: node for node in graph.node for name in node.input}
    found: list[tuple[str, Rows]] = []
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        quantized = node.input[1]
        scale = tensors[quantized.replace("_quantized", "_scale")]
        after = node
        while after.op_type != "Add":
            after = users[after.output[0]]
        [bias] = [name for name in after.input if name.endswith(".bias")]
        found.append((bias, (tensors[quantized].astype(np.float32) * scale).T))
    return found


def _renamed(name: str) -> str:
    if name.startswith(_EMBEDDINGS):
        rest = name.removeprefix(_EMBEDDINGS)
        return {
            "position_embeddings.weight": "positions",
            "token_type_embeddings.weight": "types",
            "LayerNorm.weight": "norm.weight",
            "LayerNorm.bias": "norm.bias",
        }[rest]
    number, part = name.removeprefix(_LAYER).split(".", 1)
    part, kind = part.rsplit(".", 1)
    return f"layers.{number}.{_PARTS[part]}.{kind}"
