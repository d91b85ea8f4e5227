"""The tensors of a safetensors file, mapped: only the rows that are used are read from disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Tensor = npt.NDArray[Any]
_TYPES = {
    **{f"F{bits}": np.dtype(f"<f{bits // 8}") for bits in (16, 32, 64)},
    **{f"I{bits}": np.dtype(f"<i{bits // 8}") for bits in (8, 16, 32, 64)},
}
_SIZE_OF_LENGTH = 8  # bytes of the number in front: how long the header is


def map_tensors(file: Path) -> dict[str, Tensor]:
    """Name → tensor, read-only; those of other types than whole and decimal numbers are read whole.

    Raises: what safetensors raises about a damaged file; OSError.
    Source: https://huggingface.co/docs/safetensors, “Format”.
    """
    from safetensors import safe_open

    tensors: dict[str, Tensor] = {}
    with safe_open(file, framework="numpy") as checked:  # compares the header with the file
        data = np.memmap(file, dtype=np.uint8, mode="r")
        length = int.from_bytes(data[:_SIZE_OF_LENGTH].tobytes(), "little")
        start = _SIZE_OF_LENGTH + length
        header: dict[str, Any] = json.loads(data[_SIZE_OF_LENGTH:start].tobytes())
        for name in checked.keys():  # noqa: SIM118 – it is no mapping
            entry = header[name]
            if dtype := _TYPES.get(entry["dtype"]):
                first, end = entry["data_offsets"]
                bytes_of_it = np.asarray(data[start + first : start + end])
                tensors[name] = bytes_of_it.view(dtype).reshape(entry["shape"])
            else:
                tensors[name] = checked.get_tensor(name)
    return tensors
