"""A question on its way to a query: what is left to understand, and what was taken so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .folded_text import FoldedText
from .query import Wants, Where, Whose
from .rules.phrases import CLAUSE, LEAD_IN

_END_OF_A_QUESTION = re.compile(r"(?<=[?])\s*|\s–\s")
_ASKS_TO_TELL = re.compile(r"\W*(?:do you know|can you|could you|will you|would you)\b")


@dataclass(frozen=True, slots=True)
class Question:
    """What one step of understanding hands to the next."""

    complete: str  # as it would be asked without the conversation before it
    rest: FoldedText  # what is left of it
    where: Where = field(default_factory=Where)
    whose: Whose = field(default_factory=Whose)
    wants: Wants = field(default_factory=Wants)
    names: tuple[str, ...] = ()  # names in `rest` of people it asks about, or who are answered

    @classmethod
    def of(cls, text: str) -> Question:
        """A question of which nothing is understood yet."""
        return cls(text, FoldedText.of(text))


def own_parts(folded: str) -> list[str]:
    """The questions that a text consists of; of a follow-up behind the question before it only the
    follow-up, if that is a question by itself."""
    parts = list(filter(None, _END_OF_A_QUESTION.split(folded)))
    last = LEAD_IN.blank(parts[-1]) if len(parts) > 1 else ""
    asks = CLAUSE.matches(last) and not _ASKS_TO_TELL.match(last)
    return parts[-1:] if asks else parts
