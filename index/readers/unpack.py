"""Unpack zip files in pieces, because the size that a member declares may be false."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ..errors import TranscriptError

MAX_MEMBERS = 5000
_PIECE = 1 << 16  # bytes
# Only for these does zipfile bound the unpacked size of a read; for the others it bounds the packed
# size, and a little packed data may unpack to much.
_BOUNDED = (ZIP_STORED, ZIP_DEFLATED)
_SMALL_PIECE = 1 << 12
_DIRECTORY_ENTRY = b"PK\x01\x02"


def open_archive(data: bytes) -> ZipFile:
    """Open a zip file in memory.

    Raises: TranscriptError if it lists so many members that the list alone could fill memory;
        BadZipFile and others if it is damaged.
    """
    if data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
        raise TranscriptError(
            f"it holds more than {MAX_MEMBERS:,} files; unpack it and add the folder"
        )
    return ZipFile(io.BytesIO(data))


def unpack(archive: ZipFile, info: ZipInfo, max_bytes: int, *, advice: str) -> bytes:
    """Unpack one member.

    Args:
        advice: what the user can do if unpacking fails; ends the error message.
    Raises: TranscriptError if it unpacks to more than `max_bytes`, or cannot be unpacked.
    """
    piece = _PIECE if info.compress_type in _BOUNDED else _SMALL_PIECE
    data = bytearray()
    try:
        with archive.open(info) as member:
            while block := member.read(piece):
                data += block
                if len(data) > max_bytes:
                    break
    # Each compression library raises its own errors: zlib.error, LZMAError, OSError, EOFError,
    # RuntimeError for a password, NotImplementedError, ...
    except Exception as error:
        raise TranscriptError(f"it cannot be unpacked ({error}); {advice}") from error
    if len(data) > max_bytes:
        raise TranscriptError(
            f"it unpacks to more than {max_bytes >> 20} MB, which is too much; {advice}"
        )
    return bytes(data)
