"""Word documents: those of Teams, and others with a speaker's name before each paragraph."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal
from zipfile import ZIP_STORED, ZipFile

import docx
from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ...errors import TranscriptError
from ...transcript import Note
from ..plain.clocks import is_clock
from ..tables.rows import Row
from ..unpack import open_archive, unpack
from ..utterances import Contents
from .document_tables import as_lines, read_talk
from .markdown import read_document

_COLUMN_TITLE = re.compile(
    r"speakers?|names?|time|who|发言者|发言人|说话人|姓名|时间|讲者", re.IGNORECASE
)
MAX_WORD_BYTES = 32 << 20  # of unpacked XML; a thousand pages have about 10 MB
_ADVICE = "save it again, or as plain text"
_READ = (".xml", ".rels")  # parts to read; not pictures, fonts, embedded files
_MAX_NAME_LENGTH = 60  # characters


def read_docx(data: bytes) -> Contents:
    """Read a Word document's paragraphs, also those in tables, as lines of plain text.

    Raises: TranscriptError if it is damaged or holds no words.
    """
    try:
        document = docx.Document(io.BytesIO(_without_pictures(data)))
        unread: list[str] = []
        lines = list(_blocks(document, {}, unread))
        title = (document.core_properties.title or "").strip()
    except TranscriptError:
        raise
    except Exception as error:  # python-docx raises many kinds on damaged parts
        raise TranscriptError(f"this Word document is damaged ({error}); {_ADVICE}") from error
    contents = read_document(lines, format="Word")
    is_named = title and title.lower() not in ("word document", "document", "untitled")
    return replace(
        contents,
        title=contents.title or (title if is_named else None),
        unread=tuple(Note(1, text) for text in unread),
    )


def _without_pictures(data: bytes) -> bytes:
    """Repack the document with true sizes, and without the parts that are not read.

    python-docx unpacks all parts at once and trusts the sizes that they declare.
    """
    rest = io.BytesIO()
    with open_archive(data) as archive, ZipFile(rest, "w", ZIP_STORED) as checked:
        infos = archive.infolist()
        size = sum(info.file_size for info in infos if info.filename.endswith(_READ))
        if size > MAX_WORD_BYTES:
            raise TranscriptError(
                f"this Word document unpacks to {size >> 20} MB of XML, which is too much (the "
                f"most is {MAX_WORD_BYTES >> 20}); {_ADVICE}"
            )
        for info in infos:
            is_read = info.filename.endswith(_READ)
            part = unpack(archive, info, MAX_WORD_BYTES, advice=_ADVICE) if is_read else b""
            checked.writestr(info.filename, part)
    return rest.getvalue()


def _blocks(
    container: Document | _Cell, styles: dict[str | None, str], unread: list[str]
) -> Iterator[str]:
    """The lines of all paragraphs; a table row with a name and words becomes “name: words”.

    Args:
        styles: cache of style names by id, since python-docx takes a millisecond for each.
        unread: gets the texts in tables of turns that nobody says.
    """
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _lines(block, styles)
            continue
        # Not row.cells: it repeats a cell for each column that the cell claims to span.
        rows = [[_Cell(cell, block) for cell in row._tr.tc_lst] for row in block.rows]
        texts = [[" ".join(cell.text.split()) for cell in cells] for cells in rows]
        talk = read_talk([Row(number, row) for number, row in enumerate(texts, start=1)])
        if talk:
            yield from as_lines(talk)
            unread += [note.text for note in (*talk.notes, *talk.unread)]
            continue
        for cells, row in zip(rows, texts, strict=True):
            if len(row) > 1 and _COLUMN_TITLE.fullmatch(row[0]):
                continue
            turn = _turn(row)
            if turn:
                yield turn
            else:
                for cell in cells:
                    yield from _blocks(cell, styles, unread)


def _turn(texts: list[str]) -> str | None:
    """A row with a name, words and perhaps a time as “[time] name: words”; else None."""
    clocks = [text for text in texts if is_clock(text)]
    rest = [text for text in texts if not is_clock(text)]
    if len(rest) != 2 or len(clocks) > 2 or not 0 < len(rest[0]) <= _MAX_NAME_LENGTH or not rest[1]:
        return None
    time = f"[{clocks[0].strip('[]()')}] " if clocks else ""
    return f"{time}{rest[0].rstrip(':：')}: {rest[1]}"


def _style_of(paragraph: Paragraph, styles: dict[str | None, str]) -> str:
    """The name of a paragraph's style; “” if the file's style data are damaged."""
    try:
        id = paragraph._p.style
        if id not in styles:
            styles[id] = (paragraph.style.name or "") if paragraph.style else ""
        return styles[id]
    except Exception:  # a style without an id; the words are readable
        return ""


def _lines(paragraph: Paragraph, styles: dict[str | None, str]) -> Iterator[str]:
    """A paragraph's lines as Markdown: headings, and bold words at its start."""
    style = _style_of(paragraph, styles)
    text = paragraph.text.strip()
    if not text:
        return
    if style.startswith(("Heading", "Title", "标题")):
        yield f"## {text}"
        return
    bold = _opening(paragraph, "bold")
    if bold and "\n" not in text:
        text = f"**{bold}** {text[len(bold) :].lstrip()}".rstrip()
    elif _opening(paragraph, "italic") == text and "\n" not in text:
        text = f"*{text}*"
    elif bold and len(bold) < len(text):
        text = f"**{bold}** {text[len(bold) :].lstrip()}"
    yield from text.splitlines()


def _opening(paragraph: Paragraph, type: Literal["bold", "italic"]) -> str:
    """The words at the start of a paragraph that are bold or italic."""
    opening = ""
    for run in paragraph.runs:
        if (run.text.strip() and not getattr(run, type)) or "\n" in run.text:
            break
        opening += run.text
    opening = opening.strip()
    return opening if paragraph.text.strip().startswith(opening) else ""
