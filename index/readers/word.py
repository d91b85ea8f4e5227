"""Word documents: those of Teams, and any with a speaker's name before each paragraph."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ..errors import TranscriptError
from .contents import Contents
from .labels import is_clock
from .plain import read_plain

_COLUMN_TITLE = re.compile(
    r"speakers?|names?|time|who|发言者|发言人|说话人|姓名|时间|讲者", re.IGNORECASE
)
# What python-docx raises where a part is missing or not what it should be.
_DAMAGES = (
    *(OpcError, BadZipFile, zlib.error, SyntaxError, RuntimeError, LookupError, ValueError),
    *(TypeError, AttributeError, EOFError),
)
_MOST_UNPACKED = 256 << 20  # bytes, pictures included
_LONGEST_NAME = 60  # characters


def read_docx(data: bytes) -> Contents:
    """A Word document's paragraphs, and those in its tables, read as lines of text.

    Raises: TranscriptError if it is damaged or holds no words.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > _MOST_UNPACKED:
            raise TranscriptError(
                f"this Word document unpacks to {size >> 20} MB, too much; save it as plain text"
            )
        document = docx.Document(io.BytesIO(data))
        lines = list(_blocks(document))
        title = (document.core_properties.title or "").strip()
    except _DAMAGES as error:
        raise TranscriptError(
            f"this Word document is damaged ({error}); save it again, or as plain text"
        ) from error
    contents = read_plain("\n\n".join(lines), format="Word")
    is_named = title and title.lower() not in ("word document", "document", "untitled")
    return replace(contents, title=contents.title or (title if is_named else None))


def _blocks(container: Document | _Cell) -> Iterator[str]:
    """Lines of paragraphs; a table's row of a name and words is “name: words”."""
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _lines(block)
            continue
        for row in block.rows:
            # Not row.cells, which repeats a cell for each column that it claims to span.
            cells = [_Cell(cell, block) for cell in row._tr.tc_lst]
            texts = [" ".join(cell.text.split()) for cell in cells]
            if len(texts) > 1 and _COLUMN_TITLE.fullmatch(texts[0]):
                continue
            turn = _turn(texts)
            if turn:
                yield turn
            else:
                for cell in cells:
                    yield from _blocks(cell)


def _turn(texts: list[str]) -> str | None:
    """A row of a name and words, and perhaps a time, as “[time] name: words”."""
    clocks = [text for text in texts if is_clock(text)]
    rest = [text for text in texts if not is_clock(text)]
    if len(rest) != 2 or len(clocks) > 2 or not 0 < len(rest[0]) <= _LONGEST_NAME or not rest[1]:
        return None
    time = f"[{clocks[0].strip('[]()')}] " if clocks else ""
    return f"{time}{rest[0].rstrip(':：')}: {rest[1]}"


def _lines(paragraph: Paragraph) -> Iterator[str]:
    """A paragraph's lines; bold words at its start, and headings, as in Markdown."""
    style = (paragraph.style.name or "") if paragraph.style else ""
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
