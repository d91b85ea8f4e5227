"""Talks to train on, with questions that were written on them and sentences that were marked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..transcript import Turn

FILES = "*.tsv"
_HELD_OUT_SHARE = 12  # one talk in so many is never trained on


@dataclass(frozen=True, slots=True)
class Question:
    """A question that somebody wrote on a talk."""

    text: str
    turns: tuple[int, ...]  # each of these answers it by itself, best first; empty: none does
    answer: str  # the words of the first of these turns that answer
    nearest: int | None  # turn that is nearest, where none answers


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence that says a task, a decision or what stays open."""

    turn: int
    acts: frozenset[str]  # of task, decision, open
    sentence: str  # its words in the turn


@dataclass(frozen=True, slots=True)
class WrittenTalk:
    """A talk, or a part of one, with questions on it and marked sentences."""

    name: str
    turns: tuple[Turn, ...]  # by number, in order; a part of a talk need not begin at 1
    questions: tuple[Question, ...]
    marks: tuple[Mark, ...] | None  # of all sentences that are one; None if nobody looked for them

    @property
    def is_held_out(self) -> bool:
        """Whether it serves for choosing; its name decides, so runs repeat."""
        return int(hashlib.sha1(self.name.encode()).hexdigest()[:6], 16) % _HELD_OUT_SHARE == 0


def read_talks(folder: Path) -> list[WrittenTalk]:
    """The talks of the TSV files in a folder, in order.

    Lines, with tabs between the fields:

    - `talk`, its name, and `marked` if its sentences were marked
    - `turn`, number, speaker, text
    - `question`, text, the turns that answer (`5,9`), the words that answer; where nothing
      answers: `question`, text, `-`, the nearest turn
    - `mark`, turn, kind (task, decision, open, or two of them joined by `+`), the sentence

    Raises: FileNotFoundError if the folder holds no such file; ValueError for a line of another
        form, with its place.
    """
    paths = sorted(folder.glob(FILES))
    if not paths:
        raise FileNotFoundError(f"{folder} holds no talks to train on ({FILES})")
    return [talk for path in paths for talk in _read_file(path)]


def _read_file(path: Path) -> Iterator[WrittenTalk]:
    building: _Building | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            kind, *fields = line.split("\t")
            if kind == "talk":
                if building:
                    yield building.talk()
                building = _Building(*fields)
            elif building is None:
                raise ValueError("no talk begins before it")
            else:
                building.add(kind, fields)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
    if building:
        yield building.talk()


class _Building:
    """A talk of which some lines are read."""

    def __init__(self, name: str, marked: str = ""):
        self._name = name
        self._turns: list[Turn] = []
        self._questions: list[Question] = []
        self._marks: list[Mark] | None = [] if marked == "marked" else None

    def add(self, kind: str, fields: list[str]) -> None:
        if kind == "turn":
            number, speaker, text = fields
            self._turns.append(Turn(int(number), speaker, text))
        elif kind == "question":
            self._questions.append(_question(*fields))
        elif kind == "mark" and self._marks is not None:
            turn, acts, sentence = fields
            self._marks.append(Mark(int(turn), frozenset(acts.split("+")), sentence))
        else:
            raise ValueError(f"“{kind}” is no line of this talk")

    def talk(self) -> WrittenTalk:
        marks = None if self._marks is None else tuple(self._marks)
        return WrittenTalk(self._name, tuple(self._turns), tuple(self._questions), marks)


def _question(text: str, turns: str, said: str) -> Question:
    if turns == "-":
        return Question(text, (), "", int(said))
    return Question(text, tuple(map(int, turns.split(","))), said, None)
