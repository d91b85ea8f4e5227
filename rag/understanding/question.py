"""A question on its way to a query: what is left to understand, and what was taken so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from .folded_text import FoldedText
from .query import Wants, Where, Whose


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
