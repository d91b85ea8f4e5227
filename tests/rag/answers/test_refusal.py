from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from turnwise.index.store.records import TranscriptInfo
from turnwise.rag.answers.refusal import compose_refusal
from turnwise.rag.search.filters import Filters
from turnwise.rag.understanding.query import AnswerType
from turnwise.rag.understanding.understand import understand

INFO = TranscriptInfo("t1", "Birds", None, None, None, None, ("Ann", "Bob"), 6)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("answer_type", [None, *get_args(AnswerType)])
def test_a_refusal_is_worded_for_each_type_of_answer(answer_type: AnswerType | None, language: str):
    query = understand("ducks on the lake" if language == "en" else "湖里的鸭子")
    query = replace(query, wants=replace(query.wants, answer_type=answer_type))
    answer = compose_refusal("?", query, Filters(), [INFO], [], is_spoken_of=True)
    assert not answer.answered
    assert "Birds" in answer.text
