from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.text.pinyin import (
    as_name,
    letters,
    may_be_spelled_so,
    places_spelled,
    possible_names,
    transliterate,
)


@pytest.mark.parametrize(
    ("text", "family", "given_name"),
    [
        ("贾扬清", "贾", "扬清"),
        ("賈揚清", "賈", "揚清"),
        ("唐鳳", "唐", "鳳"),
        ("歐陽鋒", "歐陽", "鋒"),
    ],
)
def test_a_name_is_a_family_name_and_a_given_name(text: str, family: str, given_name: str):
    name = as_name(text)
    assert name is not None
    assert (name.family, name.given) == (family, given_name)


@pytest.mark.parametrize("text", ["主持人", "提問者", "Alex", "贾", "贾扬清博士", "问", ""])
def test_other_text_is_not_a_chinese_name(text: str):
    assert as_name(text) is None


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("贾扬清", "Jia Yangqing"),
        ("贾扬清", "Yangqing Jia"),
        ("贾扬清", "JIA Yang-Qing"),
        ("林玉芝", "Lin Yu-chih"),  # Wade–Giles
        ("吕雪", "Lü Xue"),
        ("吕雪", "Lyu Xue"),
        ("曾宪康", "Zeng Xiankang"),
        ("西门", None),
    ],
)
def test_a_name_is_spelled_in_pinyin_or_wade_giles_in_either_order(name: str, spelling: str | None):
    known = as_name(name)
    if spelling is None:
        assert known is None
    else:
        assert known is not None
        assert letters(spelling) in known.spellings


def test_the_two_ways_of_spelling_are_not_mixed():
    name = as_name("贾扬清")
    assert name is not None
    assert "chiayangqing" not in name.spellings
    assert name.given_spellings == {"yangqing", "yangching"}


def test_names_are_found_by_their_family_name():
    found = [(start, name.whole) for start, name in possible_names("AI 采访贾扬清博士")]
    assert found == [(5, "贾扬清"), (5, "贾扬")]


def test_a_transliteration_has_one_syllable_a_character():
    assert transliterate("张艺谋") == ["zhang", "yi", "mou"]
    assert transliterate("吕玉芝", wade_giles=True) == ["lu", "yu", "chih"]


@given(st.text(alphabet="贾扬清欧阳𠮷㐀 aJ,王。", max_size=12))
def test_possible_names_are_at_their_offsets(text: str):
    for start, name in possible_names(text):
        assert text[start : start + len(name.whole)] == name.whole
        assert isinstance(name.spellings, frozenset)


@pytest.mark.parametrize(
    ("spelling", "text", "found"),
    [
        ("huaihai", "上海淮海中路", ["淮海"]),
        ("yelaixiang", "夜来香，夜來香。", ["夜来香", "夜來香"]),
        ("taoyuan", "桃園和桃子", ["桃園"]),
        ("yuchih", "林玉芝", ["玉芝"]),  # Wade–Giles
        ("xian", "西安在先", ["西安"]),  # never one character alone
        ("huaihai", "淮 海", []),
        ("huaihai", "", []),
    ],
)
def test_characters_spelled_in_given_letters_are_found(spelling: str, text: str, found: list[str]):
    assert [text[start:end] for start, end in places_spelled(spelling, text)] == found


@pytest.mark.parametrize(
    ("spelling", "may"),
    [
        ("huaihai", True),
        ("luyuchih", True),
        ("xian", True),
        ("strength", False),
        ("h", False),
        ("", False),
    ],
)
def test_letters_of_two_or_more_syllables_may_spell_a_name(spelling: str, may: bool):
    assert may_be_spelled_so(spelling) is may


@pytest.mark.parametrize("spelling", ["a" * 2000 + "k", "a" * 30 + "k", "xiang" * 500])
def test_many_letters_are_rejected_at_once(spelling: str):
    assert not may_be_spelled_so(spelling)


def test_a_long_text_is_searched_for_a_spelling():
    spelling = "a" * 36
    assert may_be_spelled_so(spelling)
    assert list(places_spelled(spelling, "啊" * 37)) == [(0, 36), (1, 37)]
