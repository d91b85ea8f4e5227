"""Where notes stand in a talk: after which turn, found by the words of the turns in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from ..transcript import Note, Turn

_KEY = 24  # letters of a turn's beginning by which it is found
_MAX_AHEAD = 20_000  # letters of notes between two turns
_NO_LETTERS = re.compile(r"[\W_]+")


def placed_notes(notes: Sequence[Note], turns: Sequence[Turn], text: str) -> tuple[Note, ...]:
    """The notes, each with the turn after which its line stands.

    Args:
        text: the file; empty if it is no text, so that its notes stand nowhere.
    """
    lines = text.splitlines()
    if not notes or not lines:
        return tuple(notes)
    began = list(_first_lines(turns, lines))
    return tuple(
        replace(note, after_turn=bisect_right(began, note.line))
        if note.line <= len(lines)
        else note
        for note in notes
    )


def _first_lines(turns: Iterable[Turn], lines: Sequence[str]) -> Iterable[int]:
    """The line of each turn, from 1; a turn that is not found stands with the one before."""
    letters = [_letters(line) for line in lines]
    ends = list(accumulate(map(len, letters)))
    whole = "".join(letters)
    here, line = 0, 1
    for turn in turns:
        said = _letters(turn.text)
        start = whole.find(said[:_KEY], here, here + _MAX_AHEAD + len(said))
        if said and start >= 0:
            line = bisect_right(ends, start) + 1
            here = start + (len(said) if whole.startswith(said, start) else 1)
        yield line


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()
