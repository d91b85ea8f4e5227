"""The small file beside a search index: which revision of the library the index stands for, and
marks of the index's files, which tell when one is damaged or lost."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

# What the indexes hold, and this file: 2 since what is around a passage, 3 since pairs of
# characters, 4 since marks of the files.
_LAYOUT = 4
MAX_BYTES_READ_AT_OPENING = 8 * 2**20  # a few milliseconds; larger files are read by `doctor`
_BLOCK_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class FileMark:
    """What a file was like when it was written."""

    name: str
    size: int
    modified_ns: int
    checksum: int  # CRC-32, which is quick, and sure to notice any one damaged stretch of 32 bits


@dataclass(frozen=True, slots=True)
class Revision:
    """What the file beside an index says."""

    number: int  # of the library; 0 where the index is to be built
    marks: tuple[FileMark, ...] = ()
    is_touched: bool = False  # the marks are new: the files have other times, as after copying


def read_revision(path: Path, *, is_thorough: bool = False) -> Revision:
    """The revision; 0 when this file, or one that it marks, is missing, damaged or of another
    layout, so that the index is rebuilt.

    The content of the marked files is compared when their times differ, when they are small, or
    with `is_thorough`; else size and time must do, for reading hundreds of megabytes takes long.
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
    """Replace the file in one step, and return what it says.

    Args:
        files: of the index, beside this file, complete and on the disk.
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
            for stat in (folder.joinpath(mark.name).stat(),)
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
