"""Whose words a question asks for, told by the names in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from ...index.text.fold import fold
from ...index.text.language import HAN
from ...index.text.pinyin import as_name
from ...index.text.terms import is_stop_word

# These read folded text: lower case, Simplified Chinese, half-width punctuation.
PRONOUN = (
    r"(?:\b(?:he|she|the guest|the interviewee)\b|(?<![其吉])[他她](?![们人山乡])|嘉宾|受访者)"
)
# Around a speaker's name: whose questions, and whose words, are sought.
_TITLE = r"(?:(?:mr|mrs|ms|dr|prof)\.?\s+)?"
HONORIFIC = r"(?:博士|老师|先生|女士|委员|教授|总)?"
ASKS = (
    rf"\b(?:did|does|do|has)\s+{_TITLE}{{name}}\s+(?:ask|want to know)\b"
    r"|{name}\s+(?:asked|asks)\b"
    r"|{name}'s\s+(?:\w+\s+)?questions?\b"
    rf"|{{name}}{HONORIFIC}\s*的\s*(?:第\S个|最后一个)?(?:问题|提问)"
    rf"|{{name}}{HONORIFIC}\s*(?:都|还|也)?(?:问|提问)(?!题)"
)
SAYS = (
    r"\b(?:did|does|do|has|have|would|is|was|were|can|could|should|will|according to)"
    rf"\s+{_TITLE}{{name}}(?!\w)"
    r"|{name}(?:'s)?\s+(?:said|says|thinks|views?|opinions?|answers?|answered|thoughts?|advice)\b"
    rf"|{{name}}{HONORIFIC}\s*(?:也|还|都|曾|在|又)?\s*"
    r"(?:是|不|没|会|要|想|能|对|怎|如何|说|谈|讲|认为|觉得|提|有|为什么|回答|在|做|的(?:看法|观点|意见|建议|回答))"
)
_AND = r"(?:'s)?(?:\s*(?:,|、|和|与|跟)\s*|\s+and\s+)"
_JOINED = rf"(?:{{one}}{_AND}{{other}}(?!\w)|(?<!\w){{other}}{_AND}{{one}})"
_ROLE = re.compile(r"^(?:记者|主持人?|主播|嘉宾|听众|观众)(?=\S\S)")
_NO_PART_OF_A_NAME = frozenset("mr mrs ms dr prof hon the speaker 发言人 说话人".split())

# This reads the question as written.
_CAPITALISED = r"[A-Z][\w'’-]+"
_SOMEBODY_SAYS = re.compile(
    rf"\b(?i:did|does|has|would)\s+(?P<name>{_CAPITALISED}(?:\s+{_CAPITALISED})*)\s+(?:ever\s+|also\s+)?"
    r"(?:say|said|think|thought|mention|mentioned|talk|talked|speak|spoken|suggest|propose|recommend)\b"
)
_SOMEBODY_SAYS_CHINESE = (
    rf"^\W*(?P<name>[{HAN}]{{1,3}}[^\W人们們])\s*"
    r"(?:怎[么麼]看|如何看|[说說][了过過]?什[么麼]|提到|[谈談]到|[对對].+?(?:怎[么麼]看|有什[么麼]|的看法))"
)
_ALIKE = 0.75  # share of the letters that two spellings of a name have in common


def speakers_in(question: str, pattern: str, people: Mapping[str, str]) -> list[str]:
    """The names that stand in such a place, whole or a part that nobody else has.

    A name joined to one of them by “and” counts too.

    Args:
        people: name or alias → name.
    """
    folded = fold(question)
    spellings = {name: _spellings(name, question, folded, people) for name in people}
    found = [
        name
        for name, patterns in spellings.items()
        if any(re.search(pattern.format(name=spelling), folded) for spelling in patterns)
    ]
    joined = [
        name
        for name, patterns in spellings.items()
        if name not in found
        and any(
            re.search(_JOINED.format(one=one, other=other), folded)
            for one in (spelling for known in found for spelling in spellings[known])
            for other in patterns
        )
    ]
    return found + joined


def _spellings(name: str, question: str, folded: str, people: Mapping[str, str]) -> list[str]:
    """Patterns for the whole name and for single words of it that stand in the folded question.

    A word of a name counts when it is written with its capital, no other speaker has it, and it
    is more than a title.
    """
    whole, words = fold(name), name.split()
    bare = _ROLE.sub("", whole)  # “李晴” for 记者李晴
    spellings = [whole] if whole in folded and not _is_also_a_word(name, question) else []
    if bare != whole and bare in folded and not any(bare == fold(other) for other in people):
        spellings.append(bare)
    for word in words if len(words) > 1 else []:
        spelling = fold(word)
        if (
            len(spelling) > 2
            and spelling.isalpha()
            and spelling not in _NO_PART_OF_A_NAME
            and word in question  # quicker than the pattern
            and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", question)
            and not _is_in_another_name(spelling, name, people)
        ):
            spellings.append(spelling)
    return [at_its_start(spelling) for spelling in spellings]


def at_its_start(name: str) -> str:
    """The pattern of a name, before which a Chinese character may stand: “回答Q4”."""
    before = r"(?<![a-z\d_\u00c0-\u024f])" if name.isascii() else ""  # “Rie” is not in “Valérie”
    return before + re.escape(name)


def _is_in_another_name(word: str, name: str, people: Mapping[str, str]) -> bool:
    """Whether somebody else's name has the word, folded, too."""
    others = (other for other in people if people[other] != people[name])
    return any(word in fold(other).split() for other in others)


def _is_also_a_word(name: str, question: str) -> bool:
    """“Will” is a name only where it is written so."""
    return is_stop_word(fold(name)) and name not in question


def without_names(question: str, speakers: Sequence[str]) -> str:
    """The question without these names and the words of them; as it was where no more is left."""
    words = dict.fromkeys(word for name in speakers for word in (name, *name.split()))
    patterns = [at_its_start(one) + (r"(?![a-z\d_])" if one.isascii() else "") for one in words]
    rest = re.sub("|".join(patterns), " ", question, flags=re.IGNORECASE) if words else question
    return " ".join(rest.split()) or question


def name_of_a_sayer(question: str) -> str | None:
    """The name in “what did NAME say?”, whoever has it.

    In English it has capitals, in Chinese it begins with a family name.
    """
    match = _SOMEBODY_SAYS.search(question) or re.search(_SOMEBODY_SAYS_CHINESE, question)
    if match is None or (not match["name"].isascii() and as_name(match["name"]) is None):
        return None
    return match["name"]


def most_alike(name: str, people: Mapping[str, str]) -> str | None:
    """The person whose name, or a word of it, is spelled most like a name, if any is."""
    spelled = {word: people[of] for of in people for word in (of, *of.split())}
    alike = get_close_matches(name, spelled, n=1, cutoff=_ALIKE)
    return spelled[alike[0]] if alike else None
