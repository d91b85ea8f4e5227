"""What takes long to work out, kept in a file."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def kept(path: Path, make: Callable[[], T]) -> T:
    """What the file keeps. Where there is none, or it is damaged, it is made and kept; where
    nothing can be kept it is made each time.

    Args:
        path: its name tells the form, so that another version keeps another file.
        make: gives what Python's `marshal` writes: numbers, texts, bytes, tuples of them.
    """
    data = _load(path)
    if data is not None:
        return marshal.loads(data)
    value: Any = make()  # marshal has no type that it shows
    _save(marshal.dumps(value), path)
    return value


def _load(path: Path) -> bytes | None:
    """What `_save` wrote; None where there is none, or it is damaged."""
    try:
        checksum, data = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    return data if _checksum(data) == checksum else None


def _save(data: bytes, path: Path) -> None:
    """Replace the file in one step; its first line is the checksum of the rest."""
    temporary = path.with_name(path.name + ".new")
    with suppress(OSError):  # a folder that cannot be written to
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_checksum(data) + b"\n" + data)
        temporary.replace(path)


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
