"""Speakers' names as a question spells them: “Jia Yangqing” for 贾扬清, “Mr. Jia”, 贾先生; 保罗 for
“Paul Vixie”; or the reverse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...index.text.fold import fold, to_simplified
from ...index.text.language import HAN
from ...index.text.pinyin import ChineseName, as_name, letters, may_be_spelled_so, possible_names
from ...index.text.terms import is_stop_word
from .first_names import first_part, in_chinese
from .rules.names import BEFORE_FAMILY_NAME, TITLE_OF_NAME

_LETTER = r"[A-Za-z\u00c0-\u024f]"
_WORD = rf"{_LETTER}+(?:['’-](?!s\b){_LETTER}+)*"
_LATIN_RUN = re.compile(rf"(?<![A-Za-z0-9]){_WORD}(?: {_WORD})*")
_MAX_WORDS = 4
_GIVEN, _MIN_LETTERS = 2, 6  # characters of a given name, and how they are spelled at least
_MAX_LENGTH = 60  # characters of a question in which 周先生 is whose words it asks for
# A word with a capital where a person is named: “did Ren say”, “Mr. Ren”, “Ren's view”.
_WORD_AS_NAME = re.compile(
    r"(?:\b(?i:did|does|do|has|had|have|was|is|would|could|can|should|will|by|from|to|and"
    r"|(?:mr|mrs|ms|dr|prof)\.?|miss|professor|doctor|director|chairman|president|minister"
    r"|teacher|master)\s+|(?:^\W*|\b[a-z]+\s+)(?=[A-Z]\w*(?:['’]s\b|\s+(?:says?|said|thinks?|thought"
    r"|explain(?:s|ed)|mention(?:s|ed)|asks?|asked|answer(?:s|ed)|on|about)\b)))"
    r"(?P<name>(?!(?:M[rs]s?|Miss|Dr|Prof\w*)\b)[A-Z][a-z]{1,9})(?![\w-]|\s+[A-Z])"
)
_HAS_HAN = re.compile(f"[{HAN}]")
_REST_OF_NAME = re.compile(f"[·•・]([{HAN}]{{1,5}})")


def spelled_names(text: str, people: Mapping[str, str]) -> dict[str, str]:
    """What in a text spells a whole name of one person, as it stands there → that name.

    Where two people could be meant, nobody is. Common words are no names: in lower case “he long”
    is not 何龙.

    Args:
        people: name or alias → name.
    """
    kinds = _kinds(tuple(people))
    chinese, latin, known = kinds.chinese, kinds.latin, kinds.folded
    names: dict[str, str] = {}
    if chinese and (phrases := [p for p in _phrases(text) if fold(p) not in known]):
        spelled = _by_spelling(tuple(chinese), tuple(people[name] for name in chinese))
        for phrase in phrases:
            name = spelled.get(letters(phrase))
            if name is not None and (" " in phrase or len(name) > 2):
                names[phrase] = name
    if latin:
        spelled = _of_one_person(((letters(name), name) for name in latin), people)
        for _, name in possible_names(text):
            match = name.spellings & spelled.keys()
            if match and fold(name.whole) not in known:
                names[name.whole] = spelled[min(match)]
    names |= _given_names(text, people)
    for found in (_family_names(text, people), _first_names(text, people)):
        names |= {spelling: name for spelling, name in found.items() if fold(spelling) not in known}
    return names


def _given_names(text: str, people: Mapping[str, str]) -> dict[str, str]:
    """Whole Chinese names whose given name is how one person is called: 贾扬清 for “Yangqing”."""
    if not _HAS_HAN.search(text):
        return {}
    called = _called_by_given_names(tuple(people))
    spelled = _of_one_person(((letters(name), name) for name in called), people)
    if not spelled:
        return {}
    return {
        name.whole: spelled[min(match)]
        for _, name in possible_names(text)
        if len(name.given) == _GIVEN and (match := name.given_spellings & spelled.keys())
    }


def _is_spelled_given_name(name: str) -> bool:
    is_word = name.isascii() and name.isalpha()
    return is_word and len(name) >= _MIN_LETTERS and may_be_spelled_so(fold(name))


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Names by how they may be spelled otherwise; the same for every question of a library."""

    chinese: list[str]
    latin: list[str]  # Latin names that may be Chinese ones
    folded: set[str]
    words: set[str]  # folded
    families: list[tuple[ChineseName, str]]  # with the name as written
    by_family: dict[str, list[str]]  # family name in Simplified characters → names as written
    in_chinese: list[tuple[str, str]]  # Chinese spelling of the first name, name
    by_first_part: dict[str, list[str]]  # of names in characters: 保罗 for 保羅·克魯曼


@lru_cache(maxsize=8)
def _kinds(names: tuple[str, ...]) -> _Kinds:
    folded = [fold(name) for name in names]
    by_first_part: dict[str, list[str]] = defaultdict(list)
    for name in filter(_HAS_HAN.search, names):
        by_first_part[first_part(name)].append(name)
    families = [(name, written) for written in names if (name := _with_title(written))]
    by_family: dict[str, list[str]] = defaultdict(list)
    for name, written in families:
        by_family[to_simplified(name.family)].append(written)
    return _Kinds(
        chinese=[name for name in names if as_name(name)],
        latin=[name for name in names if _is_spelled_so(name)],
        folded=set(folded),
        words={word for name in folded for word in name.split()},
        families=families,
        by_family=by_family,
        in_chinese=[
            (spelling, name)
            for name in names
            if name.strip()
            for spelling in in_chinese(name.split()[0])
        ],
        by_first_part=by_first_part,
    )


