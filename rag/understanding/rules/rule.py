"""A rule: a pattern, questions that it holds for, and some like them that it does not hold for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .alternatives import alternatives

NAME = "«name»"  # stands in a pattern for the name of a speaker


@dataclass(frozen=True, slots=True)
class Rule:
    """What a phrase of a question means.

    The pattern reads folded text. Of its alternatives those are compiled that a question may
    match, as all take some milliseconds.

    Raises: ValueError without an example or without a counterexample.
    """

    meaning: str  # of a match
    pattern: str
    examples: tuple[str, ...]  # questions with a match; where the pattern has a NAME, of Alex
    counterexamples: tuple[str, ...]  # questions like them without one

    def __post_init__(self) -> None:
        if not (self.examples and self.counterexamples):
            raise ValueError(
                f"the rule “{self.meaning}” lacks examples or counterexamples; give one of each"
            )

    def search(self, folded: str, name: str = "") -> re.Match[str] | None:
        """The first match in a folded text.

        Args:
            name: the pattern of a name, for a rule about one.
        """
        return next(self._find(folded, name), None)

    def matches(self, folded: str, name: str = "") -> bool:
        """Whether the rule holds for a folded text."""
        return any(
            _compiled(one.pattern).search(folded)
            for one in alternatives(self.pattern.replace(NAME, name))
            if one.may_match(folded)
        )

    def find_all(self, folded: str) -> Iterator[re.Match[str]]:
        """All matches in a folded text, in order, none inside another."""
        return self._find(folded)

    def blank(self, folded: str) -> str:
        """The folded text with a space for each match."""
        return _compiled(self.pattern).sub(" ", folded) if self._may_match(folded) else folded

    def _find(self, folded: str, name: str = "") -> Iterator[re.Match[str]]:
        if not self._may_match(folded, name):
            return iter(())
        return _compiled(self.pattern.replace(NAME, name)).finditer(folded)

    def _may_match(self, folded: str, name: str = "") -> bool:
        pattern = self.pattern.replace(NAME, name)
        return any(one.may_match(folded) for one in alternatives(pattern))


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
