from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from turnwise.index.models.mapped_tensors import map_tensors


def test_tensors_are_as_safetensors_reads_them(tmp_path: Path):
    file = tmp_path / "some.safetensors"
    tensors = {
        "rows": np.arange(12, dtype=np.int8).reshape(4, 3),
        "factors": np.array([0.5, -1, 2, 3], dtype=np.float32),
        "halves": np.array([[0.5]], dtype=np.float16),
        "mapping": np.array([3, 0, 1], dtype=np.int64),
        "flags": np.array([True, False]),  # of another type: read whole
        "none": np.zeros((0, 3), dtype=np.float32),
    }
    save_file(tensors, file, {"format": "np"})
    mapped = map_tensors(file)
    assert mapped.keys() == tensors.keys()
    for name, expected in load_file(file).items():
        assert mapped[name].dtype == expected.dtype
        assert mapped[name].tolist() == expected.tolist()


def test_what_is_mapped_cannot_be_changed(tmp_path: Path):
    save_file({"rows": np.zeros(3, dtype=np.float32)}, tmp_path / "rows.safetensors")
    rows = map_tensors(tmp_path / "rows.safetensors")["rows"]
    with pytest.raises(ValueError, match="read-only"):
        rows[0] = 1
