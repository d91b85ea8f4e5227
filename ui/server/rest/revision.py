"""ETags: the library's revision stands for everything that can be read from it."""

from __future__ import annotations

from fastapi import HTTPException, Request, Response

from ....rag import Library


class RevisionTag:
    """Dependencies of FastAPI that compare and set ETags."""

    def __init__(self, library: Library):
        self._library = library

    def for_reading(self, request: Request, response: Response) -> None:
        """Set the ETag; answer 304 if the client has this state already."""
        tag = self._tag()
        response.headers["ETag"] = tag
        if _names(request.headers.get("if-none-match", ""), tag):
            raise HTTPException(304, headers={"ETag": tag})

    def for_writing(self, request: Request) -> None:
        """Answer 412 if the client wants to change a state that is not the present one."""
        given = request.headers.get("if-match")
        if given is not None and not _names(given, self._tag()):
            raise HTTPException(412, "the library has changed since; read it again, then change it")

    def _tag(self) -> str:
        return f'"r{self._library.revision}"'


def _names(header: str, tag: str) -> bool:
    """Whether a list of ETags holds this one. Source: RFC 9110, section 13.1."""
    tags = [each.strip().removeprefix("W/") for each in header.split(",")]
    return tag in tags or "*" in tags
