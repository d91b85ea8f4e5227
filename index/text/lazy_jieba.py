"""jieba's dictionary, read as far as the texts need it.

jieba itself reads its 349,000 words and all their beginnings before the first cut, which takes
longer than everything else that a question needs.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jieba

from .disk_cache import kept
from .word_trie import PackedWords, WordTrie, pack_words


class LazyTokenizer(jieba.Tokenizer):
    """Cuts as `jieba.Tokenizer` does, and looks up only the words of a text. Safe for threads."""

    def __init__(self, folder: Path):
        """
        Args:
            folder: where the packed dictionary is kept. Where none can be kept it is packed each
                time, a second slower.
        """
        super().__init__()
        kept_in = folder / f"jieba-{jieba.__version__}-1.words"  # the form is the first
        self.total, words = kept(kept_in, self._packed)
        self._words = WordTrie(words)
        self.get_DAG = lru_cache(maxsize=16)(self.get_DAG)  # a run is cut in several ways
        self.initialized = True

    def _packed(self) -> tuple[int, PackedWords]:
        """The sum of all frequencies, and the words with theirs."""
        total, frequencies = 0, dict[str, int]()
        with self.get_dict_file() as file:
            for line in file:  # “word frequency part-of-speech”; a word may come twice
                word, frequency = line.decode("utf-8").split(" ")[:2]
                frequencies[word] = int(frequency)
                total += int(frequency)
        return total, pack_words(frequencies)

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802
        """jieba's first step: place → the last places of the words that begin there. What it looks
        up afterwards, in `FREQ`, is among these words."""
        ends: dict[int, list[int]] = {}
        for start in range(len(sentence)):
            words = self._words.beginning_at(start, sentence)
            self.FREQ.update(words)
            ends[start] = [start + len(word) - 1 for word, _ in words] or [start]
        return ends
