"""A change of turns as it is stored: which turns stood where, before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ....index.errors import ConflictError
from ....index.store.tables.change_table import TURN_KINDS, Change
from ....index.transcript import Link, TimeMark, Transcript, Turn
from .turns import Renumber, renumbered_links, with_turns


@dataclass(frozen=True, slots=True)
class Splice:
    """Turns in place of others, from one number on."""

    first: int
    before: tuple[Turn, ...]
    after: tuple[Turn, ...]

    @property
    def shift(self) -> int:
        """By how much the numbers of all later turns grow."""
        return len(self.after) - len(self.before)


def splice_of(before: Transcript, after: Transcript) -> Splice:
    """The shortest run of turns that differs between two readings of a transcript."""
    old, new = _contents(before.turns), _contents(after.turns)
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    old_run = before.turns[head : len(old) - tail]
    return Splice(head + 1, old_run, after.turns[head : len(new) - tail])


def as_columns(
    splice: Splice, before: Transcript, after: Transcript
) -> tuple[dict[str, Any], dict[str, Any]]:
    """`before` and `after` of a `Change`; with the links of the file where they change."""
    columns: list[dict[str, Any]] = [
        {"first": splice.first, "turns": [turn_to_json(turn) for turn in turns]}
        for turns in (splice.before, splice.after)
    ]
    if before.links != after.links:
        for column, transcript in zip(columns, (before, after), strict=True):
            column["links"] = [[link.question, list(link.answers)] for link in transcript.links]
    return columns[0], columns[1]


def splice_in(change: Change) -> Splice:
    """The splice that a change of turns holds."""
    before, after = (turns_from(column["turns"]) for column in (change.before, change.after))
    return Splice(change.before["first"], before, after)


def taken_back(
    change: Change, later: Sequence[Change], present: Transcript
) -> tuple[Transcript, Splice]:
    """The transcript with the turns that were there before a change, and what that replaces.

    Args:
        later: the changes of the transcript since, in order of time.
    Raises: ConflictError if the same turns have been changed since.
    """
    splice = splice_in(change)
    first = _first_now(splice, later)
    end = first - 1 + len(splice.after)
    if first < 1 or _contents(present.turns[first - 1 : end]) != _contents(splice.after):
        raise ConflictError(
            f"the turns of change {change.id} have been changed since; undo later changes first"
        )
    renumber = _renumbering(first, splice)
    links = _links_before(change, present, renumber)
    turns = (*present.turns[: first - 1], *splice.before, *present.turns[end:])
    return with_turns(present, turns, links, renumber), Splice(first, splice.after, splice.before)


def _first_now(splice: Splice, later: Sequence[Change]) -> int:
    """The present number of the first turn of a splice; 0 if a later change touches its turns.

    A later change of the same turns that was itself taken back does no harm: from there on the
    turns stand where its undoing put them.
    """
    first, n_turns = splice.first, len(splice.after)
    changes = [change for change in later if change.kind in TURN_KINDS]
    position = 0
    while position < len(changes):
        other = splice_in(changes[position])
        if other.first >= first + n_turns:
            pass
        elif other.first + len(other.before) <= first:
            first += other.shift
        else:
            undone_by = changes[position].undone_by
            ids = [change.id for change in changes]
            if undone_by not in ids:
                return 0
            position = ids.index(undone_by)
            first += splice_in(changes[position]).first - other.first
        position += 1
    return first


def _links_before(change: Change, present: Transcript, renumber: Renumber) -> tuple[Link, ...]:
    """The links of the file when a change is taken back."""
    if "links" in change.before and change.after["links"] == [
        [link.question, list(link.answers)] for link in present.links
    ]:
        return tuple(Link(question, tuple(a)) for question, a in change.before["links"])
    return renumbered_links(present.links, renumber)


def _renumbering(first: int, splice: Splice) -> Renumber:
    after_end, shift = first + len(splice.after), splice.shift
    before_numbers = tuple(range(first, first + len(splice.before)))

    def renumber(number: int) -> tuple[int, ...]:
        if number < first:
            return (number,)
        if number >= after_end:
            return (number - shift,)
        return (number,) if not shift else before_numbers

    return renumber


def _contents(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Turns as they compare, whatever their numbers and the names that labels have now."""
    return tuple(
        replace(turn, number=0, speaker=turn.label or turn.speaker, label=None) for turn in turns
    )


def turn_to_json(turn: Turn) -> dict[str, Any]:
    """A turn without its number; what is empty is left out."""
    told = {
        "speaker": turn.speaker,
        "text": turn.text,
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "label": turn.label,
        "marks": [[mark.offset, mark.start_s, mark.end_s] for mark in turn.marks] or None,
    }
    return {key: value for key, value in told.items() if value is not None}


def turns_from(column: Sequence[Mapping[str, Any]], first: int = 0) -> tuple[Turn, ...]:
    """The turns that `turn_to_json` wrote, numbered from `first`."""
    return tuple(
        Turn(
            number=number,
            speaker=turn["speaker"],
            text=turn["text"],
            start_s=turn.get("start_s"),
            end_s=turn.get("end_s"),
            label=turn.get("label"),
            marks=tuple(TimeMark(*mark) for mark in turn.get("marks", ())),
        )
        for number, turn in enumerate(column, start=first)
    )
