"""Hits in the order of their recordings, to show how somebody's words change."""

from __future__ import annotations

from collections.abc import Sequence

from ...index.speakers import is_placeholder
from ...index.text.terms import index_terms
from ..answer import Hit
from ..understanding.query import Query
from .hits import Evidence

# Share of the subject's words that a hit must come near. It is higher than for an answer: among
# many hits, some have half of the words and mean something else.
_MIN_NEAR = 0.75


def along_time(
    relevant: Sequence[Evidence], query: Query, most: int | None = None
) -> list[Evidence]:
    """The best hit of each speaker in each transcript; the `most` best of these, by date.

    The best hit is the first one whose own turn has most words of the subject: “Yes.” says little
    without its question.

    Args:
        relevant: relevant hits, in order of rank. Only those that cover the whole subject count, if
            there are any; words of another language may seem not to cover it.
    """
    whole = [evidence for evidence in relevant if evidence.relevance.near >= _MIN_NEAR]
    best: dict[tuple[str, str], Evidence] = {}
    for evidence in whole or relevant:
        who = (evidence.hit.transcript.id, evidence.hit.speaker)
        if who not in best or _n_said(evidence, query) > _n_said(best[who], query):
            best[who] = evidence
    by_rank = sorted(best.values(), key=lambda evidence: evidence.hit.rank)
    return sorted(by_rank[:most], key=lambda evidence: _date_order(evidence.hit))


def _n_said(evidence: Evidence, query: Query) -> int:
    """How many words of the subject the turn itself says."""
    return len(set(query.look_for.subject).intersection(index_terms(evidence.hit.text)))


def by_date(hits: Sequence[Hit]) -> list[Hit]:
    """The hits by date (without a date last), otherwise in the same order."""
    return sorted(hits, key=_date_order)


def is_along_time(hits: Sequence[Hit]) -> bool:
    """Whether all hits are of one person, in recordings of several known dates."""
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
