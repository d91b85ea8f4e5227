"""Find where a sentence says who says or asks something: “Bob says”, “according to Bob”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache

from ....index.text.language import HAN
from ....index.text.pinyin import possible_names
from ....index.text.terms import content_words
from .claim_words import (
    ADVERB,
    ADVERB_ZH,
    ASK,
    ASK_ZH,
    ATTITUDE,
    CAPITALISED,
    GUEST,
    HONORIFIC_ZH,
    HOST,
    NAMED_NOUN,
    NAMED_NOUN_ZH,
    OPENINGS,
    PRONOUN,
    SAY,
    SAY_ZH,
    SOMEBODY,
    SOMEBODY_ZH,
    TITLE,
    UTTER,
    UTTER_ZH,
)

LIST_MARK = re.compile(r"(?:[-*•]\s+|\d{1,2}[.)]\s+)?")
_ROLE = re.compile(f"{PRONOUN}|{GUEST}|{HOST}|{SOMEBODY}")
_SOURCE_ZH = re.compile(r"(?:据|按照?|根据|听|正如|如|由)\s*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """“Bob says” at [start, end) of a sentence."""

    start: int
    end: int
    who: tuple[str, ...]  # names as written in the sentence
    asks: bool
    leads: bool  # stands at the start of the sentence, or at its end: it covers the whole
    utters: bool  # it says words, rather than “PyTorch supports …”


class _Covers(Enum):
    """When a claim of a form covers the whole sentence, wherever it stands in it."""

    NEVER = auto()
    ALWAYS = auto()
    LAST = auto()  # when nothing follows it
    APART = auto()  # when nothing follows it, and it stands behind a comma, a quote or a dash


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a claim: a pattern with the group `who`, and `ask` where it asks."""

    pattern: re.Pattern[str]
    covers: _Covers = _Covers.NEVER


def find_claims(
    masked: str, names: str, names_of: Callable[[Sequence[str]], Sequence[str]]
) -> Iterator[Claim]:
    """The places where a sentence says that somebody says or asks something.

    Args:
        masked: the sentence with every quoted character as “·”.
        names: a pattern of the names that people have.
        names_of: the full names of whom a sentence calls so.
    """
    start = LIST_MARK.match(masked)
    begin = start.end() if start else 0
    for match, leads in _matches(masked, names):
        who = match["who"]
        parts = re.split(r",?\s+and\s+|\s*[,&、]\s*|和|与|跟", who)
        called = tuple(name for part in parts if (name := re.sub(f"^{TITLE}", "", part)))
        at = match.start("who")
        opening, _, rest = who.partition(" ")
        if opening.lower() in OPENINGS and not _ROLE.fullmatch(who) and not names_of(called):
            if not rest or not rest[0].isupper():
                continue
            called, at = (rest,), at + len(opening) + 1
        opens = masked[begin : match.start()].strip(" \t,，").lower()
        is_first = opens in ("", "it's", "it’s", "it is", "it was") or (
            masked[begin:at].strip(" \t,，").lower() in OPENINGS
        )
        asks = match.groupdict().get("ask") is not None
        utters = ATTITUDE.search(match[0]) is None
        yield Claim(match.start(), match.end(), called, asks, leads or is_first, utters)


def _matches(masked: str, names: str) -> Iterator[tuple[re.Match[str], bool]]:
    """What matches a form, with whether it covers the whole sentence."""
    for form in (*_english_forms(names), *_chinese_forms(names)):
        for match in form.pattern.finditer(masked):
            yield match, _covers(form.covers, match)
    yield from _strange_names(masked, names)


def _covers(covers: _Covers, match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :]
    is_last = not after.strip(" .!。！了道的")
    if covers is _Covers.LAST:
        return is_last or match.groupdict().get("it") is not None
    if covers is _Covers.APART:
        return is_last and before[-1:] in [*",·”\"–—-'"]
    return covers is _Covers.ALWAYS


