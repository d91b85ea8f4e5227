"""Write the frozen layers, and the whole reader, as small ONNX files that need no torch."""

from __future__ import annotations

import copy
import hashlib
import json
import math
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ..models.static import tokenizer_digest
from ..models.transformer import MODEL_FILE, TOKENIZER_PROPERTY
from .exported import INPUTS, OUTPUT, ROWS_PROPERTY, RowsAt
from .reader import ANSWER, ASKED, DIM, Apart, Together

_MIN_PIECES = 2048  # other int8 matrices are smaller


def export_apart(apart: Apart, path: Path) -> None:
    """Write the frozen layers: `rows`, float32 (n_tokens, dim) → `read`, of the same shape."""
    rows = torch.zeros(5, apart.positions.shape[1])
    _export(_OfOneText(apart), {"rows": rows}, "read", path, {})


def export_reader(
    apart: Apart, together: Together, static_folder: Path, transformer_folder: Path, folder: Path
) -> None:
    """Write the ONNX file for `Reader`. The model card is written by hand and stays unchanged.

    Args:
        static_folder: the static model whose tokenizer the reader uses.
        transformer_folder: the transformer whose rows of pieces it uses.
    """
    properties = {
        TOKENIZER_PROPERTY: tokenizer_digest(static_folder),
        ROWS_PROPERTY: json.dumps(asdict(rows_at(transformer_folder / MODEL_FILE))),
    }
    dim = apart.positions.shape[1]
    inputs = {name: torch.zeros(n, dim) for n, name in enumerate(INPUTS, start=5)}
    whole = WholeReader(apart, together)
    _export(whole, inputs, OUTPUT, folder / MODEL_FILE, properties)


def rows_at(path: Path) -> RowsAt:
    """Where a transformer's file has its rows of pieces."""
    tensors = onnx.load(path).graph.initializer
    [rows] = [
        t for t in tensors if t.data_type == onnx.TensorProto.INT8 and t.dims[0] > _MIN_PIECES
    ]
    [factors] = [t for t in tensors if list(t.dims) == [rows.dims[0]]]
    content = path.read_bytes()
    return RowsAt(
        n_pieces=rows.dims[0],
        dim=rows.dims[1],
        rows=content.index(rows.raw_data),
        factors=content.index(factors.raw_data),
        factors_digest=hashlib.sha256(factors.raw_data).hexdigest(),
    )


class _OfOneText(nn.Module):
    def __init__(self, apart: Apart):
        super().__init__()
        self.positions, self.norm, self.layers = apart.positions, apart.norm, apart.layers

    def forward(self, rows: Tensor) -> Tensor:
        tokens = self.norm(rows.unsqueeze(0) + self.positions[: rows.shape[0]])
        for layer in self.layers:
            tokens = layer(tokens, None)
        return tokens.squeeze(0)


class WholeReader(nn.Module):
    """The reader for one question and one place, from rows of pieces without special tokens."""

    def __init__(self, apart: Apart, together: Together):
        super().__init__()
        self._apart = _OfOneText(apart)
        self._together = together
        self.around: Tensor
        self.register_buffer("around", apart.pieces.weight[-2:].detach().clone())

    def forward(self, question: Tensor, asked: Tensor, answer: Tensor) -> Tensor:
        """Three float32 (n_tokens, dim) → the logit, float32 (1,)."""
        start, end = self.around[:1], self.around[1:]
        rows = torch.cat([start, question, end])
        before = torch.cat([start, asked, end])
        place_rows = torch.cat([before, answer, end])
        kinds = torch.cat(
            [
                torch.full_like(before[:, 0], ASKED, dtype=torch.long),
                torch.full_like(place_rows[before.shape[0] :, 0], ANSWER, dtype=torch.long),
            ]
        )
        return self._together(
            (rows.unsqueeze(0), place_rows.unsqueeze(0)),
            (self._apart(rows).unsqueeze(0), self._apart(place_rows).unsqueeze(0)),
            kinds.unsqueeze(0),
        )


class _Product(nn.Module):
    """A linear layer whose matrix lies as ONNX multiplies it: int8 needs that."""

    def __init__(self, linear: nn.Linear):
        super().__init__()
        self.matrix: Tensor
        self.bias: Tensor
        self.register_buffer("matrix", linear.weight.detach().T.contiguous())
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, tokens: Tensor) -> Tensor:
        return tokens @ self.matrix + self.bias


def _with_products(model: nn.Module) -> nn.Module:
    """A copy of a model with products for its linear layers."""
    model = copy.deepcopy(model)
    for module in list(model.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.Linear):
                setattr(module, name, _Product(child))
    return model.eval()


def _export(
    model: nn.Module,
    inputs: Mapping[str, Tensor],
    output: str,
    path: Path,
    properties: Mapping[str, str],
) -> None:
    """Write a model with int8 weights; each input has a number of tokens of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    program = torch.onnx.export(
        _with_products(model),
        tuple(inputs.values()),
        dynamo=True,
        verbose=False,
        input_names=list(inputs),
        output_names=[output],
        dynamic_shapes=tuple({0: torch.export.Dim(f"n_{name}")} for name in inputs),
    )
    assert program is not None
    with tempfile.TemporaryDirectory() as scratch:
        whole, small = Path(scratch) / "whole.onnx", Path(scratch) / "small.onnx"
        program.save(str(whole))
        quantize_dynamic(
            whole,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_quantize=_large_products(whole),
        )
        exported = onnx.load(small)
    onnx.helper.set_model_props(exported, dict(properties))
    onnx.save(exported, path)


def _large_products(path: Path) -> list[str]:
    """The names of the products with the frozen layers' matrices. The others stay float32: they
    are small, and were not trained to bear int8."""
    graph = onnx.load(path).graph
    n_weights = {tensor.name: math.prod(tensor.dims) for tensor in graph.initializer}
    return [
        node.name
        for node in graph.node
        if node.op_type == "MatMul" and n_weights.get(node.input[1], 0) >= DIM * DIM
    ]
