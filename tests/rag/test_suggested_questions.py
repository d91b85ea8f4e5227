from __future__ import annotations

import shutil
from pathlib import Path

from conftest import INTERVIEW, BigramEmbedder, make_transcript
from turnwise.rag import Library, example_questions
from turnwise.rag.suggested_questions import next_questions, suggest_questions


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


def test_the_sample_interview_has_questions_of_its_own_by_any_file_name(
    tmp_path: Path, embedder: BigramEmbedder
):
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        library.add(Path(shutil.copy(INTERVIEW, tmp_path / "caffe.txt")))
        assert "what did he say about OpenCL" in example_questions(library)


def test_another_talk_in_a_file_called_interview_is_not_taken_for_the_sample(
    tmp_path: Path, embedder: BigramEmbedder
):
    talk = tmp_path / "interview.txt"
    talk.write_text("Ann: How long does the dough of the bread rest?\nBo: It rests overnight.\n")
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        library.add(talk)
        assert example_questions(library) == ["How long does the dough of the bread rest?"]


def test_an_empty_library_has_no_example_questions(tmp_path: Path):
    with Library.open(tmp_path / "library") as library:
        assert example_questions(library) == []


def test_questions_that_were_answered_at_length_come_first(
    tmp_path: Path, embedder: BigramEmbedder
):
    long = "It rests overnight, in a cool place, so that the flavour has the time it needs."
    talk = make_transcript(
        ("Ann", "Bo, you can hear me okay?"), ("Bo", "Yes."), ("Ann", "How long does it rest?"), ("Bo", long)
    )  # fmt: skip
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        library.add(talk)
        first, *_ = suggest_questions(library)
        assert first == "How long does it rest?"


def test_what_was_asked_after_a_turn_comes_next(library: Library):
    id = library.transcripts()[0].id
    after, before = next_questions(library, id, 27), next_questions(library, id, 35)
    assert after[0].startswith("那你现在觉得")
    assert after[0] not in before[:1]
    assert not any("OpenCL" in question for question in after)  # what turn 27 answers
