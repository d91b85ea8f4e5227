"""Names that stand on a line of their own: beside a time, or above the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ....speakers import is_placeholder
from ....text.fold import fold
from ....text.language import HAN
from ..lines import Line
from .label_forms import NO_SPEAKER, ROLE_WORD
from .names import CLAUSE_OPENER, is_furniture, is_interjection, is_list_word, looks_like_a_name

_NEARLY_EVERY = 0.8
_MIN_NAMES = 2  # that come back
_MIN_LINES = 4  # with them
_MIN_SHARE = 0.2  # of the lines, if no blank line is above them
_SENTENCE_END = re.compile(r"[.。!！?？,，;；…、]$")
_HAN_NAME = re.compile(f"[{HAN}·]{{2,6}}")
_SECTION = re.compile(
    r"discussion|agenda|actions?|introduction|overview|background|status|updates?|chapter.*|scene.*"
    r"|act .*|the end|contents|references|appendix.*|abstract|yesterday|today|tomorrow"
    r"|讨论|决议|行动|进展|背景|简介|目录|第.+[章节幕场集]"
)


def with_names_beside_times(lines: Sequence[Line]) -> list[Line]:
    """Make labels of the lines that hold only a name, next to lines that hold only a time.

    This applies if nearly every time has such a neighbour, and a name repeats.
    """
    clocks = [position for position, line in enumerate(lines) if line.is_clock]
    for step in (-1, 1):
        named = {
            position + step: replace(
                lines[position + step],
                label=lines[position + step].text,
                start_s=lines[position].start_s,
            )
            for position in clocks
            if 0 <= position + step < len(lines) and _is_name_alone(lines[position + step])
        }
        names = {line.text for line in named.values()}
        if len(named) > max(len(names), _NEARLY_EVERY * len(clocks)):
            times = {position - step for position in named}
            return [named.get(i, line) for i, line in enumerate(lines) if i not in times]
    return list(lines)


def with_names_above_words(lines: Sequence[Line], n_known: int) -> list[Line]:
    """Make labels of the lines that hold only a name, with words below.

    Several names come back, each time with a blank line above; or if the file has no blank lines,
    each time between other lines, and they are many. In a file that writes names with times, one
    name that comes back is enough.

    Args:
        n_known: how many lines have a label that recurs without those.
    """
    has_timed_names = any(
        line.label and line.start_s is not None and not line.rest for line in lines
    )
    alone = _directly_above(lines) if has_timed_names else _lines_with_names(lines)
    counts = Counter(line.text for line in lines)
    found = Counter(lines[position].text for position in alone)
    names = {name for name, count in found.items() if count > 1 and count == counts[name]}
    n_lines = sum(found[name] for name in names)
    if not has_timed_names:
        if len(names) < _MIN_NAMES or n_lines < max(_MIN_LINES, n_known + 1):
            return list(lines)
        first = min(i for i in alone if lines[i].text in names)
        names |= {
            lines[i].text
            for i in alone
            if i > first
            and counts[lines[i].text] == 1
            and all(map(str.isupper, names)) == lines[i].text.isupper()
            and len(lines[i].text.split()) > 1
            and lines[i + 1].number == lines[i].number + 1
            and lines[i - 1].number < lines[i].number - 1
        }
    return [
        replace(line, label=line.text) if i in alone and line.text in names else line
        for i, line in enumerate(lines)
    ]


def _directly_above(lines: Sequence[Line]) -> set[int]:
    """Positions of lines that hold only a name, blank above and with words directly below."""
    numbers = {line.number for line in lines}
    return {
        i
        for i, line in enumerate(lines)
        if _is_name_alone(line) and line.number - 1 not in numbers and line.number + 1 in numbers
    }


def _lines_with_names(lines: Sequence[Line]) -> set[int]:
    """Positions of lines that hold only a name and stand above words."""
    named = list(map(_is_somebody, lines))
    apart = [i == 0 or lines[i].number > lines[i - 1].number + 1 for i in range(len(lines))]
    has_blanks = any(i and apart[i] and named[i] for i in range(len(lines)))
    if not has_blanks and sum(named) < _MIN_SHARE * len(lines):
        return set()
    return {
        i
        for i in range(len(lines) - 1)
        if named[i]
        and (apart[i] or not has_blanks)
        and not named[i + 1]
        and not (i and named[i - 1])
    }


def _is_name_alone(line: Line) -> bool:
    return line.label is None and not line.is_clock and looks_like_a_name(line.text)


def _is_somebody(line: Line) -> bool:
    """Whether the line may be a name without any time or mark that says so."""
    text = line.text
    folded = fold(text)
    if not _is_name_alone(line) or _SENTENCE_END.search(text) or text[0].islower():
        return False
    if is_placeholder(text) or ROLE_WORD.fullmatch(folded):
        return True
    return not (
        is_interjection(text)
        or is_list_word(text)
        or is_furniture(text)
        or any(kind.fullmatch(folded) for kind in (_SECTION, NO_SPEAKER, CLAUSE_OPENER))
    )
