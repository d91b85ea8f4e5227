"""A mention with the words around it, as a line of a concordance."""

from __future__ import annotations

from dataclasses import dataclass

from ....rag import Mention, Transcript

_BEFORE, _AFTER = 60, 90  # characters
_GAP = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """A mention between the words before and after it in its turn."""

    mention: Mention
    before: str
    term: str
    after: str


def line_of(mention: Mention, transcript: Transcript) -> Line:
    """The mention with some words before and after; “…” where there are more."""
    text = transcript.turn(mention.turn).text
    start, end = max(0, mention.start - _BEFORE), min(len(text), mention.end + _AFTER)
    return Line(
        mention,
        (_GAP if start else "") + text[start : mention.start],
        text[mention.start : mention.end],
        text[mention.end : end] + (_GAP if end < len(text) else ""),
    )
