"""The lines of a document while its structure is read: what stays will be read as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...transcript import Note


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of Markdown."""

    number: int  # in the file, from 1
    text: str  # “” if blank
    aside: int = 0  # which details hold it; below 0: which callout or box; 0: none
    is_quoted: bool = False  # was a block quote


@dataclass(slots=True)
class Document:
    """What is left of a document, and what was taken out of it."""

    lines: list[TextLine]
    title: str | None = None
    notes: list[Note] = field(default_factory=list)
    members: set[str] = field(default_factory=set)  # names in a table of those present
    is_unnamed: bool = False  # nobody's name stands before words: show notes


def split_lines(text: str) -> list[TextLine]:
    """The lines of a text, numbered from 1."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [TextLine(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1)]


def note_lines(document: Document, is_note: Callable[[int], bool]) -> None:
    """Make notes of the lines at these positions; blank lines take their place."""
    kept: list[TextLine] = []
    for position, line in enumerate(document.lines):
        is_taken = bool(line.text.strip()) and is_note(position)
        if is_taken:
            document.notes.append(Note(line.number, line.text.strip()))
        kept.append(replace(line, text="") if is_taken else line)
    document.lines = kept


def paragraphs(lines: Sequence[TextLine]) -> Iterator[range]:
    """The positions of neighbouring lines without a blank one between them."""
    start = 0
    for position in range(len(lines) + 1):
        is_end = position == len(lines) or not lines[position].text.strip()
        if not is_end and position > start and _is_apart(lines[position - 1], lines[position]):
            yield range(start, position)
            start = position
        if is_end:
            if position > start:
                yield range(start, position)
            start = position + 1


def _is_apart(above: TextLine, line: TextLine) -> bool:
    """Whether a line begins a quote, or stands in another aside than the one above."""
    return line.aside != above.aside or (line.is_quoted and not above.is_quoted)


def text_of(lines: Sequence[TextLine], positions: range) -> str:
    """The words of a paragraph in one line."""
    return " ".join(lines[position].text.strip() for position in positions)
