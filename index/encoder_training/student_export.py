"""The trained student → a small ONNX file that needs no torch."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import cast

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from .export import quantize
from .student import Student


def export_student(model: Student, tokenizer: Tokenizer, folder: Path) -> None:
    """Write `model.onnx` (int8 weights, float32 in and out) and `tokenizer.json`.

    The model card is written by hand and left as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    example = (torch.full((2, 4), 5), torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]]))
    shape = {0: torch.export.Dim("n_texts"), 1: torch.export.Dim("n_tokens")}
    program = torch.onnx.export(
        _Exported(model.cpu()).eval(),
        example,
        dynamo=True,
        verbose=False,
        input_names=["input_ids", "attention_mask"],
        output_names=["sentence_embedding"],
        dynamic_shapes={"input_ids": shape, "attention_mask": shape},
    )
    assert program is not None
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        program.save(str(whole))
        quantize_dynamic(
            whole,
            folder / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )


class _Exported(nn.Module):
    """The student with an int8 row and a factor for each piece, as the static model has them."""

    def __init__(self, model: Student):
        super().__init__()
        embeddings = cast(nn.Embedding, model.transformer.get_input_embeddings())
        rows, factors = quantize(embeddings.weight.detach().numpy())
        self.rows: Tensor
        self.factors: Tensor
        self.register_buffer("rows", torch.from_numpy(rows))
        self.register_buffer("factors", torch.from_numpy(factors))
        self._model = model
        model.transformer.set_input_embeddings(nn.Embedding(1, 1))  # no longer used

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        embeddings = self.rows[input_ids].float() * self.factors[input_ids].unsqueeze(-1)
        outputs = self._model.transformer(
            inputs_embeds=embeddings, attention_mask=attention_mask
        ).last_hidden_state
        return Student.pool(outputs, attention_mask)
