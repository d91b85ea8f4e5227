"""The subject of a query: its words with their rarity in the library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...index.search_indexes.engine import Words
from ...index.text.language import is_of_other_script
from ...index.text.terms import content_terms, words_of
from ..understanding.query import Query

# A word with a capital or digit that does not begin the question: “TypeScript”, “GPT-4”.
_NAME = re.compile(
    r"(?<=\S)\s+[A-Z][A-Za-z\d.]+|(?<=[\u4e00-\u9fff])[A-Z][A-Za-z\d.]+|[A-Za-z]+[A-Z\d][A-Za-z\d.]*"
)
_WORTH_OF_CONTEXT = 0.5  # of a word that only the question before a follow-up has


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a query."""

    text: str  # the query without the names of speakers
    rarity: Mapping[str, float]  # word of the subject → inverse document frequency, above 0
    greatest_rarity: float  # rarity of a word that nobody says
    unsaid_names: tuple[str, ...] = ()  # such as “TypeScript”, of which nobody speaks

    @classmethod
    def of(cls, query: Query, lexical: Words) -> Subject:
        """The subject of a query; a word is rare if few exchanges hold it.

        If the query also has Latin or Chinese words, a word in another script counts only if
        somebody says it: the models cannot read it, so it could only match literally.

        Args:
            lexical: the words of whole exchanges.
        """
        rarity = lexical.inverse_document_frequency
        read = [word for word in query.look_for.words if not is_of_other_script(word)]
        words = [
            word
            for word in query.look_for.words
            if not read or word in read or any(map(lexical.holds, content_terms(word)))
        ]
        topic = query.look_for.topic
        is_shouted = topic.istitle() or topic.isupper()  # capitals say nothing
        spelled = [] if is_shouted else _NAME.findall(topic)
        names = {word for match in spelled for word in words_of(match)}
        return cls(
            unsaid_names=tuple(
                word
                for word in words
                if word in names and not any(map(lexical.holds, content_terms(word)))
            ),
            text=query.look_for.topic,
            rarity={
                word: max(map(rarity, content_terms(word)))
                * (_WORTH_OF_CONTEXT if word in query.look_for.context else 1)
                for word in words
            },
            greatest_rarity=rarity(""),
        )
