"""jieba's dictionary, read as far as the texts need it.

jieba itself reads its 349,000 words and all their beginnings before the first cut, which takes
longer than everything else that a question needs.
"""

from __future__ import annotations

import hashlib
import marshal
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import jieba


class LazyTokenizer(jieba.Tokenizer):
    """Cuts as `jieba.Tokenizer` does; the words that begin with a character are read when a text
    with that character comes. Safe for threads."""

    def __init__(self, folder: Path):
        """
        Args:
            folder: where the dictionary is kept, ordered by first characters. A damaged copy is
                made anew; where none can be kept it is ordered each time, a second slower.
        """
        super().__init__()
        path = folder / f"jieba-{jieba.__version__}.marshal"
        data = _load(path)
        if data is None:
            with self.get_dict_file() as file:
                data = _by_first_character(line.decode("utf-8") for line in file)
            _save(data, path)
        self._words: dict[str, bytes | dict[str, int]]
        self.total, self._words = marshal.loads(data)
        self.initialized = True

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802
        """jieba's first step: place → the last places of the words that begin there. What it looks
        up afterwards, in `FREQ`, is among these words."""
        ends: dict[int, list[int]] = {}
        for start, character in enumerate(sentence):
            words = self._beginning_with(character)
            ends[start] = []
            for end in range(start, len(sentence)):
                word = sentence[start : end + 1]
                frequency = words.get(word)
                if frequency is None:
                    break
                if frequency:
                    ends[start].append(end)
                    self.FREQ[word] = frequency
            ends[start] = ends[start] or [start]
        return ends

    def _beginning_with(self, character: str) -> dict[str, int]:
        words = self._words.get(character, {})
        if isinstance(words, bytes):
            words = self._words[character] = marshal.loads(words)
        return words


def _by_first_character(entries: Iterable[str]) -> bytes:
    """The sum of all frequencies, and for each first character word → frequency, with 0 for the
    beginning of a word that is none itself. Python's `marshal` reads it soonest; each character's
    words are packed apart, to be read when they are needed.

    Args:
        entries: “word frequency part-of-speech”, as in jieba's file.
    """
    total = 0
    frequencies: dict[str, dict[str, int]] = defaultdict(dict)
    for entry in entries:
        word, frequency = entry.split(" ")[:2]
        total += int(frequency)
        words = frequencies[word[0]]
        words[word] = int(frequency)
        for end in range(1, len(word)):
            words.setdefault(word[:end], 0)
    packed = {character: marshal.dumps(words) for character, words in frequencies.items()}
    return marshal.dumps((total, packed))


def _load(path: Path) -> bytes | None:
    """What `_save` wrote; None where there is none, or it is damaged."""
    try:
        checksum, data = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    return data if _checksum(data) == checksum else None


def _save(data: bytes, path: Path) -> None:
    """Replace the file in one step; its first line is the checksum of the rest."""
    temporary = path.with_name(path.name + ".new")
    with suppress(OSError):  # a folder that cannot be written to
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_checksum(data) + b"\n" + data)
        temporary.replace(path)


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
