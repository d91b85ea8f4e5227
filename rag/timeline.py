"""What was said of one subject in one recording after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..index.speakers import is_placeholder
from ..index.terms import index_terms
from ..index.transcript import Transcript
from .answer import Hit
from .hits import Evidence
from .query import Query
from .verification import verify_quote

# Share of the subject's words that must come near: of many hits, more than of the first ones, some
# say half of it and mean something else.
_LEAST_NEAR = 0.75


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


def along_time(
    fitting: Sequence[Evidence], query: Query, most: int | None = None
) -> list[Evidence]:
    """Of each speaker's hits in a transcript that speak of the whole subject the best one; of these
    the `most` best, by date.

    Best is the first of those whose own turn says most words of the subject: “Yes.” tells little
    without its question.

    Args:
        fitting: what is likely to speak of the subject, in order of rank; all of it counts where
            nothing speaks of the whole subject, as words of another language may seem not to.
    """
    whole = [evidence for evidence in fitting if evidence.support.near >= _LEAST_NEAR]
    best: dict[tuple[str, str], Evidence] = {}
    for evidence in whole or fitting:
        who = (evidence.hit.transcript.id, evidence.hit.speaker)
        if who not in best or _n_said(evidence, query) > _n_said(best[who], query):
            best[who] = evidence
    by_rank = sorted(best.values(), key=lambda evidence: evidence.hit.rank)
    return sorted(by_rank[:most], key=lambda evidence: _date_order(evidence.hit))


def _n_said(evidence: Evidence, query: Query) -> int:
    """How many words of the subject the turn itself says."""
    return len(set(query.subject).intersection(index_terms(evidence.hit.text)))


def by_date(hits: Sequence[Hit]) -> list[Hit]:
    """The hits by date, those without one last; else as they were."""
    return sorted(hits, key=_date_order)


def is_along_time(hits: Sequence[Hit]) -> bool:
    """Whether all are one person's words, in recordings of several known dates."""
    speakers = {hit.speaker for hit in hits}
    dates = {hit.transcript.date for hit in hits}
    return (
        len(speakers) == 1
        and not is_placeholder(min(speakers))
        and len(dates) > 1
        and None not in dates
    )


def _date_order(hit: Hit) -> tuple[bool, str]:
    return hit.transcript.date is None, hit.transcript.date or ""
