"""What `Library.add` is given → transcripts, and the names that come with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..index.readers import Reading, read_path, read_url
from ..index.transcript import Transcript
from .deep_link import is_web_address
from .sidecar import Sidecar, read_sidecars


def read_source(source: str | Path | Transcript) -> tuple[Reading, dict[str, Sidecar]]:
    """What is at a path or address, and the names that stand beside it, by transcript id."""
    if isinstance(source, Transcript):
        return Reading(transcripts=(source,)), {}
    if isinstance(source, str) and is_web_address(source):
        return read_url(source), {}
    path = Path(source).expanduser()
    reading = read_path(path)
    given, failed = read_sidecars(path, reading.transcripts)
    return replace(reading, failed=reading.failed + failed), given
