"""A disk cache for values that take long to compute."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def load_or_compute(path: Path, make: Callable[[], T]) -> T:
    """Load the cached value, or compute and cache it.

    A damaged file is replaced. If the file cannot be written, the value is computed each time.

    Args:
        path: put a format version in the name, so that another version uses another file.
        make: computes the value, from types that Python's `marshal` can write: numbers, strings,
            bytes, tuples of these.
    """
    data = _load(path)
    if data is not None:
        return marshal.loads(data)
    value: Any = make()  # marshal's stubs are untyped
    _save(marshal.dumps(value), path)
    return value


def _load(path: Path) -> bytes | None:
    """The data that `_save` wrote; None if the file is missing or damaged."""
    try:
        checksum, data = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    return data if _checksum(data) == checksum else None


def _save(data: bytes, path: Path) -> None:
    """Replace the file atomically; its first line is the checksum of the rest."""
    temporary = path.with_name(path.name + ".new")
    with suppress(OSError):  # the folder may be read-only
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_checksum(data) + b"\n" + data)
        temporary.replace(path)


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
