"""Markdown: its structure is read first, then what is left as plain text.

Headings, captions, definitions, tables and the like become notes, titles or labels; each step has
a module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from ...errors import TranscriptError
from ...transcript import Note
from ..plain.draft import FRONT_MATTER, clean
from ..plain.plain import read_plain
from ..utterances import UNNAMED, Contents, Utterance
from .asides import place_asides
from .bracket_names import read_bracket_names
from .furniture import note_captions, note_chapters, note_credits, note_fields, read_definitions
from .headings import note_bold_titles, place_headings, underline_headings
from .labels import forget_lines, join_labels
from .lines import Document, note_lines, paragraphs, split_lines, text_of
from .markdown_tables import read_tables, write_html_tables
from .prompts import label_prompts
from .quotes import read_quotes
from .tags import read_tags

_STRUCTURE = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]|>|\||:::|={3,}[ \t]*$|<[a-zA-Z!/]|\[[^\]\n]+\]:"
    r"|[-*+][ \t]+\[[ xX\[]\]?|!?\[[^\]\n]+\]\(|[ |:-]*-{2}[ |:-]*\|[ |:-]*$"
    r"|\*\*|__|[*_](?=\S)[^*_\n]+[*_][ \t]*$)|\[\[|\[name=",
    re.MULTILINE,
)
_Step = Callable[[Document], None]
_MARKDOWN: tuple[_Step, ...] = (
    read_definitions,
    underline_headings,
    write_html_tables,
    read_tags,
    read_quotes,
)
_ALL: tuple[_Step, ...] = (
    read_bracket_names,
    place_asides,
    note_fields,
    note_credits,
    note_captions,
    note_chapters,
    place_headings,
    label_prompts,
    note_bold_titles,
    join_labels,
)


def is_markdown(text: str) -> bool:
    """Whether the text has headings, quotes, tables, bold lines or other structure of Markdown."""
    return _STRUCTURE.search(text) is not None


def read_markdown(text: str) -> Contents:
    """Read the talk in a Markdown file; what is not speech becomes notes.

    Raises: TranscriptError if the text holds no words.
    """
    front = FRONT_MATTER.match(text)
    head = text[: front.end()] if front else ""
    n_above = head.count("\n")
    lines = [replace(line, number=line.number + n_above) for line in split_lines(text[len(head) :])]
    document = Document(lines)
    for step in _MARKDOWN:
        step(document)
    talk = read_tables(document)
    if talk:
        return _with_table(talk, document, head)
    return _read(document, head, text, "text")


def read_document(lines: Iterable[str], *, format: str) -> Contents:
    """Read blocks of text with headings and bold type as in Markdown, one a line.

    Args:
        format: the format from which they come: “Word”.
    Raises: TranscriptError if they hold no words.
    """
    text = "\n\n".join(lines)
    return _read(Document(split_lines(text)), "", text, format)


def _read(document: Document, head: str, text: str, format: str) -> Contents:
    """Read what is left after all steps; the whole text if nothing is."""
    for step in _ALL:
        step(document)
    forget_lines()
    numbers = [*range(1, head.count("\n") + 1), *(line.number for line in document.lines)]
    try:
        contents = _read_lines(document, head, format)
    except TranscriptError:  # all of it looks like furniture: it is somebody's notes
        lines = split_lines(text[len(head) :])
        document = Document(lines, title=document.title, is_unnamed=True)
        contents = _read_lines(document, head, format)
        if not contents.utterances:
            raise
    notes = [Note(numbers[note.line - 1], note.text) for note in contents.notes]
    return replace(
        contents,
        title=contents.title if head and _titled(head) else document.title or contents.title,
        notes=tuple(sorted([*notes, *document.notes], key=lambda note: note.line)),
    )


def _read_lines(document: Document, head: str, format: str) -> Contents:
    if not document.is_unnamed:
        return read_plain(head + "\n".join(line.text for line in document.lines), format=format)
    about = _about(head)
    return replace(
        about,
        format=f"{format} without speakers",
        utterances=tuple(
            Utterance(clean(text_of(document.lines, positions)), UNNAMED, opens_turn=True)
            for positions in paragraphs(document.lines)
        ),
    )


def _about(head: str) -> Contents:
    """Title, date, address and notes of the front matter."""
    return replace(read_plain(f"{head}."), utterances=()) if head else Contents("", ())


def _titled(head: str) -> bool:
    return re.search(r"^title\s*:\s*\S", head, re.MULTILINE | re.IGNORECASE) is not None


def _with_table(talk: Contents, document: Document, head: str) -> Contents:
    """The talk of a table, with what the rest of the document says about it."""
    about = _about(head)
    place_headings(document)
    note_lines(document, lambda _: True)
    notes = [*about.notes, *document.notes, *talk.notes]
    return replace(
        talk,
        title=about.title or document.title,
        date=about.date,
        url=about.url,
        notes=tuple(sorted(notes, key=lambda note: note.line)),
    )
