"""jieba's dictionary, read as far as the texts need it.

jieba itself reads its 349,000 words and all their beginnings before the first cut, which takes
longer than everything else that a question needs.
"""

from __future__ import annotations

import hashlib
import json
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
        path = folder / f"jieba-{jieba.__version__}.txt"
        text = _load(path)
        if text is None:
            with self.get_dict_file() as file:
                text = _by_first_character(line.decode("utf-8") for line in file)
            _save(text, path)
        total, *lines = text.split("\n")
        self.total = int(total)
        self._unread = {line[0]: line for line in lines}
        self.initialized = True

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802
        """jieba's first step, which sees every text before its words are looked up."""
        for character in set(sentence):
            if line := self._unread.get(character):
                self.FREQ.update(json.loads(line[1:]))
                self._unread.pop(character, None)  # only now: another thread may wait for them
        return super().get_DAG(sentence)


def _by_first_character(entries: Iterable[str]) -> str:
    """The sum of all frequencies, then a line for each first character: the character, and a JSON
    object of word → frequency, with 0 for the beginning of a word that is none itself.

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
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [character + encode(words) for character, words in frequencies.items()]
    return "\n".join([str(total), *lines])


def _load(path: Path) -> str | None:
    """What `_save` wrote; None where there is none, or it is damaged."""
    try:
        checksum, text = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    return text.decode("utf-8") if _checksum(text) == checksum else None


def _save(text: str, path: Path) -> None:
    """Replace the file in one step; its first line is the checksum of the rest."""
    data = text.encode("utf-8")
    temporary = path.with_name(path.name + ".new")
    with suppress(OSError):  # a folder that cannot be written to
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_checksum(data) + b"\n" + data)
        temporary.replace(path)


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
