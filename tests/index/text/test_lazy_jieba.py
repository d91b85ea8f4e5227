from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jieba
import pytest
from conftest import INTERVIEW
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.paths import sample_transcripts
from turnwise.index.text.fold import fold
from turnwise.index.text.lazy_jieba import LazyTokenizer

TEXTS = [path.read_text("utf-8") for path in sorted(sample_transcripts().glob("*.txt"))]
pytestmark = pytest.mark.slow  # the plain dictionary takes seconds
WORDS = "研究 生命 起源 研究生 南京市长江大桥 贾扬清 唐鳳 機器翻譯 Caffe2 C++ 𠮷野家 カフェ 한국어 3.5% \r\n".split(
    " "
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    return tokenizer


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def lazy(cache: Path) -> LazyTokenizer:
    return LazyTokenizer(cache)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_transcript_is_cut_as_by_jieba(text: str, lazy: LazyTokenizer, plain: jieba.Tokenizer):
    for spelling in (text, fold(text)):
        assert lazy.lcut(spelling) == plain.lcut(spelling)
        assert lazy.lcut_for_search(spelling) == plain.lcut_for_search(spelling)
        assert lazy.lcut(spelling, HMM=False) == plain.lcut(spelling, HMM=False)


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=3)).map("".join))
def test_any_text_is_cut_as_by_jieba(lazy: LazyTokenizer, plain: jieba.Tokenizer, text: str):
    assert lazy.lcut(text) == plain.lcut(text)
    assert lazy.lcut_for_search(text) == plain.lcut_for_search(text)


def test_all_words_of_the_dictionary_are_found(lazy: LazyTokenizer, plain: jieba.Tokenizer):
    for word in plain.FREQ:
        assert lazy.get_DAG(word) == plain.get_DAG(word)
    words = {word: frequency for word, frequency in plain.FREQ.items() if frequency}
    assert words == lazy.FREQ
    assert lazy.total == plain.total


def test_only_the_words_of_a_text_are_looked_up(cache: Path, lazy: LazyTokenizer):
    del lazy  # it wrote the cache
    fresh = LazyTokenizer(cache)
    fresh.lcut("南京市长江大桥")
    assert {"南京市", "市长", "长江大桥"} < set(fresh.FREQ)
    assert all(word in "南京市长江大桥" for word in fresh.FREQ)


def test_threads_that_need_the_same_words_cut_alike(cache: Path, plain: jieba.Tokenizer):
    lines = [line for line in INTERVIEW.read_text("utf-8").splitlines() if line]
    tokenizer = LazyTokenizer(cache)
    with ThreadPoolExecutor(8) as pool:
        for lists in zip(*[pool.map(tokenizer.lcut, lines) for _ in range(4)], strict=True):
            assert all(words == lists[0] for words in lists)
    assert [tokenizer.lcut(line) for line in lines] == [plain.lcut(line) for line in lines]
