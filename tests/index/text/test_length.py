from __future__ import annotations

import pytest
from turnwise.index.text.length import text_length


@pytest.mark.parametrize(
    ("text", "length"),
    [("Yeah, right.", 9), ("对。", 3), ("我们没有开源这个框架。", 30), ("用 GPU 训练", 12), ("", 0), ("3.5 %", 2), ("café", 4)],
)  # fmt: skip
def test_letters_count_one_and_chinese_characters_three(text: str, length: int):
    assert text_length(text) == length
