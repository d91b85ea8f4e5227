"""Files → transcripts: one module for each family of formats.

A file's content decides which module reads it; its name does not.
"""

from __future__ import annotations

from .files import (
    SPEAKER_NAMES,
    NamesFile,
    Reading,
    files_in,
    read_one_of,
    read_path,
    read_transcript,
    read_url,
    with_orphans,
)
from .formats import MAX_BYTES, read_bytes

__all__ = [
    "MAX_BYTES",
    "SPEAKER_NAMES",
    "NamesFile",
    "Reading",
    "files_in",
    "read_bytes",
    "read_one_of",
    "read_path",
    "read_transcript",
    "read_url",
    "with_orphans",
]
