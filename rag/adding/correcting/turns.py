"""Corrected turns: each function takes a transcript and returns it with other turns.

The id stays. Links that a file states follow turns that get another number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from ....index.errors import UsageError, check_text
from ....index.text.length import text_length
from ....index.text.printable import printable
from ....index.transcript import Link, Note, TimeMark, Transcript, Turn

MAX_TURN_CHARS = 500_000
_MAX_COMPARED = 600  # characters; in a longer stretch that was rewritten, times are spread evenly

Renumber = Callable[[int], tuple[int, ...]]  # a turn's number before → its numbers after


def with_turns(
    transcript: Transcript,
    turns: Iterable[Turn],
    links: Sequence[Link] | None = None,
    renumber: Renumber | None = None,
) -> Transcript:
    """The transcript with these turns, numbered in order, under the same id.

    Args:
        links: between the turns under their new numbers; None for those that are there.
        renumber: what became of the turns' numbers, if they changed; the notes follow.
    """
    numbered = tuple(replace(turn, number=n) for n, turn in enumerate(turns, start=1))
    corrected = replace(
        transcript,
        turns=numbered,
        links=transcript.links if links is None else tuple(links),
        notes=_moved_notes(transcript.notes, renumber) if renumber else transcript.notes,
        stored_id=None,
        edited_id=None,
    )
    if corrected.content_id == transcript.id:
        return corrected
    return replace(corrected, stored_id=transcript.id, edited_id=corrected.content_id)


def with_text(transcript: Transcript, number: int, text: str) -> Transcript:
    """The transcript with other words in a turn; their times stay where the words stay.

    Raises: UsageError if the turn is not there, or the text is empty or too long.
    """
    turn = turn_of(transcript, number)
    text = _tidy(text)
    corrected = replace(turn, text=text, marks=_moved_marks(turn, text))
    return _replaced(transcript, number, number, [corrected])


def with_speaker(
    transcript: Transcript, numbers: Iterable[int], speaker: str, label: str
) -> Transcript:
    """The transcript with these turns given to a speaker.

    Args:
        label: what the file calls this speaker; the name if the file does not know the person.
    Raises: UsageError if a turn is not there, or there is none.
    """
    chosen = {turn_of(transcript, number).number for number in numbers}
    if not chosen:
        raise UsageError("no turns are given; give their numbers")
    given = None if label == speaker else label
    return with_turns(
        transcript,
        (
            replace(turn, speaker=speaker, label=given) if turn.number in chosen else turn
            for turn in transcript.turns
        ),
    )


def with_split(transcript: Transcript, number: int, at: int) -> Transcript:
    """The transcript with a turn cut in two; all later turns get the next number.

    The time of the cut is that of the file if it has one there, else an estimate: people are
    taken to speak evenly between two times that are known.

    Args:
        at: how many characters of the turn's text come before the cut.
    Raises: UsageError if the turn is not there, or one of the parts would be empty.
    """
    turn = turn_of(transcript, number)
    first, second = turn.text[:at].rstrip(), turn.text[at:].lstrip()
    if not (0 < at < len(turn.text) and text_length(first) and text_length(second)):
        raise UsageError(
            f"turn {number} cannot be split at character {at}: both parts need words; its text has "
            f"{len(turn.text)} characters"
        )
    start = len(turn.text) - len(second)  # of the second part
    moment_s = _moment(turn, start)
    parts = [
        replace(
            turn,
            text=first,
            end_s=moment_s,
            marks=tuple(mark for mark in turn.marks if mark.offset < len(first)),
        ),
        replace(
            turn,
            text=second,
            start_s=moment_s,
            marks=_from_offset(turn.marks, start, moment_s),
        ),
    ]

    def renumber(before: int) -> tuple[int, ...]:
        if before == number:
            return (number, number + 1)
        return (before + (before > number),)

    return _replaced(transcript, number, number, parts, renumber)


def with_join(transcript: Transcript, first: int, last: int) -> Transcript:
    """The transcript with some turns of one speaker as one; all later turns get lower numbers.

    Raises: UsageError if a turn is not there, it is one turn only, or several people speak.
    """
    turns = [turn_of(transcript, number) for number in (first, last)]
    turns = list(transcript.turns[first - 1 : last])
    if len(turns) < 2:
        raise UsageError(f"turns {first} to {last} are not several; name the first and the last")
    names = list(dict.fromkeys(turn.speaker for turn in turns))
    if len(names) > 1:
        raise UsageError(
            f"turns {first} to {last} are spoken by {' and '.join(names)}; give them to one "
            "speaker first, then join them"
        )
    joined = turns[0]
    for turn in turns[1:]:
        joined = _joined(joined, turn)

    def renumber(before: int) -> tuple[int, ...]:
        return (before if before <= first else max(first, before - (last - first)),)

    return _replaced(transcript, first, last, [joined], renumber)


def turn_of(transcript: Transcript, number: int) -> Turn:
    """The turn with this number. Raises UsageError if there is none."""
    if not 1 <= number <= len(transcript.turns):
        raise UsageError(
            f"“{transcript.title}” has no turn {number}; it has 1 to {len(transcript.turns)}"
        )
    return transcript.turns[number - 1]


def renumbered_links(links: Iterable[Link], renumber: Renumber) -> tuple[Link, ...]:
    """The links between the same turns under their new numbers; a turn does not answer itself."""
    moved: list[Link] = []
    for link in links:
        question = renumber(link.question)[-1]  # people ask at the end of what they say
        numbers = dict.fromkeys(n for answer in link.answers for n in renumber(answer))
        answers = tuple(n for n in numbers if n != question)
        if answers:
            moved.append(Link(question, answers))
    return tuple(moved)


def _moved_notes(notes: Iterable[Note], renumber: Renumber) -> tuple[Note, ...]:
    """The notes after the same turns under their new numbers."""
    return tuple(
        replace(note, after_turn=renumber(note.after_turn)[-1]) if note.after_turn else note
        for note in notes
    )


def _replaced(
    transcript: Transcript,
    first: int,
    last: int,
    turns: Sequence[Turn],
    renumber: Renumber | None = None,
) -> Transcript:
    """The transcript with other turns in place of those from `first` to `last`."""
    before, after = transcript.turns[: first - 1], transcript.turns[last:]
    links = renumbered_links(transcript.links, renumber) if renumber else None
    return with_turns(transcript, (*before, *turns, *after), links, renumber)


def _tidy(text: str) -> str:
    """Words as readers leave them. Raises UsageError if there are none, or too many."""
    tidy = " ".join(printable(check_text(text, "the text")).split())
    if not tidy:
        raise UsageError("the text is empty; give the turn some words, or join it with another")
    if len(tidy) > MAX_TURN_CHARS:
        raise UsageError(
            f"the text has {len(tidy)} characters, and a turn at most {MAX_TURN_CHARS}; split it"
        )
    return tidy


def _joined(turn: Turn, following: Turn) -> Turn:
    from ....index.readers.utterances import join_text  # late: readers are slow to import

    text = join_text([turn.text, following.text])
    start = len(text) - len(following.text)
    later = [replace(mark, offset=mark.offset + start) for mark in _all_marks(following)]
    marks = [*_all_marks(turn), *later]
    end_s = following.end_s if following.end_s is not None else following.start_s
    return replace(
        turn,
        text=text,
        start_s=turn.start_s if turn.start_s is not None else following.start_s,
        end_s=turn.end_s if end_s is None else end_s,
        marks=tuple(marks) if len(marks) > 1 else (),
    )


def _all_marks(turn: Turn) -> tuple[TimeMark, ...]:
    """The marks of a turn; of one without any, its own time."""
    if turn.marks or turn.start_s is None:
        return turn.marks
    return (TimeMark(0, turn.start_s, turn.end_s),)


def _from_offset(
    marks: Sequence[TimeMark], start: int, start_s: float | None
) -> tuple[TimeMark, ...]:
    """The marks of a turn's text from an offset on, the first at its beginning."""
    later = [replace(m, offset=m.offset - start) for m in marks if m.offset >= start]
    if later and later[0].offset > 0 and start_s is not None:
        later.insert(0, TimeMark(0, start_s))
    return tuple(later)


