from __future__ import annotations

from pathlib import Path

import pytest
from turnwise.index.reader_training.written_talks import Mark, Question, read_talks
from turnwise.index.transcript import Turn

LINES = """talk\tone
turn\t3\tAnn\tWho can bring the ladder?
turn\t4\tBob\tI'll bring it. It is four metres long.
question\tlength of the ladder\t4\tfour metres
question\tcolour of the ladder\t-\t4
talk\ttwo\tmarked
turn\t0\tAnn\tI'll bring it.
mark\t0\ttask+open\tI'll bring it.
"""


def test_talks_are_read_with_their_questions_and_marks(tmp_path: Path):
    (tmp_path / "a.tsv").write_text(LINES, encoding="utf-8")
    one, two = read_talks(tmp_path)
    assert one.turns[0] == Turn(3, "Ann", "Who can bring the ladder?")
    assert one.questions == (
        Question("length of the ladder", (4,), "four metres", None),
        Question("colour of the ladder", (), "", 4),
    )
    assert one.marks is None
    assert two.marks == (Mark(0, frozenset({"task", "open"}), "I'll bring it."),)


def test_about_one_talk_in_twelve_is_held_out(tmp_path: Path):
    lines = [f"talk\t{n}\nturn\t0\tAnn\tYes." for n in range(600)]
    (tmp_path / "a.tsv").write_text("\n".join(lines), encoding="utf-8")
    assert 30 <= sum(talk.is_held_out for talk in read_talks(tmp_path)) <= 70


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param("turn\t1\tAnn\tYes.", "no talk begins before it", id="no talk"),
        pytest.param("talk\tone\nturn\tx\tAnn\tYes.", "line 2", id="no number"),
        pytest.param("talk\tone\nturn\t1\tAnn", "line 2", id="too few fields"),
        pytest.param("talk\tone\nword", "“word” is no line of this talk", id="unknown"),
        pytest.param("talk\tone\nmark\t1\ttask\tYes.", "“mark” is no line", id="not marked"),
    ],
)
def test_a_damaged_line_is_an_error_that_names_its_place(tmp_path: Path, line: str, why: str):
    (tmp_path / "a.tsv").write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        read_talks(tmp_path)


def test_a_folder_without_talks_is_an_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="holds no talks to train on"):
        read_talks(tmp_path)
