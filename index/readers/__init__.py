"""Files → transcripts. One module a family of formats; the content says which, not the name."""

from __future__ import annotations

from .files import SPEAKER_NAMES, NamesFile, Reading, read_path, read_transcript, read_url
from .formats import read_bytes

__all__ = [
    "SPEAKER_NAMES",
    "NamesFile",
    "Reading",
    "read_bytes",
    "read_path",
    "read_transcript",
    "read_url",
]
