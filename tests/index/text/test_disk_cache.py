from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from turnwise.index.text.disk_cache import load_or_compute

VALUE = (1, "研究生", b"\0\xff", {"a": 0.5})


def never() -> tuple[object, ...]:
    raise AssertionError("it is cached")


def test_a_value_is_computed_once(tmp_path: Path):
    path = tmp_path / "new folder" / "value"
    assert load_or_compute(path, lambda: VALUE) == VALUE
    assert load_or_compute(path, never) == VALUE


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data[: len(data) // 2], id="half"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(
            lambda data: data.replace("研究生".encode(), "研究死".encode(), 1), id="altered"
        ),
    ],
)
def test_a_damaged_file_is_computed_again(tmp_path: Path, damage: Callable[[bytes], bytes]):
    path = tmp_path / "value"
    load_or_compute(path, lambda: VALUE)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert load_or_compute(path, lambda: VALUE) == VALUE
    assert path.read_bytes() == whole


def test_without_a_writable_folder_a_value_is_computed_each_time(tmp_path: Path):
    (tmp_path / "file").touch()
    for _ in range(2):
        assert load_or_compute(tmp_path / "file" / "value", lambda: VALUE) == VALUE


def test_a_value_whose_computation_fails_is_not_cached(tmp_path: Path):
    with pytest.raises(AssertionError):
        load_or_compute(tmp_path / "value", never)
    assert not list(tmp_path.iterdir())
