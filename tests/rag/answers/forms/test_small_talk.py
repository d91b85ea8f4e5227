from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library


@pytest.mark.parametrize(
    "question", ["hi", "thanks!", "你好", "謝謝，很有幫助", "what can you do?"]
)
def test_small_talk_is_answered_without_a_quote(
    tmp_path: Path, embedder: BigramEmbedder, question: str
):
    with Library.open(tmp_path / "talks", embedder=embedder) as library:
        library.add(make_transcript(("Ann", "What can you do?"), ("Bob", "I say hi and thanks.")))
        answer = library.ask(question)
    assert (answer.answered, answer.form, answer.citations) == (True, "small_talk", ())
