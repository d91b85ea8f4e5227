"""Plain text and Markdown: “Alex: …”, “Alex 00:01:02” above the words, “**Alex** …”, “## Q: …”.

What is not speech becomes a note. Text without names belongs to one unnamed speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ...errors import TranscriptError
from ...text.fold import fold
from ...transcript import Note
from ..utterances import Contents, Utterance
from .changes import cut_at_changes
from .draft import Draft, take_front_matter
from .inner_times import cut_at_times
from .labelled import read_labelled
from .labels.forms import with_labels_by_form
from .labels.legend import read_legend
from .labels.names_alone import with_names_above_words, with_names_beside_times
from .labels.numbering import without_line_numbers, without_numbers_before_labels
from .labels.same_person import names_of_labels
from .labels.speaker_labels import speaker_labels
from .lines import Line, split_label
from .lrc import take_tags
from .moments import with_moments_as_times
from .page_furniture import cut_end_mark, is_system
from .questions import (
    with_answers_labelled,
    with_dashed_questions_labelled,
    with_questions_labelled,
)
from .unlabelled import is_asking_heading, read_questions_and_answers, read_unnamed


def read_plain(text: str, *, format: str = "text") -> Contents:
    """Read text with or without a speaker's name before each turn.

    Args:
        format: the format that the text was extracted from: “Word”.
    Returns: the turns; titles, captions and footers as notes with line numbers.
    Raises: TranscriptError if the text holds no words.
    """
    draft = Draft()
    raw_lines = _raw_lines(take_front_matter(text, draft), draft)
    lines, day = _split_lines(raw_lines)
    lines, speakers = _find_speakers(lines, draft.names)
    lines = _spelled_alike(lines, speakers)
    lines, speakers = _with_one_label_a_person(lines, speakers, draft)
    accepted = _starts_of_turns(lines, speakers)
    if _has_headings_as_questions(lines, accepted):
        read_questions_and_answers(lines, draft)
    elif _has_labels_as_speakers(lines, accepted):
        read_labelled(*_with_all_labels(lines, speakers, accepted), draft)
    elif not any(line.opens_turn for line in lines) and (asked := with_questions_labelled(lines)):
        read_labelled(*_with_labels(lines, set(), set(), asked), draft)
    else:
        format = f"{format} without speakers"
        read_unnamed(lines, draft)
    turns = cut_at_times(draft.turns)
    spoken = [turn for turn in turns if turn.parts]
    if not spoken:
        raise TranscriptError("it holds no words that anybody says; nothing to add")
    silent = [
        Note(turn.line, f"{turn.speaker}:") for turn in turns if not (turn.parts or turn.goes_on)
    ]
    return Contents(
        format,
        tuple(
            Utterance(
                "\n".join(turn.parts), turn.speaker, turn.start_s, turn.end_s, turn.opens_turn
            )
            for turn in spoken
        ),
        title=draft.title,
        date=draft.date or day,
        url=draft.url,
        notes=tuple(sorted(draft.notes + silent, key=lambda note: note.line)),
    )


def _raw_lines(text: str, draft: Draft) -> list[tuple[int, str]]:
    """The lines that are not blank, with their numbers, without what a layout puts before them."""
    lines: list[tuple[int, str]] = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        pieces = [raw] if is_system(raw.strip()) else cut_end_mark(raw)
        lines += [(number, piece) for piece in pieces if piece.strip()]
    lines = take_tags(lines, draft)
    return without_numbers_before_labels(without_line_numbers(lines))


def _with_one_label_a_person(
    lines: Sequence[Line], speakers: set[str], draft: Draft
) -> tuple[list[Line], set[str]]:
    """The lines and speakers with one label for each person; legends and descriptions are notes."""
    explained, names = read_legend(lines, speakers)
    draft.notes += [Note(lines[i].number, lines[i].text) for i in sorted(explained)]
    lines = [line for i, line in enumerate(lines) if i not in explained]
    labels = [line.label for line in lines if line.label in speakers]
    short = names_of_labels([names.get(label, label) for label in labels if label])
    named = {
        label: short.get(names.get(label, label), names.get(label, label)) for label in speakers
    }
    described = {label for label, name in named.items() if len(label) > len(name)}
    first = {line.label: line.number for line in reversed(lines) if line.label in described}
    draft.notes += [Note(number, label) for label, number in first.items() if label]
    lines = [
        replace(line, label=named.get(line.label, line.label)) if line.label else line
        for line in lines
    ]
    return lines, set(named.values())


def _with_all_labels(
    lines: Sequence[Line], speakers: set[str], starts: set[int]
) -> tuple[Sequence[Line], set[str], set[int]]:
    labelled = with_answers_labelled(lines, starts) or with_dashed_questions_labelled(lines, starts)
    return _with_labels(lines, speakers, starts, labelled)


def _with_labels(
    lines: Sequence[Line], speakers: set[str], starts: set[int], labelled: dict[int, Line]
) -> tuple[Sequence[Line], set[str], set[int]]:
    """Lines, speakers and positions of turns, together with the labels found for other lines."""
    lines = [labelled.get(position, line) for position, line in enumerate(lines)]
    found = {line.label for line in labelled.values() if line.label}
    return lines, speakers | found, starts | labelled.keys()


def _find_speakers(lines: Sequence[Line], names: Sequence[str]) -> tuple[list[Line], set[str]]:
    """The lines, with labels in the form that the file uses, and the labels that are speakers."""
    speakers = speaker_labels(lines, names) - _header_labels(lines)
    named = with_names_above_words(lines, _count_recurring(lines, speakers))
    alone = {line.label for line in named if line.label and line.label == line.text}
    if alone:
        speakers = speaker_labels(named, [*names, *alone]) - _header_labels(named)
    formed, labels = with_labels_by_form(lines, _count_recurring(named, speakers))
    if labels:
        return formed, speaker_labels(formed, [*names, *labels]) - _header_labels(formed) | labels
    return named, speakers


def _count_recurring(lines: Sequence[Line], speakers: set[str]) -> int:
    """How many lines begin with a speaker, if some speakers come back."""
    counts = Counter(line.label for line in lines if line.label in speakers)
    return counts.total() if any(count > 1 for count in counts.values()) else 0


def _split_lines(raw_lines: Sequence[tuple[int, str]]) -> tuple[list[Line], str | None]:
    """The lines with labels and times split off, and the date of the first hour with a date."""
    pieces = cut_at_changes(raw_lines)
    timed, day = with_moments_as_times([(number, text) for number, text, _ in pieces])
    lines: list[Line] = []
    for position, (number, text, opens) in enumerate(pieces):
        if is_system(text.strip()):
            line = Line(number, text.strip())
        elif position in timed:
            line = replace(split_label(number, timed[position]), text=text.strip())
        else:
            line = split_label(number, text)
        lines.append(replace(line, opens_turn=True) if opens else line)
    return with_names_beside_times(lines), day


def _header_labels(lines: Sequence[Line]) -> set[str]:
    """Labels in a block of fields at the top: “Tape: 2”, “Transcriber: jk”, then a blank line.

    Each occurs once in the file, while the labels of the talk repeat.
    """
    counts = Counter(line.label for line in lines)
    block = 0
    for line in lines:
        if line.number != lines[0].number + block or not line.has_colon or counts[line.label] > 1:
            break
        block += 1
    ends_blank = block < len(lines) and lines[block].number > lines[0].number + block
    if block < 2 or not ends_blank or max(n for label, n in counts.items() if label) < 2:
        return set()
    return {line.label for line in lines[:block] if line.label}


def _spelled_alike(lines: Sequence[Line], speakers: set[str]) -> list[Line]:
    """Give labels that fold to a speaker's name that name: “LEE: …” → “Lee: …”."""
    spelled = {fold(name): name for name in sorted(speakers) if len(name) > 1}
    return [
        replace(line, label=spelled[fold(line.label)])
        if line.label
        and line.has_colon
        and line.label not in speakers
        and fold(line.label) in spelled
        else line
        for line in lines
    ]


