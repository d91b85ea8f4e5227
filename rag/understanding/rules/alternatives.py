"""The alternatives of a pattern, and words without which each cannot match.

A pattern of many alternatives takes tens of milliseconds to compile, and a question has the words
of few of them. So a rule looks for the words first, and compiles what may match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

_TOKEN = re.compile(
    r"(?P<open>\((?:\?(?:P<\w+>|<?[=!]|\(\w+\)|[:>]))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<quantifier>(?:[?*+]|\{(?P<least>\d*),?\d*\})[?+]?)"
    r"|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$]"
    r"|(?P<letter>.)",
    re.DOTALL,
)
_NOT_NEEDED = re.compile(r"\(\?(?:<?[=!]|\()")  # it looks around, or depends on another group
_MIN_LETTERS = 2  # of a Latin word that is looked for; a Chinese one may have one character
_Needs = tuple[frozenset[str], ...]
_Item = str | _Needs  # of an alternative: a letter, or what a group needs; no needs end a word


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
    items: list[_Item] = []
    for token in tokens:
        match token.lastgroup:
            case "close":
                break
            case "bar":
                found.append((token.start(), _needs(items)))
                items = []
            case "open":
                inside = _of_group([needs for _, needs in _read(tokens)])
                items.append(() if _NOT_NEEDED.match(token.group()) else inside)
            case "letter":
                items.append(token.group())
            case "quantifier":
                if token.group()[0] in "?*" or token["least"] in ("", "0"):
                    items.pop()
                items.append(())
            case _:
                items.append(())
    return [*found, (end, _needs(items))]


def _needs(items: Iterable[_Item]) -> _Needs:
    needs: list[frozenset[str]] = []
    for are_letters, run in groupby(items, lambda item: isinstance(item, str)):
        if are_letters:
            word = "".join(map(str, run))
            needs += [frozenset({word})] if _is_long_enough(word) else []
        else:
            needs += [words for group in run for words in group if isinstance(words, frozenset)]
    return tuple(sorted(needs, key=_rarity, reverse=True))


def _is_long_enough(word: str) -> bool:
    return len(word) >= _MIN_LETTERS or not word.isascii()


def _of_group(needs: Sequence[_Needs]) -> _Needs:
    """What a group needs: of several alternatives, one word of any."""
    if len(needs) == 1:
        return needs[0]
    if not all(needs):
        return ()
    return (frozenset().union(*(rarest for rarest, *_ in needs)),)


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    return min(map(len, words)), -len(words)
