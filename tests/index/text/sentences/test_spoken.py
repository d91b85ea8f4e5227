from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.text.sentences import sentence_spans
from turnwise.index.text.sentences.spoken import Spoken, spoken_in
from turnwise.index.text.terms import words_of


def cut(*texts: str) -> Spoken:
    return spoken_in((text, sentence_spans(text), None) for text in texts)


texts = st.lists(
    st.sampled_from(["我们写了编译器", "。", " ", "OpenCL 2.0", "? ", "，", "Ok!", "然后" * 60])
).map("".join)


@given(st.lists(texts, max_size=3))
def test_each_sentence_and_turn_has_the_words_of_its_text(turns: list[str]):
    spoken = cut(*turns)
    for number, text in enumerate(turns, start=1):
        assert spoken.words_of(number) == words_of(text)
        rows = spoken.sentences_of(number).tolist()
        assert [(start, end) for start, end, *_ in rows] == sentence_spans(text)
        for start, end, first, last in rows:
            words = [spoken.vocabulary[place] for place in spoken.words[first:last]]
            assert words == words_of(text[start:end])


def test_a_word_is_kept_once():
    assert cut("Yes, yes.", "Yes.").vocabulary == ("yes",)


def test_turns_that_are_not_there_have_no_words():
    spoken = cut("Why now?", "Because.")
    assert spoken.words_between(-8, 1) == (0, 2)
    assert spoken.words_between(2, 9) == (2, 3)
    assert spoken.words_between(5, 9) == (3, 3)
    assert len(spoken.sentences_of(0)) == len(spoken.sentences_of(3)) == 0


def test_a_sentence_that_ends_inside_a_word_is_cut_by_itself():
    spoken = spoken_in([("甲乙丙", [(0, 2), (2, 3)], ["甲", "乙丙"])])
    assert spoken.words_of(1) == ["甲", "乙丙"]
    (_, _, first, last), _ = spoken.sentences_of(1)
    assert "".join(spoken.vocabulary[place] for place in spoken.words[first:last]) == "甲乙"
    assert first >= 2


def test_parts_that_do_not_fit_each_other_are_refused():
    spoken = cut("Why now?")
    with pytest.raises(ValueError, match="do not fit"):
        Spoken((), spoken.words, spoken.word_ends, spoken.sentence_ends, spoken.sentences)
    with pytest.raises(ValueError, match="do not fit"):
        Spoken(
            spoken.vocabulary,
            spoken.words,
            np.array([0, 9], dtype=np.int32),
            spoken.sentence_ends,
            spoken.sentences,
        )
