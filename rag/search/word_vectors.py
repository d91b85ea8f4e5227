"""The words that texts have, each with a row: its vector by the bundled static model, its terms.

The bundled static model's vectors are used, whatever model embeds the library: “compiler” is near
编译器, and a word is nearest to itself.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from ...index.models.by_name import STATIC_MODEL, load_embedder
from ...index.models.embedder import Embedder, Embeddings
from ...index.text.language import without_other_scripts
from ...index.text.sentences.spoken import Numbers, Spoken
from ...index.text.terms import is_chinese, terms_of_word, words_of
from ...index.transcript import Turn

Mask = npt.NDArray[np.bool_]

MAX_WORDS = 100_000  # in a table; 200 MB of vectors
_MAX_TEXTS = 20_000  # whose words are kept
_MAX_KNOWN = 10_000  # vectors of sentences that are kept
_BLOCK = 512  # vectors that are multiplied while a core's cache holds them


class WordVectors:
    """Vectors of words and sentences, and the table of words. Safe for threads."""

    def __init__(self, embedder: Embedder):
        self._embedder = embedder
        self._table = WordTable(embedder)
        self._known: dict[str, Embeddings] = {}  # of sentences

    def of(self, texts: Sequence[str]) -> Embeddings:
        """The vectors: float32 (n, dim), rows of unit length; zeros for what the model cannot read.

        Args:
            texts: words or sentences, at least one.
        """
        if len(self._known) > _MAX_KNOWN:
            self._known = {}
        known = self._known
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, embed_readable(new, self._embedder), strict=True))
        return np.stack([known[text] for text in texts])

    def table(self) -> WordTable:
        """The table of words. A full one is replaced; whoever has it may go on with it."""
        if len(self._table) > MAX_WORDS:
            self._table = WordTable(self._embedder)
        return self._table

    def is_whole(self, word: str) -> bool:
        """Whether the word is one piece of the model's tokenizer; most names are not."""
        return self._embedder.count_tokens([word]) == [1]


@lru_cache(maxsize=1)
def bundled_vectors() -> WordVectors:
    """The vectors of the bundled static model, shared by all libraries."""
    return WordVectors(load_embedder(STATIC_MODEL))


def embed_readable(texts: Sequence[str], embedder: Embedder) -> Embeddings:
    """Embed words or sentences: float32 (n, dim), rows of unit length.

    The model maps all words of other scripts to the same unknown token. Their vectors are zeros,
    and they are left out of sentences.
    """
    readable = [without_other_scripts(text) for text in texts]
    vectors = embedder.embed(readable)
    vectors[[not text.strip() for text in readable]] = 0
    return vectors