def _starts_of_turns(lines: Sequence[Line], speakers: set[str]) -> set[int]:
    """Positions of lines that open a turn: with a label, and a time that does not run backwards.

    A label with a time but no colon may be speech: “会议改到 10:30”. If most times run backwards,
    the recording has several parts, and all labels count.
    """
    starts: set[int] = set()
    backwards: set[int] = set()
    latest = 0.0
    for position, line in enumerate(lines):
        if line.label is None or line.label not in speakers:
            continue
        if line.start_s is not None and line.start_s < latest and not line.has_colon:
            backwards.add(position)
            continue
        starts.add(position)
        latest = latest if line.start_s is None else line.start_s
    return starts | backwards if len(backwards) > len(starts) / 4 else starts


def _has_headings_as_questions(lines: Sequence[Line], starts: set[int]) -> bool:
    """Whether headings ask the questions, and outnumber the labels, if there are any."""
    asking = [i for i, line in enumerate(lines) if is_asking_heading(line) and i not in starts]
    counts = Counter(lines[position].label for position in starts)
    labelled = sum(count for count in counts.values() if count > 1)
    return len(asking) > max(1, labelled) and not all(i + 1 in starts for i in asking)


def _has_labels_as_speakers(lines: Sequence[Line], starts: set[int]) -> bool:
    """Whether labels name the speakers; a single “Summary: …” in a text is not enough."""
    return len(starts) > 1 or (len(starts) == 1 and min(starts) <= len(lines) // 10 + 1)
