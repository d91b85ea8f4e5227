"""Split Chinese, English and mixed text into sentences.

Sentence splitters for one language split the other wrongly, so we have our own.
"""

from __future__ import annotations

import re

from .language import CJK

# A full-width mark always ends a sentence. A period does if a space, the end or a CJK character
# follows, and no abbreviation, initial or number precedes it.
_CLOSERS = r"[\"'”’」』）)\]】》]*"
_BOUNDARY = re.compile(
    rf"(?:[。！？；…]+|[!?]+(?=[\s\"'”’」』）)\]]|$|[{CJK}A-Z])|\.+(?=[\"'”’)\]]*(?:\s|$|[{CJK}])))"
    rf"{_CLOSERS}|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|e\.g|i\.e|cf|al|No|Inc|Ltd|Co|Hon|U\.S|[A-Z])\.$"
)
_MAX_ABBREVIATION_LENGTH = 4  # characters, without the period
_SOFT_BREAK = re.compile(r"[,，、:：;]\s*|\s+")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges [start, end) of the sentences, in order, without surrounding white space.

    They do not overlap, and only white space lies between them. An empty text gives none.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        # Look back one character more, so that “xMr.” is not an abbreviation; no further,
        # so that time stays linear.
        before = text[max(start, match.start() - _MAX_ABBREVIATION_LENGTH - 1) : match.start() + 1]
        if match.group().startswith(".") and _ABBREVIATION.search(before):
            continue
        _append_trimmed(spans, text, start, match.end())
        start = match.end()
    _append_trimmed(spans, text, start, len(text))
    return spans


def split_long_span(text: str, span: tuple[int, int], max_chars: int) -> list[tuple[int, int]]:
    """Cut a span into pieces of at most `max_chars` characters, at commas or spaces if possible."""
    pieces: list[tuple[int, int]] = []
    start, end = span
    while end - start > max_chars:
        window = text[start : start + max_chars]
        breaks = [match.end() for match in _SOFT_BREAK.finditer(window)]
        cut = start + (breaks[-1] if breaks else max_chars)
        _append_trimmed(pieces, text, start, cut)
        start = cut
    _append_trimmed(pieces, text, start, end)
    return pieces


def _append_trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        leading = len(piece) - len(piece.lstrip())
        spans.append((start + leading, start + len(piece.rstrip())))
