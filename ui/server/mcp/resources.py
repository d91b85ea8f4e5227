"""Transcripts as resources: a list, and the text of each, from `turnwise://transcript/ID`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, ListResourcesResult, Resource

from ....rag import Library, NotFoundError, Transcript, Turn, TurnwiseError, clock
from .pages import cut
from .server import ToolServer, tool_language

MAX_LISTED = 100  # transcripts of one page
MAX_RESOURCE_CHARS = 200_000
_FORMAT = "text/plain"
_NUMBER = re.compile(r"\d{1,8}")


def add_resources(server: ToolServer, library: Library) -> None:
    """Let a server list transcripts, and show their text."""

    @server.resource(
        "turnwise://transcript/{id}{?first}",
        name="transcript",
        title="A transcript",
        description="The text of a transcript, each turn with its number; a very long one goes on "
        "at the address in its last line.",
        mime_type=_FORMAT,
    )
    def transcript(id: str, first: str = "1") -> str:
        try:
            if not _NUMBER.fullmatch(first):
                raise NotFoundError(f"“{first[:20]}” is no turn number; count from 1")
            return _text_of(library.transcript(id), int(first))
        except NotFoundError as error:
            raise ResourceNotFoundError(tool_language(str(error))) from error
        except TurnwiseError as error:
            raise ResourceError(str(error)) from error

    async def list_transcripts(
        ctx: ServerRequestContext[Any, Any], call_next: CallNext
    ) -> HandlerResult:
        """The SDK lists resources that are fixed at the start; transcripts come and go."""
        if ctx.method != "resources/list":
            return await call_next(ctx)
        cursor = (ctx.params or {}).get("cursor")
        if cursor is not None and not (isinstance(cursor, str) and _NUMBER.fullmatch(cursor)):
            raise MCPError(INVALID_PARAMS, "the cursor is none that this server gave")
        return await asyncio.to_thread(_page_of_resources, library, int(cursor or 0))

    server.middleware.append(list_transcripts)


def _page_of_resources(library: Library, offset: int) -> ListResourcesResult:
    infos = library.transcripts()
    following = offset + MAX_LISTED
    return ListResourcesResult(
        resources=[
            Resource(
                uri=f"turnwise://transcript/{info.id}",
                name=info.id,
                title=info.title,
                description=f"{info.date or 'no date'}, {info.n_turns} turns; speakers: "
                + ", ".join(info.speakers[:10]),
                mime_type=_FORMAT,
            )
            for info in infos[offset:following]
        ],
        next_cursor=str(following) if following < len(infos) else None,
    )


def _text_of(transcript: Transcript, first: int) -> str:
    """A head that says how to cite, then the turns from `first` on, as far as there is room."""
    if not 1 <= first <= len(transcript.turns):
        raise NotFoundError(
            f"“{transcript.title}” has {len(transcript.turns)} turns; there is no {first}"
        )
    about = (transcript.title, transcript.date, transcript.url)
    head = [value for value in about if value]
    head.append(f"Cite turn 27 as turnwise:{transcript.id}/27.")
    return "\n".join([*head, "", *_lines(transcript, transcript.turns[first - 1 :])]) + "\n"


def _lines(transcript: Transcript, turns: Iterable[Turn]) -> Iterable[str]:
    n_chars = 0
    for n_shown, turn in enumerate(turns):
        n_chars += len(turn.text)
        if n_shown and n_chars > MAX_RESOURCE_CHARS:
            n_turns = len(transcript.turns)
            place = f"turnwise://transcript/{transcript.id}?first={turn.number}"
            yield f"(Turns {turn.number} to {n_turns} follow at {place})"
            return
        time = "" if turn.start_s is None else f" ({clock(turn.start_s)})"
        yield f"[{turn.number}] {turn.speaker}{time}: {cut(turn.text, MAX_RESOURCE_CHARS)}"
