"""Speakers' names: placeholders, and the names that belong to one person."""

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
    """Whether a name is a machine's label: “Speaker 1”, “SPEAKER_00”, “发言人 1”."""
    return _PLACEHOLDER.fullmatch(name.strip()) is not None


@dataclass(frozen=True, slots=True)
class GivenName:
    """A label, and the name of the person behind it."""

    label: str  # as files and questions write it
    name: str
    transcript_id: str | None = None  # None: in every transcript


class SpeakerNames:
    """The names given to labels in a library; labels are compared folded.

    Names given in one transcript apply first; the result (or else the label) is then looked up
    among the names of the whole library. So `Speaker 1` of one talk may be 贾扬清, and 贾扬清 may
    be Yangqing everywhere. Immutable: each change returns new names.
    """

    def __init__(self, given: Iterable[GivenName] = ()):
        self._given = {(name.transcript_id, fold(name.label)): name for name in given}

    def __iter__(self) -> Iterator[GivenName]:
        return iter(self._given.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SpeakerNames) and self._given == other._given

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    def name_of(self, label: str, transcript_id: str | None = None) -> str:
        """The name given to a label in a transcript or question; the label if it has none."""
        own = self._given.get((transcript_id, fold(label)))
        name = own.name if own else label
        shared = self._given.get((None, fold(name)))
        return shared.name if shared else name

    def given(self, label: str, transcript_id: str | None = None) -> str | None:
        """The name given to a label there; None if none is."""
        given = self._given.get((transcript_id, fold(label)))
        return given.name if given else None

    def changes_to(self, new: SpeakerNames) -> list[GivenName]:
        """The names given in one of the two and not in the other, as `self` or `new` spells the
        label, each once."""
        keys = [
            key
            for key in dict.fromkeys([*self._given, *new._given])
            if self._given.get(key) != new._given.get(key)
        ]
        return [self._given.get(key) or new._given[key] for key in keys]

    def aliases(self) -> dict[str, str]:
        """Other name → name, as given in the whole library."""
        return {
            given.label: given.name
            for given in self
            if given.transcript_id is None and fold(given.label) != fold(given.name)
        }

    def apply(self, transcript: Transcript) -> Transcript:
        """The transcript with labels replaced by names; its id stays the same."""
        turns = tuple(self._apply_to(turn, transcript.id) for turn in transcript.turns)
        return transcript if turns == transcript.turns else replace(transcript, turns=turns)

    def _apply_to(self, turn: Turn, transcript_id: str) -> Turn:
        label = turn.label or turn.speaker
        name = self.name_of(label, transcript_id)
        return replace(turn, speaker=name, label=None if name == label else label)

    def with_one_person(self, name: str, others: Sequence[str]) -> SpeakerNames:
        """New names in which the others, and all other names of theirs, also belong to `name`."""
        people = {fold(self.name_of(label)) for label in (name, *others)}
        joined = [
            replace(given, name=name)
            if given.transcript_id is None and fold(given.name) in people
            else given
            for given in self
        ]
        own = [GivenName(label, name) for label in (*others, name)]
        return SpeakerNames([*joined, *own])

    def with_names_in(self, transcript_id: str, labels: Sequence[str], name: str) -> SpeakerNames:
        """New names in which each of the labels in this transcript belongs to `name`."""
        own = [GivenName(label, name, transcript_id) for label in labels]
        return SpeakerNames([*self, *own])

    def with_given(self, label: str, transcript_id: str | None, name: str | None) -> SpeakerNames:
        """New names in which this label has this name there, or none is given to it."""
        key = (transcript_id, fold(label))
        others = [given for given in self if (given.transcript_id, fold(given.label)) != key]
        own = [] if name is None else [GivenName(label, name, transcript_id)]
        return SpeakerNames([*others, *own])

    def without_alias(self, alias: str) -> SpeakerNames:
        """New names without this alias."""
        key = (None, fold(alias))
        return SpeakerNames(n for n in self if (n.transcript_id, fold(n.label)) != key)
