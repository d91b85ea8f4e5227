"""Chooses the reader by a file's content."""

from __future__ import annotations

import io
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from ..errors import TranscriptError
from ..transcript import Transcript
from .contents import Contents, to_links, to_turns
from .decode import decode_text
from .furniture import date_in_name, find_date
from .json_files import is_json, read_json
from .markup import is_html, is_xml, read_html, read_xml
from .plain import read_plain
from .substation import is_substation, read_substation
from .subtitles import is_subtitles, read_subtitles
from .table import is_table, read_table
from .word import read_docx

_ZIP = b"PK\x03\x04"
_DOCX_MEMBER = "word/document.xml"
_MOST_BYTES = 64 << 20  # of one file: 600 hours of talk as text
# The first that knows the text reads it.
_TEXT_FORMATS = (
    (is_subtitles, read_subtitles),
    (is_substation, read_substation),
    (is_json, read_json),
    (is_xml, read_xml),
    (is_html, read_html),
    (is_table, read_table),
)


def read_bytes(data: bytes, *, name: str) -> Transcript:
    """One file's content as a transcript.

    Args:
        name: the file's; title and date are taken from it where the content has none.
    Raises: TranscriptError if it is too large, cannot be decoded, or nobody speaks in it.
    """
    if len(data) > _MOST_BYTES:
        raise TranscriptError(
            f"it has {len(data) >> 20} MB, more than any transcript (the most is "
            f"{_MOST_BYTES >> 20}); split it"
        )
    contents = _read(data)
    turns = to_turns(contents.utterances)
    if not turns:
        raise TranscriptError("there are no words of a talk in it; nothing to add")
    stem = PurePath(name).stem or name
    return Transcript(
        title=contents.title or stem,
        turns=turns,
        date=contents.date or date_in_name(stem) or find_date(contents.title or ""),
        source=name,
        url=contents.url,
        notes=contents.notes,
        format=contents.format,
        links=to_links(contents.links, turns),
    )


def _read(data: bytes) -> Contents:
    if data.startswith(_ZIP):
        return read_docx(data)
    text = decode_text(data).replace("\0", "")
    for recognises, read in _TEXT_FORMATS:
        if recognises(text):
            return read(text)
    return read_plain(text)


def is_archive(data: bytes) -> bool:
    """Whether it is a zip file of files, and not a Word document."""
    if not data.startswith(_ZIP):
        return False
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _DOCX_MEMBER not in archive.namelist()
    except (BadZipFile, ValueError):
        return False
