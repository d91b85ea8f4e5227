from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.rag.answers.generation.quantities import are_said, quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fifty million users", {("50000000", "")}),
        ("35 million, 35M", {("35000000", "")}),
        ("3.5 billion dollars", {("3500000000", "dollar")}),
        ("$35 million", {("35000000", "dollar")}),
        ("about 35 percent, 35%", {("35", "percent")}),
        ("minus five degrees, -5°", {("-5", "degree")}),
        ("10-20 ducks", {("10", ""), ("20", "")}),
        ("3,500 people at 12:31", {("3500", ""), ("12:31", "")}),
        ("one of the first", set()),
        ("version 1", {("1", "")}),
        ("两个月", {("2", "month")}),
        ("三千五百万，3500万", {("35000000", "")}),
        ("百分之三十五", {("35", "percent")}),
        ("零下五度，负5度", {("-5", "degree")}),
        ("二零一八年", {("2018", "year")}),
        ("2018-11-02", {("2018", "year"), ("11", "month"), ("2", "day")}),
        ("two thirds, 三分之二, 2/3", {("2/3", "")}),
        ("half of it, a quarter of it", {("50", "percent"), ("25", "percent")}),
        ("一半，两成半", {("50", "percent"), ("25", "percent")}),
        ("a third person", {("3", "")}),
        ("four and a half billion", {("4500000000", "")}),
        ("三年半", {("3.5", "year")}),
        ("eightfold, doubled", {("8", "times"), ("2", "times")}),
        ("a dozen", {("12", "")}),
        ("几百人，hundreds", {("100", "")}),
        ("三百千瓦时", {("300000", "")}),
        ("in May, 3月", {("5", "month"), ("3", "month")}),
        ("it may march on", set()),
        ("两三个，千万不要，万一十分好", {("2", ""), ("3", "")}),
    ],
)  # fmt: skip
def test_numbers_are_read_in_digits_and_words(text: str, expected: set[tuple[str, str]]):
    assert {(one.value, one.unit) for one in quantities(text)} == expected


@pytest.mark.parametrize(
    ("claimed", "said", "is_said"),
    [
        ("two months", "两个月", True),
        ("35 million", "三千五百万", True),
        ("35", "35 users", True),
        ("35 percent", "35", False),
        ("35", "35 %", False),
        ("two years", "两个月", False),
        ("5 degrees", "-5 degrees", False),
        ("5 degrees", "2024-05-01", False),
        ("ducks", "40 ducks", True),
        ("3 ducks", "in March", False),
    ],
)  # fmt: skip
def test_a_number_is_said_with_its_scale_sign_and_unit(claimed: str, said: str, is_said: bool):
    assert are_said(quantities(claimed), quantities(said)) is is_said


@given(st.text(alphabet="一二两十百千万亿点零负百分之个年5 .,:-%$MBk", max_size=12))
def test_numbers_are_found_in_any_text_without_an_error(text: str):
    assert are_said(quantities(text), quantities(text))
