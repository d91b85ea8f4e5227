"""`NAME.speakers.json` beside a transcript: what its speakers are called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..index.errors import TranscriptError
from ..index.fold import fold
from ..index.readers import read_transcript
from ..index.readers.files import SPEAKER_NAMES
from ..index.speakers import SpeakerNames, is_placeholder
from ..index.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Names for the speakers of one transcript, and other names of theirs."""

    names: Mapping[str, str]  # label in the transcript → name
    aliases: Mapping[str, tuple[str, ...]]  # name → other names, in the whole library

    def apply(self, names: SpeakerNames, transcript: Transcript) -> SpeakerNames:
        """The library's names with these."""
        for label, name in self.names.items():
            names = names.with_names_in(transcript.id, [label], name)
        for name, others in self.aliases.items():
            shared = [other for other in others if not is_placeholder(other)]
            own = [other for other in others if is_placeholder(other)]
            names = names.with_names_in(transcript.id, own, name)
            names = names.with_one_person(name, shared) if shared else names
        return names


def read_sidecars(
    path: Path, transcripts: tuple[Transcript, ...]
) -> tuple[dict[str, Sidecar], tuple[TranscriptError, ...]]:
    """Transcript id → sidecar, for what was read from a file or a folder; and those of a folder
    that cannot be read.

    A sidecar is called like the file, with or without its extension: `talk.speakers.json` or
    `talk.vtt.speakers.json` beside `talk.vtt`.

    Raises: TranscriptError if a single file's is no JSON object of names, or names a speaker that
        is not there.
    """
    if not path.is_dir():
        place = _beside(path)
        if place is None or len(transcripts) != 1:
            return {}, ()
        return {transcripts[0].id: _read(place, transcripts[0])}, ()
    found: dict[str, Sidecar] = {}
    failed: list[TranscriptError] = []
    known = {transcript.id for transcript in transcripts}
    for place in sorted(path.rglob(f"*{SPEAKER_NAMES}")):
        for file in sorted(place.parent.iterdir()):
            if file.is_file() and _beside(file) == place:
                transcript = _read_or_none(file)
                if transcript is None or transcript.id not in known:
                    continue
                try:
                    found[transcript.id] = _read(place, transcript)
                except TranscriptError as error:
                    failed.append(error)
    return found, tuple(failed)


def _beside(file: Path) -> Path | None:
    if file.name.endswith(SPEAKER_NAMES):
        return None
    names = (file.name + SPEAKER_NAMES, file.stem + SPEAKER_NAMES)
    return next((file.with_name(name) for name in names if file.with_name(name).is_file()), None)


def _read_or_none(file: Path) -> Transcript | None:
    try:
        return read_transcript(file)
    except TranscriptError:  # reported already, when the folder was read
        return None


def _read(place: Path, transcript: Transcript) -> Sidecar:
    try:
        values = json.loads(place.read_text("utf-8-sig"))
    except OSError as error:
        raise TranscriptError(f"cannot be read ({error.strerror})", source=place) from error
    except (ValueError, RecursionError) as error:
        raise TranscriptError(f"it is no JSON in UTF-8 ({error}); mend it", source=place) from error
    if not isinstance(values, dict) or not all(
        _is_name(v) or _are_names(v) for v in values.values()
    ):
        raise TranscriptError(
            'it must give each speaker a name, {"Speaker 1": "Alex"}, or a name its aliases, '
            '{"Yangqing": ["贾扬清"]}',
            source=place,
        )
    names = {key: " ".join(value.split()) for key, value in values.items() if _is_name(value)}
    spoken = {fold(turn.label or turn.speaker) for turn in transcript.turns}
    for label in names:
        if fold(label) not in spoken:
            raise TranscriptError(
                f"nobody is called “{label}” in {transcript.source}; it has: "
                f"{', '.join(transcript.speakers)}",
                source=place,
            )
    aliases = {key: tuple(value) for key, value in values.items() if not _is_name(value)}
    return Sidecar(names, aliases)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(_is_name(item) for item in value)
