"""Text → the terms that lexical search compares: jieba words for Chinese, stems for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import tantivy

from ..paths import cache_folder
from .fold import fold
from .language import CJK
from .lazy_jieba import LazyTokenizer
from .stop_words import CHINESE_STOP_WORDS, ENGLISH_STOP_WORDS

# “pytorch1.0” is one word of letters, digits and inner points; jieba cuts runs of CJK.
_RUN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+(?:[.+#][^\W_{CJK}]+)*[+#]*")
_IS_CJK = re.compile(f"[{CJK}]")
# “BOLT 13”, “item 3.3”, “amendment 1A”, “GPT-4”; not a year.
_WITH_NUMBER = re.compile(
    rf"(?<![^\W{CJK}])([^\W\d_{CJK}]{{2,}})[ -]?(\d{{1,3}}(?:\.\d+)*[a-z]?)(?![^\W{CJK}]|\.\d)"
)
_NUMBERED = "_"  # between word and number; no other term has it
_PARTS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")


def index_terms(text: str) -> list[str]:
    """The terms of a text, in order, with repetitions.

    Case, width and Traditional characters are folded. Chinese is cut by jieba's search mode (a long
    word and the words inside it); unknown words also give pairs of characters. English words are
    stemmed. “PyTorch1.0” gives itself and its parts “pytorch” and “1.0”. A word and the number
    behind it also give one term, so that “BOLT 13” is BOLT13 and another 13 is not.
    """
    folded = fold(text)
    terms: list[str] = []
    for run in _RUN.findall(folded):
        terms.extend(_cjk_terms(run) if _IS_CJK.match(run) else _latin_terms(run))
    return terms + _numbered(folded)


def _numbered(folded: str) -> list[str]:
    return [
        f"{_stem(word)}{_NUMBERED}{number}"
        for word, number in _WITH_NUMBER.findall(folded)
        if word not in ENGLISH_STOP_WORDS
    ]


def terms_of_word(word: str) -> list[str]:
    """The terms of `index_terms` that a word of `words_of` gives, whatever stands around it."""
    if is_chinese(word):
        return [*_words_inside(word), word]
    return [*_latin_terms(word), *_numbered(word)]


def depends_on_neighbours(term: str) -> bool:
    """Whether a term of `index_terms` may come from several words of a text: a word and its number,
    or a pair of characters."""
    return is_numbered(term) or (len(term) == 2 and is_chinese(term))


def latin_terms(text: str) -> list[str]:
    """The terms of `index_terms` that are not Chinese, which come from no cut of jieba's."""
    folded = fold(text)
    runs = (run for run in _RUN.findall(folded) if not _IS_CJK.match(run))
    terms = [term for run in runs for term in _latin_terms(run)]
    return terms + _numbered(folded)


def is_chinese(term: str) -> bool:
    """Whether a term of `index_terms` is a piece of a run of Chinese, Japanese or Korean."""
    return _IS_CJK.match(term) is not None


def letters_and_digits(text: str) -> str:
    """What the words of a text are made of: those of `words_of`, one after the other."""
    return "".join(_RUN.findall(fold(text)))


def is_numbered(term: str) -> bool:
    """Whether a term of `index_terms` is a word and its number: BOLT 13."""
    return _NUMBERED in term


def query_terms(text: str) -> list[str]:
    """The terms to search with, without repetitions, in order: all but English function words.

    In Chinese speech “what” and “about” are rare, so BM25 would give them a high weight. Chinese
    function words are common enough to weigh little, and some matter: “做了多久”. A question that
    has only English function words keeps them.
    """
    terms = list(dict.fromkeys(index_terms(text)))
    return [term for term in terms if term not in _stopped_stems()] or terms


def content_terms(text: str) -> list[str]:
    """The terms of the subject, without repetitions and stop words (“what did he say about”)."""
    return [term for term in dict.fromkeys(index_terms(text)) if not is_stop_word(term)]


def words_of(text: str) -> list[str]:
    """The words of a text, folded but not stemmed, in order, with repetitions."""
    words: list[str] = []
    for run in _RUN.findall(fold(text)):
        words.extend(_cjk_words(run) if _IS_CJK.match(run) else [run])
    return words


def content_words(text: str) -> list[str]:
    """The words of the subject, without repetitions and stop words, in order."""
    return [word for word in dict.fromkeys(words_of(text)) if has_content(word)]


@lru_cache(maxsize=65536)
def has_content(word: str) -> bool:
    """Whether a word says something about the subject: it is no stop word."""
    return bool(content_terms(word))


def is_stop_word(term: str) -> bool:
    """Whether a term of `index_terms` says nothing about the subject."""
    return term in CHINESE_STOP_WORDS or term in _stopped_stems()


def cjk_words(run: str) -> list[str]:
    """The words of a run of Chinese, Japanese or Korean characters, in order; none is left out."""
    return list(_jieba().cut(run))


def _cjk_words(run: str) -> tuple[str, ...]:
    return _cut(run)[0]


def _cjk_terms(run: str) -> tuple[str, ...]:
    return _cut(run)[1]


@lru_cache(maxsize=65536)
def _cut(run: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a run, and its terms: both at once, since who adds a transcript needs both, and
    finding the most likely cut takes longest."""
    words = tuple(_jieba().cut(run))
    terms = tuple(term for word in words for term in (*_words_inside(word), word))
    pairs = _unknown_pairs(_jieba().cut(run, HMM=False))
    return words, terms + tuple(pair for pair in pairs if pair not in terms)


@lru_cache(maxsize=65536)
def _words_inside(word: str) -> tuple[str, ...]:
    """What `cut_for_search` gives of a word besides."""
    return tuple(_jieba().words_inside(word)) if len(word) > 2 else ()


def _unknown_pairs(pieces: Iterable[str]) -> Iterator[str]:
    """Pairs of neighbouring characters outside the dictionary's words: 贾扬 and 扬清.

    jieba guesses where an unknown name begins and ends, differently in each sentence; these pairs
    are always the same.

    Args:
        pieces: a run as the dictionary alone cuts it.
    """
    for piece, following in pairwise(pieces):
        if len(piece) == len(following) == 1 and not {piece, following} & CHINESE_STOP_WORDS:
            yield piece + following


@lru_cache(maxsize=65536)
def _latin_terms(run: str) -> tuple[str, ...]:
    parts = _PARTS.findall(run)
    whole = _stem(run)
    return (whole,) if len(parts) <= 1 else (whole, *(_stem(part) for part in parts))


def _stem(word: str) -> str:
    stems = _stemmer().analyze(word)
    return stems[0] if stems else word


@lru_cache(maxsize=1)
def _stopped_stems() -> frozenset[str]:
    return frozenset(_stem(word) for word in ENGLISH_STOP_WORDS)


@lru_cache(maxsize=1)
def _stemmer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.stemmer("english")).build()


@lru_cache(maxsize=1)
def _jieba() -> LazyTokenizer:
    return LazyTokenizer(cache_folder())
