"""Answer without a language model, in the speakers' own sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...index.transcript import Transcript
from ..answer import Answer, Citation, Hit
from ..reading.verification import verify_quote
from ..search.along_time import by_date, is_along_time
from ..search.hits import Evidence
from ..understanding.query import Query
from .messages import message, with_notices

_MAX_CITATIONS = 3
_SAME = 0.99  # of `Relevance.near`: synonyms of the subject, or a name in pinyin
_NEARLY_AS_GOOD = 0.6  # share of the best likelihood and of the best score
_AS_GOOD = 0.92  # the same for a fact, which one sentence can tell


def compose_answer(
    question: str,
    query: Query,
    evidence: Sequence[Evidence],
    transcript: Callable[[str], Transcript],
) -> Answer | None:
    """The answer in the words of the best hits; None if no hit is relevant.

    The words of one person in several recordings come in order of date. For a question of change,
    all relevant hits come in order of date.

    Args:
        evidence: in order of rank; for a question of change, one per speaker and transcript.
        transcript: id → the transcript as stored, against which quotes are checked.
    """
    share = _AS_GOOD if query.wants.form == "fact" else _NEARLY_AS_GOOD
    hits = [item.hit for item in best(evidence, share)]
    if query.wants.change:
        hits = [item.hit for item in evidence if item.is_relevant]
    only_like_it = query.wants.whether_said and not any(map(_is_said, evidence))
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
    """The answer that quotes these hits, without hits that differ from the stored transcripts.

    Args:
        note: text above the quotes.
    Returns: the answer; None if there is nothing to quote.
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
    text = with_notices(text, query)
    return Answer(question, query.text, True, text, tuple(citations), form=query.wants.form)


def _is_said(evidence: Evidence) -> bool:
    """Whether the exchange has a word of the subject or a synonym."""
    return evidence.relevance.exact > 0 or evidence.relevance.near > _SAME


def best(evidence: Sequence[Evidence], share: float = _NEARLY_AS_GOOD) -> list[Evidence]:
    """Up to three hits in order of rank, if one is relevant: the first, and the relevant ones that
    are nearly as good.

    If there are more, each speaker's first hit is preferred.

    Args:
        share: of the best likelihood and of the first score, that a hit nearly as good has.
    """
    relevant = [item for item in evidence if item.is_relevant]
    if not relevant:
        return []
    likelihood = max(item.likelihood for item in relevant)
    leading = next(item for item in evidence if item.has_answer is not False)
    good = [
        item
        for item in relevant
        if item is not leading
        and item.likelihood >= share * likelihood
        and item.hit.score >= share * leading.hit.score
    ]
    good.insert(0, leading)
    first = {item.hit.speaker: item for item in reversed(good)}  # speaker → first hit
    others = [item for item in good if item is not first[item.hit.speaker]]
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
        lead = message("with_comma", query.language, first=hit.transcript.date, second=lead)
    return f"{lead}\n{message('quote', query.language, quote=hit.quote, n=citation.n)}"
