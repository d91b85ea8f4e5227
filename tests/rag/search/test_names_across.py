from __future__ import annotations

import pytest
from conftest import BigramEmbedder
from turnwise.index.paths import bundled_names
from turnwise.index.text.fold import fold
from turnwise.index.text.terms import words_of
from turnwise.rag.search.names_across import other_names
from turnwise.rag.search.near_words import WordVectors, find_words

VECTORS = WordVectors(BigramEmbedder())


def test_a_name_has_another_one_in_the_other_language():
    assert list(other_names(words_of("英伟达为什么成功"))) == [(range(2), "nvidia")]
    assert (range(1, 2), "英伟达") in other_names(["did", "nvidia", "grow"])
    assert not list(other_names(words_of("成功的原因")))


@pytest.mark.parametrize(
    ("words", "text", "other"),
    [
        (["英", "伟达"], "NVIDIA非常成功", "Intel非常成功"),
        (["nvidia"], "后来英伟达做得很好", "后来伟达做得很好，英国人也来了"),
        (["脸", "书"], "we deployed it at Facebook", "we read a book face to face"),
    ],
)
def test_a_text_has_a_name_in_either_language(words: list[str], text: str, other: str):
    near, has = find_words(words, [text, other], VECTORS)
    assert near[0].tolist() == has[0].tolist() == [1] * len(words)
    assert not has[1].all()


def test_all_names_of_the_table_are_folded():
    rows = [line.split("\t") for line in bundled_names().read_text("utf-8").splitlines()]
    for chinese, english in rows[::20]:
        assert (range(1), fold(english)) in other_names([fold(chinese)])
        assert (range(1), fold(chinese)) in other_names([fold(english)])
