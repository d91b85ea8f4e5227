"""ETags: the library's revision stands for everything that can be read from it.

A revision is a small number, which another library at the same address has too; so the tag also
names what was added when, and the version that writes the answers.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version

from fastapi import HTTPException, Request, Response

from ....rag import Library


class RevisionTag:
    """Dependencies of FastAPI that compare and set ETags."""

    def __init__(self, library: Library):
        self._library = library
        self._last = (-1, "")  # the last revision, and its tag

    def now(self) -> str:
        """The ETag of the present state."""
        revision = self._library.revision
        if self._last[0] != revision:
            self._last = (revision, _tag_of(self._library, revision))
        return self._last[1]

    def for_reading(self, request: Request, response: Response) -> None:
        """Set the ETag; answer 304 if the client has this state already."""
        tag = self.now()
        response.headers["ETag"] = tag
        if _names(request.headers.get("if-none-match", ""), tag):
            raise HTTPException(304, headers={"ETag": tag})

    def for_writing(self, request: Request) -> None:
        """Answer 412 if the client wants to change a state that is not the present one."""
        given = request.headers.get("if-match")
        if given is not None and not _names(given, self.now()):
            raise HTTPException(412, "the library has changed since; read it again, then change it")


def _tag_of(library: Library, revision: int) -> str:
    added = [(info.id, info.added_at) for info in library.transcripts()]
    told = repr((version("turnwise"), added)).encode()
    return f'"r{revision}-{hashlib.sha256(told).hexdigest()[:8]}"'


def _names(header: str, tag: str) -> bool:
    """Whether a list of ETags holds this one. Source: RFC 9110, section 13.1."""
    tags = [each.strip().removeprefix("W/") for each in header.split(",")]
    return tag in tags or "*" in tags
