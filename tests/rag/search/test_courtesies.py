from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.search.courtesies import is_filler, says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Yeah.",
        "{vocalsound}",
        "（點頭）",
        "Yes, exactly. [laughs]",
        "對，沒錯。",
        "大家好，我是卫生署的王小明，请多多指教。",
        "謝謝主席，謝謝大家。",
        "區間測速先請交通部。",
        "接下來請國發會做說明。",
        "Please go ahead.",
        "Thank you so much for having me.",
        "Good morning, everybody. I'm Ann Lee from the museum.",
        "Nice to meet you.",
    ],
)
def test_fillers_courtesies_and_stage_directions_say_nothing(text: str):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two months.",
        "两个月吧!",
        "I'm happy that the bill passed.",
        "我是觉得这个计划太慢了。",
        "Thank you. The ferry leaves at nine.",
        "我們請教育部提供資料。",
        "谢谢，我们去年换了供应商。",
        "No, we never tried OpenCL.",
        "我同意这个方案。",
    ],
)
def test_a_short_answer_says_something(text: str):
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("Um …", True), ("嗯，对。", True), ("Ducks.", False)]
)
def test_a_filler_has_only_filler_words(text: str, expected: bool):
    assert is_filler(text) is expected


def test_a_courtesy_is_no_hit_unless_it_has_a_word_of_the_question(tmp_path: Path):
    turns = [
        ("Ann", "What is the ferry like in winter?"),
        ("Bob", "Thank you. I'm Bob Hill from the harbour office."),
        ("Ann", "So when does the ferry leave in winter?"),
        ("Bob", "The ferry leaves at nine in winter."),
    ]
    with Library.open(tmp_path / "library", embedder=BigramEmbedder()) as library:
        library.add(make_transcript(*turns))
        assert 2 not in [hit.turn for hit in library.search("the ferry in winter")]
        assert 2 in [hit.turn for hit in library.search("who works at the harbour office")]


def test_a_courtesy_is_a_hit_if_there_is_nothing_else(tmp_path: Path):
    with Library.open(tmp_path / "library", embedder=BigramEmbedder()) as library:
        library.add(make_transcript(("Ann", "Hello everybody."), ("Bob", "Good morning.")))
        assert library.search("ferry")
