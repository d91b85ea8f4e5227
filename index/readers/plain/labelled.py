"""Text with labels: each opens a turn; what is above, between and below the turns are notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...text.language import HAN
from ...transcript import Note
from ..utterances import UNNAMED
from .draft import SENTENCE_END, Draft, DraftTurn, read_footer, read_preamble, speak_on
from .labels.names import is_furniture, is_list_word
from .lines import Line
from .page_furniture import begins_footer, begins_summary, is_footer, is_markup, is_rule, is_system
from .unlabelled import is_asking_heading

_MAX_CAPTION_LENGTH = 60  # characters
_MIN_INTRODUCTION_LENGTH = 80  # characters
_NEARLY_EVERY = 0.8
_FEW_TURNS = 3
_SHARED = 3  # Han characters that a caption and the heading share: a name


def read_labelled(
    lines: Sequence[Line], speakers: set[str], starts: set[int], draft: Draft
) -> None:
    """Put the turns that begin at `starts` and the notes around them in `draft`.

    Args:
        speakers: all labels that name a speaker.
        starts: positions of the lines that open a turn; at least one.
    """
    first = _read_heading(lines, speakers, starts, draft)
    last = max(starts)
    last_timed = max((i for i in starts if lines[i].start_s is not None), default=last)
    for position in range(first, len(lines)):
        is_below = position > last and begins_footer(lines[position])
        if is_below or (position > last_timed and begins_summary(lines[position])):
            read_footer(lines[position:], draft)
            break
        _read_line(lines, position, speakers, starts, draft)


def _read_heading(lines: Sequence[Line], speakers: set[str], starts: set[int], draft: Draft) -> int:
    """Put title and introduction in `draft`; return the position of the next line."""
    ordered = sorted(starts)
    first_turn = ordered[0]
    if first_turn == 0 and len(ordered) > 1 and _is_headline(lines, speakers):
        first_turn = ordered[1]
    if first_turn and lines[first_turn - 1].is_clock:
        first_turn -= 1
    read_preamble(lines[:first_turn], draft)
    return first_turn


def _is_headline(lines: Sequence[Line], speakers: set[str]) -> bool:
    """Whether the first line is a headline: “Facebook AI 贾扬清:AI,从大数据到高性能”.

    Its label does not repeat, it does not end like a sentence, and an introduction or a line like
    “日期：2018-11-02” follows, or a blank line if all turns end like sentences.
    """
    first, second = lines[0], lines[1]
    turns = [line.rest for line in lines if line.label in speakers and line.rest]
    finished = sum(SENTENCE_END.search(rest) is not None for rest in turns)
    is_apart = second.number > first.number + 1 and finished >= _NEARLY_EVERY * len(turns) - 1
    label_count = sum(line.label == first.label for line in lines)
    return (
        label_count == 1
        and not SENTENCE_END.search(first.text)
        and (
            (is_apart and len(turns) > _FEW_TURNS)
            or (
                second.label not in speakers
                and (is_furniture(second.label) or len(second.text) >= _MIN_INTRODUCTION_LENGTH)
            )
        )
    )


def _read_line(
    lines: Sequence[Line], position: int, speakers: set[str], starts: set[int], draft: Draft
) -> None:
    line = lines[position]
    if position in starts and line.label is not None:
        start_s = line.start_s
        if start_s is None and position and lines[position - 1].is_clock:
            start_s = lines[position - 1].start_s
        turn = DraftTurn(line.number, line.label, start_s, [], line.number)
        if line.rest:
            speak_on(turn, replace(line, text=line.rest))
        draft.turns.append(turn)
    elif line.is_clock:
        _read_clock(lines, position, starts, draft)
    elif _is_note(lines, position, speakers, starts, draft):
        draft.notes.append(Note(line.number, line.text))
    else:
        if line.opens_turn:
            draft.turns.append(DraftTurn(line.number, UNNAMED, None, [], opens_turn=True))
        speak_on(draft.turns[-1], line)


def _read_clock(lines: Sequence[Line], position: int, starts: set[int], draft: Draft) -> None:
    """Read a line that holds only a time: the turn above begins or goes on at it."""
    line = lines[position]
    turn = draft.turns[-1] if draft.turns else None
    if turn and not turn.parts and turn.start_s is None:  # time below the name
        turn.start_s = line.start_s
    elif position + 1 in starts:
        pass  # time above the name
    elif turn and line.number == lines[position - 1].number + 1:
        speak_on(turn, line)
    elif turn:
        draft.turns.append(DraftTurn(line.number, turn.speaker, line.start_s, [], goes_on=True))
    else:
        draft.notes.append(Note(line.number, line.text))


def _is_note(
    lines: Sequence[Line], position: int, speakers: set[str], starts: set[int], draft: Draft
) -> bool:
    """Whether a line without a label is no speech: a chapter, a message, a caption, a rule."""
    line = lines[position]
    if is_footer(line) and (position + 1 == len(lines) or position + 1 in starts):
        return True
    return (
        (not draft.turns and not line.opens_turn)
        or is_system(line.text)
        or (line.is_heading and not is_asking_heading(line))
        or is_markup(line)
        or _is_part(lines, position)
        or _is_between_rules(lines, position)
        or _is_caption(lines, position, speakers, draft)
    )


def _is_part(lines: Sequence[Line], position: int) -> bool:
    """Whether the line is a title like “Part Two: The Road”, with blank lines around it."""
    line = lines[position]
    around = lines[max(0, position - 1) : position + 2 : 2]
    return (
        is_list_word(line.label)
        and not SENTENCE_END.search(line.text)
        and all(abs(other.number - line.number) > 1 for other in around)
    )


def _is_between_rules(lines: Sequence[Line], position: int) -> bool:
    """Whether the line is a heading between two rules."""
    around = lines[max(0, position - 1) : position + 2 : 2]
    return len(around) == 2 and all(is_rule(line) for line in around)


def _is_caption(lines: Sequence[Line], position: int, speakers: set[str], draft: Draft) -> bool:
    """Whether a line is a caption: short, without sentence end, between two finished turns.

    It must name a speaker or share a name with the heading; otherwise it is speech.
    """
    line, previous = lines[position], lines[position - 1]
    following = lines[position + 1] if position + 1 < len(lines) else None
    return (
        len(line.text) <= _MAX_CAPTION_LENGTH
        and not SENTENCE_END.search(line.text)
        and SENTENCE_END.search(previous.text) is not None
        and previous.label in speakers
        and bool(previous.rest)
        and (following is None or following.label in speakers or is_furniture(following.label))
        and _names_somebody(line.text, speakers, draft)
    )


def _names_somebody(text: str, speakers: set[str], draft: Draft) -> bool:
    above = draft.turns[0].line
    heading = "\n".join(note.text for note in draft.notes if note.line < above)
    runs = (text[i : i + _SHARED] for i in range(len(text) - _SHARED + 1))
    return any(re.search(rf"(?<!\w){re.escape(speaker)}", text) for speaker in speakers) or any(
        re.fullmatch(f"[{HAN}]+", run) and run in heading for run in runs
    )