@lru_cache(maxsize=8)
def _called_by_given_names(names: tuple[str, ...]) -> list[str]:
    """Latin names that are a Chinese given name, of nobody here in Chinese."""
    given = [name for name in names if _is_spelled_given_name(name)]
    whole = [name for written in names if given and (name := as_name(written))]
    taken = frozenset[str]().union(*(name.given_spellings for name in whole))
    return [name for name in given if letters(name) not in taken]


def in_characters(text: str, spelled: Mapping[str, str]) -> str:
    """The text with Latin spellings of Chinese names in characters, as transcripts have them."""
    for spelling in sorted(spelled, key=len, reverse=True):
        if not as_name(spelling) and not _HAS_HAN.search(spelling):
            whole = rf"(?<!{_LETTER}){re.escape(spelling)}(?!{_LETTER})"
            text = re.sub(whole, spelled[spelling], text)
    return text


def _family_names(text: str, people: Mapping[str, str]) -> dict[str, str]:
    """Family names of one person each: “Ren” or “Mr. Ren” for 任海生, 周先生 or 老周 for 周师傅."""
    kinds = _kinds(tuple(people))
    families = kinds.families
    if not families:
        return {}
    # A long question tells a story, in which others are named as well.
    simplified = to_simplified(text) if len(text) <= _MAX_LENGTH else ""
    found = [
        (simplified[start:end], text[start:end], written)
        for family, same in kinds.by_family.items()
        if family in simplified
        for written in same
        for start, end in _titled(family, simplified)
    ]
    words = kinds.words
    for match in _WORD_AS_NAME.finditer(text):
        spelled, word = letters(match["name"]), fold(match["name"])
        if word not in words and not is_stop_word(word):
            found += [
                (spelled, match["name"], written)
                for name, written in families
                if spelled in name.family_spellings
            ]
    one = _of_one_person(((spelling, written) for spelling, _, written in found), people)
    return {as_written: one[spelling] for spelling, as_written, _ in found if spelling in one}


def _with_title(written: str) -> ChineseName | None:
    """The Chinese name of a speaker, perhaps written with a title: 周师傅, 老周, 任海生教授."""
    whole = to_simplified(written)
    bare = re.sub(f"{TITLE_OF_NAME.pattern}$", "", BEFORE_FAMILY_NAME.blank(whole).strip())
    if len(bare) == 1 and bare != whole:
        return as_name(bare + "某")  # only the family name is known
    return as_name(bare)


def _titled(family: str, simplified: str) -> Iterator[tuple[int, int]]:
    """Where a family name stands with a title: 周先生, 老周."""
    pattern = rf"{family}{TITLE_OF_NAME.pattern}|(?<![{HAN}])[老小阿]{family}"
    return (match.span() for match in re.finditer(pattern, simplified))


def _first_names(text: str, people: Mapping[str, str]) -> dict[str, str]:
    """First names of one person each in the other script: 保罗 for “Paul Vixie”, or the reverse."""
    simplified = to_simplified(text)
    kinds = _kinds(tuple(people))
    found: list[tuple[str, str]] = []
    for spelling, name in kinds.in_chinese:
        if spelling not in simplified:
            continue
        for match in re.finditer(re.escape(spelling), simplified):
            rest = _REST_OF_NAME.match(simplified, match.end())
            ends = [match.end()]
            ends += range(rest.start(1) + 1, rest.end() + 1) if rest else ()
            found += [(text[match.start() : end], name) for end in ends]
    for word in dict.fromkeys(_LATIN_RUN.findall(text)) if kinds.by_first_part else ():
        for part in word.split():
            spellings = in_chinese(part)
            found += [(part, name) for s in spellings for name in kinds.by_first_part.get(s, ())]
    return _of_one_person(found, people)


def _phrases(text: str) -> Iterator[str]:
    """Runs of up to four Latin words that may spell a Chinese name."""
    for run in _LATIN_RUN.findall(text):
        words = run.split(" ")
        for start in range(len(words)):
            for end in range(start + 1, min(start + _MAX_WORDS, len(words)) + 1):
                phrase = " ".join(words[start:end])
                spelling = letters(phrase)
                if _is_spelled_like_a_name(words[start:end]) and may_be_spelled_so(spelling):
                    yield phrase


def _is_spelled_like_a_name(words: list[str]) -> bool:
    return all(word[0].isupper() for word in words) or not any(
        is_stop_word(fold(word)) for word in words
    )


def _is_spelled_so(name: str) -> bool:
    """Whether a Latin name of several words may be a Chinese one."""
    return name.isascii() and " " in name and may_be_spelled_so(letters(name))


@lru_cache(maxsize=8)
def _by_spelling(names: tuple[str, ...], people: tuple[str, ...]) -> dict[str, str]:
    """Spelling → the Chinese name so spelled.

    Args:
        people: whose each name is.
    """
    return _of_one_person(_chinese_spellings(names), dict(zip(names, people, strict=True)))


def _chinese_spellings(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for written in names:
        if name := as_name(written):
            for spelling in name.spellings:
                yield spelling, written


def _of_one_person(
    spellings: Iterable[tuple[str, str]], people: Mapping[str, str]
) -> dict[str, str]:
    """Spelling → the first name so spelled; without what two people's names are spelled like."""
    names: dict[str, list[str]] = defaultdict(list)
    for spelling, name in spellings:
        names[spelling].append(name)
    return {
        spelling: same[0]
        for spelling, same in names.items()
        if len({people[name] for name in same}) == 1
    }
