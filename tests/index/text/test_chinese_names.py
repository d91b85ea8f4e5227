from __future__ import annotations

import pytest
from turnwise.index.text.chinese_names import is_name


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("重庆", True), ("贾宝玉", True), ("王小强", True), ("电池", False), ("便宜", False), ("ducks", False)],
)  # fmt: skip
def test_a_chinese_name_is_told_from_other_words(word: str, is_one: bool):
    assert is_name(word) is is_one
