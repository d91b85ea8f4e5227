"""A path, an address or a transcript → transcripts, and the speakers' names beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ...index.errors import TranscriptError, UsageError
from ...index.readers import Reading, read_path, read_url
from ...index.text.deep_link import check_web_address, is_web_address
from ...index.transcript import Transcript
from ..people.names_file import Sidecar, read_sidecar
from .corrections import Corrections, corrected, names_by_label


def read_source(
    source: str | Path | Transcript,
    *,
    url: str | None = None,
    corrections: Corrections,
    check_address: Callable[[str], None] | None = None,
) -> tuple[Reading, dict[str, Sidecar]]:
    """Read a path or address, and the names that stand beside each file, by transcript id.

    A `NAME.speakers.json` that cannot be used is reported in `failed`; its transcript is read.

    Args:
        url: where the recording can be heard, in place of what the file says.
        corrections: title and date, in place of what the file says, and names of its speakers.
        check_address: as for `Library.add`.
    Raises: TranscriptError if a single file cannot be read; those of a folder or a zip file are
        reported in `failed`. UsageError if `url` is no web address, there are several
        transcripts for it or for the corrections, or nobody has a name that is put right.
    """
    if url is not None:
        check_web_address(url)
    reading, given = _read(source, check_address)
    if url is not None:
        if len(reading.transcripts) != 1:
            raise UsageError(
                f"{source} holds {len(reading.transcripts)} transcripts, and an address is one "
                "recording's; add them one by one"
            )
        reading = replace(reading, transcripts=(replace(reading.transcripts[0], url=url),))
    if not corrections.are_none:
        if len(reading.transcripts) != 1:
            raise UsageError(
                f"{source} holds {len(reading.transcripts)} transcripts, and a title, a date or "
                "speakers' names are one transcript's; add them one by one"
            )
        [transcript] = reading.transcripts
        names_by_label(transcript.turns, corrections.speakers)  # raises if nobody is called so
        reading = replace(reading, transcripts=(corrected(transcript, corrections),))
    return reading, given


def _read(
    source: str | Path | Transcript, check_address: Callable[[str], None] | None
) -> tuple[Reading, dict[str, Sidecar]]:
    if isinstance(source, Transcript):
        return Reading(transcripts=(source.printable(),)), {}
    if isinstance(source, str) and is_web_address(source):
        reading = read_url(source, check=check_address)
    else:
        reading = read_path(Path(source).expanduser())
    return with_names_files(reading)


def with_names_files(reading: Reading) -> tuple[Reading, dict[str, Sidecar]]:
    """A reading, and the names that stand beside its files, by transcript id; those that cannot be
    used are reported in `failed`."""
    given: dict[str, Sidecar] = {}
    failed: list[TranscriptError] = []
    for transcript in reading.transcripts:
        if names := reading.names.get(transcript.id):
            try:
                given[transcript.id] = read_sidecar(names, transcript)
            except TranscriptError as error:
                failed.append(error)
    return replace(reading, failed=(*reading.failed, *failed)), given
