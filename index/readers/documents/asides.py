"""What stands beside the talk: details, callouts, boxes, quotes of the original."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ...text.language import language_of
from .labels import HEADING, label_of, recurring_labels, split
from .lines import Document, TextLine, note_lines, paragraphs, text_of

_MOST = 0.5
_NEARLY_ALL = 0.8
_MIN_TRANSLATED = 2  # quotes of the original in a document


def place_asides(document: Document) -> None:
    """Make notes of asides beside a talk, or of what stands around a talk in asides.

    An aside with labels of its own is part of the talk, unless it says in another language what
    was said above.
    """
    lines = document.lines
    if any(line.aside for line in lines):
        inside = recurring_labels(line for line in lines if line.aside)
        outside = recurring_labels(line for line in lines if not line.aside)
        if inside and not outside:
            note_lines(document, lambda n: not lines[n].aside and not HEADING.match(lines[n].text))
        elif outside:
            beside = _translated(lines) | _unlabelled(lines, {*inside, *outside})
            if sum(outside.values()) >= sum(inside.values()):
                beside |= {line.aside for line in lines if line.aside < 0}
            note_lines(document, lambda n: lines[n].aside in beside)
    _note_originals(document)


def _unlabelled(lines: Sequence[TextLine], labels: set[str]) -> set[int]:
    """The asides in which none of the labels stands."""
    asides = {line.aside for line in lines if line.aside}
    return asides - {line.aside for line in lines if line.aside and label_of(line) in labels}


def _translated(lines: Sequence[TextLine]) -> set[int]:
    """All asides, if most repeat the label above them or have the words of another language."""
    asides = {line.aside for line in lines if line.aside}
    repeating: set[int] = set()
    above: str | None = None
    opened: set[int] = set()
    for line in lines:
        label = label_of(line)
        if label and not line.aside:
            above = label
        elif label and line.aside not in opened:
            opened.add(line.aside)
            if label == above:
                repeating.add(line.aside)
    if len(repeating) > 1 and len(repeating) > _MOST * len(asides):
        return asides
    inside = language_of("\n".join(line.text for line in lines if line.aside))
    outside = language_of("\n".join(line.text for line in lines if not line.aside))
    return asides if {inside, outside} == {"zh", "en"} else set()


def _words(lines: Sequence[TextLine], positions: range) -> str:
    """A paragraph without its label."""
    label, words = split(lines[positions.start])
    rest = text_of(lines, positions[1:])
    return f"{words} {rest}" if label else text_of(lines, positions)


def _note_originals(document: Document) -> None:
    """Make notes of quotes that say in another language what the paragraph above says."""
    lines = document.lines
    blocks = [(block, _words(lines, block)) for block in paragraphs(lines)]
    quoted = [
        (block, text, previous)
        for (_, previous), (block, text) in itertools.pairwise(blocks)
        if lines[block.start].is_quoted
    ]
    original = [
        block
        for block, text, above in quoted
        if {language_of(text), language_of(above)} == {"zh", "en"}
    ]
    n_quoted = len(quoted)
    if len(original) >= _MIN_TRANSLATED and len(original) >= _NEARLY_ALL * n_quoted:
        positions = {position for block in original for position in block}
        note_lines(document, lambda n: n in positions)
