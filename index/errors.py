"""The errors that Turnwise raises on purpose: one family under `TurnwiseError`."""

from __future__ import annotations

import re
from pathlib import Path

from .text.printable import printable_path


class TurnwiseError(Exception):
    """Root of the family: the message says what is wrong, where, and how to mend it."""


class TranscriptError(TurnwiseError):
    """A transcript cannot be read; has the place where reading stopped.

    Attributes:
        problem: the message without the place.
        source: the file, or None for a transcript built in memory.
        line: line number from 1, or None if the error concerns the whole file.
    """

    def __init__(self, message: str, *, source: Path | None = None, line: int | None = None):
        self.problem = message
        self.source = source
        self.line = line
        place = ", ".join(
            part for part in (printable_path(source or ""), f"line {line}" if line else "") if part
        )
        super().__init__(f"{place}: {message}" if place else message)


class TurnNumberError(TranscriptError, IndexError):
    """A transcript has no turn with this number."""


class UsageError(TurnwiseError):
    """Wrong usage: an empty question, a filter that names nobody, two conflicting values."""


class NotFoundError(UsageError):
    """Something that is named is not there: a transcript, a turn, a speaker."""


class ConflictError(UsageError):
    """What is to be changed has changed meanwhile."""


QuestionError = UsageError  # its name until November 2026


class ModelError(TurnwiseError):
    """An embedding model cannot be loaded, or the library was made with another model."""


class LanguageModelError(TurnwiseError):
    """A language model cannot be loaded or reached, or its output cannot be read."""


class LibraryError(TurnwiseError):
    """A library folder cannot be opened, read or written.

    Attributes:
        problem: the message without the path.
        path: the library folder.
    """

    def __init__(self, message: str, *, path: Path):
        self.problem = message
        self.path = path
        super().__init__(f"{path}: {message}")


class LibraryLockedError(LibraryError):
    """Another process is writing to the library."""


class DamagedStoreError(LibraryError):
    """The SQLite file is damaged."""


class DamagedIndexError(LibraryError):
    """A search index is damaged. The store is the truth, so the index can be rebuilt."""


class EvaluationError(TurnwiseError):
    """An evaluation set cannot be used, or a result cannot be written."""

    def __init__(self, message: str, *, source: Path):
        super().__init__(f"{source}: {message}")


_HALF = re.compile(r"[\ud800-\udfff]")


def check_text(text: str, what: str) -> str:
    """The text that a caller gave, if it can be written in UTF-8.

    Args:
        what: what to call it in the error, such as “the question”.
    Raises: UsageError if it is no string, or holds half a character (a lone surrogate), as bytes
        do that were decoded wrongly.
    """
    if not isinstance(text, str):
        raise UsageError(f"{what} is {type(text).__name__}, not str; give it as text")
    if half := _HALF.search(text):
        raise UsageError(
            f"{what} holds half a character (U+{ord(half[0]):04X}, at character "
            f"{half.start() + 1}); it was cut or decoded wrongly; give it again"
        )
    return text


def no_transcript(id: str) -> NotFoundError:
    """The error for an id that no transcript has."""
    return NotFoundError(f"no transcript has the id “{id}”; “turnwise list” shows them all")
