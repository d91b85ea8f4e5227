"""Write the reader as a small ONNX file that needs no torch."""

from __future__ import annotations

import copy
import math
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from ..encoder_training.export import quantize
from ..encoder_training.onnx_export import export_onnx
from ..models.reader import ANSWER, IDS, KINDS, OUTPUT, QUESTION
from .network import DIM, Network


def export_reader(network: Network, pieces: Tensor, static_folder: Path, folder: Path) -> None:
    """Write the ONNX file for `Reader`.

    Args:
        pieces: rows of all pieces, then of [CLS] and [SEP]: float32 (n_pieces + 2, dim).
        static_folder: the static model whose tokenizer the reader uses.
    """
    kinds = torch.tensor([QUESTION, ANSWER] * 6)
    inputs = {IDS: torch.full_like(kinds, 5), KINDS: kinds}
    model = _with_products(_OfOnePair(network, pieces))
    export_onnx(model, inputs, OUTPUT, folder, static_folder, choose=_large_products)


class _OfOnePair(nn.Module):
    """The network for one question and one place. Each piece has an int8 row and a factor."""

    def __init__(self, network: Network, pieces: Tensor):
        super().__init__()
        self._network = network
        rows, factors = quantize(pieces.numpy())
        self.rows: Tensor
        self.factors: Tensor
        self.register_buffer("rows", torch.from_numpy(rows))
        self.register_buffer("factors", torch.from_numpy(factors))

    def forward(self, ids: Tensor, kinds: Tensor) -> Tensor:
        """As `Reader` has them → logit, float32 (1,)."""
        rows = self.rows[ids].float() * self.factors[ids].unsqueeze(-1)
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


def _large_products(path: Path) -> list[str]:
    """The products with the layers' matrices. The others stay float32: they are small."""
    graph = onnx.load(path).graph
    n_weights = {tensor.name: math.prod(tensor.dims) for tensor in graph.initializer}
    return [
        node.name
        for node in graph.node
        if node.op_type == "MatMul" and n_weights.get(node.input[1], 0) >= DIM * DIM
    ]
