"""A transcript as a strip of stretches, each one speaker's, drawn without a script."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ....rag import Figures
from ..colours import speaker_colour

_WIDTH = 1000  # units of the strip
_MIN_WIDTH = 1.5  # of a stretch


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a strip, 0 to 1000 units from left to right."""

    turn: int  # the first
    speaker: str
    colour: int
    x: float
    width: float


def stretches_of(figures: Figures) -> list[Stretch]:
    """The stretches of a transcript: a turn each; of several too short to see, the longest."""
    end = max((turn.start + turn.length for turn in figures.strip), default=0.0)
    scale = _WIDTH / end if end else 0.0
    stretches: list[Stretch] = []
    for _, group in groupby(figures.strip, key=lambda turn: int(turn.start * scale / _MIN_WIDTH)):
        turns = list(group)
        longest = max(turns, key=lambda turn: turn.length)
        last = turns[-1]
        x = turns[0].start * scale
        width = (last.start + last.length) * scale - x
        stretches.append(
            Stretch(
                longest.turn,
                longest.speaker,
                speaker_colour(longest.speaker),
                round(x, 1),
                round(max(width, _MIN_WIDTH), 1),
            )
        )
    return stretches
