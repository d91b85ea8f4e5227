"""The sentences of a turn as they are quoted: long ones in pieces, very short ones joined."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...index.text.length import text_length
from ...index.text.sentences import sentence_pieces
from ...index.text.terms import content_terms
from ...index.transcript import Span, Turn

_SPARE, _MIN_TERMS = 40, 2  # a longer sentence, or one with as many content terms, stands alone
_SHORT = 16  # as `text_length` counts: “Agreed.”, “I don't know yet.”


def spoken_sentences(turn: Turn) -> Iterator[Span]:
    """The sentences of a turn, in order: long ones in pieces, “Agreed.” with the one after it."""
    start: int | None = None
    pieces = list(sentence_pieces(turn.text, turn.breaks))
    for n, (begin, end) in enumerate(pieces):
        start = begin if start is None else start
        is_last = n + 1 == len(pieces)
        after = "" if is_last else turn.text[slice(*pieces[n + 1])]
        if not is_last and _is_short(turn.text[start:end]) and not after.endswith(("?", "？")):
            continue
        yield Span(turn.number, start, end)
        start = None


@lru_cache(maxsize=20_000)
def terms_of(text: str) -> frozenset[str]:
    """The content terms of a text."""
    return frozenset(content_terms(text))


def _is_short(text: str) -> bool:
    """Whether a sentence tells too little alone: “Agreed.”, “Could you do that, Lena?”."""
    length = text_length(text)
    if text.endswith(("?", "？")):
        return False
    return length <= _SHORT or (length <= _SPARE and len(terms_of(text)) < _MIN_TERMS)
