"""A packed trie of words with numbers, from which only the words of a given text are read."""

from __future__ import annotations

from collections.abc import Mapping

import marisa_trie
import numpy as np

PackedWords = tuple[bytes, bytes, int]


def pack_words(numbers: Mapping[str, float]) -> PackedWords:
    """Pack words for `WordTrie`.

    Args:
        numbers: word → its number; at least one word.
    """
    trie = marisa_trie.Trie(numbers)
    ordered = np.empty(len(trie))
    ordered[[trie.key_id(word) for word in numbers]] = list(numbers.values())
    return trie.tobytes(), ordered.tobytes(), max(map(len, numbers))


class WordTrie:
    """A trie of words, each with a number; it opens at once, whatever its size."""

    def __init__(self, packed: PackedWords):
        trie, numbers, self._longest = packed
        self._trie = marisa_trie.Trie().frombytes(trie)
        self._numbers = memoryview(numbers).cast("d")

    def beginning_at(self, start: int, text: str) -> list[tuple[str, float]]:
        """The words that begin at `start` in a text, with their numbers, shortest first."""
        numbers = self._numbers
        words = self._trie.iter_prefixes_with_ids(text[start : start + self._longest])
        return [(word, numbers[id]) for word, id in words]
