"""Chinese names with their English spellings: 张艺谋, “Zhang Yimou”."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jieba

from ..text.pinyin import transliterate
from .corpus import Pair

_JIEBA = Path(jieba.__file__).parent / "dict.txt"
_PERSON, _PLACE = "nr", "ns"  # tags in jieba's dictionary
_MIN_SEEN = 3  # frequency in the same dictionary; rarer ones are often not names
_NAME = re.compile(r"[一-鿿]{2,4}")
_SHARE_WADE_GILES = 0.2
_MIN_NAMESAKES = 100  # a first character of fewer names is a foreign syllable, not a family name


def spelled_names(dictionary: Path = _JIEBA, *, seed: int) -> Iterator[Pair]:
    """Yield (spelling, name) of people and places in a dictionary of jieba's format, in order.

    People's names are spelled as in English text: “Lin Yuzhi”, “Yuzhi Lin” or, from Taiwan, “Lin
    Yu-chih”. Foreign names are left out, since their characters do not determine their spelling.
    """
    rng = random.Random(seed)
    lines = dictionary.read_text("utf-8").splitlines()
    entries = [(word, int(seen), kind) for word, seen, kind in map(str.split, lines)]
    namesakes = Counter(word[0] for word, _, kind in entries if kind == _PERSON and len(word) == 3)
    for word, seen, kind in entries:
        if seen < _MIN_SEEN or not _NAME.fullmatch(word):
            continue
        if kind == _PLACE:
            yield Pair("".join(transliterate(word)).capitalize(), word, "names")
        elif kind == _PERSON and len(word) <= 3 and namesakes[word[0]] >= _MIN_NAMESAKES:
            yield Pair(_spell_person(word, rng), word, "names")


def _spell_person(name: str, rng: random.Random) -> str:
    if rng.random() < _SHARE_WADE_GILES:
        family, *given = transliterate(name, wade_giles=True)
        return f"{family.capitalize()} {'-'.join(given).capitalize()}"
    family, *given = transliterate(name)
    parts = [family.capitalize(), "".join(given).capitalize()]
    return " ".join(parts if rng.random() < 0.5 else parts[::-1])
