"""Names of speakers: which only stand for somebody, and which are one person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .text.fold import fold
from .transcript import Transcript, Turn

_PLACEHOLDER = re.compile(
    r"(?:unknown |unidentified )?(?:speaker|spk|participant|voice)[\s_-]*(?:\d{1,3}|[a-z])?"
    r"|(?:发言人|说话人|講者|讲者|發言人|說話人|发言者|演讲者)\s*\d{0,3}|(?:unknown|未知)(?:发言人|说话人)?",
    re.IGNORECASE,
)


def is_placeholder(name: str) -> bool:
    """“Speaker 1”, “SPEAKER_00”, “发言人 1”: a label of a machine, which a user can name."""
    return _PLACEHOLDER.fullmatch(name.strip()) is not None


@dataclass(frozen=True, slots=True)
class GivenName:
    """A label, and the name of the person behind it."""

    label: str  # as files and questions write it
    name: str
    transcript_id: str | None = None  # None: in every transcript


class SpeakerNames:
    """What the people of a library go by; labels are compared folded.

    A name given in one transcript is looked up first; what comes of it, or else the label, is
    looked up among the names of the whole library. So `Speaker 1` of one talk may be 贾扬清, and
    贾扬清 be Yangqing everywhere. Nothing here changes: each change makes new names.
    """

    def __init__(self, given: Iterable[GivenName] = ()):
        self._given = {(one.transcript_id, fold(one.label)): one for one in given}

    def __iter__(self) -> Iterator[GivenName]:
        return iter(self._given.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SpeakerNames) and self._given == other._given

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    def name_of(self, label: str, transcript_id: str | None = None) -> str:
        """The name of whom a transcript, or a question, calls so; the label where none is known."""
        own = self._given.get((transcript_id, fold(label)))
        name = own.name if own else label
        shared = self._given.get((None, fold(name)))
        return shared.name if shared else name

    def aliases(self) -> dict[str, str]:
        """Other name → name, in the whole library."""
        return {
            one.label: one.name
            for one in self
            if one.transcript_id is None and fold(one.label) != fold(one.name)
        }

    def apply(self, transcript: Transcript) -> Transcript:
        """The transcript with each speaker under his name; its id stays."""
        turns = tuple(self._apply_to(turn, transcript.id) for turn in transcript.turns)
        return transcript if turns == transcript.turns else replace(transcript, turns=turns)

    def _apply_to(self, turn: Turn, transcript_id: str) -> Turn:
        label = turn.label or turn.speaker
        name = self.name_of(label, transcript_id)
        return replace(turn, speaker=name, label=None if name == label else label)

    def with_one_person(self, name: str, others: Sequence[str]) -> SpeakerNames:
        """These names, in which the others and all their other names are `name`'s too."""
        people = {fold(self.name_of(one)) for one in (name, *others)}
        joined = [
            replace(one, name=name)
            if one.transcript_id is None and fold(one.name) in people
            else one
            for one in self
        ]
        own = [GivenName(label, name) for label in (*others, name)]
        return SpeakerNames([*joined, *own])

    def with_names_in(self, transcript_id: str, labels: Sequence[str], name: str) -> SpeakerNames:
        """These names, in which whoever has one of the labels in this transcript is `name`."""
        own = [GivenName(label, name, transcript_id) for label in labels]
        return SpeakerNames([*self, *own])

    def without_alias(self, alias: str) -> SpeakerNames:
        """These names, in which nobody goes by this alias any more."""
        key = (None, fold(alias))
        return SpeakerNames(one for one in self if (one.transcript_id, fold(one.label)) != key)
