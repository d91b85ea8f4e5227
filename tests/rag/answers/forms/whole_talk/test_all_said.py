"""“What did Ivo say?”, on no subject: all that somebody said, or an overview of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from meetings import FAIR
from turnwise.rag import Library

KILN = make_transcript(
    ("Mara", "When did you build the kiln?"),
    ("Owen", "In the spring of 2019. It took three weeks."),
    ("Ivo", "May I add that my father fired the first batch?"),
    ("Mara", "Please do."),
    ("Ivo", "He did it in the rain, and he burned his sleeve on the door."),
    ("余承东", "我们下个月发布新的窑，价格还没有定。"),
    title="Kiln",
)


@pytest.fixture
def library(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "talks", embedder=embedder) as library:
        library.add(KILN)
        yield library


@pytest.mark.parametrize(
    ("question", "turns"),
    [
        pytest.param("What did Ivo say?", [3, 5], id="say"),
        pytest.param("what does Ivo talk about", [3, 5], id="talk about"),
        pytest.param("Ivo说了什么？", [3, 5], id="code-mixed"),
        pytest.param("余承东都讲了些什么", [6], id="Chinese"),
        pytest.param("What did Yu Chengdong say?", [6], id="in pinyin"),
        pytest.param("What did Mr. Yu talk about in the meeting?", [6], id="the family name"),
    ],
)
def test_all_that_somebody_said_is_quoted(library: Library, question: str, turns: list[int]):
    answer = library.ask(question)
    assert answer.answered
    assert [citation.turn for citation in answer.citations] == turns
    assert all(citation.quote in answer.text for citation in answer.citations)


def test_who_says_much_gets_an_overview(library: Library):
    library.add(FAIR)
    answer = library.ask("What did Priya say?")
    assert answer.form == "overview"
    assert {citation.speaker for citation in answer.citations} == {"Priya"}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What did Ivo say about his father?", id="English"),
        pytest.param("余承东对定价有什么看法", id="Chinese: a view"),
        pytest.param("关于定价，余承东说了什么", id="Chinese: before the name"),
    ],
)
def test_a_subject_is_still_searched(library: Library, question: str):
    assert library.ask(question).form == "statements"
