"""Files → transcripts. One module a format; `read_transcript` chooses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import TranscriptError
from ..transcript import Transcript
from .decode import decode_text
from .plain import find_date, read_plain

__all__ = ["Reading", "read_path", "read_transcript"]

_SUFFIXES = {".txt", ".text", ".md"}  # taken from a folder; a file named alone may have any


@dataclass(frozen=True, slots=True)
class Reading:
    """What a path gave."""

    transcripts: tuple[Transcript, ...]
    failed: tuple[TranscriptError, ...] = ()  # files of a folder that could not be read
    skipped: tuple[Path, ...] = ()  # files of a folder of other kinds than text


def read_path(path: Path) -> Reading:
    """The transcript in a file, or those in a folder and the folders in it, in order of name.

    Hidden files are passed over.

    Raises: TranscriptError if a single file cannot be read, or a folder cannot or is empty.
    """
    try:
        if not path.is_dir():
            return Reading((read_transcript(path),))
        files = [file for file in sorted(path.rglob("*")) if _is_shown(file, path)]
    except OSError as error:
        raise TranscriptError(f"cannot be read ({error.strerror})", source=path) from error
    if not files:
        raise TranscriptError(
            "the folder holds no files that can be read; name a file or another folder",
            source=path,
        )
    transcripts: list[Transcript] = []
    failed: list[TranscriptError] = []
    for file in files:
        if file.suffix.lower() in _SUFFIXES:
            try:
                transcripts.append(read_transcript(file))
            except TranscriptError as error:
                failed.append(error)
    skipped = tuple(file for file in files if file.suffix.lower() not in _SUFFIXES)
    return Reading(tuple(transcripts), tuple(failed), skipped)


def _is_shown(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.is_file() and not hidden


def read_transcript(path: Path) -> Transcript:
    """One file as a transcript.

    The title and date are those in the text, else the file's name and the date in it.

    Raises: TranscriptError if the file cannot be opened or decoded, or holds no turns.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TranscriptError(
            f"cannot be read ({error.strerror}); check the path and its permissions", source=path
        ) from error
    text = decode_text(data, path)
    try:
        transcript = read_plain(text, title=path.stem, date=find_date(path.stem))
    except TranscriptError as error:
        raise TranscriptError(error.problem, source=path, line=error.line) from error
    return replace(transcript, source=path.name)
