"""What went wrong in SQLite → an error that says so and how to mend it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..errors import DamagedStoreError, LibraryError, LibraryLockedError

UNDECODABLE = "Could not decode"  # begins the message about a text that is not UTF-8
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_STORAGE = (  # the disk or the permissions, not the contents
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
)


def library_error(error: sqlite3.Error, folder: Path, *, is_writing: bool) -> LibraryError:
    """The error to raise for one of SQLite's.

    It names the disk, the permissions or another process; any other cause means that the file does
    not hold what was written to it.
    """
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary in _BUSY:
        return LibraryLockedError(
            f"somebody else is writing to it ({error}); wait until they are done, then try again",
            path=folder,
        )
    if primary in _STORAGE and is_writing:
        return LibraryError(
            f"it cannot be written ({error}) and is as it was; check the free space and that "
            "the folder is writable",
            path=folder,
        )
    if primary in _STORAGE:
        return LibraryError(
            f"it cannot be read ({error}); check the disk and the permissions of the folder",
            path=folder,
        )
    if isinstance(error, sqlite3.ProgrammingError) and primary is None:
        return LibraryError(f"it cannot be used ({error}); open it again", path=folder)
    problem = str(error)
    if UNDECODABLE in problem:  # the message goes on with the text, which is private
        problem = "a text in it is not UTF-8"
    return damaged(problem, folder, is_writing=is_writing)


def damaged(problem: str, folder: Path, *, is_writing: bool = False) -> DamagedStoreError:
    """The error of a SQLite file that does not hold what was written to it."""
    where = "it cannot be written: " if is_writing else ""
    return DamagedStoreError(
        f"{where}library.sqlite3 is damaged ({problem}). “turnwise doctor” names what is damaged, "
        "and --rebuild recomputes what came from the turns; for the rest restore the file "
        "from a backup, or add the transcripts to a new library",
        path=folder,
    )
