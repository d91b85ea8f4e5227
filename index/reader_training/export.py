"""Write the reader as a small ONNX file that needs no torch."""

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

from ..models.onnx_file import MODEL_FILE, TOKENIZER_PROPERTY
from ..models.reader import (
    ANSWER,
    AROUND,
    KINDS,
    OUTPUT,
    QUESTION,
    ROWS,
    ROWS_PROPERTY,
    RowsAt,
)
from ..models.static import tokenizer_digest
from .network import DIM, Network

_MIN_PIECES = 2048  # other int8 matrices are smaller
_N_EXAMPLE = 12  # tokens


def export_reader(
    network: Network,
    pieces: Tensor,
    static_folder: Path,
    transformer_folder: Path,
    folder: Path,
) -> None:
    """Write the ONNX file for `Reader`. The model card is written by hand and stays unchanged.

    Args:
        pieces: rows of all pieces, then of [CLS] and [SEP].
        static_folder: the static model whose tokenizer the reader uses.
        transformer_folder: the transformer whose rows of pieces it uses.
    """
    properties = {
        TOKENIZER_PROPERTY: tokenizer_digest(static_folder),
        ROWS_PROPERTY: json.dumps(asdict(rows_at(transformer_folder / MODEL_FILE))),
    }
    inputs = {
        ROWS: torch.zeros(_N_EXAMPLE, DIM),
        KINDS: torch.tensor([QUESTION, ANSWER] * (_N_EXAMPLE // 2)),
        AROUND: torch.zeros(_N_EXAMPLE, dtype=torch.long),
    }
    _export(_OfOnePair(network, pieces[-2:]), inputs, folder / MODEL_FILE, properties)


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


class _OfOnePair(nn.Module):
    """The network for one question and one place, which adds the rows of special tokens."""

    def __init__(self, network: Network, around: Tensor):
        super().__init__()
        self._network = network
        self.around: Tensor
        none = torch.zeros_like(around[:1])
        self.register_buffer("around", torch.cat([none, around]).detach().clone())

    def forward(self, rows: Tensor, kinds: Tensor, around: Tensor) -> Tensor:
        """As `Reader` has them; its rows of special tokens do not count. → logit, float32 (1,)."""
        is_piece = (around == 0).unsqueeze(-1)
        rows = torch.where(is_piece, rows, self.around[around])
        return self._network(rows.unsqueeze(0), kinds.unsqueeze(0))


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
    model: nn.Module, inputs: Mapping[str, Tensor], path: Path, properties: Mapping[str, str]
) -> None:
    """Write a model with int8 weights, for any number of tokens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    n_tokens = torch.export.Dim("n_tokens", max=512)
    program = torch.onnx.export(
        _with_products(model),
        tuple(inputs.values()),
        dynamo=True,
        verbose=False,
        input_names=list(inputs),
        output_names=[OUTPUT],
        dynamic_shapes=tuple({0: n_tokens} for _ in inputs),
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
    """The products with the layers' matrices. The others stay float32: they are small."""
    graph = onnx.load(path).graph
    n_weights = {tensor.name: math.prod(tensor.dims) for tensor in graph.initializer}
    return [
        node.name
        for node in graph.node
        if node.op_type == "MatMul" and n_weights.get(node.input[1], 0) >= DIM * DIM
    ]
