"""What `Library.add` is given → transcripts, and the names that come with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..index.errors import QuestionError
from ..index.readers import Reading, read_path, read_url
from ..index.speakers import SpeakerNames
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


def names_with(
    sidecar: Sidecar | None, transcript: Transcript, names: SpeakerNames
) -> SpeakerNames:
    """A library's names with those that come with a transcript, from another library or a file."""
    for label, name in {t.label: t.speaker for t in transcript.turns if t.label}.items():
        if names.name_of(label, transcript.id) != name:
            names = names.with_names_in(transcript.id, [label], name)
    return sidecar.apply(names, transcript) if sidecar else names


def check_url(url: str | None) -> None:
    """Raises QuestionError for what is no web address."""
    if url is not None and not is_web_address(url):
        raise QuestionError(f"“{url}” is not a web address; give one like https://youtu.be/ID")
