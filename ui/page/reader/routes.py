"""The reader's addresses: `/transcripts`, `/transcripts/ID` and the times of its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from ....index.writers import WRITERS
from ....rag import Library, ReplyLanguage, UsageError
from ..frame_page import frame_response, language_of
from ..render import render
from .conversation_turns import notes_by_turn, shown_turns
from .player import player_of, turn_times


def reader_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter()

    @router.get("/transcripts")
    def contents(request: Request) -> HTMLResponse:
        language = language_of(request)
        return frame_response(
            render("views/contents.html", infos=library.transcripts(), language=language)
        )

    @router.get("/transcripts/{id}")
    def transcript(
        request: Request, id: str, turn: int | None = None, start: int = 0, end: int = 0
    ) -> HTMLResponse:
        language = language_of(request)
        try:
            page = reader_page(library, id, language, turn=turn, start=start, end=end)
            player = player_of(library.transcript(id).url)
        except UsageError:
            return frame_response(render("views/gone.html", language=language), status=404)
        return frame_response(page, also=player.policy if player else "")

    @router.get("/transcripts/{id}/times")
    def times(id: str) -> list[tuple[Any, ...]]:
        """[number, start, end, [[offset, start], …]] of each timed turn, in order."""
        try:
            return [astuple(time) for time in turn_times(library.transcript(id))]
        except UsageError as error:
            raise HTTPException(404, str(error)) from error

    return router


def reader_page(
    library: Library,
    id: str,
    language: ReplyLanguage,
    *,
    turn: int | None = None,
    start: int = 0,
    end: int = 0,
) -> str:
    """A transcript as a page.

    Args:
        turn: the number of a turn in which text[start:end] is marked; offsets in characters.
    Raises: UsageError if the transcript is not there.
    """
    transcript = library.transcript(id)
    n_turns = Counter(turn.speaker for turn in transcript.turns)
    notes = notes_by_turn(transcript)
    return render(
        "views/reader.html",
        transcript=transcript,
        outline=library.outline(id),
        turns=shown_turns(transcript, library.exchanges(id)),
        notes_above=notes.get(0, ()),
        notes_elsewhere=notes.get(None, ()),
        speakers=[(speaker, n_turns[speaker]) for speaker in transcript.speakers],
        numbers={speaker: number for number, speaker in enumerate(transcript.speakers)},
        player=player_of(transcript.url),
        all_speakers=library.speakers(),
        formats=tuple(WRITERS),
        language=language,
        turn=turn,
        start=start,
        end=end,
    )
