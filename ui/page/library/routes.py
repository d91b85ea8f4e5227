"""The library's addresses: the page with the table, and the samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ....index.writers import WRITERS
from ....rag import Library, ReplyLanguage, TranscriptInfo
from ..frame_page import frame_response, language_of
from ..render import render

_SPEAKERS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; its rows sort by `data-KEY`."""

    key: str  # of its heading among the words, too
    is_number: bool = False


COLUMNS = (
    Column("title"),
    Column("date"),
    Column("speakers"),
    Column("n_turns", is_number=True),
    Column("length", is_number=True),
    Column("language"),
    Column("n_questions", is_number=True),
    Column("added_at"),
)


def library_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter()

    @router.get("/library")
    def table(request: Request) -> HTMLResponse:
        return frame_response(library_page(library.transcripts(), language_of(request)))

    return router


def library_page(infos: Sequence[TranscriptInfo], language: ReplyLanguage) -> str:
    """The table of these transcripts, with what adds, changes and removes them."""
    return render(
        "views/library.html",
        infos=infos,
        columns=COLUMNS,
        n_speakers_shown=_SPEAKERS_SHOWN,
        formats=tuple(WRITERS),
        language=language,
    )
