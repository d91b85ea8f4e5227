"""Figures of transcripts, and words of a speaker to decide by."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from ....rag import Library
from ..access import requires
from ..problems import PROBLEMS
from . import correction_records as records
from .revision import RevisionTag
from .transcripts import Id

_Name = Annotated[str | None, Query(max_length=500)]
_Day = Annotated[str | None, Query(max_length=40, description="ISO 8601")]


def figure_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter(tags=["figures"], responses=PROBLEMS)
    tag = RevisionTag(library)
    read = [Depends(requires("read")), Depends(tag.for_reading)]

    @router.get("/transcripts/{id}/figures", dependencies=read, response_model=records.Figures)
    def figures_of(id: Id) -> dict[str, object]:
        """Who speaks how much and when, who asks, and which questions stayed open."""
        return library.figures(id).to_dict()

    @router.get("/figures", dependencies=read, response_model=records.LibraryFigures)
    def figures(
        speaker: _Name = None, tag: _Name = None, after: _Day = None, before: _Day = None
    ) -> dict[str, object]:
        """The figures of all transcripts together, or of those that pass the filters."""
        return library.library_figures(
            speakers=[speaker] if speaker else None,
            tags=[tag] if tag else None,
            after=after,
            before=before,
        ).to_dict()

    @router.get("/speakers/examples", dependencies=read, response_model=records.Examples)
    def examples(
        name: Annotated[str, Query(min_length=1, max_length=500)],
        transcript: Annotated[str | None, Query(max_length=100, description="id")] = None,
        most: Annotated[int, Query(ge=1, le=20)] = 3,
    ) -> dict[str, object]:
        """What a speaker says here and there, with the questions: to decide who it is."""
        hits = library.speaker_examples(name, transcript, most)
        return {"hits": [hit.to_dict() for hit in hits]}

    return router
