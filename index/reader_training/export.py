"""Write the reader as a small ONNX file that needs no torch."""

from __future__ import annotations

import copy
import math
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ..encoder_training.export import quantize
from ..models.onnx_file import MODEL_FILE, TOKENIZER_PROPERTY
from ..models.reader import ANSWER, IDS, KINDS, OUTPUT, QUESTION
from ..models.static import tokenizer_digest
from .network import DIM, Network

_N_EXAMPLE = 12  # tokens


def export_reader(network: Network, pieces: Tensor, static_folder: Path, folder: Path) -> None:
    """Write the ONNX file for `Reader`: int8 weights, for any number of tokens.

    The model card is written by hand and stays unchanged.

    Args:
        pieces: rows of all pieces, then of [CLS] and [SEP]: float32 (n_pieces + 2, dim).
        static_folder: the static model whose tokenizer the reader uses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    n_tokens = torch.export.Dim("n_tokens", max=512)
    program = torch.onnx.export(
        _with_products(_OfOnePair(network, pieces)),
        (torch.full((_N_EXAMPLE,), 5), torch.tensor([QUESTION, ANSWER] * (_N_EXAMPLE // 2))),
        dynamo=True,
        verbose=False,
        input_names=[IDS, KINDS],
        output_names=[OUTPUT],
        dynamic_shapes=({0: n_tokens}, {0: n_tokens}),
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
    onnx.helper.set_model_props(exported, {TOKENIZER_PROPERTY: tokenizer_digest(static_folder)})
    onnx.save(exported, folder / MODEL_FILE)


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
