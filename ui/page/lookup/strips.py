"""Where in a transcript something lies: a place from 0 at its beginning to 1 at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from ....rag import Library, Mention, Transcript, TranscriptReference


@dataclass(frozen=True, slots=True)
class Strip:
    """The mentions of one transcript, along it."""

    transcript: TranscriptReference
    mentions: tuple[Mention, ...]
    places: tuple[float, ...]  # of each mention, 0 to 1


def strips_of(mentions: Sequence[Mention], library: Library) -> list[Strip]:
    """A strip for each transcript with a mention, in the order of the mentions."""
    strips: list[Strip] = []
    for reference, group in groupby(mentions, key=lambda mention: mention.transcript):
        inside = tuple(group)
        place = Places(library.transcript(reference.id))
        places = tuple(place.of(mention.turn, mention.start) for mention in inside)
        strips.append(Strip(reference, inside, places))
    return strips


class Places:
    """Where turns lie in a transcript: by time if all turns have one, else by characters."""

    def __init__(self, transcript: Transcript):
        self._transcript = transcript
        lengths = [len(turn.text) for turn in transcript.turns]
        self._before = [0, *accumulate(lengths)]
        ends = [turn.end_s or turn.start_s for turn in transcript.turns]
        self.is_timed = all(turn.start_s is not None for turn in transcript.turns)
        self.duration_s = max((end for end in ends if end is not None), default=0.0)

    def of(self, turn: int, offset: int) -> float:
        """The place of the words at an offset of a turn.

        Args:
            turn: its number.
        """
        time_s = self._transcript.turn(turn).time_at(offset) if self.is_timed else None
        if time_s is not None and self.duration_s > 0:
            return min(1.0, time_s / self.duration_s)
        return min(1.0, (self._before[turn - 1] + offset) / max(1, self._before[-1]))
