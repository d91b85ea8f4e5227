"""Times inside and behind the words: “… [00:01:23] …”, “… #00:00:23-0#” at a turn's end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .clocks import BRACKETED_CLOCK, seconds_of
from .draft import DraftTurn

_BARE_AT_END = re.compile(r"(?<!\S)(?P<time>\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?)\s*$")
_ROUND = ("(", "（")
_MIN_ROUND = 3  # “(3:16)” may be a verse
_MIN_MARKS = 0.2  # per turn: fewer may be anything
_MIN_IN_ORDER = 0.9
_MIN_AT_END = 0.5  # of the turns


@dataclass(frozen=True, slots=True)
class _Mark:
    """A time in a turn's text."""

    turn: int  # index
    start: int
    end: int
    seconds: float


def cut_at_times(turns: Sequence[DraftTurn]) -> list[DraftTurn]:
    """The turns, cut where a time stands in the words, without these times.

    A time at a turn's end is its end, and if no turn has a start, also the start of the next.
    Times that do not run forwards are words.
    """
    texts = ["\n".join(turn.parts) for turn in turns]
    marks = _marks(texts)
    if not _run_forwards(turns, marks):
        return list(turns)
    by_turn = {
        turn: list(group) for turn, group in itertools.groupby(marks, lambda mark: mark.turn)
    }
    pieces = [
        list(_pieces(turn, texts[i], by_turn[i])) if i in by_turn else [turn]
        for i, turn in enumerate(turns)
    ]
    ends = [group[-1].end_s for group in pieces if group]
    is_untimed = all(turn.start_s is None for turn in turns)
    if is_untimed and sum(end is not None for end in ends) >= _MIN_AT_END * len(turns):
        _start_where_the_last_ended(pieces)
    return [piece for group in pieces for piece in group]


def _marks(texts: Sequence[str]) -> list[_Mark]:
    marks = [
        _Mark(i, match.start(), match.end(), seconds_of(match))
        for i, text in enumerate(texts)
        for match in BRACKETED_CLOCK.finditer(text)
    ]
    n_round = sum(texts[mark.turn].startswith(_ROUND, mark.start) for mark in marks)
    if n_round < _MIN_ROUND:
        marks = [mark for mark in marks if not texts[mark.turn].startswith(_ROUND, mark.start)]
    bare = [
        _Mark(i, match.start(), match.end(), seconds_of(match))
        for i, text in enumerate(texts)
        if (match := _BARE_AT_END.search(text, max(0, len(text) - 20)))
    ]
    marks = marks if _differ(marks) and len(marks) >= _MIN_MARKS * len(texts) else []
    has_bare = _differ(bare) and len(bare) >= max(2, _MIN_AT_END * len(texts))
    return marks or (bare if has_bare else [])


def _differ(marks: Sequence[_Mark]) -> bool:
    """Whether nearly all times differ: one that is spoken may come again."""
    return len({mark.seconds for mark in marks}) >= _MIN_IN_ORDER * len(marks)


def _run_forwards(turns: Sequence[DraftTurn], marks: Sequence[_Mark]) -> bool:
    starts = [
        _Mark(i, -1, 0, turn.start_s) for i, turn in enumerate(turns) if turn.start_s is not None
    ]
    ordered = sorted([*starts, *marks], key=lambda mark: (mark.turn, mark.start))
    steps = [after.seconds >= before.seconds for before, after in itertools.pairwise(ordered)]
    return bool(marks) and len(steps) > 0 and sum(steps) >= _MIN_IN_ORDER * len(steps)


def _pieces(turn: DraftTurn, text: str, marks: Sequence[_Mark]) -> Iterator[DraftTurn]:
    """The turn's words between the marks, each with the time before it."""
    start, start_s = 0, turn.start_s
    opens = turn.opens_turn
    piece = None
    for mark in marks:
        words = text[start : mark.start].strip()
        if words:
            if piece:
                yield piece
            piece = replace(turn, parts=[words], start_s=start_s, end_s=None, opens_turn=opens)
            opens = False
            start_s = mark.seconds
        elif start_s is None or start > 0:
            start_s = mark.seconds
        start = mark.end
    rest = text[start:].strip()
    if piece and not rest:
        piece = replace(piece, end_s=marks[-1].seconds)
    if piece:
        yield piece
    if rest or not piece:
        yield replace(turn, parts=[rest] if rest else [], start_s=start_s, opens_turn=opens)


def _start_where_the_last_ended(pieces: Sequence[list[DraftTurn]]) -> None:
    start_s: float | None = 0.0
    for group in pieces:
        if group[0].start_s is None:
            group[0] = replace(group[0], start_s=start_s)
        start_s = group[-1].end_s
