"""Files in which only the questions are marked: the paragraphs between them are the answers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from .clocks import take_clock
from .labels.label_forms import ANSWER_OF
from .lines import Line
from .page_furniture import is_footer, is_markup, is_system

_QUESTION_END = re.compile(r"[?？]['\"”’」』)）\]*_]*$")
_FIRST_MARK = re.compile(r"(?:[—–―─-]{1,3}|[▲△▼●○◆◇■□★☆♦►▶※·•*_#]{1,3})\s*(?=\S)")
_DASHED = re.compile(r"[—–―─]{1,3}\s*(?=[¿¡“「]|(?![a-zß-ÿ])\w)")
ASKED, ANSWERED = "Q", "A"  # the speakers if the file names neither
_MIN_QUESTIONS = 3
_MIN_OF_A_PAIR = 2  # if the label is “Q” or the like
_MOSTLY = 0.75
_HALF = 0.5
_NEARLY_ALL = 0.9
_MIN_SHARE = 0.25  # questions among the paragraphs of the talk
_MAX_INTRODUCTION = 4  # paragraphs above the first question
_MAX_QUESTION_LENGTH = 400  # characters
_MAX_QUESTION_LINES = 20


def with_answers_labelled(lines: Sequence[Line], starts: set[int]) -> dict[int, Line]:
    """Position → line, for the first lines of answers without a label, below labelled questions.

    Nothing unless nearly all labelled turns ask and have a paragraph without a label below.
    """
    ordered = sorted(starts)
    answers: dict[int, Line] = {}
    n_asking = 0
    for start, end in zip(ordered, [*ordered[1:], len(lines)], strict=True):
        answer = _first_of_answer(lines, start, end)
        n_asking += _asks(lines, start, answer if answer is not None else end)
        if answer is not None:
            line = lines[answer]
            label = _answerer(lines[start].label or "")
            answers[answer] = replace(line, label=label, rest=line.text, has_colon=True)
    is_pair = any(_mark(lines[start].label or "") in ANSWER_OF for start in ordered)
    enough = _MIN_OF_A_PAIR if is_pair else _MIN_QUESTIONS
    is_one = len({lines[start].label for start in ordered}) == 1
    share = _MOSTLY if is_one else _NEARLY_ALL
    share_asking = min(share, _HALF) if is_one and is_pair else share
    if len(ordered) < enough or len(answers) < share * len(ordered):
        return {}
    return answers if n_asking >= share_asking * len(ordered) else {}


def with_dashed_questions_labelled(lines: Sequence[Line], starts: set[int]) -> dict[int, Line]:
    """Position → line, for questions behind a dash, where only the answers have labels.

    “――お父様は？” above “田中：…”. Nothing unless nearly all are right above a labelled turn.
    """
    dashed = [i for i, line in enumerate(lines) if i not in starts and _DASHED.match(line.text)]
    ends = starts | set(dashed)
    n_above = sum(_next_in(ends, i, len(lines)) in starts for i in dashed)
    if len(dashed) < _MIN_OF_A_PAIR or n_above < _NEARLY_ALL * len(dashed):
        return {}
    return {
        i: replace(
            lines[i], label=ASKED, rest=_DASHED.sub("", lines[i].text, count=1), has_colon=True
        )
        for i in dashed
    }


def _next_in(positions: set[int], position: int, end: int) -> int | None:
    """The first of the positions after `position`, at most a few lines below; None without."""
    below = range(position + 1, min(end, position + 1 + _MAX_QUESTION_LINES))
    return next((i for i in below if i in positions), None)


def _mark(label: str) -> str:
    return label.rstrip("0123456789. ")


def _answerer(label: str) -> str:
    return ANSWER_OF.get(_mark(label), ANSWERED)


def _first_of_answer(lines: Sequence[Line], start: int, end: int) -> int | None:
    """The position below the question that begins at `start`; None if nothing is there.

    The question is the first paragraph, or if no blank line follows, ends with a question mark.
    """
    block = _block_end(lines, start, end)
    asking = [i for i in range(start, block) if _QUESTION_END.search(_words(lines[i]))]
    if block == end and asking:
        block = asking[0] + 1
    elif block == end:
        block = start + 1
    speaking = (
        i
        for i in range(block, end)
        if not (lines[i].is_clock or lines[i].is_heading or is_markup(lines[i]))
        and not (is_footer(lines[i]) or is_system(lines[i].text))
    )
    return next(speaking, None)


def _block_end(lines: Sequence[Line], start: int, end: int) -> int:
    position = start + 1
    while position < end and lines[position].number <= lines[position - 1].number + 1:
        position += 1
    return position


def _words(line: Line) -> str:
    return line.rest if line.label else line.text


def _asks(lines: Sequence[Line], start: int, end: int) -> bool:
    words = (_words(lines[i]) for i in range(start, min(end, start + _MAX_QUESTION_LINES)))
    return any("?" in text or "？" in text for text in words)


def with_questions_labelled(lines: Sequence[Line]) -> dict[int, Line]:
    """Position → line with a label, for the questions and answers of a file without any label.

    Questions have a mark of their own (“——”, “■”, italics), or are short paragraphs that end with
    a question mark, each with a longer answer below. Nothing if the file is not of this kind.
    """
    paragraphs = _paragraphs(lines)
    has_times = sum(take_clock(line.text) is not None for line in lines) > len(lines) / 2
    are_apart = len(paragraphs) < 2 or _has_blanks(lines)
    bare = _bare_questions(paragraphs) if are_apart and not has_times else []
    for questions in (_marked_questions(paragraphs), bare):
        if questions:
            return _labelled(paragraphs, questions)
    return {}


def _has_blanks(lines: Sequence[Line]) -> bool:
    return any(after.number > before.number + 1 for before, after in itertools.pairwise(lines))


def _paragraphs(lines: Sequence[Line]) -> list[tuple[int, list[Line]]]:
    """Each paragraph's position and lines; every line is one if no blank lines are in the file."""
    has_blanks = _has_blanks(lines)
    paragraphs: list[tuple[int, list[Line]]] = []
    for position, line in enumerate(lines):
        if line.is_clock or line.is_heading or is_markup(line) or is_footer(line):
            continue
        last = paragraphs[-1] if paragraphs else None
        if last and has_blanks and line.number == last[1][-1].number + 1:
            last[1].append(line)
        else:
            paragraphs.append((position, [line]))
    return paragraphs


