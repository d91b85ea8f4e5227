"""The subject of a query: its words with their rarity in the library, and as they are said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from ...index.search_indexes.engine import Words
from ...index.text.language import is_of_other_script
from ...index.text.terms import content_terms, is_stop_word, words_of
from ..understanding.query import Query

# A word with a capital or digit that does not begin the question: “TypeScript”, “GPT-4”.
_NAME = re.compile(
    r"(?<=\S)\s+[A-Z][A-Za-z\d.]+|(?<=[\u4e00-\u9fff])[A-Z][A-Za-z\d.]+|[A-Za-z]+[A-Z\d][A-Za-z\d.]*"
)
_CONTRACTION = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|ca|wo|would|could|should)nt\b"
    r"|\b(?:what|who|where|how|when|that|there)s\b|\b(?:they|you)(?:re|ve|ll)\b",
    re.IGNORECASE,
)
_LOWER_CASE = re.compile(r"(?<![\w'’.@/-])[a-z]{5,20}(?![\w'’@/-]|\.\w)")
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


def as_said(question: str, lexical: Words, is_whole: Callable[[str], bool]) -> str:
    """The question with its slips of the keyboard put right: “dont” is “don't”, and a word that
    neither anybody says nor the model knows is the word that is said and differs by one letter.

    A word with a capital is a name, and stays.

    Args:
        lexical: the words of whole exchanges.
        is_whole: whether the model knows a word.
    """
    with_marks = _CONTRACTION.sub(_with_apostrophe, question)
    return _LOWER_CASE.sub(lambda match: _said(match[0], lexical, is_whole), with_marks)


def _with_apostrophe(match: re.Match[str]) -> str:
    word = match[0]
    cut = -1 if word[-1] in "st" else -2
    return f"{word[:cut]}'{word[cut:]}"


def _said(word: str, lexical: Words, is_whole: Callable[[str], bool]) -> str:
    def is_said(word: str) -> bool:
        terms = content_terms(word)
        return bool(terms) and all(map(lexical.holds, terms))

    if is_stop_word(word) or is_whole(word) or is_said(word):
        return word
    near = [other for other in _one_letter_away(word) if is_said(other)]
    known = [other for other in near if is_whole(other)] or near
    return next(iter(known), word)


def _one_letter_away(word: str) -> dict[str, None]:
    """The spellings with two neighbours swapped, or with one letter more, less or other, likely
    ones first; the first letter, in which people seldom err, stays."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    letters = ascii_lowercase
    swapped = [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1]
    more = [head + letter + tail for head, tail in cuts for letter in letters]
    less = [head + tail[1:] for head, tail in cuts if tail]
    other = [head + letter + tail[1:] for head, tail in cuts if tail for letter in letters]
    return dict.fromkeys([*swapped, *more, *less, *other])
