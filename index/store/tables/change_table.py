"""The table of changes: what people corrected, and what was there before.

Rows are only added, so that the history is whole: taking a change back is a change too. A change
outlives its transcript, so that a removal can be taken back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from ..records import INTEGER_OR_NONE, TEXT_OR_NONE, checked, now, read_texts

# “details” are title, date, address and tags; “names” those of speakers.
ChangeKind = Literal["text", "speaker", "split", "join", "details", "names", "remove"]
TURN_KINDS: tuple[ChangeKind, ...] = ("text", "speaker", "split", "join")

# Of a removed transcript a list needs no words.
_COLUMNS = (
    "SELECT id, kind, transcripts, made_at, made_by,"
    " CASE kind WHEN 'remove' THEN json_remove(before, '$.transcript') ELSE before END AS before,"
    " CASE kind WHEN 'remove' THEN json_remove(after, '$.transcript') ELSE after END AS after,"
    " undoes FROM changes"
)
_WHOLE = (
    "SELECT id, kind, transcripts, made_at, made_by, before, after, undoes FROM changes"
    " WHERE id = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody corrected.

    Attributes:
        before, after: what was there, and what is there since, as JSON. Of turns: the number of
            the `first`, and the `turns`; of details and names: key → value, None for none.
    """

    kind: ChangeKind
    transcripts: tuple[str, ...]  # ids of those that it changes
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    made_by: str | None = None
    undoes: int | None = None  # the change that this one takes back
    id: int = 0  # in order of time, from 1; 0 for one that is not stored
    made_at: str = field(default_factory=now)  # UTC, ISO 8601
    undone_by: int | None = None  # the change that takes this one back
    is_undone: bool = False  # whether it was taken back, and not done again since

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "kind": self.kind,
            "transcripts": list(self.transcripts),
            "made_at": self.made_at,
            "made_by": self.made_by,
            "before": dict(self.before),
            "after": dict(self.after),
            "undoes": self.undoes,
            "undone_by": self.undone_by,
            "is_undone": self.is_undone,
        }


def list_changes(transcript_id: str | None, db: sqlite3.Connection) -> list[Change]:
    """The changes of a transcript, or of all, oldest first; of a removal without the words."""
    rows = db.execute(
        f"{_COLUMNS} WHERE :id IS NULL OR :id IN (SELECT value FROM json_each(transcripts))"
        " ORDER BY id",
        {"id": transcript_id},
    )
    undone_by = _undone_by(db)
    return [_change(row, undone_by) for row in _checked(rows)]


def read_change(change_id: int, db: sqlite3.Connection) -> Change | None:
    """One change with all that it holds; None if there is none."""
    rows = _checked(db.execute(_WHOLE, (change_id,)))
    undone_by = _undone_by(db)
    return next((_change(row, undone_by) for row in rows), None)


def write_change(change: Change, db: sqlite3.Connection) -> int:
    """Store a new change, and return its id. This and the next need a transaction."""
    cursor = db.execute(
        "INSERT INTO changes (kind, transcripts, made_at, made_by, before, after, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            change.kind,
            json.dumps(change.transcripts),
            change.made_at,
            change.made_by,
            json.dumps(change.before, ensure_ascii=False),
            json.dumps(change.after, ensure_ascii=False),
            change.undoes,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def delete_changes_of(transcript_id: str, db: sqlite3.Connection) -> None:
    """Forget the changes that concern this transcript alone."""
    db.execute("DELETE FROM changes WHERE transcripts = ?", (json.dumps([transcript_id]),))


def _undone_by(db: sqlite3.Connection) -> dict[int, int]:
    """The id of each change that is taken back → the id of the change that does it."""
    rows = db.execute("SELECT undoes, id FROM changes WHERE undoes IS NOT NULL")
    return {row["undoes"]: row["id"] for row in checked(rows, undoes=int, id=int)}


def _checked(rows: sqlite3.Cursor) -> Sequence[sqlite3.Row]:
    return checked(
        rows,
        id=int,
        kind=str,
        transcripts=str,
        made_at=str,
        made_by=TEXT_OR_NONE,
        before=str,
        after=str,
        undoes=INTEGER_OR_NONE,
    )


def _change(row: sqlite3.Row, undone_by: Mapping[int, int]) -> Change:
    """Raises ValueError if the row is damaged."""
    if row["kind"] not in get_args(ChangeKind):
        raise ValueError("the column “kind” holds no kind of change")
    n_turned, last = 0, row["id"]
    while last in undone_by:  # taken back, done again, taken back again, ...
        last, n_turned = undone_by[last], n_turned + 1
    return Change(
        id=row["id"],
        kind=row["kind"],
        transcripts=read_texts(row["transcripts"], "transcripts"),
        made_at=row["made_at"],
        made_by=row["made_by"],
        before=_object(row["before"], "before"),
        after=_object(row["after"], "after"),
        undoes=row["undoes"],
        undone_by=undone_by.get(row["id"]),
        is_undone=n_turned % 2 == 1,
    )


def _object(column: str, name: str) -> dict[str, Any]:
    value = json.loads(column)
    if not isinstance(value, dict):
        raise ValueError(f"the column “{name}” holds no object")
    return value
