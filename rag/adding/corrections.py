"""What a person puts right of a transcript's reading: its speakers' names, its title, its date.

The file stays as it is. The words, and with them the transcript's id, stay too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...index.errors import UsageError, check_text
from ...index.speakers import SpeakerNames
from ...index.text.clock import read_date
from ...index.text.fold import fold
from ...index.transcript import Transcript, Turn
from ..people.speakers import checked_name

_COMMA = re.compile(r"[,，;；]")
_EXAMPLE = "write LABEL=NAME, with commas between: “Q=Host,A=Owen Pell”"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is put right; what is left out stays as it was read.

    Attributes:
        speakers: a speaker as the file or the library calls them → the name.
        date: ISO 8601; an empty text takes the date away.
    """

    speakers: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    date: str | None = None

    @property
    def are_none(self) -> bool:
        """Whether nothing is put right."""
        return not self.speakers and self.title is None and self.date is None


def corrections_of(
    speakers: Mapping[str, str] | None, title: str | None, date: str | None
) -> Corrections:
    """The corrections that a caller gives. Raises UsageError if the date is none."""
    return Corrections(dict(speakers or {}), title, read_date(date) if date else date)


def checked(corrections: Corrections) -> Corrections:
    """The corrections with names and title tidied.

    Raises: UsageError if one of them is empty or holds a control character.
    """
    speakers = {
        check_text(label, "a speaker").strip(): checked_name(name)
        for label, name in corrections.speakers.items()
    }
    title = None if corrections.title is None else _checked_title(corrections.title)
    return replace(corrections, speakers=speakers, title=title)


def parse_names(text: str) -> dict[str, str]:
    """“Q=Host, A=Pell, Owen” as label → name; in a text of lines, each line has one.

    A piece without “=” belongs to the name before it.

    Raises: UsageError if a label or a name is missing, or a label stands there twice.
    """
    check_text(text, "the speakers")
    pieces = text.splitlines() if "\n" in text else _COMMA.split(text)
    entries: list[str] = []
    for piece in filter(None, map(str.strip, pieces)):
        if re.search("[=＝]", piece) or not entries:
            entries.append(piece)
        else:
            entries[-1] += f", {piece}"
    names: dict[str, str] = {}
    for entry in entries:
        label, *rest = (part.strip() for part in re.split("[=＝]", entry, maxsplit=1))
        if not (label and rest and rest[0]):
            raise UsageError(f"“{entry}” gives no speaker a name; {_EXAMPLE}")
        if label in names:
            raise UsageError(f"“{label}” has two names, {names[label]} and {rest[0]}; give one")
        names[label] = rest[0]
    if not names:
        raise UsageError(f"no speakers are given; {_EXAMPLE}")
    return names


def corrected(transcript: Transcript, corrections: Corrections) -> Transcript:
    """The transcript with the title and the date that are put right."""
    title = transcript.title if corrections.title is None else corrections.title
    date = transcript.date if corrections.date is None else corrections.date or None
    return replace(transcript, title=title, date=date)


def with_names(
    names: SpeakerNames, transcript: Transcript, corrections: Corrections
) -> SpeakerNames:
    """The library's names with those that are put right for this transcript."""
    for label, name in names_by_label(transcript.turns, corrections.speakers).items():
        names = names.with_names_in(transcript.id, [label], name)
    return names


def names_by_label(turns: Iterable[Turn], speakers: Mapping[str, str]) -> dict[str, str]:
    """The labels of a transcript → the names given to them, by the label or the present name.

    Raises: UsageError if the transcript has no such speaker; it says which there are.
    """
    labels = {turn.label or turn.speaker: turn.speaker for turn in turns}
    found: dict[str, str] = {}
    for given, name in speakers.items():
        by_label = [label for label in labels if fold(label) == fold(given)]
        by_name = [label for label, present in labels.items() if fold(present) == fold(given)]
        if not (by_label or by_name):
            raise UsageError(
                f"nobody is called “{given}” in this transcript; it has: {', '.join(labels)}"
            )
        found |= {label: name for label in by_label or by_name if labels[label] != name}
    return found


def _checked_title(title: str) -> str:
    tidy = " ".join(check_text(title, "the title").split())
    if not tidy:
        raise UsageError("the title is empty; give one")
    if not tidy.isprintable():
        raise UsageError(f"the title holds a control character: {tidy!r}; give it without")
    return tidy
