"""A hit as the frameworks take it: a text, and metadata beside it."""

from __future__ import annotations

from ..answer import Hit

Metadata = dict[str, str | int | float | None]


def text_of(hit: Hit) -> str:
    """The question and the whole turn that answers it, each behind its speaker's name."""
    said = f"{hit.speaker}: {hit.text}"
    return f"{hit.question.speaker}: {hit.question.text}\n{said}" if hit.question else said


def metadata_of(hit: Hit) -> Metadata:
    """Who said it, to which question, and where: flat, as the frameworks filter and store it."""
    return {
        "speaker": hit.speaker,
        "asker": hit.question.speaker if hit.question else None,
        "question": hit.question.text if hit.question else None,
        "quote": hit.quote,
        "turn": hit.turn,
        "start_s": hit.start_s,
        "address": hit.address,
        "url": hit.url,
        "transcript_id": hit.transcript.id,
        "title": hit.transcript.title,
        "date": hit.transcript.date,
        "score": hit.score,
    }
