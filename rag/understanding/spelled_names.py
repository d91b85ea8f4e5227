"""Speakers' names as a question spells them: “Jia Yangqing” for 贾扬清, or the reverse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ...index.text.fold import fold
from ...index.text.pinyin import as_name, letters, may_be_spelled_so, possible_names
from ...index.text.terms import is_stop_word

_LETTER = r"[A-Za-z\u00c0-\u024f]"
_WORD = rf"{_LETTER}+(?:['’-](?!s\b){_LETTER}+)*"
_LATIN_RUN = re.compile(rf"(?<![A-Za-z0-9]){_WORD}(?: {_WORD})*")
_MAX_WORDS = 4


def spelled_names(text: str, people: Mapping[str, str]) -> dict[str, str]:
    """What in a text spells a whole name of one person, as it stands there → that name.

    Where two people could be meant, nobody is. Common words are no names: in lower case “he long”
    is not 何龙.

    Args:
        people: name or alias → name.
    """
    chinese = [name for name in people if as_name(name)]
    latin = [name for name in people if _is_spelled_so(name)]
    known = {fold(name) for name in people}
    names: dict[str, str] = {}
    if chinese and (phrases := [p for p in _phrases(text) if fold(p) not in known]):
        spelled = _of_one_person(_chinese_spellings(chinese), people)
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
    return names


def in_characters(text: str, spelled: Mapping[str, str]) -> str:
    """The text with Latin spellings of Chinese names in characters, as transcripts have them."""
    for spelling in sorted(spelled, key=len, reverse=True):
        if not as_name(spelling):
            whole = rf"(?<!{_LETTER}){re.escape(spelling)}(?!{_LETTER})"
            text = re.sub(whole, spelled[spelling], text)
    return text


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
