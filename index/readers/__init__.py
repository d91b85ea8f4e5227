"""Files → transcripts: one module for each family of formats.

A file's content decides which module reads it; its name does not.
"""

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
