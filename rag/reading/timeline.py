"""The timeline of a subject: what was said of it in one recording after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...index.transcript import Transcript
from ..answer import Hit
from ..search.hits import Evidence
from .verification import verify_quote


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hits on a subject, one per speaker and transcript."""

    subject: str
    entries: tuple[Hit, ...]  # by date, then by rank; those without a date last

    def to_dict(self) -> dict[str, object]:
        return {"subject": self.subject, "entries": [hit.to_dict() for hit in self.entries]}


def make_timeline(
    subject: str, evidence: Sequence[Evidence], transcript: Callable[[str], Transcript]
) -> Timeline:
    """Make a timeline of hits along time, without those whose quote is not verbatim.

    Args:
        evidence: the result of `along_time`.
        transcript: id → the transcript as stored.
    """
    hits = [item.hit for item in evidence]
    checked = (
        verify_quote(
            hit.quote, transcript(hit.transcript.id), speaker=hit.speaker, turn=hit.turn
        ).verdict
        for hit in hits
    )
    verdicts = zip(hits, checked, strict=True)
    return Timeline(subject, tuple(hit for hit, verdict in verdicts if verdict == "supported"))
