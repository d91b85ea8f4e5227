"""Speakers: list, rename, alias; suggestions of names that may be one person's."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from ....rag import Library
from .. import records
from ..access import Key, name_of, requires
from ..problems import PROBLEMS
from .revision import RevisionTag

Editor = Annotated[Key, Depends(requires("add"))]


def speaker_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter(prefix="/speakers", tags=["speakers"], responses=PROBLEMS)
    tag = RevisionTag(library)
    read = [Depends(requires("read")), Depends(tag.for_reading)]
    change = [Depends(requires("add")), Depends(tag.for_writing)]

    def all_speakers() -> dict[str, object]:
        return {"speakers": [speaker.to_dict() for speaker in library.speaker_details()]}

    @router.get("", dependencies=read, response_model=records.SpeakerList)
    def list_speakers() -> dict[str, object]:
        """Every speaker with aliases, transcripts and number of turns."""
        return all_speakers()

    @router.post("/rename", dependencies=change, response_model=records.SpeakerList)
    def rename(names: records.RenameRequest, editor: Editor) -> dict[str, object]:
        """Give a speaker another name; the old one still finds the person."""
        library.rename_speaker(names.old, names.new, names.transcript, by=name_of(editor))
        return all_speakers()

    @router.post("/aliases", dependencies=change, response_model=records.SpeakerList)
    def add_aliases(names: records.AliasRequest, editor: Editor) -> dict[str, object]:
        """Let other names find a speaker too."""
        library.add_aliases(names.name, names.aliases, by=name_of(editor))
        return all_speakers()

    @router.delete("/aliases/{alias:path}", dependencies=change, response_model=records.SpeakerList)
    def remove_alias(alias: str, editor: Editor) -> dict[str, object]:
        """Take an alias back."""
        library.remove_alias(alias, by=name_of(editor))
        return all_speakers()

    @router.get("/suggestions", dependencies=read, response_model=records.AliasSuggestions)
    def suggestions(
        transcript: Annotated[list[str] | None, Query(description="id; all without")] = None,
    ) -> dict[str, object]:
        """Names in titles, notes and speech that may be aliases of speakers."""
        found = library.suggest_aliases(transcript)
        return {"suggestions": [suggestion.to_dict() for suggestion in found]}

    return router
