"""Compare the words of texts with the words of a query.

A word is near another if its vector is (`word_vectors`). A Latin word that the model does not know
may be the pinyin of a Chinese name: “Shicheng” is near 仕成. A name has the same words in Chinese
and English (`names_across`): 英伟达 has those of NVIDIA.
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from ...index.text.fold import fold
from ...index.text.language import is_of_other_script
from ...index.text.pinyin import beginning, letters, may_be_spelled_so, places_spelled
from ...index.text.sentences.spoken import Numbers
from ...index.text.terms import (
    depends_on_neighbours,
    index_terms,
    is_numbered,
    latin_terms,
    words_of,
)
from .names_across import other_names
from .word_vectors import Mask, WordTable, WordVectors, bundled_vectors

__all__ = [
    "Matrix",
    "NearWords",
    "Places",
    "WordVectors",
    "bundled_vectors",
    "find_words",
    "find_words_in_rows",
    "near_words",
]

Matrix = npt.NDArray[np.float64]
Nearness = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

# Cosines of words: up to the first, nearness is 0; from the second on it is 1, like the same word.
_UNRELATED, _SAME = 0.3, 0.8  # data/eval/RESULTS.md#unrelated-words and #same-words
_MAX_WORDS_OF_A_NAME = 4
_MAX_NAMES = 20  # pinyin candidates of a query; a query with more does not ask for a name
_MAX_QUERIES = 64  # whose comparisons are kept


class NearWords:
    """The words of a query, compared with each word of a table at most once. Safe for threads."""

    def __init__(self, words: Sequence[str], vectors: WordVectors):
        self.words = list(words)  # of the query, each once
        self._vectors = vectors
        self.table: WordTable = vectors.table()
        self._own = self.table.rows_of(self.words)
        self._terms = [frozenset(index_terms(word)) for word in self.words]
        self._guard = threading.Lock()
        self._is_known: Mask = np.zeros(0, dtype=np.bool_)  # (n_rows of the table,)
        self._near: Nearness = np.zeros((0, len(self.words)), dtype=np.float32)
        self._has: Mask = np.zeros((0, len(self.words)), dtype=np.bool_)

    def nearness(self, rows: Numbers, ends: Sequence[int] | Places) -> Nearness:
        """The similarity of each word of a text to each query word: float32 (n_spoken, n_words),
        0 to 1.

        Args:
            rows: of the text's words, in the table.
            ends: where its parts end, in order; a name never spans two.
        """
        self.compare(rows)
        near = self._near[rows]
        if self._other_names:
            near[self._said_otherwise(rows)] = 1
        if self._spellings and near.size:
            for place, words in self._named(rows, list(ends)):
                near[place, words] = 1
        return near

    def has_terms(self, rows: Numbers) -> Mask:
        """Whether each word of a text has a term of each query word: (n_spoken, n_words)."""
        self.compare(rows)
        has = self._has[rows]
        return has | self._said_otherwise(rows) if self._other_names else has

    def _said_otherwise(self, rows: Numbers) -> Mask:
        """Whether each word of a text begins a name that the query word is part of in the other
        language: (n_spoken, n_words)."""
        found = np.zeros((len(rows), len(self.words)), dtype=np.bool_)
        for places, name in self._other_names:
            n_starts = max(len(rows) - len(name) + 1, 0)
            begins = np.ones(n_starts, dtype=np.bool_)
            for i, row in enumerate(name.tolist()):
                begins &= rows[i : i + n_starts] == row
            found[:n_starts, places.start : places.stop] |= begins[:, None]
        return found

    @cached_property
    def _other_names(self) -> list[tuple[range, Numbers]]:
        """Names in the query: the places of their words, and the rows of another name's words."""
        found = other_names(self.words)
        return [(places, self.table.rows_of(words_of(other))) for places, other in found]

    def find_terms_of_neighbours(self, texts: Sequence[str], has: Mask) -> None:
        """Set what texts have because of terms that come from several of their words.

        Args:
            has: (n_texts, n_words), whether the words of a text alone have a term of a query word.
        """
        folded = list(map(_folded, texts))
        everything = "\n".join(folded)
        starts = list(accumulate((len(text) + 1 for text in folded), initial=0))
        for i, terms in self._with_neighbours.items():
            for term in terms:
                written = _written(term)
                at = everything.find(written)
                while at >= 0:
                    place = bisect_right(starts, at) - 1
                    has[place, i] = has[place, i] or _has_term(texts[place], term)
                    at = everything.find(written, starts[place + 1])

    @property
    def needs_texts(self) -> bool:
        """Whether `find_terms_of_neighbours` may find any."""
        return bool(self._with_neighbours)

    @cached_property
    def _with_neighbours(self) -> dict[int, list[str]]:
        """The query words with terms that may come from several words of a text."""
        found = {
            i: [term for term in terms if depends_on_neighbours(term)]
            for i, terms in enumerate(self._terms)
        }
        return {i: terms for i, terms in found.items() if terms}

    def compare(self, rows: Numbers) -> None:
        """Compare the words that were not compared yet; faster of many texts at once."""
        known = self._is_known
        if rows.size and rows.max() < len(known) and known[rows].all():
            return
        with self._guard:
            n_rows = len(self.table)
            if n_rows > len(self._is_known):
                self._grow(max(n_rows, 2 * len(self._is_known)))
            is_new = np.zeros(n_rows, dtype=np.bool_)
            is_new[rows] = True
            new = np.flatnonzero(is_new & ~self._is_known[:n_rows]).astype(np.int32)
            if not new.size or not self.words:
                return
            cosines = self.table.products(new, self.table.vectors_of(self._own))
            near = np.clip((cosines - _UNRELATED) / (_SAME - _UNRELATED), 0, 1)
            for i in self._unread:
                near[:, i] = new == self._own[i]
            self._near[new] = near
            for i, terms in enumerate(self._terms):
                having = self.table.rows_with(terms)
                self._has[having[having < len(self._has)], i] = True
            self._is_known[new] = True

    def _grow(self, size: int) -> None:
        n_before, n_words = self._near.shape
        near = np.zeros((size, n_words), dtype=np.float32)
        has = np.zeros((size, n_words), dtype=np.bool_)
        known = np.zeros(size, dtype=np.bool_)
        near[:n_before], has[:n_before], known[:n_before] = self._near, self._has, self._is_known
        self._near, self._has, self._is_known = near, has, known

    def _named(self, rows: Numbers, ends: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
        """(position of a name's last character among the words, query words that spell it)."""
        chinese = np.unique(rows[self.table.are_chinese(rows)]).tolist()
        words = [self.table.words[row] for row in chinese]
        characters = set("".join(words))
        for query_words, spelling in self._spellings:
            begins = beginning(spelling, characters)
            if not begins:
                continue
            may_begin = np.zeros(len(self.table), dtype=np.bool_)
            for row, word in zip(chinese, words, strict=True):
                may_begin[row] = not begins.isdisjoint(word)
            for place in np.flatnonzero(may_begin[rows]).tolist():
                end = ends[bisect_right(ends, place)]
                near = rows[place : min(end, place + len(spelling))].tolist()  # a letter each
                word_at = [i for i, row in enumerate(near, place) for _ in self.table.words[row]]
                text = "".join(self.table.words[row] for row in near)
                for _, last in places_spelled(spelling, text):
                    yield word_at[last - 1], query_words

    @cached_property
    def _unread(self) -> list[int]:
        """Query words that the model cannot read; each is near only to itself."""
        return [i for i, word in enumerate(self.words) if is_of_other_script(word)]

    @cached_property
    def _spellings(self) -> list[tuple[list[int], str]]:
        """Neighbouring Latin words (by position) that may spell a Chinese name, and their letters.

        If the model knows every word, as in “Li Na”, its vectors decide: too many other words have
        the same spelling.
        """
        candidates: list[tuple[list[int], str]] = []
        for start in range(len(self.words)):
            for end in range(start + 1, min(start + _MAX_WORDS_OF_A_NAME, len(self.words)) + 1):
                words = self.words[start:end]
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
    query = near_words(tuple(words), vectors)
    parts = [query.table.rows_in(text) for text in texts]
    ends = np.cumsum([len(part) for part in parts])
    return find_words_in_rows(query, np.concatenate(parts), ends, lambda: texts)


def find_words_in_rows(
    query: NearWords,
    rows: Numbers,
    ends: Places,
    texts: Callable[[], Sequence[str]],
) -> tuple[Matrix, Matrix]:
    """The same for the words of a query.

    Args:
        rows: of the words of all texts, one after the other, in the query's table.
        ends: (n_texts,), where each text ends in `rows`.
        texts: gives them, for the few queries of which the words alone do not tell enough.
    """
    near = _greatest(query.nearness(rows, ends), ends)
    has = _greatest(query.has_terms(rows), ends)
    if query.needs_texts:
        query.find_terms_of_neighbours(texts(), has)
    return near.astype(np.float64), has.astype(np.float64)


def near_words(words: tuple[str, ...], vectors: WordVectors) -> NearWords:
    """`NearWords`, once for each query."""
    table = vectors.table()
    kept = table.comparisons
    query = kept.get(words)
    if query is None:
        if len(kept) >= _MAX_QUERIES:
            kept.clear()
        query = kept[words] = NearWords(words, vectors)
    return query


def count_words(text: str, vectors: WordVectors) -> int:
    """The number of distinct words of a text."""
    return len(np.unique(vectors.table().rows_in(text)))


def _greatest(values: npt.NDArray, ends: Places) -> npt.NDArray:  # pyright: ignore[reportMissingTypeArgument]
    """The greatest value of each part of the rows; zeros for a part without any."""
    starts = np.concatenate([[0], ends[:-1]])
    is_full = ends > starts
    found = np.zeros((len(ends), values.shape[1]), dtype=values.dtype)
    if is_full.any():
        found[is_full] = np.maximum.reduceat(values, starts[is_full], axis=0)
    return found


def _written(term: str) -> str:
    """What stands in each folded text that has a term: the number of a word and its number."""
    return term.rpartition("_")[2] if is_numbered(term) else term


def _has_term(text: str, term: str) -> bool:
    """Whether a text has a term that may come from several of its words."""
    return term in (_latin_terms(text) if is_numbered(term) else _terms(text))


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=20_000)
def _latin_terms(text: str) -> frozenset[str]:
    return frozenset(latin_terms(text))


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(index_terms(text))


def _is_latin(word: str) -> bool:
    return re.fullmatch(r"[a-z\u00df-\u024f]+", word) is not None
