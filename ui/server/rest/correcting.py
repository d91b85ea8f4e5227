"""Correct transcripts: their turns, their history, undo."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from ....rag import Library
from ..access import Key, name_of, requires
from ..problems import PROBLEMS
from . import correction_records as records
from .revision import RevisionTag
from .transcripts import Id

Number = Annotated[int, Path(ge=1, le=10_000_000, description="turn number, from 1")]
Editor = Annotated[Key, Depends(requires("add"))]


def correcting_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter(tags=["corrections"], responses=PROBLEMS)
    tag = RevisionTag(library)
    read = [Depends(requires("read")), Depends(tag.for_reading)]
    change = [Depends(requires("add")), Depends(tag.for_writing)]
    turns = "/transcripts/{id}/turns/{turn}"

    @router.patch(turns, dependencies=change, response_model=records.Correction)
    def edit_turn(
        id: Id, turn: Number, edit: records.TurnEdit, editor: Editor
    ) -> dict[str, object]:
        """Give a turn other words."""
        done = library.edit_turn(id, turn, edit.text, by=name_of(editor), version=edit.version)
        return done.to_dict()

    @router.post(f"{turns}/split", dependencies=change, response_model=records.Correction)
    def split(id: Id, turn: Number, edit: records.TurnSplit, editor: Editor) -> dict[str, object]:
        """Cut a turn in two; all later turns get the next number."""
        done = library.split_turn(id, turn, edit.at, by=name_of(editor), version=edit.version)
        return done.to_dict()

    @router.post(f"{turns}/join", dependencies=change, response_model=records.Correction)
    def join(id: Id, turn: Number, edit: records.TurnJoin, editor: Editor) -> dict[str, object]:
        """Make one turn of this one and those behind it; all later turns get lower numbers."""
        done = library.join_turns(id, turn, edit.last, by=name_of(editor), version=edit.version)
        return done.to_dict()

    @router.post(
        "/transcripts/{id}/speaker", dependencies=change, response_model=records.Correction
    )
    def move(id: Id, edit: records.TurnMove, editor: Editor) -> dict[str, object]:
        """Give turns to another speaker of the transcript, or to somebody new in it."""
        last = edit.first if edit.last is None else edit.last
        done = library.move_turns(
            id,
            range(edit.first, last + 1),
            edit.speaker,
            by=name_of(editor),
            version=edit.version,
        )
        return done.to_dict()

    @router.get("/transcripts/{id}/changes", dependencies=read, response_model=records.ChangeList)
    def changes_of(id: Id) -> dict[str, object]:
        """What people corrected in it, oldest first; also of one that was removed."""
        return {"changes": [change.to_dict() for change in library.changes(id)]}

    @router.get("/changes", dependencies=read, response_model=records.ChangeList)
    def changes() -> dict[str, object]:
        """What people corrected in the whole library, oldest first."""
        return {"changes": [change.to_dict() for change in library.changes()]}

    @router.post("/transcripts/{id}/undo", dependencies=change, response_model=records.Change)
    def undo_in(id: Id, editor: Editor) -> dict[str, object]:
        """Take the last change of it back that is not taken back yet; also its removal."""
        return library.undo(transcript=id, by=name_of(editor)).to_dict()

    @router.post("/changes/{change}/undo", dependencies=change, response_model=records.Change)
    def undo(
        change: Annotated[int, Path(ge=1, le=1_000_000_000)], editor: Editor
    ) -> dict[str, object]:
        """Take a change back; to do it again, undo the change that comes back."""
        return library.undo(change, by=name_of(editor)).to_dict()

    return router
