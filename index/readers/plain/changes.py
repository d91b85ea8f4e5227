"""Marks that another speaker begins, without saying who: “>> …”, “— …”, “[SPEAKER_TURN]”."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ANGLES = re.compile(r"\s*(?:>>+|(?:&gt;){2,})\s*")
_ANGLES_INSIDE = re.compile(r"(?<=[.?!…,\-–—\"'”’)\]。？！，])\s+(?=(?:>>+|(?:&gt;){2,})\s*\S)")
_EMAIL_QUOTE = re.compile(r"\s*>(?!>)")
_TURN = re.compile(r"[\[(<]\s?speaker[ _-]?(?:turn|change)\s?[\])>]", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—―─]{1,2}\s*(?=\S)(?![-–—―─])")
_MIN_MARKS = 2
_MIN_DASHES = 0.85  # of the lines
_MIN_QUESTIONS = 0.25  # of the lines with a dash: lists ask nothing
_QUESTION = re.compile(r"[?？][\"'”’」』)）]*\s*$")

_Marked = list[tuple[int, str, bool]]


def cut_at_changes(lines: Sequence[tuple[int, str]]) -> _Marked:
    """Lines (number, text, whether another speaker begins), cut and without the marks.

    `>>` marks changes if it begins several lines or sentences and the file is no e-mail with
    quotations; a dash does if nearly every line has it and some of them ask.
    """
    pieces: _Marked = []
    is_angled = _marks_changes_with_angles(lines)
    is_dashed = not is_angled and _marks_changes_with_dashes(lines)
    opens = False
    for number, text in lines:
        for i, piece in enumerate(_TURN.split(text)):
            opens = opens or i > 0
            parts = _ANGLES_INSIDE.split(piece) if is_angled else [piece]
            for part in parts:
                mark = (
                    (_ANGLES if is_angled else _DASH).match(part)
                    if is_angled or is_dashed
                    else None
                )
                spoken = part[mark.end() :] if mark else part
                if spoken.strip():
                    pieces.append((number, spoken, opens or mark is not None))
                    opens = False
                else:
                    opens = opens or mark is not None
    return pieces


_LABELLED = re.compile(r"(?!>>).{1,60}?[:：](?:\s|$)")
_MIN_LABELLED = 0.25  # of the lines


def _marks_changes_with_angles(lines: Sequence[tuple[int, str]]) -> bool:
    at_start = sum(_ANGLES.match(text) is not None for _, text in lines)
    inside = sum(len(_ANGLES_INSIDE.findall(text)) for _, text in lines)
    prompts = sum(text.startswith(">>> ") for _, text in lines)  # of Python
    if at_start + inside < _MIN_MARKS or prompts > at_start / 2:
        return False
    spoken = [text for _, text in lines if text.strip()]
    labelled = sum(_LABELLED.match(text) is not None for text in spoken)
    if labelled > max(1, at_start) and labelled >= _MIN_LABELLED * len(spoken):
        return False  # the labels change the speaker
    return not any(_EMAIL_QUOTE.match(text) for _, text in lines)


def _marks_changes_with_dashes(lines: Sequence[tuple[int, str]]) -> bool:
    spoken = [text for _, text in lines if text.strip()]
    dashed = [text for text in spoken if _DASH.match(text)]
    asking = [text for text in dashed if _QUESTION.search(text)]
    return (
        len(dashed) > _MIN_MARKS
        and len(dashed) >= _MIN_DASHES * len(spoken)
        and len(asking) >= max(1, _MIN_QUESTIONS * len(dashed))
        and len(asking) < len(dashed)
    )
