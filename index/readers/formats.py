"""Choose the reader by a file's content, and read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from ..errors import TranscriptError
from ..text.printable import printable
from ..transcript import Transcript, Turn
from .captions.cues import is_subtitles
from .captions.substation import is_substation, read_substation
from .captions.subtitles import read_subtitles
from .decode import decode_text
from .documents.markdown import is_markdown, read_markdown
from .documents.open_document import is_open_document, read_open_document
from .documents.web_page import is_html, read_html
from .documents.word import read_docx
from .json_formats.own import OWN_FORMAT
from .json_formats.shapes import is_json, read_json
from .markup import is_xml, read_xml
from .note_places import placed_notes
from .overlaps import with_overlaps
from .plain.page_furniture import date_in_name, find_date
from .plain.plain import read_plain
from .recognised import is_spaced, join_characters, tidy_words, without_tags
from .research.chat import is_chat, read_chat
from .research.rtf import is_rtf, read_rtf
from .research.textgrid import is_textgrid, read_textgrid
from .research.xml import is_record_xml, read_record_xml
from .tables.table import is_table, read_table
from .unpack import open_archive
from .utterances import Contents, count_words, printable_contents, to_links, to_turns

ZIP_MARK = b"PK\x03\x04"
_DOCX_MEMBER = "word/document.xml"
MAX_BYTES = 64 << 20  # size of one file
MAX_TURN_CHARS = 500_000  # ten hours of talk in English
MAX_TRANSCRIPT_CHARS = 5_000_000  # a hundred hours of talk in English
_MAX_ERROR_LENGTH = 200  # characters of a library's error message
# The first format that recognises the text reads it.
_TEXT_FORMATS = (
    (is_rtf, read_rtf),
    (is_textgrid, read_textgrid),
    (is_chat, read_chat),
    (is_record_xml, read_record_xml),
    (is_subtitles, read_subtitles),
    (is_substation, read_substation),
    (is_json, read_json),
    (is_xml, read_xml),
    (is_html, read_html),
    (is_table, read_table),
    (is_markdown, read_markdown),
)


def read_bytes(data: bytes, *, name: str) -> Transcript:
    """Read one file's content as a transcript.

    Args:
        name: the file's name; gives the title and date where the content has none.
    Raises: TranscriptError if the content is too large, cannot be decoded, or nobody speaks in
        it. Whatever else a library raises also becomes a TranscriptError.
    """
    if len(data) > MAX_BYTES:
        raise TranscriptError(
            f"it has {megabytes(len(data))} MB, more than any transcript (the most is "
            f"{MAX_BYTES >> 20}); split it"
        )
    try:
        text = _text(data)
        read = _read_text(text) if text else _read_document(data)
        contents = with_overlaps(tidy_words(printable_contents(read)))
        return _transcript(contents, printable(name), text)
    except TranscriptError:
        raise
    except MemoryError as error:
        raise TranscriptError("there is not enough memory to read it; split it") from error
    except Exception as error:
        raise TranscriptError(
            f"it cannot be read ({type(error).__name__}: {_first_line(error)}); it may be damaged. "
            "Export it again, or save the words as plain text in UTF-8"
        ) from error


def megabytes(n_bytes: int) -> int:
    """Bytes as megabytes, rounded up."""
    return -(-n_bytes >> 20)


def _first_line(error: Exception) -> str:
    """The first line of a library's error message, shortened."""
    return next(iter(str(error).splitlines()), "")[:_MAX_ERROR_LENGTH]


def _transcript(contents: Contents, name: str, text: str) -> Transcript:
    turns = to_turns(contents.utterances)
    if not turns:
        raise TranscriptError("it holds no words that anybody says; nothing to add")
    _check_length(turns)
    stem = PurePath(name).stem or name
    notes = sorted((*contents.notes, *contents.unread), key=lambda note: note.line)
    return Transcript(
        title=contents.title or stem,
        turns=turns,
        date=contents.date or date_in_name(stem) or find_date(contents.title or ""),
        source=name,
        url=contents.url,
        notes=placed_notes(notes, turns, "" if contents.format == OWN_FORMAT else text),
        format=contents.format,
        links=to_links(contents.links, turns),
        n_words_not_read=sum(count_words(note.text) for note in contents.unread),
    )


def _check_length(turns: Sequence[Turn]) -> None:
    """Raise TranscriptError if a turn or the whole transcript is too long to be real."""
    longest = max(turns, key=lambda turn: len(turn.text))
    if len(longest.text) > MAX_TURN_CHARS:
        raise TranscriptError(
            f"turn {longest.number}, of {longest.speaker}, has {len(longest.text):,} characters, "
            f"more than anybody says at a time (the most is {MAX_TURN_CHARS:,}); begin each "
            "speaker's words with the name and a colon, or split the file"
        )
    n_chars = sum(len(turn.text) for turn in turns)
    if n_chars > MAX_TRANSCRIPT_CHARS:
        raise TranscriptError(
            f"its turns have {n_chars:,} characters, more than any recording (the most is "
            f"{MAX_TRANSCRIPT_CHARS:,}); split it"
        )


def _text(data: bytes) -> str:
    """The text of a file; empty for Word and OpenDocument."""
    if data.startswith(ZIP_MARK):
        return ""
    text = without_tags(decode_text(data))
    return join_characters(text) if is_spaced([text]) else text


def _read_document(data: bytes) -> Contents:
    return read_open_document(data) if is_open_document(data) else read_docx(data)


def _read_text(text: str) -> Contents:
    for recognises, read in _TEXT_FORMATS:
        if recognises(text):
            return read(text)
    return read_plain(text)


def is_archive(data: bytes) -> bool:
    """Whether the data is a zip file other than a Word document or an OpenDocument."""
    if not data.startswith(ZIP_MARK) or is_open_document(data):
        return False
    try:
        with open_archive(data) as archive:
            return _DOCX_MEMBER not in archive.namelist()
    except Exception:  # damaged: unpacking reports it
        return _DOCX_MEMBER.encode() not in data
