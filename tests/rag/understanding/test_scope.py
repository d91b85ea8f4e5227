from __future__ import annotations

import pytest
from turnwise.index.store.records import TranscriptInfo
from turnwise.rag.understanding.folded_text import FoldedText
from turnwise.rag.understanding.query import Where
from turnwise.rag.understanding.scope import Scope, find_scope


def info(id: str, title: str, date: str | None) -> TranscriptInfo:
    return TranscriptInfo(id, title, date, None, None, None, (), 3)


INFOS = [
    info("a", "AI, from data to computing", "2018-11-02"),
    info("b", "播客第12期：硬體與軟體", "2019-03-01"),
    info("c", "interview", None),
]


@pytest.mark.parametrize(
    ("question", "ids", "rest"),
    [
        ("what about CUDA in the 2018 interview?", ["a"], "what about CUDA?"),
        ("2018年的访谈里他怎么看OpenCL", ["a"], "他怎么看OpenCL"),
        ("他在2019年3月怎麼說CUDA", ["b"], "他 怎麼說CUDA"),
        ("what did he say about CUDA in 2018?", ["a"], "what did he say about CUDA?"),
        ("in the talk of March 2019 what did she say?", ["b"], "what did she say?"),
        ("what was said on November 2, 2018 about CUDA?", ["a"], "what was said about CUDA?"),
        ("2018-11-02谈了什么", ["a"], "谈了什么"),
        ("《硬体》里怎么说", ["b"], "怎么说"),
        ("What did they decide in “from data”?", ["a"], "What did they decide?"),
        ("ai, from data to computing: what about CUDA", ["a"], ": what about CUDA"),
        ("播客第12期：硬體與軟體裡說了什麼", ["b"], "裡說了什麼"),
        ("《AI, from data to computing》", ["a"], "《AI, from data to computing》"),
    ],
)
def test_a_title_or_date_narrows_the_search(question: str, ids: list[str], rest: str):
    assert find_scope(FoldedText.of(question), INFOS) == Scope(rest, Where(tuple(ids)))


@pytest.mark.parametrize(
    ("question", "missing", "rest"),
    [
        ("what about CUDA in the 2016 interview?", "2016", "what about CUDA?"),
        ("2020年5月的会议谈了什么", "2020-05", "谈了什么"),
        ("在《框架》中谈了什么", "框架", "在《框架》中谈了什么"),
    ],
)
def test_what_no_transcript_has_is_said(question: str, missing: str, rest: str):
    """A date is not searched for; what is taken for a title may be a subject."""
    assert find_scope(FoldedText.of(question), INFOS) == Scope(rest, Where(missing=missing))


@pytest.mark.parametrize(
    "question",
    [
        "what happened in 2018?",
        "what did he say about the 2018 election",
        "what did he say about the market in 2008?",
        "他在2018年做了什么",
        "《硬体》是谁写的？",
        "在《中法战争》第七册里说了什么？",
        "他在2018年提出了什么理论",
        "他在2016年怎么说",
        "Say, in the States, how much of it will stay? Or do you think all will go back to how it was in 2018?",
        "what did he say about CUDA in the interview?",
        "he has 2018 machines",
        "what is “AI”",
        "",
    ],
)
def test_other_dates_and_words_are_the_subject(question: str):
    assert find_scope(FoldedText.of(question), INFOS) == Scope(question)
