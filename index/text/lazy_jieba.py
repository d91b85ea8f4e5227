"""A jieba tokenizer that looks up only the words that a text needs.

jieba itself reads its 349,000 words and all their prefixes before the first cut. That takes longer
than everything else a question needs.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jieba

from .disk_cache import load_or_compute
from .word_trie import PackedWords, WordTrie, pack_words


class LazyTokenizer(jieba.Tokenizer):
    """Cuts like `jieba.Tokenizer`, but looks up only the words of the text. Thread-safe."""

    def __init__(self, folder: Path):
        """
        Args:
            folder: cache of the packed dictionary. If it cannot be written, the dictionary is
                packed each time, which takes a second.
        """
        super().__init__()
        cache_file = folder / f"jieba-{jieba.__version__}-1.words"  # 1: version of the format
        self.total, words = load_or_compute(cache_file, self._packed)
        self._words = WordTrie(words)
        self.get_DAG = lru_cache(maxsize=16)(self.get_DAG)  # a run is cut several times
        self._route_of = lru_cache(maxsize=16)(self._route_of)
        self.initialized = True

    def _packed(self) -> tuple[int, PackedWords]:
        """The sum of all frequencies, and the words with their frequencies."""
        total, frequencies = 0, dict[str, int]()
        with self.get_dict_file() as file:
            for line in file:  # “word frequency part-of-speech”; a word may repeat
                word, frequency = line.decode("utf-8").split(" ")[:2]
                frequencies[word] = int(frequency)
                total += int(frequency)
        return total, pack_words(frequencies)

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802
        """jieba's first step: start position → end positions of the words that begin there.

        jieba looks up only these words in `FREQ` afterwards.
        """
        ends: dict[int, list[int]] = {}
        for start in range(len(sentence)):
            words = self._words.beginning_at(start, sentence)
            self.FREQ.update(words)
            ends[start] = [start + len(word) - 1 for word, _ in words] or [start]
        return ends

    def calc(
        self,
        sentence: str,
        DAG: object,  # noqa: N803
        route: dict[int, tuple[float, int]],
    ) -> None:
        """jieba's second step: puts the most likely way through a run into `route`."""
        del DAG  # that of the sentence
        route.update(self._route_of(sentence))

    def _route_of(self, sentence: str) -> dict[int, tuple[float, int]]:
        route: dict[int, tuple[float, int]] = {}
        super().calc(sentence, self.get_DAG(sentence), route)
        return route

    def words_inside(self, word: str) -> list[str]:
        """The words of two and three characters inside a longer one, as jieba's search mode has
        them."""
        self.get_DAG(word)
        return [
            word[start : start + size]
            for size in (2, 3)
            if len(word) > size
            for start in range(len(word) - size + 1)
            if self.FREQ.get(word[start : start + size])
        ]
