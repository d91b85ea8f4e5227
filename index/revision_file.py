"""The small file beside a search index that says which revision of the library it stands for."""

from __future__ import annotations

from pathlib import Path


def read_revision(path: Path) -> int:
    """The revision; 0 when the file is missing or damaged, so that the index is built anew."""
    try:
        return int(path.read_text("ascii"))
    except (OSError, ValueError):
        return 0


def write_revision(path: Path, revision: int) -> None:
    """Replace the file in one step."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(str(revision), "ascii")
    temporary.replace(path)
