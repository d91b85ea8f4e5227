from __future__ import annotations

from conftest import make_transcript
from turnwise.rag import Library
from turnwise.rag.suggested_questions import suggest_questions


def test_suggestions_were_asked_and_can_be_answered(library: Library):
    library.add(
        make_transcript(
            ("A", "Why is the sky blue?"),
            ("B", "Because light scatters."),
            ("A", "Does anybody know?"),
            title="Sky",
        )
    )
    suggestions = suggest_questions(library)
    assert len(suggestions) == 4
    assert "Why is the sky blue?" in suggestions
    assert "Does anybody know?" not in suggestions
    assert all(library.ask(question).answered for question in suggestions)


def test_an_empty_library_suggests_nothing(library: Library):
    library.remove(library.transcripts()[0].id)
    assert suggest_questions(library) == []
