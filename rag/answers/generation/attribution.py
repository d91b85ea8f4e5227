"""Attribute each sentence of a language model to the speaker that it cites.

A transcript proves that somebody said something, never that it is true. So a sentence must name the
speaker of the turn that it cites (“Bob says …”, “Bob 认为…”), or the name is put in front. A
sentence that attributes the words to somebody else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ....index.text.fold import fold
from ....index.text.language import HAN, reply_language
from ....index.text.pinyin import as_name
from ...answer import Hit
from ...understanding.spelled_names import spelled_names
from ..messages import listing, message
from .claim_words import GUEST, HONORIFICS_ZH, HOST, PRONOUN, TELLS
from .claims import LIST_MARK, Claim, find_claims

_NO_NAMES = frozenset(
    "speaker the a an some many most several all dr mr mrs ms prof".split()
)  # words that stand beside names
_FIRST_PERSON = re.compile(r"\b(?:i|we|my|our|me|us|mine|ours)\b|[我咱俺]", re.IGNORECASE)
_ASKS_SOMETHING = re.compile(r"[?？]|[吗呢]")
# Where the asker may appear in a sentence about the answer.
_TO_ASKER = (
    r"(?:\b(?:to|by|tells?|told|tell|answer(?:s|ed|ing)?|with|repl(?:ies|ied|ying) to)"
    r"|对|向|告诉|回答|回应|跟|给)\s*"
)
_OF_ASKER = r"(?:['’]s\s+(?:\w+\s+)?questions?\b|\s*的(?:问题|提问))"


_CLAUSE = re.compile(r"[.,;:!?，。；：！？\n]")
_REFERS = re.compile(r"\b(?:he|she|they|who)\b|[他她]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sentence that names the speaker of its claim."""

    text: str
    claim: str  # without “Bob says” and quotations
    speakers: frozenset[str]  # the speakers of the claim
    hits: tuple[Hit, ...]  # the cited hits of these speakers
    is_question: bool  # reports the question, not the answer


def attribute(
    text: str, masked: str, hits: Sequence[Hit], others: Sequence[str]
) -> Attributed | None:
    """Attribute a sentence to the speakers it cites; None if it names somebody else.

    Args:
        masked: the sentence with every quoted character as “·”.
        hits: the hits it cites, at least one.
        others: all speakers of the cited transcripts.
    """
    people = _People(hits, others, masked)
    claims = list(find_claims(masked, people.pattern, people.names_of))
    if not all(people.may_make(claim) for claim in claims):
        return None
    bare = _without(masked, claims)
    if not people.may_be_named(bare, masked):
        return None
    leading = [claim for claim in claims if claim.leads]
    if len(claims) == 1 and (asked := _asked_by_role(text, leading, hits)):
        asker, text = asked
        return Attributed(text, bare, frozenset({asker}), tuple(hits), is_question=True)
    if not any(people.names_of(claim.who) for claim in leading):
        named = _named(text, leading, hits)
        return Attributed(named, bare, frozenset(people.speakers), tuple(hits), is_question=False)
    speaking = frozenset(name for claim in claims for name in people.names_of(claim.who))
    meant = tuple(
        hit
        for hit in hits
        if hit.speaker in speaking or (hit.question and hit.question.speaker in speaking)
    )
    is_question = all(claim.asks for claim in claims if people.names_of(claim.who))
    return Attributed(text, bare, speaking, meant, is_question)


def _asked_by_role(
    text: str, leading: Sequence[Claim], hits: Sequence[Hit]
) -> tuple[str, str] | None:
    """Who asked, and the sentence with that name for “The host”; None if it tells no question."""
    askers = {hit.question.speaker for hit in hits if hit.question}
    if len(leading) != 1 or not leading[0].asks or len(askers) != 1:
        return None
    [asker] = askers
    role = re.compile(HOST).match(text, leading[0].start)
    return (asker, text[: role.start()] + asker + text[role.end() :]) if role else None


def _without(masked: str, claims: Sequence[Claim]) -> str:
    """Replace “Bob says” and quoted words by spaces; the length stays the same."""
    rest = list(masked.replace("·", " "))
    for claim in claims:
        rest[claim.start : claim.end] = " " * (claim.end - claim.start)
    return "".join(rest)


def _named(text: str, leading: Sequence[Claim], hits: Sequence[Hit]) -> str:
    """Put the speakers' names in front of a sentence, or in place of its leading pronoun."""
    speakers = list(dict.fromkeys(hit.speaker for hit in hits))
    mark = LIST_MARK.match(text)
    start = mark.end() if mark else 0
    for claim in leading:
        pronoun = re.compile(f"{PRONOUN}|{GUEST}").match(text, start)
        if (
            claim.start == start
            and pronoun
            and len(speakers) == 1
            and not pronoun[0].startswith("They")
        ):
            return text[:start] + speakers[0] + text[pronoun.end() :]
    language = reply_language(text)
    lead = message("according_to", language, speaker=listing(speakers, language))
    return text[:start] + lead + text[start:]


