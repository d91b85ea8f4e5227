"""Numbers that a layout puts before lines and labels: “12  Q. …”, “2. 林葉議員：…”."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from .names import is_list_word

_NUMBERED = re.compile(r"\s*(?P<number>\d{1,5})(?::?\s+(?P<text>\S.*)|:?\s*)$")
_LABELLED = re.compile(r"\s*(?:[QA][.:\s]|[^\s:：][^:：]{0,39}[:：]|>>)")
_NUMBER_AND_LABEL = re.compile(
    r"(?P<space>\s*)[(（\[]?\d{1,4}(?:[.)）\]、．]+|\s(?=\s*\S))\s*(?P<turn>(?P<label>[^\s\d:：][^:：]{0,39})[:：].*)$"
)
_LABEL = re.compile(r"\s*(?P<label>[^\s:：][^:：]{0,39})[:：]")
_MIN_LINES = 5
_MIN_SHARE = 0.8
_MIN_LABELS = 2


def without_line_numbers(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines (number in the file, text) without the numbers of a deposition's lines.

    Nearly all lines have a number, one more than the line before or from 1 on each page, and
    behind it some have labels.
    """
    numbered = [_NUMBERED.match(text) for _, text in lines]
    numbers = [int(match["number"]) for match in numbered if match]
    if len(numbers) < max(_MIN_LINES, _MIN_SHARE * len(lines)):
        return list(lines)
    steps = sum(after in (before + 1, 1) for before, after in itertools.pairwise(numbers))
    labelled = sum(bool(match and _LABELLED.match(match["text"] or "")) for match in numbered)
    if steps < _MIN_SHARE * (len(numbers) - 1) or labelled < _MIN_LABELS:
        return list(lines)
    return [
        (number, (match["text"] or "") if match else text)
        for (number, text), match in zip(lines, numbered, strict=True)
        if not match or match["text"]
    ]


def without_numbers_before_labels(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines without a number before a label that other lines have, too: “1. 周明議員：…”."""
    numbered = {
        position: match
        for position, (_, text) in enumerate(lines)
        if (match := _NUMBER_AND_LABEL.match(text)) and not is_list_word(match["label"].strip())
    }
    if not numbered:
        return list(lines)
    bare = [
        _LABEL.match(text) for position, (_, text) in enumerate(lines) if position not in numbered
    ]
    counts = Counter(match["label"].strip() for match in (*bare, *numbered.values()) if match)
    return [
        (number, numbered[position]["turn"])
        if position in numbered and counts[numbered[position]["label"].strip()] > 1
        else (number, text)
        for position, (number, text) in enumerate(lines)
    ]
