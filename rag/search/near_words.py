"""Compare the words of a text with the words of a query.

The bundled static model's vectors are used, whatever model embeds the library: “compiler” is near
编译器, and a word is nearest to itself. A Latin word that the model does not know may be the pinyin
of a Chinese name: “Shicheng” is near 仕成.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from ...index.models.by_name import STATIC_MODEL, load_embedder
from ...index.models.embedder import Embedder, Embeddings
from ...index.text.fold import fold
from ...index.text.language import is_of_other_script, without_other_scripts
from ...index.text.pinyin import letters, may_be_spelled_so, places_spelled
from ...index.text.terms import (
    index_terms,
    is_chinese,
    latin_terms,
    letters_and_digits,
    words_of,
)

_spoken: dict[str, tuple[str, ...]] = {}  # text → its words

Matrix = npt.NDArray[np.float64]

# Cosines of words: up to the first, nearness is 0; from the second on it is 1, like the same word.
_UNRELATED, _SAME = 0.3, 0.8  # data/eval/RESULTS.md#unrelated-words and #same-words
_MAX_KNOWN = 50_000  # cached vectors of words and sentences
_MAX_TEXTS = 20_000  # whose words are kept
_MAX_WORDS_OF_A_NAME = 4
_MAX_NAMES = 20  # pinyin candidates of a query; a query with more does not ask for a name


class WordVectors:
    """A table of vectors of words and sentences, one row each."""

    def __init__(self, embedder: Embedder):
        self._embedder = embedder
        self._known: dict[str, int] = {}  # row of `_rows`
        self._rows: Embeddings = np.zeros((0, 0), dtype=np.float32)
        self._adding = threading.Lock()

    def of(self, words: Sequence[str]) -> Embeddings:
        """The vectors: float32 (n, dim), rows of unit length; zeros for what the model cannot read.

        The model maps all words of other scripts to the same unknown token. Their vectors are
        zeros, and they are left out of sentences.

        Args:
            words: words or sentences, at least one.
        """
        with self._adding:
            places = self._places(words)  # first: it may put another array in place of `_rows`
            return self._rows[places]

    def rows(self, words: Sequence[str]) -> tuple[Embeddings, npt.NDArray[np.int64]]:
        """The vectors of `of`, each once, and where each word has its own: (n_words,)."""
        with self._adding:
            distinct, places = np.unique(self._places(words), return_inverse=True)
            return self._rows[distinct], places

    def _places(self, words: Sequence[str]) -> list[int]:
        """The row of each word. The caller holds the lock."""
        try:
            return [self._known[word] for word in words]
        except KeyError:
            if len(self._known) > _MAX_KNOWN:
                self._known = {}
            self._add([word for word in dict.fromkeys(words) if word not in self._known])
            return [self._known[word] for word in words]

    def _add(self, new: Sequence[str]) -> None:
        if not new:
            return
        readable = [without_other_scripts(word) for word in new]
        vectors = self._embedder.embed(readable)
        vectors[[not text.strip() for text in readable]] = 0
        first, end = len(self._known), len(self._known) + len(new)
        if end > len(self._rows):
            rows = np.zeros((max(2 * end, 1024), vectors.shape[1]), dtype=np.float32)
            if first:
                rows[:first] = self._rows[:first]
            self._rows = rows
        self._rows[first:end] = vectors
        self._known.update(zip(new, range(first, end), strict=True))

    def is_whole(self, word: str) -> bool:
        """Whether the word is one piece of the model's tokenizer; most names are not."""
        return self._embedder.count_tokens([word]) == [1]


@lru_cache(maxsize=1)
def bundled_vectors() -> WordVectors:
    """The vectors of the bundled static model, shared by all libraries."""
    return WordVectors(load_embedder(STATIC_MODEL))


