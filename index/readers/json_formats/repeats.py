"""Tell whether a text repeats what was read."""

from __future__ import annotations

from collections.abc import Iterable

from ..utterances import words_in

_RUN = 3  # consecutive words, compared to recognise text that was read
_MIN_KNOWN = 0.5  # of the words of another guess at what was read
_MIN_SHARE = 0.75  # of a text's runs; runs across a border of utterances differ


class Heard:
    """The words that were read."""

    def __init__(self, texts: Iterable[str]):
        texts = list(texts)
        words = words_in("\n".join(texts))
        self._texts = {text.strip() for text in texts}
        self._words = set(words)
        self._runs = set(zip(*(words[i:] for i in range(_RUN)), strict=False))

    def is_utterance(self, text: str) -> bool:
        """Whether exactly this text was read."""
        return text.strip() in self._texts

    def holds(self, text: str) -> bool:
        """Whether the text repeats what was read."""
        if self.is_utterance(text):
            return True
        words = words_in(text)
        if len(words) < _RUN:
            return self._words.issuperset(words)
        runs = list(zip(*(words[i:] for i in range(_RUN)), strict=False))
        return sum(run in self._runs for run in runs) >= _MIN_SHARE * len(runs)

    def knows(self, text: str) -> bool:
        """Whether most words of the text were read, in any order."""
        words = words_in(text)
        return sum(word in self._words for word in words) >= _MIN_KNOWN * len(words)
