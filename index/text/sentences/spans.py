"""Split Chinese, English and mixed text into sentences.

Sentence splitters for one language split the other wrongly, so we have our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..language import CJK
from .clauses import clause_spans, without_ends

# A full-width mark always ends a sentence. A period does if a space, the end or a CJK character
# follows, and no abbreviation, initial or number precedes it.
_CLOSERS = r"[\"'”’」』）)\]】》]*"
# Each boundary begins with one of the characters of one class, which `re` finds five times as fast
# as the beginnings of several alternatives.
_BOUNDARY = re.compile(
    r"[。！？；…!?.\n](?:(?<=\n)\n*|(?:(?<=[。！？；…])[。！？；…]*"
    rf"|(?<=[!?])[!?]*(?=[\s\"'”’」』）)\]]|$|[{CJK}A-Z])"
    rf"|(?<=\.)\.*(?=[\"'”’)\]]*(?:\s|$|[{CJK}]))){_CLOSERS})"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|e\.g|i\.e|cf|al|No|Inc|Ltd|Co|Hon|U\.S|[A-Z])\.$"
)
_MAX_ABBREVIATION_LENGTH = 4  # characters, without the period
_MAX_CHARS, _MAX_CJK_CHARS = 240, 110  # of a sentence that is quoted whole
_CJK_CHARACTER = re.compile(f"[{CJK}]")
_NO_BREAKS: Mapping[int, float] = MappingProxyType({})
_SOFT_BREAK = re.compile(r"[,，、:：;]\s*|\s+")


def sentence_spans(text: str, breaks: Mapping[int, float] = _NO_BREAKS) -> list[tuple[int, int]]:
    """Character ranges [start, end) of the sentences, in order, without surrounding white space.

    They do not overlap, and only white space lies between them. An empty text gives none. What is
    written without punctuation is cut at pauses, before words that join sentences, and by length
    (`clauses`).

    Args:
        breaks: offset where a pause ends → how clear it is, above 0 to 1; for such text only.
    """
    return list(each_sentence(text, breaks))


def each_sentence(text: str, breaks: Mapping[int, float] = _NO_BREAKS) -> Iterator[tuple[int, int]]:
    """The sentences as `sentence_spans`, each found when it is needed."""
    for start, end in _each_marked(text):
        if without_ends(text, start, end):
            yield from clause_spans(text, (start, end), breaks)
        else:
            yield start, end


def marked_spans(text: str) -> list[tuple[int, int]]:
    """The sentences as `sentence_spans`, by their marks of punctuation only."""
    return list(_each_marked(text))


def _each_marked(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BOUNDARY.finditer(text):
        # Look back one character more, so that “xMr.” is not an abbreviation; no further,
        # so that time stays linear.
        before = text[max(start, match.start() - _MAX_ABBREVIATION_LENGTH - 1) : match.start() + 1]
        if match.group().startswith(".") and _ABBREVIATION.search(before):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def sentence_pieces(
    text: str, breaks: Mapping[int, float] = _NO_BREAKS
) -> Iterator[tuple[int, int]]:
    """The sentences as `sentence_spans`, those too long to quote cut at commas or spaces.

    A piece has at most 240 characters, and 110 where it has a Chinese, Japanese or Korean one.
    """
    for start, end in sentence_spans(text, breaks):
        is_cjk = _CJK_CHARACTER.search(text, start, end) is not None
        yield from split_long_span(text, (start, end), _MAX_CJK_CHARS if is_cjk else _MAX_CHARS)


def split_long_span(text: str, span: tuple[int, int], max_chars: int) -> list[tuple[int, int]]:
    """Cut a span into pieces of at most `max_chars` characters, at commas or spaces if possible."""
    pieces: list[tuple[int, int]] = []
    start, end = span
    while end - start > max_chars:
        window = text[start : start + max_chars]
        breaks = [match.end() for match in _SOFT_BREAK.finditer(window)]
        cut = start + (breaks[-1] if breaks else max_chars)
        pieces += _trimmed(text, start, cut)
        start = cut
    pieces += _trimmed(text, start, end)
    return pieces


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span without the white space around it; none of white space only."""
    piece = text[start:end]
    if not piece.strip():
        return []
    return [(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))]
