"""Text without names: headings that ask with answers below, or one speaker's words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...text.sentences import sentence_spans
from ...transcript import Note
from ..utterances import UNNAMED
from .clocks import take_clock
from .draft import Draft, DraftTurn, clean, read_preamble, speak_on
from .labels.names import is_furniture
from .lines import Line
from .page_furniture import is_footer, is_markup, is_system

_QUESTION_END = re.compile(r"[?？]['\"”’」』)）\]*_]*$")
_MAX_PARAGRAPH_LENGTH = 1000  # characters of a turn
_ASKED, _ANSWERED = "Q", "A"  # the speakers if headings ask the questions


def is_asking_heading(line: Line) -> bool:
    """Whether the line is a heading or bold question: “## How did it start?”."""
    is_bold = line.text.startswith(("**", "__")) and line.text.endswith(("**", "__"))
    return (line.is_heading or is_bold) and _QUESTION_END.search(line.text) is not None


def read_questions_and_answers(lines: Sequence[Line], draft: Draft) -> None:
    """Make each heading that asks a turn of Q, and the text below it a turn of A."""
    first = next(i for i, line in enumerate(lines) if is_asking_heading(line))
    read_preamble(lines[:first], draft)
    for position in range(first, len(lines)):
        line = lines[position]
        if is_asking_heading(line):
            question = clean(line.text.lstrip("# ").strip("*_ "))
            draft.turns.append(DraftTurn(line.number, _ASKED, None, [question], line.number))
            draft.turns.append(DraftTurn(line.number, _ANSWERED, None, []))
        elif line.is_heading or is_markup(line) or is_footer(line):
            draft.notes.append(Note(line.number, line.text))
        else:
            speak_on(draft.turns[-1], line)


def read_unnamed(lines: Sequence[Line], draft: Draft) -> None:
    """Make each paragraph a turn of one unnamed speaker; cut long ones between sentences."""
    body = list(lines)
    head = 0
    while head < len(body) and (body[head].is_heading or is_furniture(body[head].label)):
        head += 1
    if head < len(body):
        read_preamble(body[:head], draft)
        body = body[head:]
    is_timed = sum(take_clock(line.text) is not None for line in body) > len(body) / 2
    last_line = -1
    start_s: float | None = None
    for position, line in enumerate(body):
        is_last = position == len(body) - 1
        if line.is_clock:
            start_s, last_line = line.start_s, -1
            continue
        if is_markup(line) or is_system(line.text) or (is_last and is_footer(line)):
            draft.notes.append(Note(line.number, line.text))
            continue
        time, text = (is_timed and take_clock(line.text)) or (None, line.text)
        is_below = draft.turns and time is None and line.number == last_line + 1
        if line.opens_turn or not is_below:
            start_s = start_s if time is None else time
            draft.turns.append(
                DraftTurn(line.number, UNNAMED, start_s, [], opens_turn=line.opens_turn)
            )
        speak_on(draft.turns[-1], Line(line.number, text))
        start_s, last_line = None, line.number
    draft.turns = [piece for turn in draft.turns for piece in _cut(turn)]


def _cut(turn: DraftTurn) -> Iterator[DraftTurn]:
    text = "\n".join(turn.parts)
    spans = sentence_spans(text) if len(text) > _MAX_PARAGRAPH_LENGTH else []
    start = 0
    start_s, opens = turn.start_s, turn.opens_turn
    for (_, end), (following, following_end) in itertools.pairwise(spans):
        if following_end - start > _MAX_PARAGRAPH_LENGTH:
            yield replace(turn, start_s=start_s, parts=[text[start:end]], opens_turn=opens)
            start, start_s, opens = following, None, False
    yield replace(turn, start_s=start_s, parts=[text[start:]], opens_turn=opens)
