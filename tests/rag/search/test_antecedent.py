from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.search.antecedent import antecedent, is_elliptic

LONG = (
    "We tried several things over the years, with ducks, ferries, harbours, maps and lighthouses. "
)


@pytest.mark.parametrize(
    "question",
    [
        "How long did it take?",
        "And why?",
        "整个的过程你大概做了多久?",
        "那后来呢？",
        "Was that hard?",
    ],
)
def test_a_question_that_refers_to_something_is_elliptic(question: str):
    assert is_elliptic(question)


@pytest.mark.parametrize(
    "question",
    [
        "What do bees eat?",
        "Caffe 的开源社区现在由哪些公司维护？",
        "When does the ferry to Oban leave?",
    ],
)
def test_a_question_that_names_its_subject_is_not(question: str):
    assert not is_elliptic(question)


def antecedents(folder: Path, *turns: tuple[str, str]) -> list[str | None]:
    """Of each exchange, in order."""
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        library.add(make_transcript(*turns))
        [info] = library.transcripts()
        transcript, store = library.transcript(info.id), library._folder.store
        return [antecedent(stored, transcript, store) for stored in store.exchanges()]


def test_an_elliptic_exchange_has_the_question_before_it(tmp_path: Path):
    turns = [
        ("Alex", "You know both. Why did you write Caffe?"),
        ("Jia", LONG),
        ("Alex", "How long did it take?"),
        ("Jia", "Two months."),
    ]
    assert antecedents(tmp_path / "library", *turns) == [None, turns[0][1]]


def test_a_long_answer_names_its_subject_itself(tmp_path: Path):
    words = " ".join(f"duck{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(60))
    turns = [
        ("Alex", "Why did you write Caffe?"),
        ("Jia", LONG),
        ("Alex", "How long did it take?"),
        ("Jia", f"Two months, with {words}."),
    ]
    assert antecedents(tmp_path / "library", *turns) == [None, None]


@pytest.mark.slow  # loads the bundled model
def test_what_an_elliptic_exchange_refers_to_counts_for_relevance(tmp_path: Path):
    turns = [
        ("Alex", "当时开发Caffe的初衷是什么?"),
        (
            "Jia",
            "主要的原因是研究的代码很难复现，所以我们想做一个可靠的平台，让大家来实现自己的结果。",
        ),
        ("Alex", "整个的过程你大概做了多久?"),
        ("Jia", "两个月吧!"),
    ]
    with Library(tmp_path / "library") as library:
        library.add(make_transcript(*turns))
        answer = library.ask("Caffe做了多久？")
        assert answer.answered
        assert 4 in [citation.turn for citation in answer.citations]
