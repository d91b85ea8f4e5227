"""Text → the terms that lexical search compares: jieba words for Chinese, stems for the rest."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from functools import lru_cache

import jieba
import tantivy

from .fold import fold
from .language import CJK
from .paths import cache_folder
from .stop_words import CHINESE_STOP_WORDS, ENGLISH_STOP_WORDS

# “pytorch1.0” is a word of letters, digits and inner points; a CJK run is cut by jieba.
_RUN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+(?:[.+#][^\W_{CJK}]+)*[+#]*")
_PARTS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")


def index_terms(text: str) -> list[str]:
    """The terms of a text, in order, repeated as often as they occur.

    Case, width and Traditional characters are folded. Chinese words come in jieba's search mode
    (the long word and the words in it), English ones as stems; “PyTorch1.0” gives itself and its
    parts “pytorch” and “1.0”.
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
        words.extend(_jieba().cut(run) if re.match(f"[{CJK}]", run) else [run])
    return words


def content_words(text: str) -> list[str]:
    """The words that carry the subject, each once, in order."""
    return [word for word in dict.fromkeys(words_of(text)) if content_terms(word)]


def is_stop_word(term: str) -> bool:
    """Whether a term, as `index_terms` gives it, says nothing about the subject."""
    return term in CHINESE_STOP_WORDS or term in _stopped_stems()


@lru_cache(maxsize=65536)
def _cjk_terms(run: str) -> tuple[str, ...]:
    return tuple(_jieba().cut_for_search(run))


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
def _jieba() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.CRITICAL)  # it reports its loading, and a cache it cannot write
    tokenizer = jieba.Tokenizer()
    # Left alone, jieba keeps its dictionary cache in the temporary folder that all users share.
    # Without a folder to write to it reads its dictionary each time, a second slower.
    with suppress(OSError):
        cache_folder().mkdir(parents=True, exist_ok=True)
    tokenizer.tmp_dir = str(cache_folder())  # pyright: ignore[reportAttributeAccessIssue]
    tokenizer.initialize()
    return tokenizer
