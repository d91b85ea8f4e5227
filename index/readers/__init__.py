"""Files → transcripts. One module a family of formats; the content says which, not the name."""

from __future__ import annotations

from .files import SPEAKER_NAMES, NamesFile, Reading, read_path, read_transcript, read_url
from .formats import MAX_BYTES, read_bytes

__all__ = [
    "MAX_BYTES",
    "SPEAKER_NAMES",
    "NamesFile",
    "Reading",
    "read_bytes",
    "read_path",
    "read_transcript",
    "read_url",
]
