"""Measure which sentences of meetings are taken for decisions, tasks and open points.

    python tests/benchmarks/whole_talk.py [--least 1.0] [--show FORM]

A sentence is taken for one if its marks give it at least so many points. Precision and recall are
those on the sentences in data/eval/whole-talk, which a person marked by reading.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from turnwise.index.text.fold import fold
from turnwise.index.text.length import text_length
from turnwise.rag.answers.forms.whole_talk.marks import DECISION_MARKS, OPEN_MARKS, TASK_MARKS
from turnwise.rag.answers.forms.whole_talk.sentences import Mark, cost_of_length, points_of

FOLDER = Path(__file__).parents[2] / "data" / "eval" / "whole-talk"
PARTS = ("chosen-on", "held-out", "everyday")
MARKS: Mapping[str, Sequence[Mark]] = {
    "decision": DECISION_MARKS,
    "task": TASK_MARKS,
    "open": OPEN_MARKS,
}
LEAST = 1.0  # points


@dataclass(frozen=True)
class Marked:
    """A sentence, and what a person marked it as."""

    language: str
    marks: frozenset[str]
    turn_length: int
    sentence: str

    def points(self, form: str) -> float | None:
        """The points of the sentence; None without a needed mark."""
        points = points_of(fold(self.sentence), MARKS[form])
        if points is None:
            return None
        return points - cost_of_length(self.turn_length, text_length(self.sentence))


@dataclass(frozen=True)
class Count:
    """How many are right, of those that were found and of those that are there."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--least", type=float, default=LEAST, help="points of a sentence taken")
    parser.add_argument("--show", choices=MARKS, help="list what is wrongly taken or missed")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    arguments = parser.parse_args()
    for part in arguments.parts:
        rows = read_marked(part)
        for form in MARKS:
            for language in ("zh", "en"):
                c = count([r for r in rows if r.language == language], form, arguments.least)
                print(
                    f"{part:10} {form:9} {language}  precision {c.precision:.2f} "
                    f"({c.right}/{c.found})  recall {c.recall:.2f} ({c.right}/{c.there})"
                )
        for row in rows if arguments.show else ():
            is_taken = _is_taken(row, arguments.show, arguments.least)
            if is_taken != (arguments.show in row.marks):
                print("wrongly " if is_taken else "missed  ", row.sentence)


def read_marked(part: str) -> list[Marked]:
    """The sentences of a part of the set."""
    with (FOLDER / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Marked(
                row["language"],
                frozenset(row["marks"].split("+")) - {"-"},
                int(row["turn_length"]),
                row["sentence"],
            )
            for row in rows
        ]


def count(rows: Sequence[Marked], form: str, least: float = LEAST) -> Count:
    """How many sentences are rightly taken for a decision, a task or an open point."""
    taken = [row for row in rows if _is_taken(row, form, least)]
    return Count(
        right=sum(form in row.marks for row in taken),
        found=len(taken),
        there=sum(form in row.marks for row in rows),
    )


def _is_taken(row: Marked, form: str, least: float) -> bool:
    points = row.points(form)
    return points is not None and points >= least


if __name__ == "__main__":
    main()
