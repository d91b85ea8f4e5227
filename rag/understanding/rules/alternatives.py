"""The alternatives of a pattern, and words without which each cannot match.

A pattern of many alternatives takes tens of milliseconds to compile, and a question has the words
of few of them. So a rule looks for the words first, and compiles what may match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"(?P<letters>[^\\()|?*+{\[.^$]+)|(?P<open>\((?:\?(?:P<\w+>|<?[=!]|\(\w+\)|[:>]))?)"
    r"|(?P<close>\))|(?P<bar>\|)|(?P<quantifier>(?:[?*+]|\{(?P<least>\d*),?\d*\})[?+]?)"
    r"|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$]",
    re.DOTALL,
)
_NOT_NEEDED = re.compile(r"\(\?(?:<?[=!]|\()")  # it looks around, or depends on another group
_Needs = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One alternative of a pattern."""

    pattern: str
    needs: tuple[frozenset[str], ...]  # a text that matches holds one word of each

    def may_match(self, text: str) -> bool:
        """Whether the text holds the words that a match needs."""
        for words in self.needs:  # loops, which are faster than `any` here
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True


@lru_cache(maxsize=1024)
def alternatives(pattern: str) -> tuple[Alternative, ...]:
    """The alternatives of a pattern without flags, in order.

    A text matches the pattern exactly if it matches one of them.
    """
    found: list[Alternative] = []
    start = 0
    for end, needs in _read(_TOKEN.finditer(pattern), len(pattern)):
        found.append(Alternative(pattern[start:end], needs))
        start = end + 1
    return tuple(found)


def _read(tokens: Iterator[re.Match[str]], end: int = 0) -> list[tuple[int, _Needs]]:
    """(Where it ends, what it needs) for each alternative, up to the group's end or the last."""
    found: list[tuple[int, _Needs]] = []
    needs: list[frozenset[str]] = []
    letters, last = "", ()  # the last letters, and what the last letters or group need
    for token in tokens:
        kind = token.lastgroup
        if kind == "quantifier":
            if token.group()[0] in "?*" or token["least"] in ("", "0"):
                last = _word(letters[:-1])
            continue
        needs += last
        letters, last = "", ()
        if kind == "letters":
            letters = token.group()
            last = _word(letters)
        elif kind == "open":
            inside = _of_group([needs for _, needs in _read(tokens)])
            last = () if _NOT_NEEDED.match(token.group()) else inside
        elif kind == "bar":
            found.append((token.start(), _rarest_first(needs)))
            needs = []
        elif kind == "close":
            return [*found, (token.start(), _rarest_first(needs))]
    return [*found, (end, _rarest_first([*needs, *last]))]


def _word(letters: str) -> _Needs:
    """What letters in a row need; one Latin letter alone tells too little."""
    is_long = len(letters) > 1 or not letters.isascii()
    return (frozenset({letters}),) if is_long else ()


def _rarest_first(needs: list[frozenset[str]]) -> _Needs:
    if len(needs) > 1:
        needs.sort(key=_rarity, reverse=True)
    return tuple(needs)


def _of_group(needs: Sequence[_Needs]) -> _Needs:
    """What a group needs: of several alternatives, one word of any."""
    if len(needs) == 1:
        return needs[0]
    if not all(needs):
        return ()
    return (frozenset().union(*(rarest for rarest, *_ in needs)),)


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    return min(map(len, words)), -len(words)
