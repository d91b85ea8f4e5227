"""Lines that say who the labels are: “Q = the interviewer”, “問：本刊記者　答：茶農老周”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..lines import Line
from .names import looks_like_a_name

_NAME = r"(?P<name>[^=＝:：,，;；/／|｜、]{1,40}?)"
_EQUALS = r"\s*(?:[=＝]|:\s*=)\s*"
_COLON = r"\s*[:：]\s*"
_MAX_LINES = 40  # above the talk


def read_legend(lines: Sequence[Line], speakers: set[str]) -> tuple[set[int], dict[str, str]]:
    """Positions of the lines that only explain labels, and label → name where they give a name.

    Such a line lies among the first of the file and explains labels that come again.
    """
    counts = Counter(line.label for line in lines)
    labels = sorted((label for label in speakers if len(label) <= 20), key=len, reverse=True)
    if not labels:
        return set(), {}
    label = rf"(?P<label>{'|'.join(map(re.escape, labels))})"
    after = rf"\s*(?:[,，;；/／|｜、]\s*|\s(?={label.replace('?P<label>', '?:')}\s*[=＝:：])|$)"
    with_equals = re.compile(rf"[(（\[*-]?\s*{label}{_EQUALS}{_NAME}[)）\]]?{after}")
    with_colons = re.compile(rf"{label}{_COLON}{_NAME}{after}")
    positions: set[int] = set()
    names: dict[str, str] = {}
    has_begun = False
    for position, line in enumerate(lines[:_MAX_LINES]):
        pairs = _pairs(with_equals, line.text)
        if not pairs and not has_begun:
            pairs = _pairs(with_colons, line.text)
            is_legend = len(pairs) > 1 and any(map(_is_name, pairs.values()))
            pairs = pairs if is_legend else {}  # “Mara: 1 Owen: he said” are words
        if pairs and all(counts[one] > 1 for one in pairs):
            positions.add(position)
            names |= pairs
        elif line.label in speakers:
            has_begun = True  # below, “Mara: Owen: he said” are words
    block = _block_of_names(lines, speakers, counts)
    positions |= block.keys()
    names |= {lines[position].label or "": name for position, name in block.items()}
    return positions, {one: name for one, name in names.items() if _is_name(name)}


def _is_name(text: str) -> bool:
    return looks_like_a_name(text) and not text[0].islower()


def _pairs(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    """Label → name if the whole text consists of such pairs."""
    pairs: dict[str, str] = {}
    end = 0
    while end < len(text):
        match = pattern.match(text, end)
        if not match or match.end() == end:
            return {}
        pairs[match["label"]] = match["name"].strip()
        end = match.end()
    return pairs


def _block_of_names(
    lines: Sequence[Line], speakers: set[str], counts: Counter[str | None]
) -> dict[int, str]:
    """Position → name for a block at the top: “MQ: Mara Quist”, “OP: Owen Pell”, a blank line."""
    first = next((i for i, line in enumerate(lines) if line.label in speakers), 0)
    block: dict[int, str] = {}
    for position in range(first, min(len(lines), first + _MAX_LINES)):
        line = lines[position]
        if line.number != lines[first].number + position - first or line.label not in speakers:
            break
        name = line.rest.strip()
        if not _is_whole_name(name) or counts[line.label] < 2 or line.start_s is not None:
            return {}
        block[position] = name
    after = first + len(block)
    ends_blank = after < len(lines) and lines[after].number > lines[first].number + len(block)
    labels = {lines[position].label for position in block}
    return block if len(block) > 1 and len(labels) == len(block) and ends_blank else {}


def _is_whole_name(name: str) -> bool:
    words = re.sub(r"\s*[(（,，].*", "", name).split()
    return (
        len(words) > 1
        and looks_like_a_name(" ".join(words))
        and all(word[0].isupper() for word in words)
    )
