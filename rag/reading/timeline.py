"""What was said of one subject in one recording after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...index.transcript import Transcript
from ..answer import Hit
from ..search.hits import Evidence
from ..verification import verify_quote


@dataclass(frozen=True, slots=True)
class Timeline:
    """The places where a subject is spoken of, of each speaker one in each transcript."""

    subject: str
    entries: tuple[Hit, ...]  # by date, then by rank; those without a date last

    def to_dict(self) -> dict[str, object]:
        return {"subject": self.subject, "entries": [hit.to_dict() for hit in self.entries]}


def make_timeline(
    subject: str, found: Sequence[Evidence], transcript: Callable[[str], Transcript]
) -> Timeline:
    """The timeline of what was found along time; what is not said word for word is left out.

    Args:
        found: as `along_time` gives it.
        transcript: id → the transcript as stored.
    """
    hits = [evidence.hit for evidence in found]
    checked = (
        verify_quote(
            hit.quote, transcript(hit.transcript.id), speaker=hit.speaker, turn=hit.turn
        ).verdict
        for hit in hits
    )
    verdicts = zip(hits, checked, strict=True)
    return Timeline(subject, tuple(hit for hit, verdict in verdicts if verdict == "supported"))
