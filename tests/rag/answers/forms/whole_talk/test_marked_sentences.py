"""Decisions, tasks and open points are found in sentences that a person marked (data/eval/whole-talk)."""

from __future__ import annotations

import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from whole_talk import MARKS, PARTS, count, read_marked


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "precision", "recall"),
    [("decision", 0.25, 0.65), ("task", 0.3, 0.8), ("open", 0.35, 0.6)],
)
def test_most_of_what_was_held_out_is_found(form: str, precision: float, recall: float):
    counted = count(read_marked("held-out"), form)
    assert counted.precision >= precision
    assert counted.recall >= recall


@pytest.mark.slow
@pytest.mark.parametrize("form", MARKS)
def test_nearly_all_that_is_said_in_passing_is_found(form: str):
    counted = count(read_marked("everyday"), form)
    assert counted.precision >= 0.85
    assert counted.recall >= 0.85


@pytest.mark.parametrize("part", PARTS)
def test_every_marked_sentence_has_known_marks_and_a_language(part: str):
    rows = read_marked(part)
    assert {mark for row in rows for mark in row.marks} == set(MARKS)
    assert {row.language for row in rows} == {"zh", "en"}
    assert all(row.turn_length >= 0 and row.sentence.strip() for row in rows)
