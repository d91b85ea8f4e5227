"""Stretches of time that have a speaker but no words: a second list beside the words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..structure.level import Level
from .people import People, speakers_of
from .times import Span, times_of

_MAX_DISTANCE_S = 5.0  # between words and the stretch that gives them a speaker


@dataclass(frozen=True, slots=True)
class Stretches:
    """Who speaks when, in order of time."""

    starts_s: Sequence[float]
    ends_s: Sequence[float]
    names: Sequence[str]

    def speaker_at(self, span: Span) -> str | None:
        """Who speaks in the middle of a span; None if it has no time or nobody is near."""
        start_s, end_s = span
        if start_s is None:
            return None
        middle_s = start_s if end_s is None else (start_s + end_s) / 2
        after = bisect_right(self.starts_s, middle_s)
        near = [place for place in (after - 1, after) if 0 <= place < len(self.names)]
        distance = {
            place: max(self.starts_s[place] - middle_s, middle_s - self.ends_s[place], 0)
            for place in near
        }
        best = min(near, key=lambda place: distance[place], default=None)
        return None if best is None or distance[best] > _MAX_DISTANCE_S else self.names[best]


def stretches_of(level: Level, people: People, n_words: int) -> Stretches | None:
    """The stretches that a level holds; None if it holds none of two speakers or more.

    Args:
        n_words: how many words are spoken in all, which tells the unit of the times.
    """
    speakers = speakers_of(level, people)
    if speakers.are_tracks or not speakers.keys or speakers.keys[0][0]:
        return None
    times = times_of(level, n_words)
    if times is None:
        return None
    rows: list[tuple[float, float, str]] = []
    for record in level.records:
        start_s, end_s = times.of(record)
        name = speakers.of(record)
        if name and start_s is not None:
            rows.append((start_s, start_s if end_s is None else end_s, name))
    if len({name for _, _, name in rows}) < 2:
        return None
    rows.sort()
    return Stretches(*zip(*rows, strict=True))
