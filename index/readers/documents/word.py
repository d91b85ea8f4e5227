"""Word documents: those of Teams, and others with a speaker's name before each paragraph."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from zipfile import ZIP_STORED, ZipFile

import docx
from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ...errors import TranscriptError
from ..plain.lines import is_clock
from ..unpack import open_archive, unpack
from ..utterances import Contents
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
        lines = list(_blocks(document, {}))
        title = (document.core_properties.title or "").strip()
    except TranscriptError:
        raise
    except Exception as error:  # python-docx raises many kinds on damaged parts
        raise TranscriptError(f"this Word document is damaged ({error}); {_ADVICE}") from error
    contents = read_document(lines, format="Word")
    is_named = title and title.lower() not in ("word document", "document", "untitled")
    return replace(contents, title=contents.title or (title if is_named else None))


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


def _blocks(container: Document | _Cell, styles: dict[str | None, str]) -> Iterator[str]:
    """The lines of all paragraphs; a table row with a name and words becomes “name: words”.

    Args:
        styles: cache of style names by id, since python-docx takes a millisecond for each.
    """
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _lines(block, styles)
            continue
        for row in block.rows:
            # Not row.cells: it repeats a cell for each column that the cell claims to span.
            cells = [_Cell(cell, block) for cell in row._tr.tc_lst]
            texts = [" ".join(cell.text.split()) for cell in cells]
            if len(texts) > 1 and _COLUMN_TITLE.fullmatch(texts[0]):
                continue
            turn = _turn(texts)
            if turn:
                yield turn
            else:
                for cell in cells:
                    yield from _blocks(cell, styles)


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
    bold = ""
    for run in paragraph.runs:
        if not run.bold or "\n" in run.text:
            break
        bold += run.text
    if bold.strip() and len(bold.strip()) < len(text) and text.startswith(bold.strip()):
        text = f"**{bold.strip()}** {text[len(bold.strip()) :].lstrip()}"
    yield from text.splitlines()