@lru_cache(maxsize=32)  # compiling them takes as long as reading dozens of sentences
def _english_forms(names: str) -> tuple[_Form, ...]:
    one = (
        rf"(?:{TITLE}?(?:(?i:{names})|{PRONOUN}|{GUEST}|{HOST}|{CAPITALISED}"
        rf"|(?<![{HAN}])[{HAN}]{{2,4}}))"
    )
    who = rf"(?P<who>{one}(?:(?:,\s*{one}){{0,6}}(?:,?\s+and\s+|\s*&\s*){one})?)"
    verb = rf"(?:(?P<ask>{ASK})|{SAY})\b"
    adverbs = rf"(?:\s+{ADVERB}){{0,4}}"
    apart = rf"\s*,\s*(?:who|whose|an?|the|his|her|their)\b[^,.;]{{1,80}},{adverbs}\s+{verb}"
    by = rf"(?P<it>\b[Ii]t (?:is|was|has been)\s+)?\b(?:(?P<ask>{ASK})|{UTTER}){adverbs}\s+by"
    source = (
        r"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion|telling) of"
        r"|[Qq]uoting|[Cc]iting|[Pp]er)"
    )
    start = rf"^{LIST_MARK.pattern}"
    forms = {
        rf"{who}(?={apart})": _Covers.NEVER,  # “Eve, who …, says”
        rf"(?<=, ){who},{adverbs}\s+{verb}": _Covers.NEVER,  # “his deputy, Eve, says”
        rf"{who}(?:\s+who)?{adverbs}\s+{verb}": _Covers.APART,
        rf"(?<=[,·”\"])[”\"]?\s*{verb}\s+{who}(?=\s*(?:[.!,;]|$))": _Covers.LAST,
        rf"{by}\s+{who}": _Covers.LAST,
        rf"{source}\s+{who}": _Covers.LAST,
        rf"(?<=[·”\"])[”\"]?[,.]?\s*(?:[-–—―]+|\()\s*{who}\)?": _Covers.ALWAYS,
        rf"{start}{who}\s*(?:[:：]|[-–—―]+\s)": _Covers.ALWAYS,
        rf"{start}(?:To|For)\s+(?P<who>(?i:{names})),": _Covers.ALWAYS,
        rf"\b{NAMED_NOUN}\s+(?:by|from|of)\s+{who}": _Covers.NEVER,
        rf"(?P<who>{SOMEBODY}){adverbs}\s+{UTTER}\b": _Covers.NEVER,
        rf"{who}['’]s?\s+(?:\w+\s+)?{NAMED_NOUN}\b": _Covers.NEVER,
    }
    return tuple(_Form(re.compile(pattern), covers) for pattern, covers in forms.items())


_MIDDLE_ZH = rf"\s*{HONORIFIC_ZH}\s*(?:{ADVERB_ZH}\s*){{0,3}}"
_VERB_ZH = rf"(?:(?P<ask>{ASK_ZH})|{SAY_ZH})"
_OF_ZH = rf"{HONORIFIC_ZH}\s*的\s*{NAMED_NOUN_ZH}"


@lru_cache(maxsize=32)
def _chinese_forms(names: str) -> tuple[_Form, ...]:
    one = rf"(?:(?i:{names})|{PRONOUN}|{GUEST}|{HOST})"
    who = rf"(?P<who>{one}(?:\s*(?:和|与|跟|、)\s*{one})*)"
    capitalised = rf"(?P<who>{CAPITALISED})"
    source = rf"(?:的?(?:{SAY_ZH}|看来|{NAMED_NOUN_ZH}|所[说言]))?"
    forms = {
        rf"{who}{_MIDDLE_ZH}{_VERB_ZH}": _Covers.LAST,
        rf"{capitalised}{_MIDDLE_ZH}(?:(?P<ask>{ASK_ZH})|{UTTER_ZH})": _Covers.NEVER,
        rf"(?:据|按照?|根据|在)\s*{who}\s*{source}": _Covers.NEVER,
        rf"(?:据|按照?|根据)\s*{capitalised}\s*{source}": _Covers.NEVER,
        rf"{who}{_OF_ZH}": _Covers.NEVER,
        rf"(?P<who>{SOMEBODY_ZH}){_MIDDLE_ZH}{_VERB_ZH}": _Covers.NEVER,
    }
    return tuple(_Form(re.compile(pattern), covers) for pattern, covers in forms.items())


@cache
def _strange_form(length: int) -> re.Pattern[str]:
    """What is said of a Chinese name of this many characters."""
    return re.compile(rf"(?P<who>.{{{length}}})(?:{_MIDDLE_ZH}{_VERB_ZH}|{_OF_ZH})")


def _strange_names(masked: str, names: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Claims of Chinese names that nobody has: “李雷说”."""
    for start, name in possible_names(masked):
        match = _strange_form(len(name.whole)).match(masked, start)
        source = _SOURCE_ZH.search(masked, 0, start)
        is_apart = source is not None or not re.match(f"[{HAN}]", masked[:start][-1:])
        if match and is_apart and content_words(name.whole) and not re.search(names, name.whole):
            yield match, source is not None and not source.start()
