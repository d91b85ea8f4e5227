from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library

CAMPAIGN = make_transcript(
    ("Ann", "What is new with the summer campaign?"),
    ("Bob", "The summer campaign is ready, and Lena is responsible for its budget."),
    title="Marketing",
    date="2024-01-01",
)
BUILDING = make_transcript(
    ("Tom", "Who is responsible for the budget of the building?"),
    ("Eve", "I am responsible for the budget of the building."),
    title="Building",
    date="2024-05-01",
)


@pytest.mark.slow
def test_a_follow_up_stays_in_the_talk_of_the_answer_before(
    tmp_path: Path, embedder: BigramEmbedder
):
    with Library.open(tmp_path / "talks", embedder=embedder) as library:
        for talk in (CAMPAIGN, BUILDING):
            library.add(talk)
        before = "What is new with the summer campaign?"
        answer = library.ask("And who has the budget?", history=[before])
        elsewhere = library.ask("What did Eve say about the building?", history=[before])
    assert {citation.transcript.title for citation in answer.citations} == {"Marketing"}
    assert elsewhere.citations[0].transcript.title == "Building"
