"""The address of the view in which a term is looked up: a form, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from ....rag import Library, Lookup, ReplyLanguage, UsageError
from ..frame_page import frame_response, language_of
from ..render import render
from .context import line_of
from .strips import strips_of

_SHOWN = 200  # mentions in context, at first
_MAX_SHOWN = 5_000
_MAX_TICKS = 2_000  # of one strip


def lookup_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter()

    @router.get("/look-up")
    def look_up(
        request: Request,
        term: Annotated[str, Query(max_length=2_000)] = "",
        speaker: Annotated[list[str] | None, Query()] = None,
        transcript: Annotated[list[str] | None, Query()] = None,
        shown: Annotated[int, Query(ge=1, le=_MAX_SHOWN)] = _SHOWN,
    ) -> HTMLResponse:
        filters = LookUpFilters(term, tuple(speaker or ()), tuple(transcript or ()))
        return frame_response(lookup_page(library, filters, language_of(request), shown=shown))

    return router


class LookUpFilters:
    """A term and what narrows it; makes the addresses of the same page with other filters."""

    def __init__(self, term: str, speakers: tuple[str, ...], transcripts: tuple[str, ...]):
        self.term = term.strip()
        self.speakers = speakers
        self.transcripts = transcripts

    def chips(self, titles: Mapping[str, str]) -> list[tuple[str, str]]:
        """Each filter, as its value and as it is shown.

        Args:
            titles: id of a transcript → its title.
        """
        shown = [(id, titles.get(id, id)) for id in self.transcripts]
        return [(name, name) for name in self.speakers] + shown

    def with_speaker(self, name: str) -> str:
        """The address for only this speaker, relative to the page."""
        return self._address((name,), self.transcripts)

    def with_transcript(self, id: str) -> str:
        """The address for only this transcript."""
        return self._address(self.speakers, (id,))

    def without(self, value: str) -> str:
        """The address without a filter."""
        return self._address(
            tuple(name for name in self.speakers if name != value),
            tuple(id for id in self.transcripts if id != value),
        )

    def showing(self, n_mentions: int) -> str:
        """The address that shows this many mentions."""
        return f"{self._address(self.speakers, self.transcripts)}&shown={n_mentions}"

    def _address(self, speakers: tuple[str, ...], transcripts: tuple[str, ...]) -> str:
        query = {"term": self.term, "speaker": speakers, "transcript": transcripts}
        return f"look-up?{urlencode(query, doseq=True)}"


def lookup_page(
    library: Library, filters: LookUpFilters, language: ReplyLanguage, *, shown: int = _SHOWN
) -> str:
    """The form, and below it every mention of its term.

    Args:
        shown: mentions that stand in their context; all are counted.
    """
    found, problem = None, None
    if filters.term:
        try:
            found = _look_up(library, filters)
        except UsageError as error:  # a transcript was removed, a speaker renamed
            problem = str(error)
    mentions = found.mentions if found else ()
    lines = [line_of(each, library.transcript(each.transcript.id)) for each in mentions[:shown]]
    infos = library.transcripts()
    return render(
        "views/look_up.html",
        filters=filters,
        has_transcripts=bool(infos),
        chips=filters.chips({info.id: info.title for info in infos}),
        found=found,
        problem=problem,
        strips=strips_of(mentions, library),
        lines=lines,
        n_more=min(len(mentions) - len(lines), _MAX_SHOWN - shown),
        shown=shown,
        max_ticks=_MAX_TICKS,
        language=language,
    )


def _look_up(library: Library, filters: LookUpFilters) -> Lookup:
    return library.lookup(
        filters.term, speakers=filters.speakers or None, transcripts=filters.transcripts or None
    )
