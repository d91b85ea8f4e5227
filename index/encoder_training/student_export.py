"""Write the trained student as a small ONNX file that needs no torch."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn

from ..models.transformer import INPUT, OUTPUT
from .export import quantize
from .onnx_export import export_onnx
from .student import AROUND, Student


def export_student(model: Student, static_folder: Path, folder: Path) -> None:
    """Write the ONNX file for `Transformer`.

    Args:
        static_folder: the static model whose tokenizer the student uses.
    """
    inputs = {INPUT: torch.full((4,), 5)}
    export_onnx(_Exported(model.cpu()), inputs, OUTPUT, folder, static_folder)


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
