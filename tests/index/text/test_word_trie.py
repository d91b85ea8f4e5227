from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.text.word_trie import WordTrie, pack_words


def test_words_beginning_at_a_position_come_with_their_numbers():
    trie = WordTrie(pack_words({"研究": 2.5, "研究生": -1, "生命": 7, "a": 0}))
    assert trie.beginning_at(0, "研究生命") == [("研究", 2.5), ("研究生", -1)]
    assert trie.beginning_at(1, "研究生命") == []
    assert trie.beginning_at(2, "研究生命") == [("生命", 7)]
    assert trie.beginning_at(9, "研究生命") == []


@given(
    st.dictionaries(st.text("ab研究𠮷", min_size=1, max_size=4), st.floats(-9, 9), min_size=1),
    st.text("ab研究𠮷", max_size=8),
)
def test_any_packed_words_are_found_with_their_numbers(words: dict[str, float], text: str):
    trie = WordTrie(pack_words(words))
    for start in range(len(text)):
        beginnings = [text[start:end] for end in range(start + 1, len(text) + 1)]
        expected = [(word, words[word]) for word in beginnings if word in words]
        assert trie.beginning_at(start, text) == expected
