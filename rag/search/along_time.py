"""Hits in the order of their recordings: how somebody's words change from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from ...index.speakers import is_placeholder
from ...index.text.terms import index_terms
from ..answer import Hit
from ..understanding.query import Query
from .hits import Evidence

# Share of the subject's words that must come near: of many hits, more than of the first ones, some
# say half of it and mean something else.
_MIN_NEAR = 0.75


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
    whole = [evidence for evidence in fitting if evidence.support.near >= _MIN_NEAR]
    best: dict[tuple[str, str], Evidence] = {}
    for evidence in whole or fitting:
        who = (evidence.hit.transcript.id, evidence.hit.speaker)
        if who not in best or _n_said(evidence, query) > _n_said(best[who], query):
            best[who] = evidence
    by_rank = sorted(best.values(), key=lambda evidence: evidence.hit.rank)
    return sorted(by_rank[:most], key=lambda evidence: _date_order(evidence.hit))


def _n_said(evidence: Evidence, query: Query) -> int:
    """How many words of the subject the turn itself says."""
    return len(set(query.look_for.subject).intersection(index_terms(evidence.hit.text)))


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