def _moment(turn: Turn, offset: int) -> float | None:
    """When the words at an offset are spoken, to the tenth of a second; None if untimed."""
    known = {0: turn.start_s, len(turn.text): turn.end_s}
    known |= {mark.offset: mark.start_s for mark in turn.marks}
    if known.get(offset) is not None:
        return known[offset]
    points = sorted((place, moment) for place, moment in known.items() if moment is not None)
    for (start, start_s), (end, end_s) in pairwise(points):
        if start <= offset < end:
            share = text_length(turn.text[start:offset]) / max(1, text_length(turn.text[start:end]))
            return round(start_s + share * max(0.0, end_s - start_s), 1)
    return turn.time_at(offset)


def _moved_marks(turn: Turn, text: str) -> tuple[TimeMark, ...]:
    """The marks of a turn under other words: those of words that stay, stay with them."""
    if not turn.marks or text == turn.text:
        return turn.marks
    at_offset: dict[int, TimeMark] = {}
    place = _places(turn.text, text)
    for mark in turn.marks:
        offset = place(mark.offset)
        if offset < len(text):
            at_offset.setdefault(offset, replace(mark, offset=offset))
    return tuple(at_offset[offset] for offset in sorted(at_offset))


def _places(old: str, new: str) -> Callable[[int], int]:
    """A function from offsets of one text to those of another: what stays has its own place."""
    n_same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    head = min(len(old), len(new)) if n_same is None else n_same
    rest = min(len(old), len(new)) - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    middle, rewritten = old[head : len(old) - tail], new[head : len(new) - tail]
    stretches = [(0, len(middle), 0, len(rewritten))]
    if max(len(middle), len(rewritten)) <= _MAX_COMPARED:
        codes = SequenceMatcher(None, middle, rewritten, autojunk=False).get_opcodes()
        stretches = [(start, end, to, to_end) for _, start, end, to, to_end in codes]

    def place(offset: int) -> int:
        if offset < head:
            return offset
        if offset >= head + len(middle):
            return offset + len(new) - len(old)
        for start, end, to, to_end in stretches:
            if start <= offset - head < end:
                share = (offset - head - start) / (end - start)
                return head + to + int(share * (to_end - to))
        return head

    return place
