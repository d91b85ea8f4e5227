"""Normalise spelling variants for comparing and indexing; never for display."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from opencc import OpenCC

_MAX_NAME = 60  # characters; names and titles are folded for each question, so they are kept
# Characters that fold one to one, independent of their neighbours. Most text has no others, so the
# fast path is worth it.
_ONE_TO_ONE = re.compile(r"[\x00-\x7f‘’“”—\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e]*")


def fold(text: str) -> str:
    """Normalise to half-width (NFKC), lower case and Simplified Chinese.

    The length may change, so offsets into the result are not offsets into the original.
    """
    return _fold_name(text) if len(text) <= _MAX_NAME else _fold(text)


def _fold(text: str) -> str:
    return to_simplified(fold_width_and_case(text))


_fold_name = lru_cache(maxsize=65536)(_fold)


def fold_width_and_case(text: str) -> str:
    """The first step of `fold`. The length may change: “㎏” becomes “kg”."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def to_simplified(text: str) -> str:
    """The second step of `fold`. The length stays, but a character's result depends on its word.

    “畫” becomes “划” in “計畫” and “画” elsewhere.
    """
    return text if text.isascii() else _converter().convert(text)


def fold_width_and_case_with_offsets(text: str) -> tuple[str, Sequence[int | None]]:
    """Fold like `fold_width_and_case`, with the offset of each folded character in `text`.

    Returns: the folded text, and an offset in `text` for each of its characters and for its end.
        The offset is None inside a unit that folds as a whole: the “g” of “㎏”, an accent.
    """
    folded = fold_width_and_case(text)
    if _ONE_TO_ONE.fullmatch(text):
        return folded, range(len(text) + 1)
    pieces: Sequence[str] = text
    parts = list(map(_fold_character, text))
    if "".join(parts) != folded:
        pieces = list(_pieces(text))
        parts = list(map(fold_width_and_case, pieces))
        folded = "".join(parts)
    elif len(folded) == len(text):
        return folded, range(len(text) + 1)
    offsets: list[int | None] = []
    start = 0
    for piece, part in zip(pieces, parts, strict=True):
        offsets.append(start)
        if len(part) > 1:
            offsets += [None] * (len(part) - 1)
        start += len(piece)
    return folded, [*offsets, start]


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    """Fold a single character; “” if it combines with the character before."""
    return "" if _is_mark(character) else fold_width_and_case(character)


def _pieces(text: str) -> Iterator[str]:
    """The text, cut where neither side changes how the other folds."""
    piece = ""
    for character in text:
        if piece and not _joins(piece, character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _joins(piece: str, character: str) -> bool:
    """Whether a character folds together with the text before it: accents, Hangul, ﾊﾞ."""
    if character.isascii() or _is_mark(character):
        return not character.isascii()
    pair = unicodedata.normalize("NFKC", piece)[-1:] + unicodedata.normalize("NFKC", character)
    return unicodedata.normalize("NFKC", pair) != pair


def _is_mark(character: str) -> bool:
    return unicodedata.combining(unicodedata.normalize("NFKC", character)[0]) > 0


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
