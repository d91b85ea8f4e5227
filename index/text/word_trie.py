"""Words with their numbers, packed so that only those of a text at hand are read."""

from __future__ import annotations

from collections.abc import Mapping

import marisa_trie
import numpy as np

PackedWords = tuple[bytes, bytes, int]


def pack_words(numbers: Mapping[str, float]) -> PackedWords:
    """What `WordTrie` reads.

    Args:
        numbers: word → its number; at least one word.
    """
    trie = marisa_trie.Trie(numbers)
    ordered = np.empty(len(trie))
    ordered[[trie.key_id(word) for word in numbers]] = list(numbers.values())
    return trie.tobytes(), ordered.tobytes(), max(map(len, numbers))


class WordTrie:
    """Words, each with a number. Read at once, however many they are."""

    def __init__(self, packed: PackedWords):
        trie, numbers, self._longest = packed
        self._trie = marisa_trie.Trie().frombytes(trie)
        self._numbers = memoryview(numbers).cast("d")

    def beginning_at(self, start: int, text: str) -> list[tuple[str, float]]:
        """The words that begin at a place of a text, with their numbers, the shortest first."""
        numbers = self._numbers
        found = self._trie.iter_prefixes_with_ids(text[start : start + self._longest])
        return [(word, numbers[id]) for word, id in found]