class _People:
    """The people that a sentence may name: speakers, askers, people mentioned."""

    def __init__(self, hits: Sequence[Hit], others: Sequence[str], sentence: str):
        self._hits = hits
        self.speakers = {hit.speaker for hit in hits}
        self.askers = {hit.question.speaker for hit in hits if hit.question} - self.speakers
        spellings = _called(list(dict.fromkeys([*self.speakers, *self.askers, *others])))
        spellings |= spelled_names(sentence, {name: name for name in spellings.values()})
        self._spellings = sorted(spellings, key=len, reverse=True)
        self._name_of = {fold(spelling): name for spelling, name in spellings.items()}
        self._said = "\n".join(fold(hit.text) for hit in hits)
        asked = [hit.question.text for hit in hits if hit.question]
        self._shown = fold("\n".join([*asked, *(hit.transcript.title for hit in hits)]))

    @property
    def pattern(self) -> str:
        """A pattern of their names, in full or by a part that is unique."""
        return _any_of(tuple(self._spellings))

    def names_of(self, called: Sequence[str]) -> list[str]:
        """The full names of the people that a sentence calls so; unknown ones are dropped."""
        return [name for spelling in called if (name := self._name_of.get(fold(spelling)))]

    def may_make(self, claim: Claim) -> bool:
        """Whether the named people say (or ask) something in the cited hits."""
        return all(self._may_make(called, claim) for called in claim.who)

    def _may_make(self, called: str, claim: Claim) -> bool:
        name = self._name_of.get(fold(called))
        if name in self.speakers:
            return not claim.asks or any(
                hit.speaker == name and _ASKS_SOMETHING.search(hit.text) for hit in self._hits
            )
        if name in self.askers and claim.asks:
            return True
        if name is None and re.fullmatch(PRONOUN, called):
            return True
        if name is None and re.fullmatch(GUEST, called):
            return not claim.asks
        if name is None and re.fullmatch(HOST, called):
            return claim.asks and bool(self.askers)
        return (
            not claim.leads
            and self._is_spoken_of(called)
            and (not claim.utters or self._says_something(called))
        )

    def may_be_named(self, bare: str, masked: str) -> bool:
        """Whether each name in the sentence is in an allowed place.

        An asker may only appear as the person who is answered. A speaker may only do what the hit
        says in the first person. Others must be mentioned in the hits.

        Args:
            bare: the sentence without “Bob says”.
            masked: the sentence with every quoted character as “·”.
        """
        for match in re.finditer(self.pattern, bare, re.IGNORECASE):
            name = self._name_of[fold(match[0])]
            if self._is_spoken_of(match[0]):
                continue
            if name in self.speakers:
                own = [hit.text for hit in self._hits if hit.speaker == name]
                if any(map(_FIRST_PERSON.search, own)):
                    continue
            if name in self.askers and (
                re.search(rf"{_TO_ASKER}$", masked[: match.start()], re.IGNORECASE)
                or re.match(_OF_ASKER, masked[match.end() :])
            ):
                continue
            if name not in self.speakers | self.askers and fold(match[0]) in self._shown:
                continue
            return False
        return True

    def _says_something(self, called: str) -> bool:
        """Whether what is cited tells that somebody spoken of says something: in one clause with
        the name, or with “she” in the next."""
        name = "|".join(map(_whole, _words_of_name(called)))
        clauses = [clause for clause in _CLAUSE.split(self._said) if clause.strip()]
        for clause, following in pairwise([*clauses, ""]):
            if not re.search(name, clause):
                continue
            if TELLS.search(clause) or (_REFERS.search(following) and TELLS.search(following)):
                return True
        return False

    def _is_spoken_of(self, called: str) -> bool:
        words = _words_of_name(called)
        return bool(words) and all(re.search(_whole(word), self._said) for word in words)


def _words_of_name(called: str) -> list[str]:
    """The words of what a sentence calls somebody, folded, without articles and titles."""
    words = re.findall(rf"[{HAN}]+|\w+", fold(called))
    return [word for word in words if word not in _NO_NAMES]


@lru_cache(maxsize=256)
def _any_of(names: tuple[str, ...]) -> str:
    """A pattern that matches each name as a whole word; of two names at one place, the longer.

    Names of one script share the conditions on what stands before and after: each takes
    milliseconds to compile.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        groups.setdefault(_edges(name), []).append(re.escape(name))
    mixed_first = sorted(groups.items(), key=lambda group: bool(group[0][0]) == bool(group[0][1]))
    return "|".join(f"{before}(?:{'|'.join(each)}){after}" for (before, after), each in mixed_first)


def _whole(name: str) -> str:
    """A pattern that matches a name as a whole word."""
    return _any_of((name,))


def _edges(name: str) -> tuple[str, str]:
    """Patterns of what may stand before and after a name. Chinese is written without spaces."""
    others = r"\w" if re.match(f"[{HAN}]", name) else rf"[^\W{HAN}]"
    before = f"(?<!{others})" if name[:1].isascii() else ""
    after = f"(?!{others})" if name[-1:].isascii() and name[-1:].isalnum() else ""
    return before, after


def _called(names: Sequence[str]) -> dict[str, str]:
    """Spelling → full name: the full name itself, or a word of it that is unique."""
    parts: dict[str, set[str]] = {}
    for name in names:
        for word in re.findall(r"[^\W\d_]{2,}", name):
            if word.lower() not in _NO_NAMES:
                parts.setdefault(word, set()).add(name)
    for name in names:
        if chinese := as_name(name):
            for honorific in HONORIFICS_ZH:
                parts.setdefault(chinese.family + honorific, set()).add(name)
    called = {part: min(who) for part, who in parts.items() if len(who) == 1}
    return called | {name: name for name in names}
