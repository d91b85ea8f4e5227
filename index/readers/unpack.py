"""Zip files, unpacked in pieces: what a member says of its own size is not believed."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ..errors import TranscriptError

MAX_MEMBERS = 5000
_PIECE = 1 << 16  # bytes
# zipfile bounds what comes out only for these; of the others it bounds what goes in, of which
# a little may become much.
_BOUNDED = (ZIP_STORED, ZIP_DEFLATED)
_SMALL_PIECE = 1 << 12
_DIRECTORY_ENTRY = b"PK\x01\x02"


def open_archive(data: bytes) -> ZipFile:
    """A zip file in memory.

    Raises: TranscriptError if it lists too many members, which alone would fill the memory;
        BadZipFile and others if it is damaged.
    """
    if data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
        raise TranscriptError(
            f"it holds more than {MAX_MEMBERS:,} files; unpack it and add the folder"
        )
    return ZipFile(io.BytesIO(data))


def unpack(archive: ZipFile, info: ZipInfo, max_bytes: int, *, advice: str) -> bytes:
    """One member, unpacked.

    Args:
        advice: what to do where that fails.
    Raises: TranscriptError if there are more than `max_bytes`, or it cannot be unpacked.
    """
    piece = _PIECE if info.compress_type in _BOUNDED else _SMALL_PIECE
    data = bytearray()
    try:
        with archive.open(info) as member:
            while block := member.read(piece):
                data += block
                if len(data) > max_bytes:
                    break
    # A library for each way of packing, and each raises its own: zlib.error, LZMAError, OSError,
    # EOFError, RuntimeError for a password, NotImplementedError, ...
    except Exception as error:
        raise TranscriptError(f"it cannot be unpacked ({error}); {advice}") from error
    if len(data) > max_bytes:
        raise TranscriptError(f"it unpacks to more than {max_bytes >> 20} MB, too much; {advice}")
    return bytes(data)