_Paragraphs = Sequence[tuple[int, list[Line]]]


def _ends_asking(lines: Sequence[Line]) -> bool:
    return _QUESTION_END.search(lines[-1].text) is not None and _size(lines) <= _MAX_QUESTION_LENGTH


def _size(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _marked_questions(paragraphs: _Paragraphs) -> list[int]:
    """Indexes of the paragraphs with the mark that the questions have, and nothing else has."""
    marks = [_FIRST_MARK.match(lines[0].text) for _, lines in paragraphs]
    asking = [
        bool(mark and _ends_asking(lines))
        for mark, (_, lines) in zip(marks, paragraphs, strict=True)
    ]
    kinds = {_kind(mark) for mark, asks in zip(marks, asking, strict=True) if mark and asks}
    if len(kinds) != 1:
        return []
    kind = kinds.pop()
    questions = [i for i, mark in enumerate(marks) if mark and _kind(mark) == kind]
    n_asking = sum(asking[i] for i in questions)
    if n_asking < _MIN_OF_A_PAIR or n_asking < _MOSTLY * len(questions):
        return []
    return questions if _have_answers(questions, len(paragraphs)) else []


def _kind(mark: re.Match[str]) -> str:
    return mark[0].strip().replace("_", "*")


def _bare_questions(paragraphs: _Paragraphs) -> list[int]:
    """Indexes of the paragraphs that ask, if all have an answer below, mostly a longer one."""
    questions = [i for i, (_, lines) in enumerate(paragraphs) if _ends_asking(lines)]
    if len(questions) < _MIN_QUESTIONS or questions[0] > _MAX_INTRODUCTION:
        return []
    below = range(questions[0], len(paragraphs))
    is_question = set(questions)
    answers = [i for i in below if i not in is_question]
    asked = sum(_size(paragraphs[i][1]) for i in questions)
    answered = sum(_size(paragraphs[i][1]) for i in answers)
    if len(questions) < _MIN_SHARE * len(below) or answered < asked:
        return []
    return questions if _have_answers(questions, len(paragraphs)) else []


def _have_answers(questions: Sequence[int], n_paragraphs: int) -> bool:
    """Whether a paragraph that does not ask follows nearly each question."""
    gaps = [
        after > before + 1
        for before, after in zip(questions, [*questions[1:], n_paragraphs], strict=True)
    ]
    return bool(gaps) and sum(gaps) >= min(_NEARLY_ALL * len(gaps), len(gaps) - 1) and any(gaps)


def _labelled(paragraphs: _Paragraphs, questions: Sequence[int]) -> dict[int, Line]:
    labelled: dict[int, Line] = {}
    is_question = set(questions)
    for i in range(questions[0], len(paragraphs)):
        position, (line, *_) = paragraphs[i]
        if i in is_question:
            words = _FIRST_MARK.sub("", line.text, count=1).strip("*_ ")
            labelled[position] = replace(line, label=ASKED, rest=words, has_colon=True)
        elif i - 1 in is_question:
            labelled[position] = replace(line, label=ANSWERED, rest=line.text, has_colon=True)
    return labelled
