"""The addresses of the view with figures, and of the script that draws them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse

from ....rag import Library, ReplyLanguage
from ..frame_page import frame_response, language_of
from ..render import render
from .pictures import pairs_of, pictures_of
from .strip import stretches_of

_SPEAKERS_SHOWN = 50
_OPEN_SHOWN = 100  # questions
_STRIPS_SHOWN = 50  # of the library


def figure_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter()

    @lru_cache(maxsize=16)
    def page_at(revision: int, id: str, language: ReplyLanguage) -> str:
        del revision  # part of the key: what was counted holds until the library changes
        return figures_page(library, id, language)

    @router.get("/figures")
    def figures(
        request: Request, transcript: Annotated[str, Query(max_length=100)] = ""
    ) -> HTMLResponse:
        page = page_at(library.revision, transcript, language_of(request))
        return frame_response(page, has_pictures=True)

    @router.get("/plotly.js")
    def plotly() -> FileResponse:
        """Plotly's script as its package brings it, so that nothing loads from elsewhere."""
        return FileResponse(
            _plotly_script(),
            media_type="text/javascript",
            headers={"Cache-Control": "max-age=86400"},
        )

    return router


def figures_page(library: Library, id: str, language: ReplyLanguage) -> str:
    """The figures of a transcript, or, without an id, of the whole library.

    An id that is not there (any more) shows the library.
    """
    infos = library.transcripts()
    if id not in {info.id for info in infos}:
        id = ""
    strips = []
    if id:
        figures = library.figures(id)
        pictures = pictures_of(figures, library.transcript(id), language)
    else:
        figures = library.library_figures()
        pictures = pairs_of(figures.pairs)
        each = [library.figures(info.id) for info in infos[:_STRIPS_SHOWN]]
        strips = [(one.transcript, stretches_of(one)) for one in each]
    return render(
        "views/figures.html",
        infos=infos,
        id=id,
        figures=figures,
        pictures=pictures,
        strips=strips,
        n_speakers=_SPEAKERS_SHOWN,
        n_open=_OPEN_SHOWN,
        language=language,
    )


def _plotly_script() -> str:
    return str(files("plotly") / "package_data" / "plotly.min.js")
