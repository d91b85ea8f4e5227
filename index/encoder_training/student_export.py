"""Write the trained student as a small ONNX file that needs no torch."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import cast

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ..models.onnx_file import MODEL_FILE, TOKENIZER_PROPERTY
from ..models.static import tokenizer_digest
from ..models.transformer import INPUT, OUTPUT
from .export import quantize
from .student import AROUND, Student


def export_student(model: Student, static_folder: Path, folder: Path) -> None:
    """Write the ONNX file for `Transformer`: int8 weights, float32 activations.

    The model card is written by hand and stays unchanged.

    Args:
        static_folder: the static model whose tokenizer the student uses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    program = torch.onnx.export(
        _Exported(model.cpu()).eval(),
        (torch.full((4,), 5),),
        dynamo=True,
        verbose=False,
        input_names=[INPUT],
        output_names=[OUTPUT],
        dynamic_shapes=({0: torch.export.Dim("n_tokens")},),
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
            op_types_to_quantize=["MatMul", "Gemm"],
        )
        exported = onnx.load(small)
    onnx.helper.set_model_props(exported, {TOKENIZER_PROPERTY: tokenizer_digest(static_folder)})
    onnx.save(exported, folder / MODEL_FILE)


class _Exported(nn.Module):
    """The student for one text's tokens, without [CLS] and [SEP].

    Each piece has an int8 row and a factor, as in the static model.
    """

    def __init__(self, model: Student):
        super().__init__()
        embeddings = cast(nn.Embedding, model.transformer.get_input_embeddings())
        pieces, around = embeddings.weight.detach().tensor_split([-len(AROUND)])
        rows, factors = quantize(pieces.numpy())
        self.rows: Tensor
        self.factors: Tensor
        self.around: Tensor
        self.register_buffer("rows", torch.from_numpy(rows))
        self.register_buffer("factors", torch.from_numpy(factors))
        self.register_buffer("around", around)
        self._model = model
        model.transformer.set_input_embeddings(nn.Embedding(1, 1))  # no longer used

    def forward(self, token_ids: Tensor) -> Tensor:
        """int64 (n_tokens,) → float32 (dim,)."""
        pieces = self.rows[token_ids].float() * self.factors[token_ids].unsqueeze(-1)
        embeddings = torch.cat([self.around[:1], pieces, self.around[1:]]).unsqueeze(0)
        outputs = self._model.transformer(inputs_embeds=embeddings).last_hidden_state
        return Student.pool(outputs, torch.ones_like(outputs[..., 0])).squeeze(0)
