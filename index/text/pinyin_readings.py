"""How single Chinese characters are read, in pinyin and in Wade–Giles.

pypinyin reads its dictionary of phrases before it tells the reading of one character. That takes a
third of a second, so the readings of all characters are packed once and cached.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import marisa_trie

from ..paths import cache_folder
from .disk_cache import load_or_compute

Readings = tuple[tuple[str, ...], tuple[str, ...]]
_OF, _OR = ":", ","  # before the readings in each system; between two readings


def readings(character: str) -> Readings:
    """All syllables of a character without tones: (in pinyin, in Wade–Giles).

    A character that has no reading is read as itself. “ü” is “v” in pinyin.
    """
    for entry in _packed().iterkeys(character + _OF):
        _, in_pinyin, in_wade_giles = entry.split(_OF)
        return tuple(in_pinyin.split(_OR)), tuple(in_wade_giles.split(_OR))
    return (character,), (character,)


@lru_cache(maxsize=1)
def _packed() -> marisa_trie.Trie:
    from importlib.metadata import version  # late: takes a while

    cache_file = cache_folder() / f"pinyin-{version('pypinyin')}-1.words"  # 1: of the format
    packed = load_or_compute(cache_file, lambda: marisa_trie.Trie(_entries()).tobytes())
    return marisa_trie.Trie().frombytes(packed)


def _entries() -> Iterator[str]:
    """“character:readings in pinyin:readings in Wade–Giles”."""
    from pypinyin import Style  # imported late: they load the dictionaries
    from pypinyin.pinyin_dict import pinyin_dict
    from pypinyin.style import convert

    convert_once = lru_cache(maxsize=None)(convert)
    for code, syllables in pinyin_dict.items():
        systems = (
            _OR.join(
                dict.fromkeys(convert_once(s, style, strict=True) for s in syllables.split(","))
            )
            for style in (Style.NORMAL, Style.WADEGILES)
        )
        yield _OF.join((chr(code), *systems))
