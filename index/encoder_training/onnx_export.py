"""Write a trained model as an ONNX file with int8 weights, which needs no torch."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ..models.onnx_file import MODEL_FILE, TOKENIZER_PROPERTY
from ..models.static import tokenizer_digest

_MAX_TOKENS = 256  # of one text; the models read fewer


def export_onnx(
    model: nn.Module,
    inputs: Mapping[str, Tensor],
    output: str,
    folder: Path,
    static_folder: Path,
    *,
    choose: Callable[[Path], list[str]] | None = None,
) -> None:
    """Write `model.onnx`: int8 weights, float32 activations, for any number of tokens.

    The model card is written by hand and stays unchanged.

    Args:
        inputs: name → example, int64 (n_tokens,).
        output: name of the output.
        static_folder: the static model whose tokenizer the model uses.
        choose: the float32 file → names of the products whose weights become int8; None for all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    n_tokens = torch.export.Dim("n_tokens", max=_MAX_TOKENS)
    program = torch.onnx.export(
        model.eval(),
        tuple(inputs.values()),
        dynamo=True,
        verbose=False,
        input_names=list(inputs),
        output_names=[output],
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
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_quantize=choose(whole) if choose else None,
        )
        exported = onnx.load(small)
    onnx.helper.set_model_props(exported, {TOKENIZER_PROPERTY: tokenizer_digest(static_folder)})
    onnx.save(exported, folder / MODEL_FILE)