class WordTable:
    """Words of texts, each once, in rows. It only grows. Safe for threads."""

    def __init__(self, embedder: Embedder):
        self._embedder = embedder
        self._rows: dict[str, int] = {}
        self.words: list[str] = []
        self._guard = threading.RLock()
        self._is_filled: Mask = np.zeros(0, dtype=np.bool_)  # whether vector and terms are there
        self._is_chinese: Mask = np.zeros(0, dtype=np.bool_)
        self._vectors: Embeddings = np.zeros((0, 0), dtype=np.float32)
        self._rows_with: dict[str, list[int]] = defaultdict(list)
        self.comparisons: dict[tuple[str, ...], Any] = {}  # of queries with these words
        self._in_texts: dict[str, Numbers] = {}
        self._in_talks: WeakKeyDictionary[Spoken, Numbers] = WeakKeyDictionary()

    def __len__(self) -> int:
        return len(self.words)

    def rows_of(self, words: Sequence[str]) -> Numbers:
        """The row of each word; a new word gets one."""
        try:
            return np.fromiter(map(self._rows.__getitem__, words), np.int32, len(words))
        except KeyError:
            with self._guard:
                self._add([word for word in dict.fromkeys(words) if word not in self._rows])
            return np.fromiter(map(self._rows.__getitem__, words), np.int32, len(words))

    def rows_in(self, text: str) -> Numbers:
        """The rows of a text's words, in order."""
        known = self._in_texts.get(text)
        return self.know(text, self.rows_of(words_of(text))) if known is None else known

    def know(self, text: str, rows: Numbers) -> Numbers:
        """Keep the rows of a text's words, so that it is not cut again; returns them."""
        if len(self._in_texts) >= _MAX_TEXTS:
            self._in_texts = {}
        self._in_texts[text] = rows
        return rows

    def know_turns(self, turns: Iterable[Turn], spoken: Spoken) -> None:
        """Keep the rows of the words of turns and of their sentences, which the store has cut.

        Args:
            spoken: the words of their talk.
        """
        rows = self.rows_in_talk(spoken)
        for turn in turns:
            first, last = spoken.words_between(turn.number, turn.number)
            sentences = spoken.sentences_of(turn.number).tolist()
            if turn.text in self._in_texts or not sentences:
                continue
            turn.know_sentences([(start, end) for start, end, *_ in sentences])
            for start, end, *places in sentences:
                self.know(turn.text[start:end], rows[slice(*places)])
            self.know(turn.text, rows[first:last])

    def rows_in_talk(self, spoken: Spoken) -> Numbers:
        """The rows of `Spoken.words`."""
        rows = self._in_talks.get(spoken)
        if rows is None:
            rows = self._in_talks[spoken] = self.rows_of(spoken.vocabulary)[spoken.words]
        return rows

    def vectors_of(self, rows: Numbers) -> Embeddings:
        """Their vectors: float32 (n, dim), of unit length, or zeros."""
        with self._guard:
            self._fill(rows)
            return self._vectors[rows]

    def products(self, rows: Numbers, others: Embeddings) -> Embeddings:
        """The products of their vectors with others: float32 (n, n_others).

        Args:
            others: float32 (n_others, dim).
        """
        with self._guard:
            self._fill(rows)
            vectors = self._vectors
        products = np.empty((len(rows), len(others)), dtype=np.float32)
        block = np.empty((min(_BLOCK, len(rows)), vectors.shape[1]), dtype=np.float32)
        for start in range(0, len(rows), _BLOCK):
            own = rows[start : start + _BLOCK]
            np.take(vectors, own, axis=0, out=block[: len(own)], mode="clip")  # others copy twice
            np.dot(block[: len(own)], others.T, out=products[start : start + len(own)])
        return products

    def rows_with(self, terms: Iterable[str]) -> Numbers:
        """The rows of words that have one of these terms (`terms_of_word`), of those whose vectors
        were needed."""
        with self._guard:
            return np.array([r for t in terms for r in self._rows_with.get(t, ())], dtype=np.int32)

    def are_chinese(self, rows: Numbers) -> Mask:
        """Whether each word is a piece of Chinese, Japanese or Korean."""
        return self._is_chinese[rows]

    def _add(self, new: Sequence[str]) -> None:
        first, end = len(self.words), len(self.words) + len(new)
        if end > len(self._is_filled):
            size = max(2 * end, 1024)
            self._is_filled = _grown(self._is_filled, size)
            self._is_chinese = _grown(self._is_chinese, size)
            if self._vectors.size:
                self._vectors = _grown(self._vectors, size)
        self._is_chinese[first:end] = [is_chinese(word) for word in new]
        self.words += new
        self._rows.update(zip(new, range(first, end), strict=True))

    def _fill(self, rows: Numbers) -> None:
        """Find the vectors and terms of words that have none yet. The caller holds the guard."""
        missing = np.unique(rows[~self._is_filled[rows]])
        if not missing.size:
            return
        words = [self.words[row] for row in missing]
        vectors = embed_readable(words, self._embedder)
        if not self._vectors.size:
            self._vectors = np.zeros((len(self._is_filled), vectors.shape[1]), dtype=np.float32)
        self._vectors[missing] = vectors
        for row, word in zip(missing.tolist(), words, strict=True):
            for term in set(terms_of_word(word)):
                self._rows_with[term].append(row)
        self._is_filled[missing] = True


def _grown(array: npt.NDArray, size: int) -> npt.NDArray:  # pyright: ignore[reportMissingTypeArgument]
    """The array with more rows, of zeros."""
    grown = np.zeros((size, *array.shape[1:]), dtype=array.dtype)
    grown[: len(array)] = array
    return grown
