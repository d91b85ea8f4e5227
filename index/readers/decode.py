"""Bytes of a file → text."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path

from charset_normalizer import from_bytes

from ..errors import TranscriptError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Encodings of transcripts that are not Unicode: mainland China, Taiwan and Hong Kong, the West.
_LEGACY_ENCODINGS = ["gb18030", "big5", "cp1252"]
# The first bytes of pictures, recordings, PDFs, databases and archives.
_SIGNATURES = (
    *(
        b"\x89PNG\r\n",
        b"\xff\xd8\xff",
        b"GIF8",
        b"%PDF-",
        b"SQLite format 3\0",
        b"\xd0\xcf\x11\xe0",
    ),
    *(
        b"ID3\x02",
        b"ID3\x03",
        b"ID3\x04",
        b"\xff\xfb",
        b"OggS\0",
        b"RIFF",
        b"fLaC\0",
        b"\x1aE\xdf\xa3",
    ),
    *(b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!\x1a"),
)
# CHAT sets \x15 around the times.
_CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x14\x16-\x1f]")
_MAX_CONTROL_CHARACTERS = 0.01  # of all; real transcripts hold a stray one now and then
_MAX_ZERO_BYTES = 0.1  # of text in UTF-8; Chinese in UTF-16 is hardly ever valid UTF-8
_ADVICE = "save it as plain text in UTF-8 and add it again"


class BinaryFileError(TranscriptError):
    """A file that is not text: a picture, a recording, a program."""


def decode_text(data: bytes, source: Path | None = None) -> str:
    """Decode UTF-8, UTF-16, UTF-32, GB18030, Big5 or Windows-1252.

    Unicode is recognised by its byte order mark or by being valid; the other encodings by how
    plausible their text is.

    Raises: TranscriptError if the data is empty, binary, or in none of these encodings.
    """
    if not data.strip():
        raise TranscriptError("the file is empty; nothing to add", source=source)
    text = None if data.startswith(_SIGNATURES) else _decode(data, source)
    if text is None or _is_binary(text):
        raise BinaryFileError(f"this is a binary file, not a transcript; {_ADVICE}", source=source)
    return text


def _is_binary(text: str) -> bool:
    return len(_CONTROL_CHARACTER.findall(text)) > _MAX_CONTROL_CHARACTERS * len(text)


def _decode(data: bytes, source: Path | None) -> str | None:
    """Decode the data; None if its zero bytes show that it is not text."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise TranscriptError(
                    f"it begins as {encoding}, but byte {error.start} does not fit; {_ADVICE}",
                    source=source,
                ) from error
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8")
        if text.count("\0") <= _MAX_ZERO_BYTES * len(data):  # else Latin letters in UTF-16
            return text
    if b"\0" in data:
        return _decode_unmarked_utf16(data)
    match = from_bytes(data, cp_isolation=_LEGACY_ENCODINGS).best()
    if match is None:
        raise TranscriptError(f"its encoding is not known; {_ADVICE}", source=source)
    return str(match)


def _decode_unmarked_utf16(data: bytes) -> str | None:
    """Decode UTF-16 in the byte order that gives more spaces and line ends; None if none fits."""
    texts: list[str] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            texts.append(data.decode(encoding))
    return max(texts, key=lambda text: text.count(" ") + text.count("\n"), default=None)