class NearWords:
    """The words of a query, compared with the words of texts."""

    def __init__(self, words: Sequence[str], vectors: WordVectors):
        self._words = list(words)
        self._vectors = vectors

    def nearness(self, parts: Sequence[Sequence[str]]) -> Matrix:
        """The similarity of each query word to each word of a text, 0 to 1: (n_words, n_spoken).

        Args:
            parts: the words of the text; a name never spans two parts.
        """
        spoken = [word for part in parts for word in part]
        near = np.zeros((len(self._words), len(spoken)))
        if not near.size:
            return near
        rows, places = self._vectors.rows(spoken)
        cosines = self._vectors.of(self._words) @ rows.T
        near[:] = np.clip((cosines - _UNRELATED) / (_SAME - _UNRELATED), 0, 1)[:, places]
        for row in self._unread_rows:
            near[row] = [word == self._words[row] for word in spoken]
        start = 0
        for part in parts if self._spellings else ():
            for rows, column in self._named(part):
                near[rows, start + column] = 1
            start += len(part)
        return near

    def _named(self, spoken: Sequence[str]) -> Iterator[tuple[list[int], int]]:
        """(rows of query words that spell a name, position of the name's last character)."""
        word_at = [i for i, word in enumerate(spoken) for _ in word]
        text = "".join(spoken)
        for rows, spelling in self._spellings:
            for _, end in places_spelled(spelling, text):
                yield rows, word_at[end - 1]

    @cached_property
    def _unread_rows(self) -> list[int]:
        """Rows of query words that the model cannot read; each is near only to itself."""
        return [i for i, word in enumerate(self._words) if is_of_other_script(word)]

    @cached_property
    def _spellings(self) -> list[tuple[list[int], str]]:
        """Neighbouring Latin words (as rows) that may spell a Chinese name, and their letters.

        If the model knows every word, as in “Li Na”, its vectors decide: too many other words have
        the same spelling.
        """
        candidates: list[tuple[list[int], str]] = []
        for start in range(len(self._words)):
            for end in range(start + 1, min(start + _MAX_WORDS_OF_A_NAME, len(self._words)) + 1):
                words = self._words[start:end]
                spelling = letters("".join(words))
                if (
                    all(_is_latin(word) for word in words)
                    and may_be_spelled_so(spelling)
                    and not all(map(self._vectors.is_whole, words))
                ):
                    candidates.append((list(range(start, end)), spelling))
        return candidates if len(candidates) <= _MAX_NAMES else []


def find_words(
    words: Sequence[str], texts: Sequence[str], vectors: WordVectors
) -> tuple[Matrix, Matrix]:
    """For each text and word (n_texts, n_words): similarity 0 to 1, and whether the text has it.

    Args:
        texts: at least one.
    """
    spoken = [spoken_words(text) for text in texts]
    nearness = near_words(tuple(words), vectors).nearness(spoken)
    ends = np.cumsum([len(text_words) for text_words in spoken])
    near = [part.max(axis=1, initial=0) for part in np.split(nearness, ends[:-1], axis=1)]
    terms_of_words = [frozenset(index_terms(word)) for word in words]
    exact = [_having(text, terms_of_words) for text in texts]
    return np.array(near), np.array(exact, dtype=np.float64)


@lru_cache(maxsize=64)
def near_words(words: tuple[str, ...], vectors: WordVectors) -> NearWords:
    """`NearWords`, once for each query."""
    return NearWords(words, vectors)


def know_words(turn_text: str, sentences: Sequence[tuple[int, int]], words: Sequence[str]) -> None:
    """Tell `spoken_words` the words of the sentences of a turn, whose own words are known.

    Args:
        sentences: first character and end of each, in order.
        words: those of `words_of` for the whole turn.
    """
    place = 0
    for start, end in sentences:
        text = turn_text[start:end]
        letters = letters_and_digits(text)
        first, length = place, 0
        while place < len(words) and length < len(letters):
            length += len(words[place])
            place += 1
        own = tuple(words[first:place])
        if "".join(own) != letters:  # it ends inside a word
            return
        if not _is_inside(turn_text, start) and not _is_inside(turn_text, end):
            _keep(text, own)


def spoken_words(text: str) -> tuple[str, ...]:
    """The words of a text, in order."""
    known = _spoken.get(text)
    return known if known is not None else _keep(text, tuple(words_of(text)))


def _is_inside(text: str, place: int) -> bool:
    """Whether no mark or space stands before or after a place in a text."""
    return text[place - 1 : place].isalnum() and text[place : place + 1].isalnum()


def _keep(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    if len(_spoken) >= _MAX_TEXTS:
        _spoken.clear()
    _spoken[text] = words
    return words


def _having(text: str, terms_of_words: Sequence[frozenset[str]]) -> list[bool]:
    """Whether a text has a term of each word; jieba cuts the text only if the characters of a term
    stand in it."""
    latin, folded = _latin_and_folded(text)

    def has(terms: frozenset[str]) -> bool:
        if not latin.isdisjoint(terms):
            return True
        there = [term for term in terms if term in folded and is_chinese(term)]
        return bool(there) and not _terms(text).isdisjoint(there)

    return [has(terms) for terms in terms_of_words]


@lru_cache(maxsize=20_000)
def _latin_and_folded(text: str) -> tuple[frozenset[str], str]:
    return frozenset(latin_terms(text)), fold(text)


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(index_terms(text))


def _is_latin(word: str) -> bool:
    return re.fullmatch(r"[a-z\u00df-\u024f]+", word) is not None
