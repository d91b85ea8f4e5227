"""The answer without a language model: the speakers' own sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...index.transcript import Transcript
from ..answer import Answer, Citation, Hit
from ..search.along_time import by_date, is_along_time
from ..search.hits import Evidence
from ..understanding.query import Query
from ..verification import verify_quote
from .messages import message, with_notices

_MAX_CITATIONS = 3
_SAME = 0.99  # of the subject near: other words for it, or a name in pinyin
_NEARLY_AS_GOOD = 0.6  # of the best support and of the best score


def compose_answer(
    question: str,
    query: Query,
    found: Sequence[Evidence],
    transcript: Callable[[str], Transcript],
) -> Answer | None:
    """The answer in the words of the first hits; None when none of them fits.

    One person's words in several recordings come by date, and so does all that was found where the
    question is how it changed.

    Args:
        found: in order of rank; of a question of change one for each speaker of a transcript.
        transcript: id → the transcript as stored, against which quotes are checked.
    """
    hits = [evidence.hit for evidence in best(found)]
    if query.wants.change:
        hits = [evidence.hit for evidence in found if evidence.is_relevant]
    only_like_it = query.wants.whether_said and not any(map(_is_said, found))
    note = message("only_like_it", query.language) if only_like_it else None
    return cite(question, query, hits, transcript, note=note)


def cite(
    question: str,
    query: Query,
    hits: Sequence[Hit],
    transcript: Callable[[str], Transcript],
    *,
    note: str | None = None,
) -> Answer | None:
    """The answer that quotes these hits, as far as they stand in the transcripts as stored.

    Args:
        note: stands above the quotes.
    """
    citations: list[Citation] = []
    is_timeline = query.wants.change or is_along_time(hits)
    for hit in by_date(hits) if is_timeline else hits:
        stored = transcript(hit.transcript.id)
        check = verify_quote(hit.quote, stored, speaker=hit.speaker, turn=hit.turn)
        if check.verdict == "supported":
            citations.append(Citation(len(citations) + 1, hit, verified=True))
    if not citations:
        return None
    paragraphs = [_paragraph(citation, query, is_timeline) for citation in citations]
    text = "\n\n".join([note, *paragraphs] if note else paragraphs)
    return Answer(question, query.text, True, with_notices(text, query), tuple(citations))


def _is_said(evidence: Evidence) -> bool:
    """Whether a word of the subject is said, or one that means the same."""
    return evidence.support.exact > 0 or evidence.support.near > _SAME


def best(found: Sequence[Evidence]) -> list[Evidence]:
    """The first hit that fits and those nearly as good, up to three, in order of rank; of many,
    those of other speakers before another one of the same."""
    fitting = [evidence for evidence in found if evidence.is_relevant]
    if not fitting:
        return []
    support = max(evidence.support.likelihood for evidence in fitting)
    score = fitting[0].hit.score
    good = [
        evidence
        for evidence in fitting
        if evidence.support.likelihood >= _NEARLY_AS_GOOD * support
        and evidence.hit.score >= _NEARLY_AS_GOOD * score
    ]
    first = {one.hit.speaker: one for one in reversed(good)}  # of each speaker
    others = [one for one in good if one is not first[one.hit.speaker]]
    shown = sorted(first.values(), key=_rank) + others
    return sorted(shown[:_MAX_CITATIONS], key=_rank)


def _rank(evidence: Evidence) -> int:
    return evidence.hit.rank


def _paragraph(citation: Citation, query: Query, is_timeline: bool) -> str:
    hit = citation.hit
    if hit.question:
        lead = message("answering", query.language, speaker=hit.speaker, asker=hit.question.speaker)
    else:
        key = "asking" if query.wants.target == "question" else "saying"
        lead = message(key, query.language, speaker=hit.speaker)
    if is_timeline and hit.transcript.date:
        lead = message("dated", query.language, date=hit.transcript.date, lead=lead)
    return f"{lead}\n{message('quote', query.language, quote=hit.quote, n=citation.n)}"
