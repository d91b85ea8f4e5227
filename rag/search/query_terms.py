"""What a query seeks, each word with how rare it is in the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...index.search_indexes.lexical import LexicalIndex
from ...index.text.language import is_of_other_script
from ...index.text.terms import content_terms
from ..understanding.query import Query


@dataclass(frozen=True, slots=True)
class Subject:
    """What a query seeks."""

    text: str  # without the names of those whose words are sought
    rarity: Mapping[str, float]  # of each word that carries the subject, above 0
    greatest_rarity: float  # that of a word which nobody says

    @classmethod
    def of(cls, query: Query, lexical: LexicalIndex) -> Subject:
        """The subject of a query; rare is what few exchanges hold.

        Beside words in Latin or Chinese letters, one of another script counts only if it is said:
        no model reads it, so that it could only be missing.

        Args:
            lexical: of the exchanges.
        """
        rarity = lexical.inverse_document_frequency
        read = [word for word in query.look_for.words if not is_of_other_script(word)]
        words = [
            word
            for word in query.look_for.words
            if not read or word in read or any(map(lexical.holds, content_terms(word)))
        ]
        return cls(
            text=query.look_for.topic,
            rarity={word: max(map(rarity, content_terms(word))) for word in words},
            greatest_rarity=rarity(""),
        )
