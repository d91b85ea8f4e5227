"""Text as it was written beside its folded form: rules match the one, and cut the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...index.text.fold import fold_width_and_case_with_offsets, to_simplified


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text, folded once, with the way back."""

    text: str  # as it was written
    folded: str  # lower case, Simplified Chinese, half-width punctuation
    _offsets: Sequence[int | None]  # of each folded character and the end, in `text`

    @classmethod
    def of(cls, text: str) -> FoldedText:
        """The text with its folded form."""
        folded, offsets = fold_width_and_case_with_offsets(text)
        return cls(text, to_simplified(folded), offsets)

    def original(self, span: tuple[int, int]) -> str:
        """What was written where the folded text has this span; whole characters."""
        start, end = self._place(span)
        return self.text[start:end]

    def replaced(self, spans: Iterable[tuple[int, int]], by: str) -> str:
        """The text as it was written with `by` for each of these spans of the folded text.

        Args:
            spans: [start, end) in order, none inside another.
        """
        pieces: list[str] = []
        end_before = 0
        for start, end in map(self._place, spans):
            pieces += [self.text[end_before:start], by]
            end_before = end
        return "".join([*pieces, self.text[end_before:]])

    def _place(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span in the text as written; where it ends within a character, with all of it."""
        start, end = span
        while self._offsets[start] is None:
            start -= 1
        while self._offsets[end] is None:
            end += 1
        first, last = self._offsets[start], self._offsets[end]
        assert first is not None
        assert last is not None
        return first, last


def around(match: re.Match[str], group: str) -> list[tuple[int, int]]:
    """The spans of a match before and after one of its groups: what to cut so that it stays."""
    return [(match.start(), match.start(group)), (match.end(group), match.end())]
