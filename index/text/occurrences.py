"""Find the occurrences of a term in a text, in any case, width and Chinese script."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from .fold import fold, fold_width_and_case, fold_width_and_case_with_offsets, to_simplified
from .language import CJK, HAN

_HAN_CHARACTER = f"[{HAN}]"
_HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2FA20))
_CJK_CHARACTER = f"[{CJK}]"
_LETTER = rf"[^\W\d_{CJK}]"  # a letter of a script with spaces
_VERSION = re.compile(rf"\d+(?:\.\d+)+(?![^\W{CJK}])")  # the “1.0” of “PyTorch1.0”
_SIGNS_OF_NAME = re.compile(r"[+#]+(?!\w)")  # those of “C++” and “C#”, not of “A+B”
_POINT_AND_DIGIT = re.compile(r"\.\d")
_POINT_BEHIND_DIGIT = re.compile(r"\d\.")


class Term:
    """Finds a term in texts.

    A stretch of text matches if it folds to the folded term. Chinese matches anywhere. A Latin
    letter or digit must be at a word boundary: “AI” is in “做AI的”, not in “said” or “AIs”, nor “C”
    in “C++”. A quantity before a word and a version after it are separate words: “kg” is in “5kg”,
    “PyTorch” in “PyTorch1.0”; but “Caffe” is not in “Caffe2”.
    """

    def __init__(self, text: str):
        """Raise ValueError if the text is empty."""
        if not text:
            raise ValueError("a term needs at least one character")
        self._folded = fold(text)
        self._has_chinese = re.search(_HAN_CHARACTER, self._folded) is not None
        written = fold_width_and_case(text)
        classes = [
            "".join(dict.fromkeys((folded, original, *_traditional().get(folded, ""))))
            if re.match(_HAN_CHARACTER, folded)
            else folded
            for folded, original in zip(self._folded, written, strict=True)
        ]
        # A lookahead, so that a match does not hide another that begins inside it.
        alternatives = (f"[{re.escape(c)}]" if len(c) > 1 else re.escape(c) for c in classes)
        begin = f"(?<!{_LETTER})" if re.match(_LETTER, self._folded) else ""
        end = f"(?!{_LETTER})" if re.match(_LETTER, self._folded[-1]) else ""
        self._pattern = re.compile(f"{begin}(?={''.join(alternatives)}{end})")

    def find(self, text: str) -> list[tuple[int, int]]:
        """The occurrences as ranges [start, end), from left to right, without overlaps."""
        if not self._may_stand_in(fold_width_and_case(text)):
            return []
        folded, offsets = fold_width_and_case_with_offsets(text)
        places: list[tuple[int, int]] = []
        free = 0  # where the next occurrence may begin
        for begin in self._candidates(folded):
            stop = begin + len(self._folded)
            start, end = offsets[begin], offsets[stop]
            if start is None or end is None or begin < free:
                continue
            if self._is_it(folded, begin, stop):
                places.append((start, end))
                free = stop
        return places

    def _may_stand_in(self, folded: str) -> bool:
        if self._pattern.search(folded):
            return True
        return self._has_chinese and self._folded in to_simplified(folded)

    def _candidates(self, folded: str) -> Iterator[int]:
        """Possible starts, in order: by single characters, or in the text simplified as a whole."""
        starts = {match.start() for match in self._pattern.finditer(folded)}
        if self._has_chinese:
            simplified = to_simplified(folded)
            begin = simplified.find(self._folded)
            while begin >= 0:
                starts.add(begin)
                begin = simplified.find(self._folded, begin + 1)
        yield from sorted(starts)

    def _is_it(self, folded: str, begin: int, stop: int) -> bool:
        if self._has_chinese and _simplified(folded[begin:stop]) != self._folded:
            return False
        return _begins_word(folded, begin) and _ends_word(folded, stop)


@lru_cache(maxsize=1024)
def _simplified(word: str) -> str:
    return to_simplified(word)


def _begins_word(text: str, begin: int) -> bool:
    before, first = text[max(0, begin - 1) : begin], text[begin]
    if first.isdigit() and _POINT_BEHIND_DIGIT.fullmatch(text[max(0, begin - 2) : begin]):
        return False  # “5” is not in “3.5”
    if not (_is_of_word(first) and _is_of_word(before)):
        return True
    if not (re.match(_LETTER, first) and before.isdigit()):
        return False
    number = begin  # “kg” is in “5kg”, not in “h2kg”
    while number and (text[number - 1].isdigit() or text[number - 1] == "."):
        number -= 1
    return number == 0 or not _is_of_word(text[number - 1])


def _ends_word(text: str, stop: int) -> bool:
    last, behind = text[stop - 1], text[stop : stop + 1]
    if last.isdigit() and _POINT_AND_DIGIT.match(text, stop):
        return False  # “3” is not in “3.5”
    if not _is_of_word(last):
        return True
    if re.match(_LETTER, last) and behind.isdigit():
        return _VERSION.match(text, stop) is not None
    return not (_is_of_word(behind) or _SIGNS_OF_NAME.match(text, stop))


def _is_of_word(character: str) -> bool:
    """Whether it is a digit, an underscore, or a letter or accent of a script with spaces."""
    if not character or re.match(_CJK_CHARACTER, character):
        return False
    return character == "_" or unicodedata.category(character)[0] in "LNM"


@lru_cache(maxsize=1)
def _traditional() -> dict[str, str]:
    """Simplified character → the characters that OpenCC converts to it."""
    characters = [chr(n) for a, b in _HAN_BLOCKS for n in range(a, b)]
    simplified = to_simplified("\n".join(characters)).split(
        "\n"
    )  # separate lines, so that no words form
    variants: defaultdict[str, str] = defaultdict(str)
    for character, simple in zip(characters, simplified, strict=True):
        if character != simple:
            variants[simple] += character
    return dict(variants)
