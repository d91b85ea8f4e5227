from __future__ import annotations

import pytest
from turnwise.rag.understanding.change import without_change
from turnwise.rag.understanding.folded_text import FoldedText


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("How did his view of CUDA change?", "his view of CUDA?"),
        ("how has Ann's opinion on Julia evolved over the years", "Ann's opinion on Julia"),
        ("Did he change his mind about CUDA?", "Did he about CUDA?"),
        ("what did Ann say about CUDA over time?", "what did Ann say about CUDA?"),
        ("他对 CUDA 的看法有什么变化？", "他对 CUDA 的看法？"),
        ("他对CUDA的看法前后有没有变化", "他对CUDA的看法"),
        ("唐鳳對開放政府的看法是怎麼變的？", "唐鳳對開放政府的看法？"),
        ("他对 CUDA 的态度前后不一样", "他对 CUDA 的态度"),
        ("这些年来他怎么看 CUDA", "他怎么看 CUDA"),
        ("他历年对 CUDA 的看法", "他对 CUDA 的看法"),
        ("他前后怎么说 CUDA 的", "他怎么说 CUDA 的"),
    ],
)
def test_what_is_asked_about_is_left(question: str, rest: str):
    assert without_change(FoldedText.of(question)) == rest


@pytest.mark.parametrize(
    "question",
    [
        "what did CUDA change?",
        "how did the company develop over the years?",
        "what did he say about climate change?",
        "气候变化有什么影响",
        "他怎么看气候变化",
        "疫情前后的差别",
        "这些年公司做了什么",
        "大家的想法不同，怎么办",
        "Alex 和陈默对 CUDA 的看法有什么不同",
        "views",
    ],
)
def test_other_questions_are_left_alone(question: str):
    assert without_change(FoldedText.of(question)) is None
