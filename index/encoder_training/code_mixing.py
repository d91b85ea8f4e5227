"""Code-mixed copies of sentences: dictionary words swapped for the other language's."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import jieba

from .corpus import Pair

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
_MAX_GLOSS_WORDS = 3
_MIN_SEEN = 3


class CodeMixer:
    """Swaps words for translations that the parallel text itself confirms.

    A Chinese word and its gloss count as a translation if both occur in one sentence pair. So a
    sentence pair chooses among a word's meanings, and the counts over all pairs give each word's
    usual translation, for text without a parallel.
    """

    def __init__(self, dictionary: Iterable[Pair], *, seed: int):
        self._random = random.Random(seed)
        self._glosses: dict[str, list[str]] = defaultdict(list)
        for pair in dictionary:
            gloss = pair.first.lower().removeprefix("to ")
            if len(gloss.split()) <= _MAX_GLOSS_WORDS and len(pair.second) > 1:
                self._glosses[pair.second].append(gloss)
        self._seen: Counter[tuple[str, str]] = Counter()
        self._english: dict[str, str] = {}
        self._chinese: dict[str, str] = {}

    def mix_parallel(self, pairs: Iterable[Pair], *, share: float) -> Iterator[Pair]:
        """Yield (English, mixed Chinese) for pairs with a word to swap; learn the translations."""
        for pair in pairs:
            english = f" {' '.join(_LATIN_WORD.findall(pair.first.lower()))} "
            words = jieba.lcut(pair.second)
            swapped = False
            for i, word in enumerate(words):
                for gloss in self._glosses.get(word, ()):
                    if f" {gloss} " in english:
                        self._seen[word, gloss] += 1
                        if self._random.random() < share:
                            words[i] = f" {gloss} "
                            swapped = True
                        break
            if swapped:
                yield Pair(pair.first, "".join(words), pair.source)
        self._learn_usual()

    def mix_query(self, query: str, *, share: float) -> str:
        """A query with a share of its known words in the other language."""
        if re.search(r"[一-鿿]", query):
            return "".join(
                f" {self._english[word]} " if self._swaps(word, self._english, share) else word
                for word in jieba.cut(query)
            )
        return _LATIN_WORD.sub(
            lambda match: (
                self._chinese[match[0].lower()]
                if self._swaps(match[0].lower(), self._chinese, share)
                else match[0]
            ),
            query,
        )

    def _swaps(self, word: str, translations: dict[str, str], share: float) -> bool:
        return word in translations and self._random.random() < share

    def _learn_usual(self) -> None:
        for (word, gloss), count in sorted(self._seen.items(), key=lambda item: (item[1], item[0])):
            if count >= _MIN_SEEN:  # the most common comes last and wins
                self._english[word] = gloss
                self._chinese[gloss] = word
