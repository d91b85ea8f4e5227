"""Text → the terms that lexical search compares: jieba words for Chinese, stems for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import tantivy

from ..paths import cache_folder
from .fold import fold
from .language import CJK
from .lazy_jieba import LazyTokenizer
from .stop_words import CHINESE_STOP_WORDS, ENGLISH_STOP_WORDS

# “pytorch1.0” is a word of letters, digits and inner points; a CJK run is cut by jieba.
_RUN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+(?:[.+#][^\W_{CJK}]+)*[+#]*")
_PARTS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")


def index_terms(text: str) -> list[str]:
    """The terms of a text, in order, repeated as often as they occur.

    Case, width and Traditional characters are folded. Chinese words come in jieba's search mode
    (the long word and the words in it), what its dictionary does not know also as pairs of
    characters, English words as stems; “PyTorch1.0” gives itself and its parts “pytorch” and “1.0”.
    """
    terms: list[str] = []
    for run in _RUN.findall(fold(text)):
        is_cjk = re.match(f"[{CJK}]", run)
        terms.extend(_cjk_terms(run) if is_cjk else _latin_terms(run))
    return terms


def query_terms(text: str) -> list[str]:
    """The terms to search with, each once, in order: all but English function words.

    In Chinese speech “what” and “about” are rare, so BM25 would take them for the subject. Chinese
    function words are common enough to weigh little, and some carry it: “做了多久”. A question of
    English function words alone keeps them.
    """
    terms = list(dict.fromkeys(index_terms(text)))
    return [term for term in terms if term not in _stopped_stems()] or terms


def content_terms(text: str) -> list[str]:
    """The terms that carry the subject, each once, in order: without “what did he say about”."""
    return [term for term in dict.fromkeys(index_terms(text)) if not is_stop_word(term)]


def words_of(text: str) -> list[str]:
    """The words of a text as they stand in it, folded, in order, repeated as they occur."""
    words: list[str] = []
    for run in _RUN.findall(fold(text)):
        words.extend(_cjk_words(run) if re.match(f"[{CJK}]", run) else [run])
    return words


def content_words(text: str) -> list[str]:
    """The words that carry the subject, each once, in order."""
    return [word for word in dict.fromkeys(words_of(text)) if content_terms(word)]


def is_stop_word(term: str) -> bool:
    """Whether a term, as `index_terms` gives it, says nothing about the subject."""
    return term in CHINESE_STOP_WORDS or term in _stopped_stems()


@lru_cache(maxsize=65536)
def _cjk_words(run: str) -> tuple[str, ...]:
    return tuple(_jieba().cut(run))


@lru_cache(maxsize=65536)
def _cjk_terms(run: str) -> tuple[str, ...]:
    terms = tuple(_jieba().cut_for_search(run))
    return terms + tuple(pair for pair in _unknown_pairs(run) if pair not in terms)


def _unknown_pairs(run: str) -> Iterator[str]:
    """Neighbouring characters that no word of the dictionary holds together: 贾扬 and 扬清.

    jieba guesses where an unknown name begins and ends, and guesses differently from sentence to
    sentence; these stay the same.
    """
    for one, other in pairwise(_jieba().cut(run, HMM=False)):
        if len(one) == len(other) == 1 and not {one, other} & CHINESE_STOP_WORDS:
            yield one + other


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
