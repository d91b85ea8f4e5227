"""The revision file beside a search index.

It holds the library revision that the index has reached, and marks of the index's files that show
if one is damaged or lost.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

# Version of the indexes' content and of this file: 2 added context windows, 3 pairs of characters,
# 4 marks of the files.
_LAYOUT = 4
MAX_BYTES_READ_AT_OPENING = 8 * 2**20  # takes a few milliseconds; `doctor` reads larger files
_BLOCK_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class FileMark:
    """Size, time and checksum of a file when it was written."""

    name: str
    size: int
    modified_ns: int
    checksum: int  # CRC-32: fast, and detects any single damaged stretch of 32 bits


@dataclass(frozen=True, slots=True)
class Revision:
    """The content of a revision file."""

    number: int  # library revision; 0 if the index must be built
    marks: tuple[FileMark, ...] = ()
    is_touched: bool = False  # the files have other times than before, as after copying


def read_revision(path: Path, *, is_thorough: bool = False) -> Revision:
    """Read the revision; 0 (rebuild) if this file or a marked one is missing, damaged or outdated.

    The marked files' checksums are compared if their times differ, if they are small, or with
    `is_thorough`. Otherwise only size and time are, since reading hundreds of megabytes is slow.
    """
    try:
        checksum, content = path.read_text("ascii").split(" ", 1)
        if int(checksum) != zlib.crc32(content.encode()):
            return Revision(0)
        layout, number, rows = json.loads(content)
        if layout != _LAYOUT:
            return Revision(0)
        marks = tuple(FileMark(**row) for row in rows)
        is_small = sum(mark.size for mark in marks) <= MAX_BYTES_READ_AT_OPENING
        is_read = is_thorough or is_small
        now = [_mark_of(path.with_name(m.name), None if is_read else m) for m in marks]
        if [(m.size, m.checksum) for m in now] != [(m.size, m.checksum) for m in marks]:
            return Revision(0)
        return Revision(number, tuple(now), is_touched=tuple(now) != marks)
    except (OSError, ValueError, TypeError):
        return Revision(0)


def write_revision(
    path: Path, number: int, files: Sequence[Path], known: Sequence[FileMark] = ()
) -> Revision:
    """Replace the file atomically, and return its content.

    Args:
        files: the index's files, beside this file, completely written.
        known: earlier marks; a file with the size and time of its mark is not read again.
    """
    by_name = {mark.name: mark for mark in known}
    marks = tuple(_mark_of(file, by_name.get(file.name)) for file in files)
    content = json.dumps([_LAYOUT, number, [asdict(mark) for mark in marks]])
    temporary = path.with_name(path.name + ".new")
    with temporary.open("w", encoding="ascii") as file:
        file.write(f"{zlib.crc32(content.encode())} {content}")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return Revision(number, marks)


def are_unchanged(folder: Path, marks: Sequence[FileMark]) -> bool:
    """Whether the marked files have the size and time of their marks; takes microseconds."""
    try:
        return all(
            (stat.st_size, stat.st_mtime_ns) == (mark.size, mark.modified_ns)
            for mark in marks
            for stat in (os.stat(f"{folder}/{mark.name}"),)  # noqa: PTH116 - a Path takes longer
        )
    except OSError:
        return False


def _mark_of(file: Path, known: FileMark | None = None) -> FileMark:
    stat = file.stat()
    if known and (known.size, known.modified_ns) == (stat.st_size, stat.st_mtime_ns):
        return known
    checksum = 0
    with file.open("rb") as content:
        while block := content.read(_BLOCK_BYTES):
            checksum = zlib.crc32(block, checksum)
    return FileMark(file.name, stat.st_size, stat.st_mtime_ns, checksum)
