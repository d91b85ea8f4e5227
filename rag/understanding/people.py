"""Whose words a question asks for, as the names in it tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

from ...index.exchanges import Role, is_audience, speaker_roles
from ...index.text.fold import fold
from ...index.text.pinyin import as_name, letters, may_be_spelled_so
from ...index.text.terms import is_stop_word
from ...index.transcript import Turn
from .folded_text import FoldedText
from .query import Whose
from .question import Question
from .rules.rule import Rule
from .rules.sayings import (
    ANSWERS_TO,
    ASKS,
    CAPITALISED_SAYER,
    CHINESE_SAYER,
    HOW_ANSWERED,
    ROLE_BEFORE_NAME,
    SAYS,
    SEEKS_GUEST,
)
from .rules.vocabulary import AND, ANSWER, ASK, GUEST, HE, HOST, QUESTION

HE_OR_GUEST = f"(?:{HE.either}|{GUEST.either})"
_NO_PART_OF_A_NAME = frozenset("mr mrs ms dr prof hon the speaker 发言人 说话人".split())
_MIN_SIMILARITY = 0.75  # share of the letters that two spellings of a name have in common


def take_people(question: Question, people: Mapping[str, str]) -> Question:
    """The question with the people whose words it asks for, and whether these words are questions.

    Args:
        people: name or alias → name.
    """
    folded = question.rest.folded
    asking, saying, answered = _roles(question.rest, people)
    called = asking or saying
    speakers, answers_to = _names(called, people), _names(answered, people)
    unknown = None if called else name_of_a_sayer(question.rest)
    asks = asking or any(rule.matches(folded, HE_OR_GUEST) for rule in ASKS)
    return replace(
        question,
        names=tuple(called + answered),
        whose=Whose(
            speakers=speakers or None,
            answers_to=answers_to or None,
            of_guest=not speakers and SEEKS_GUEST.matches(folded),
            unknown_name=unknown,
            similar_name=unknown and most_alike(unknown, people),
        ),
        wants=replace(question.wants, target="question" if asks else "answer"),
    )


def host_called(question: str, turns: Sequence[Turn]) -> dict[str, str]:
    """What a question calls the host of a talk → their name; empty where it does not speak of the
    host, or of what was asked, or the talk does not show who that is.

    Args:
        turns: of the talk.
    """
    folded = fold(question)
    called = [match[0] for match in re.finditer(HOST.either, folded)]
    if not called or re.search(f"{ASK.either}|{QUESTION.either}|{ANSWER.either}", folded):
        return {}
    roles: dict[str, Role] = speaker_roles(turns)
    hosts = [name for name, role in roles.items() if role == "host"]
    return dict.fromkeys(called, hosts[0]) if len(hosts) == 1 else {}


def _roles(
    question: FoldedText, people: Mapping[str, str]
) -> tuple[list[str], list[str], list[str]]:
    """The names of those who ask, who speak, and who are answered.

    “What did Alex ask, and how did he answer?” seeks the answers to Alex. The audience only asks,
    so “Q3's answer” is the answer to Q3.
    """
    spellings = _all_spellings(question, people)
    asking, saying, answered = (
        _named(question.folded, rules, spellings) for rules in (ASKS, SAYS, ANSWERS_TO)
    )
    if HOW_ANSWERED.matches(question.folded):
        answered += asking + [name for name in saying if is_audience(people[name])]
    asking, saying = (
        [name for name in names if name not in answered] for names in (asking, saying)
    )
    return asking, saying, answered


def _names(called: Sequence[str], people: Mapping[str, str]) -> tuple[str, ...]:
    """The names in the library, each once, of people as a question calls them."""
    return tuple(dict.fromkeys(people[name] for name in called))


def speakers_in(
    question: FoldedText, rules: Sequence[Rule], people: Mapping[str, str]
) -> list[str]:
    """Speakers for whose name one of the rules holds, in full or by a part that is unique.

    A name joined to one of them by “and” counts too.

    Args:
        people: name or alias → name.
    """
    return _named(question.folded, rules, _all_spellings(question, people))


def _all_spellings(question: FoldedText, people: Mapping[str, str]) -> dict[str, list[str]]:
    """Name → patterns for it in a question, of the names that are there."""
    by_beginning = _by_beginning(tuple(people))
    texts = (question.text, question.folded)
    begins = {text[at : at + n] for text in texts for at in range(len(text)) for n in (0, 1, 2)}
    near = set(chain.from_iterable(by_beginning[b] for b in begins & by_beginning.keys()))
    return {
        name: found
        for name in people
        if name in near and (found := _spellings(name, question, people))
    }


@lru_cache(maxsize=8)
def _by_beginning(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The first two characters, of a shorter one the only one → the names that have something so
    beginning that `_spellings` seeks in a question; the same for every question of a library."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        whole, bare, words = _forms(name)
        for part in {whole, bare, *(word for word, _ in words)}:
            found[part[:2]].append(name)
    return found


def _named(folded: str, rules: Sequence[Rule], spellings: Mapping[str, list[str]]) -> list[str]:
    """The names for which one of the rules holds, and those joined to them."""
    named = [
        name
        for name, patterns in spellings.items()
        if any(rule.matches(folded, pattern) for pattern in patterns for rule in rules)
    ]
    known = [pattern for name in named for pattern in spellings[name]]
    joined = [
        name
        for name, patterns in spellings.items()
        if name not in named
        and any(_are_joined(folded, pattern, other) for other in known for pattern in patterns)
    ]
    return named + joined


def _are_joined(folded: str, name: str, other: str) -> bool:
    """Whether “and” stands between two names, given as patterns."""
    both = rf"{name}{AND}{other}(?!\w)|(?<!\w){other}{AND}{name}"
    return re.search(both, folded) is not None


def _spellings(name: str, question: FoldedText, people: Mapping[str, str]) -> list[str]:
    """Patterns for the whole name and for single words of it that stand in the folded question.

    A word of a name counts when it is written with its capital, no other speaker has it, and it
    is more than a title.
    """
    whole, bare, words = _forms(name)
    spellings: list[str] = []
    if whole in question.folded and not _is_also_a_word(name, question.text):
        spellings.append(whole)
    if bare != whole and bare in question.folded and all(bare != fold(other) for other in people):
        spellings.append(bare)
    for word, spelling in words:
        if (
            word in question.text  # quicker than the pattern
            and re.search(_alone(word), question.text)
            and not _is_in_another_name(spelling, name, people)
        ):
            spellings.append(spelling)
    return [at_its_start(spelling) for spelling in spellings]


def _alone(word: str) -> str:
    """The pattern of a whole word; beside one in Latin letters a Chinese character may stand:
    “Audrey怎么看”."""
    letter = r"[A-Za-z\d_\u00c0-\u024f]" if word.isascii() else r"\w"
    return rf"(?<!{letter}){re.escape(word)}(?!{letter})"


@lru_cache(maxsize=65536)
def _forms(name: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A name folded, the same without a role (“李晴” for 记者李晴), and those of its words that may
    stand for it, each as written and folded."""
    whole = fold(name)
    words = name.split()
    spelled = [(word, fold(word)) for word in words] if len(words) > 1 else []
    return (
        whole,
        ROLE_BEFORE_NAME.blank(whole).strip(),
        tuple(
            (word, spelling)
            for word, spelling in spelled
            if len(spelling) > 2 and spelling.isalpha() and spelling not in _NO_PART_OF_A_NAME
        ),
    )


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
    patterns = [at_its_start(word) + (r"(?![a-z\d_])" if word.isascii() else "") for word in words]
    rest = re.sub("|".join(patterns), " ", question, flags=re.IGNORECASE) if words else question
    return " ".join(rest.split()) or question


def name_of_a_sayer(question: FoldedText) -> str | None:
    """The name in “what did NAME say?”, whoever has it.

    In English it has capitals, in Chinese it begins with a family name.
    """
    for match in CAPITALISED_SAYER.find_all(question.folded):
        name = question.original(match.span("name"))
        if all("A" <= word[0] <= "Z" for word in name.split()):
            return name
    if match := CHINESE_SAYER.search(question.folded):
        name = question.original(match.span("name"))
        return name if as_name(name) else None
    return None


def most_alike(name: str, people: Mapping[str, str]) -> str | None:
    """The person whose name, or a word of it, is spelled most like a name, if any is."""
    spelled = {word: people[other] for other in people for word in (other, *other.split())}
    alike = get_close_matches(name, spelled, n=1, cutoff=_MIN_SIMILARITY)
    return spelled[alike[0]] if alike else None


def may_be_called(name: str, speaker: str) -> bool:
    """Whether a speaker whose name is in characters may have a Latin name too, as 唐鳳 is Audrey;
    not a name in pinyin, which would be that of somebody else."""
    return name.isascii() and not speaker.isascii() and not may_be_spelled_so(letters(name))
