"""Cues that show the same words several times: rolling captions, and a cue for each word.

Each way of repeating is undone only where it recurs in the file; words that are said twice stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from .cues import Cue, bare, worded_lines

_ROLLING_SHARE = 0.2  # of cues that begin with the last line of the cue before
_GROWING_SHARE = 0.4  # of cues that repeat the cue before, and more
_MIN_CUES = 4
_MAX_GAP_S = 0.5  # between a cue and its repetition
_MIN_OVERLAP = 2  # words, or Chinese characters, that a cue shares with the one before
_MAX_OVERLAP = 40
_PIECE = re.compile(r"[^\W\u2e80-\u9fff]+(?:['’][^\W\u2e80-\u9fff]+)*|[\u2e80-\u9fff]")


def without_repeats(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with their words once; those that only repeat are gone."""
    for undo in (_without_highlights, _without_rolling, _without_growing, _without_overlaps):
        cues = undo(cues)
    return list(cues)


def _without_highlights(cues: Sequence[Cue]) -> list[Cue]:
    """Join cues that show one line again and again: each time with another word marked (karaoke),
    or at the same time.

    A line that is said again comes later, with the same marks or none.
    """

    def repeats(last: Cue, cue: Cue) -> bool:
        is_other = last.lines != cue.lines or cue.start_s < last.end_s
        return bool(cue.lines) and is_other and _text(last) == _text(cue)

    return _joined(cues, repeats, share=_GROWING_SHARE)


def _without_growing(cues: Sequence[Cue]) -> list[Cue]:
    """Join cues that grow by a word or a few: “we”, “we lit”, “we lit it”."""

    def repeats(last: Cue, cue: Cue) -> bool:
        before, now = _text(last), _text(cue)
        return 0 < len(before) < len(now) and now.startswith(before)

    return _joined(cues, repeats, share=_GROWING_SHARE)


def _joined(cues: Sequence[Cue], repeats: Callable[[Cue, Cue], bool], *, share: float) -> list[Cue]:
    """The cues, the last of each run of repetitions for the whole run, if that many repeat."""
    again = [False]
    for i in range(1, len(cues)):
        last, cue = cues[i - 1], cues[i]
        is_soon = cue.start_s - last.end_s <= _MAX_GAP_S
        again.append(is_soon and repeats(last, cue))
    worded = sum(bool(cue.lines) for cue in cues)
    if worded < _MIN_CUES or sum(again) < share * worded:
        return list(cues)
    kept: list[Cue] = []
    for cue, is_again in zip(cues, again, strict=True):
        if is_again:
            kept[-1] = replace(cue, start_s=kept[-1].start_s, id=kept[-1].id)
        else:
            kept.append(cue)
    return kept


def _without_rolling(cues: Sequence[Cue]) -> list[Cue]:
    """Remove the repetitions in YouTube's rolling captions, which show each line up to three times.

    Lines at the end of a cue that begin the next one are repetitions. A line that is really said
    twice appears twice in one cue, or in two cues that share nothing else.
    """
    shared = [0]
    shown = _bare_lines(cues[0])
    for cue in cues[1:]:
        lines = _bare_lines(cue)
        most = min(len(lines), len(shown))
        shared.append(next((n for n in range(most, 0, -1) if shown[-n:] == lines[:n]), 0))
        shown = lines or shown
    worded = sum(bool(cue.lines) for cue in cues)
    going_on = sum(0 < n < len(worded_lines(cue)) for cue, n in zip(cues, shared, strict=True))
    if worded < _MIN_CUES or going_on < _ROLLING_SHARE * worded:
        return list(cues)
    return [replace(cue, lines=worded_lines(cue)[n:]) for cue, n in zip(cues, shared, strict=True)]


def _without_overlaps(cues: Sequence[Cue]) -> list[Cue]:
    """Remove from each cue the words at its beginning that end the one before, where most do so.

    Tools that write rolling captions on one line overlap by half a line.
    """
    shared = [0, *(_overlap(_text(last), _text(cue)) for last, cue in pairwise(cues))]
    worded = sum(bool(cue.lines) for cue in cues)
    if worded < _MIN_CUES or sum(map(bool, shared)) < _GROWING_SHARE * worded:
        return list(cues)
    return [
        replace(cue, lines=(_text(cue)[n:].strip(),)) if n else cue
        for cue, n in zip(cues, shared, strict=True)
    ]


def _overlap(before: str, now: str) -> int:
    """How many characters at the beginning of `now` also end `before`; 0 for a word only."""
    starts = list(_PIECE.finditer(now[: 12 * _MAX_OVERLAP]))[:_MAX_OVERLAP]
    ended = before.rstrip(" .,!?。，！？…")
    for n in range(len(starts) - 1, _MIN_OVERLAP - 1, -1):
        end = starts[n - 1].end()
        if ended.endswith(now[:end]):
            return end
    return 0


def _text(cue: Cue) -> str:
    return " ".join(_bare_lines(cue))


def _bare_lines(cue: Cue) -> tuple[str, ...]:
    return tuple(bare(line) for line in worded_lines(cue))
