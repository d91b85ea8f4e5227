"""`NAME.speakers.json` beside a transcript gives its speakers their names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ...index.errors import TranscriptError
from ...index.readers import NamesFile
from ...index.speakers import SpeakerNames, is_placeholder
from ...index.text.fold import fold
from ...index.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The names of one transcript's speakers, and their aliases."""

    names: Mapping[str, str]  # label in the transcript → name
    aliases: Mapping[str, tuple[str, ...]]  # name → other names, in the whole library

    def apply(self, names: SpeakerNames, transcript: Transcript) -> SpeakerNames:
        """The library's names, with these added."""
        for label, name in self.names.items():
            names = names.with_names_in(transcript.id, [label], name)
        for name, others in self.aliases.items():
            shared = [other for other in others if not is_placeholder(other)]
            own = [other for other in others if is_placeholder(other)]
            names = names.with_names_in(transcript.id, own, name)
            names = names.with_one_person(name, shared) if shared else names
        return names


def read_sidecar(names_file: NamesFile, transcript: Transcript) -> Sidecar:
    """Read the names that stand beside a transcript.

    Raises: TranscriptError if the file is no JSON object of names, names a speaker whom the
        transcript does not have, or gives aliases to a placeholder, which would then hold in every
        transcript.
    """
    place = names_file.path
    try:
        values = json.loads(names_file.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TranscriptError(f"it is not JSON in UTF-8: {error}", source=place) from error
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
    for name, others in aliases.items():
        if is_placeholder(name):
            example = json.dumps({name: next(iter(others), "NAME")}, ensure_ascii=False)
            raise TranscriptError(
                f"“{name}” is somebody else in each transcript and can have no aliases; {example} "
                "says who it is in this one",
                source=place,
            )
    return Sidecar(names, aliases)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(_is_name(item) for item in value)
