"""What `Library.add` is given → transcripts, and the names that come with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...index.errors import TranscriptError, UsageError
from ...index.readers import Reading, read_path, read_url
from ...index.transcript import Transcript
from ..deep_link import check_web_address, is_web_address
from ..people.names_file import Sidecar, read_sidecar


def read_source(
    source: str | Path | Transcript, *, url: str | None = None
) -> tuple[Reading, dict[str, Sidecar]]:
    """What is at a path or address, and the names that stand beside it, by transcript id.

    Args:
        url: of the recording, in place of what the file says.
    Raises: TranscriptError if a single file, or the names beside it, cannot be read; those of a
        folder or a zip file are reported in `failed`. UsageError if `url` is no web address, or
        there are several transcripts for it.
    """
    if url is not None:
        check_web_address(url)
    reading, given = _read(source)
    if url is not None:
        if len(reading.transcripts) != 1:
            raise UsageError(
                f"{source} holds {len(reading.transcripts)} transcripts, and an address is one "
                "recording's; add them one by one"
            )
        reading = replace(reading, transcripts=(replace(reading.transcripts[0], url=url),))
    return reading, given


def _read(source: str | Path | Transcript) -> tuple[Reading, dict[str, Sidecar]]:
    if isinstance(source, Transcript):
        return Reading(transcripts=(source.printable(),)), {}
    if isinstance(source, str) and is_web_address(source):
        reading, alone = read_url(source), False
    else:
        path = Path(source).expanduser()
        reading = read_path(path)
        is_beside = any(names.path.parent == path.parent for names in reading.names.values())
        alone = is_beside and not path.is_dir()  # Path(".") is its own parent
    given: dict[str, Sidecar] = {}
    failed: list[TranscriptError] = []
    for transcript in reading.transcripts:
        if names := reading.names.get(transcript.id):
            try:
                given[transcript.id] = read_sidecar(names, transcript)
            except TranscriptError as error:
                if alone:
                    raise
                failed.append(error)
    return replace(reading, failed=(*reading.failed, *failed)), given
