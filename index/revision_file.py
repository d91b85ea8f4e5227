"""The small file beside a search index that says which revision of the library it stands for."""

from __future__ import annotations

from pathlib import Path

_LAYOUT = 3  # what the indexes hold: 2 since what is around a passage, 3 since pairs of characters


def read_revision(path: Path) -> int:
    """The revision; 0 when the file is missing, damaged or of another layout, so that the index
    is built anew."""
    try:
        revision, layout = path.read_text("ascii").split()
        return int(revision) if int(layout) == _LAYOUT else 0
    except (OSError, ValueError):
        return 0


def write_revision(path: Path, revision: int) -> None:
    """Replace the file in one step."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(f"{revision} {_LAYOUT}", "ascii")
    temporary.replace(path)
