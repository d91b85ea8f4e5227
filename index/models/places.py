"""What the reader reads of a talk: some words, who says them, and what was said before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text.length import text_length
from ..transcript import Turn

_MAX_ASKED = 120  # letters of the question that is answered, the last ones
_MAX_BEFORE = 200  # letters of what was said right before, the last ones
_MIN_BEFORE = 20  # letters of a turn; a rest of fewer says nothing


@dataclass(frozen=True, slots=True)
class Place:
    """A run of sentences of one speaker, and what was said before it; both with names."""

    before: str  # empty for nothing
    text: str


def place_of(turns: Sequence[Turn], index: int, start: int, end: int, asked: str = "") -> Place:
    """The words from `start` to `end` of a turn; before them the question that they answer and
    what was said last, since many an answer does not repeat what it is about.

    Args:
        turns: of the talk, in order.
        index: of the turn, from 0.
        asked: the sentence that asked; empty for none.
    """
    turn = turns[index]
    before = "\n".join(reversed(list(_before(turns, index, start))))
    if asked and asked not in before:
        before = f"{_end_of(asked, _MAX_ASKED)}\n{before}"
    return Place(before.strip(), _by(turn.speaker, turn.text[start:end]))


def _before(turns: Sequence[Turn], index: int, start: int) -> Iterator[str]:
    """The last words before a place, those said last first, one text for each turn."""
    room = _MAX_BEFORE
    for turn in reversed(turns[: index + 1]):
        said = turn.text[:start].strip() if turn is turns[index] else turn.text
        said = _end_of(said, room)
        if said:
            yield _by(turn.speaker, said)
        room -= text_length(said)
        if room < _MIN_BEFORE:
            return


def _by(speaker: str, text: str) -> str:
    return f"{speaker}: {text}" if speaker else text


def _end_of(text: str, length: int) -> str:
    """About the last `length` letters of a text, as `text_length` counts."""
    end = text[-length:]
    too_long = text_length(end) / length
    return end if too_long <= 1 else end[-int(len(end) / too_long) :]
