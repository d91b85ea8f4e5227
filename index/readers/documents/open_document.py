"""OpenDocument text (.odt), as LibreOffice and others write it: its paragraphs as plain text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from zipfile import ZipFile

from ...errors import TranscriptError
from ...transcript import Note
from ..decode import decode_text
from ..plain.plain import read_plain
from ..research.tree import (
    Element,
    find_all,
    first,
    local,
    outermost,
    parse_xml,
    pieces_of,
    text_of,
)
from ..unpack import open_archive, unpack
from ..utterances import Contents

_KIND = b"application/vnd.oasis.opendocument.text"
_KIND_END = 120  # bytes; the first member of the zip file says the kind, unpacked
MAX_XML_BYTES = 32 << 20
_ADVICE = "save it again, or as plain text"
_BESIDE = ("annotation", "note")  # comments, footnotes


def is_open_document(data: bytes) -> bool:
    """Whether the data is a text document in the OpenDocument format."""
    return _KIND in data[:_KIND_END]


def read_open_document(data: bytes) -> Contents:
    """Read the paragraphs as lines of plain text; comments and footnotes become notes.

    Raises: TranscriptError if it is damaged or holds no words.
    """
    try:
        with open_archive(data) as archive:
            body = _part(archive, "content.xml")
            title = ""
            with suppress(KeyError):
                title = text_of(first(_part(archive, "meta.xml"), "title"))
    except TranscriptError:
        raise
    except Exception as error:  # zipfile raises many kinds on damaged files
        raise TranscriptError(f"this OpenDocument is damaged ({error}); {_ADVICE}") from error
    beside = [Note(1, words) for part in find_all(body, *_BESIDE) if (words := text_of(part))]
    contents = read_plain("\n\n".join(filter(None, map(_line, _paragraphs(body)))), format="ODT")
    return replace(contents, title=title or contents.title, notes=(*contents.notes, *beside))


def _part(archive: ZipFile, name: str) -> Element:
    member = unpack(archive, archive.getinfo(name), MAX_XML_BYTES, advice=_ADVICE)
    return parse_xml(decode_text(member))


def _paragraphs(body: Element) -> list[Element]:
    found = outermost(body, "p", "h", *_BESIDE)
    return [part for part in found if local(part) not in _BESIDE]


def _line(paragraph: Element) -> str:
    """The words of a paragraph; a tab stays, since a name may stand before it."""
    for tab in find_all(paragraph, "tab"):
        tab.text = "\t"
    text = "".join(pieces_of(paragraph, _BESIDE)).strip()
    return f"## {text}" if local(paragraph) == "h" and text else text
