"""Transcripts: list, read, export, edit, remove; and what lies at an address."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from ....index.writers import WRITERS
from ....rag import Library, NotFoundError, TranscriptReference
from .. import records
from ..access import Key, name_of, requires
from ..problems import PROBLEMS
from .correction_records import EditRequest
from .revision import RevisionTag

Id = Annotated[str, Path(max_length=100, examples=["0123456789abcdef"])]
Format = Literal["txt", "md", "srt", "vtt", "json"]
_MEDIA_TYPES: dict[Format, str] = {
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "json": "application/json",
}
MAX_TURNS = 500  # of one page


def transcript_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter(tags=["transcripts"], responses=PROBLEMS)
    tag = RevisionTag(library)
    read = [Depends(requires("read")), Depends(tag.for_reading)]
    change = [Depends(requires("add")), Depends(tag.for_writing)]
    remove = [Depends(requires("admin")), Depends(tag.for_writing)]

    @router.get("/transcripts", dependencies=read, response_model=records.TranscriptPage)
    def list_transcripts(
        request: Request,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        title: Annotated[str | None, Query(max_length=500, description="a part of it")] = None,
        speaker: Annotated[str | None, Query(max_length=500, description="who speaks")] = None,
        tag: Annotated[str | None, Query(max_length=500)] = None,
        after: Annotated[str | None, Query(max_length=40, description="ISO 8601")] = None,
        before: Annotated[str | None, Query(max_length=40, description="ISO 8601")] = None,
    ) -> dict[str, object]:
        """All transcripts by date, or those that pass the filters."""
        infos = library.transcripts(
            title=title,
            speakers=[speaker] if speaker else None,
            tags=[tag] if tag else None,
            after=after,
            before=before,
        )
        following = offset + limit
        others = {"title": title, "speaker": speaker, "tag": tag, "after": after, "before": before}
        query = {"offset": following, "limit": limit} | {k: v for k, v in others.items() if v}
        return {
            "transcripts": [info.to_dict() for info in infos[offset:following]],
            "total": len(infos),
            "next": f"{request.url.path}?{urlencode(query)}" if following < len(infos) else None,
        }

    @router.get("/transcripts/{id}", dependencies=read, response_model=records.TranscriptInfo)
    def show_transcript(id: Id) -> dict[str, object]:
        """A transcript without its words."""
        info = next((info for info in library.transcripts() if info.id == id), None)
        if info is None:
            raise NotFoundError(f"no transcript has the id “{id}”; “turnwise list” shows them all")
        return info.to_dict()

    @router.get("/transcripts/{id}/turns", dependencies=read, response_model=records.TurnPage)
    def read_turns(
        id: Id,
        first: Annotated[int, Query(ge=1, le=10_000_000, description="turn number")] = 1,
        last: Annotated[int | None, Query(ge=1, le=10_000_000, description="included")] = None,
    ) -> dict[str, object]:
        """Turns by number; at most 500."""
        transcript = library.transcript(id)
        end = min(last or first + MAX_TURNS - 1, first + MAX_TURNS - 1)
        return {
            "transcript": TranscriptReference.to(transcript).to_dict(),
            "total": len(transcript.turns),
            "turns": [turn.to_dict() for turn in transcript.turns[first - 1 : end]],
        }

    @router.get(
        "/transcripts/{id}/export",
        dependencies=read,
        response_class=Response,
        responses={200: {"content": {media_type: {} for media_type in _MEDIA_TYPES.values()}}},
    )
    def export(id: Id, format: Format = "txt") -> Response:
        """The whole transcript as a file that Turnwise reads back the same."""
        transcript = library.transcript(id)
        written = WRITERS[format](transcript if format == "json" else transcript.printable())
        disposition = f'attachment; filename="{transcript.id}.{format}"'
        headers = {"Content-Disposition": disposition, "ETag": tag.now()}
        return Response(written, media_type=_MEDIA_TYPES[format], headers=headers)

    @router.get("/transcripts/{id}/outline", dependencies=read, response_model=records.Outline)
    def outline(id: Id) -> dict[str, object]:
        """Its questions in order, with the start of each answer."""
        return library.outline(id).to_dict()

    @router.get("/transcripts/{id}/overview", dependencies=read, response_model=records.Overview)
    def overview(id: Id) -> dict[str, object]:
        """Its themes in order, a sentence each, verbatim."""
        return library.overview(id).to_dict()

    @router.patch("/transcripts/{id}", dependencies=change, response_model=records.TranscriptInfo)
    def edit(
        id: Id, edits: EditRequest, editor: Annotated[Key, Depends(requires("add"))]
    ) -> dict[str, object]:
        """Give it another title, date or address, other tags, or its speakers names."""
        return library.edit_transcript(
            id,
            title=edits.title,
            date=edits.date,
            url=edits.url,
            tags=edits.tags,
            speakers=edits.speakers,
            by=name_of(editor),
        ).to_dict()

    @router.delete("/transcripts/{id}", dependencies=remove, status_code=204)
    def delete(
        id: Id,
        editor: Annotated[Key, Depends(requires("admin"))],
        for_good: Annotated[
            bool, Query(description="the history forgets it too; it cannot be brought back")
        ] = False,
    ) -> None:
        """Remove it from the library; `POST /v1/transcripts/{id}/undo` brings it back."""
        library.remove(id, for_good=for_good, by=name_of(editor))

    @router.get("/passages", dependencies=read, response_model=records.Passage)
    def passage_at(
        address: Annotated[
            str, Query(max_length=200, examples=["turnwise:0123456789abcdef/27#char=10,58"])
        ],
    ) -> dict[str, object]:
        """What lies at an address, as citations and hits have it."""
        return library.passage(address).to_dict()

    @router.get("/passages/{transcript}/{turn}", dependencies=read, response_model=records.Passage)
    def passage(
        transcript: Id,
        turn: Annotated[int, Path(ge=1, le=100_000_000)],
        char: Annotated[
            str | None, Query(pattern=r"^\d{1,9},\d{1,9}$", description="START,END")
        ] = None,
    ) -> dict[str, object]:
        """What lies at `turnwise:TRANSCRIPT/TURN`, or at `…#char=START,END`."""
        fragment = f"#char={char}" if char else ""
        return library.passage(f"turnwise:{transcript}/{turn}{fragment}").to_dict()

    return router
