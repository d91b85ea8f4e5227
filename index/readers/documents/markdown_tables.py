"""Tables in Markdown: one of what people say is the talk; others are notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from ..markup import flat
from ..tables.rows import Row
from ..utterances import Contents, count_words
from .document_tables import members_of, read_talk
from .labels import recurring_labels
from .lines import Document, TextLine, note_lines

# The line between the titles and the rows.
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|\s*\|\s*:?-+:?\s*\|?\s*$")
_HTML_TABLE = re.compile(r"\s*<table\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PARSER = MarkdownIt("zero").enable("table").disable("inline")


def read_tables(document: Document) -> Contents | None:
    """Read the tables of a document.

    Returns: the talk, if tables hold most of it; the other lines stay in the document. Otherwise
        None, and the rows are notes.
    """
    if not any("|" in line.text and _DIVIDER.match(line.text) for line in document.lines):
        return None
    talks: list[Contents] = []
    inside: set[int] = set()
    for positions, rows in _tables(document.lines):
        inside.update(positions)
        talk = read_talk(rows)
        if talk:
            talks.append(talk)
        else:
            document.members |= members_of(rows)
    lines = document.lines
    if talks and _outweighs(talks, [line for n, line in enumerate(lines) if n not in inside]):
        document.lines = [line for n, line in enumerate(lines) if n not in inside]
        return replace(
            talks[0],
            format="Markdown table",
            utterances=tuple(u for talk in talks for u in talk.utterances),
            notes=tuple(note for talk in talks for note in talk.notes),
            unread=tuple(note for talk in talks for note in talk.unread),
        )
    note_lines(document, lambda n: n in inside)
    return None


def write_html_tables(document: Document) -> None:
    """Write tables in HTML as tables in Markdown."""
    lines: list[TextLine] = []
    table: list[TextLine] = []
    ends = [n for n, line in enumerate(document.lines) if "</table" in line.text.lower()]
    for position, line in enumerate(document.lines):
        is_open = bool(table) or _HTML_TABLE.match(line.text) is not None
        if not is_open or not ends or position > ends[-1]:
            lines.append(line)
            continue
        table.append(line)
        if "</table" in line.text.lower():
            lines += _as_bars(table)
            table = []
    document.lines = lines + table


def _as_bars(table: Sequence[TextLine]) -> list[TextLine]:
    """The rows of a table in HTML with bars between the cells; its lines if it has one column."""
    soup = BeautifulSoup("\n".join(line.text for line in table), "lxml")
    rows = [[flat(cell) for cell in row.find_all(["td", "th"])] for row in soup.find_all("tr")]
    width = max(map(len, rows), default=0)
    if width < 2:
        return list(table)
    texts = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    texts.insert(1, "|" + "---|" * width)
    first = table[0]
    return [replace(first, text=text) for text in ["", *texts, ""]]


def _outweighs(talks: Sequence[Contents], rest: Sequence[TextLine]) -> bool:
    """Whether tables hold more of the talk than labelled lines."""
    n_rows = sum(len(talk.utterances) for talk in talks)
    n_words = sum(count_words(u.text) for talk in talks for u in talk.utterances)
    labels = recurring_labels(rest)
    return n_rows > sum(labels.values()) or n_words > sum(count_words(line.text) for line in rest)


def _tables(lines: Sequence[TextLine]) -> Iterator[tuple[set[int], list[Row]]]:
    """The positions and rows of each table; a line without a bar is none of its rows."""
    rows: list[Row] = []
    inside: set[int] = set()
    is_row = False
    for token in _PARSER.parse("\n".join(line.text for line in lines)):
        if token.type == "table_open" and token.map:
            rows = []
            inside = {n for n in range(*token.map) if "|" in lines[n].text}
        elif token.type == "tr_open" and token.map:
            is_row = token.map[0] in inside
            if is_row:
                rows.append(Row(lines[token.map[0]].number, []))
        elif token.type == "inline" and is_row:
            rows[-1].cells.append(_BREAK.sub("\n", token.content).strip())
        elif token.type == "tr_close":
            is_row = False
        elif token.type == "table_close" and rows:
            yield inside, rows
