"""The tables of exchanges, and of the ids that the search indexes must forget.

All that is in them is computed from the turns, so damage to them is mended by computing them again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

from ...ingest import IndexedTranscript
from ...passages import unchanged_exchanges
from ...transcript import Exchange
from ..records import (
    INTEGER_OR_NONE,
    TEXT_OR_NONE,
    DamagedRowError,
    StoredExchange,
    checked,
    read_all_answers,
    read_answers,
    read_ids,
)
from .passage_table import passages_in, write_passages

_EXCHANGES = "SELECT id, transcript_id, number, question, answers FROM exchanges"


def list_exchanges(
    after_revision: int, transcript_id: str | None, db: sqlite3.Connection
) -> list[StoredExchange]:
    """The exchanges added since a revision, of one transcript or of all, in order of id."""
    if transcript_id is None:
        rows = db.execute(f"{_EXCHANGES} WHERE revision > ? ORDER BY id", (after_revision,))
    else:
        rows = db.execute(
            f"{_EXCHANGES} WHERE transcript_id = ? AND revision > ? ORDER BY id",
            (transcript_id, after_revision),
        )
    return _stored_exchanges(rows)


def added_since(after_revision: int, db: sqlite3.Connection) -> list[str]:
    """The ids of transcripts with exchanges added since a revision, in order of these."""
    rows = db.execute(
        "SELECT transcript_id FROM exchanges WHERE revision > ? GROUP BY transcript_id"
        " ORDER BY min(id)",
        (after_revision,),
    )
    return [row["transcript_id"] for row in checked(rows, transcript_id=str)]


def changed_since(after_revision: int, db: sqlite3.Connection) -> list[tuple[str, int]]:
    """(transcript id, revision) of those whose exchanges are newer than a revision, in order of
    revision."""
    rows = db.execute(
        "SELECT transcript_id, max(revision) AS revision FROM exchanges WHERE revision > ?"
        " GROUP BY transcript_id ORDER BY max(revision), transcript_id",
        (after_revision,),
    )
    types: dict[str, type] = {"transcript_id": str, "revision": int}
    return [(id, revision) for id, revision in checked(rows, **types)]


def exchanges_of(transcript_id: str, db: sqlite3.Connection) -> list[StoredExchange]:
    """The exchanges of one transcript, in order."""
    rows = db.execute(f"{_EXCHANGES} WHERE transcript_id = ? ORDER BY number", (transcript_id,))
    return _stored_exchanges(rows)


def read_exchange(exchange_id: int, db: sqlite3.Connection) -> StoredExchange | None:
    """One exchange; None if it is not there."""
    rows = db.execute(f"{_EXCHANGES} WHERE id = ?", (exchange_id,))
    return next(iter(_stored_exchanges(rows)), None)


def read_exchanges(
    exchange_ids: Sequence[int], db: sqlite3.Connection
) -> dict[int, StoredExchange]:
    """Id → exchange, in the order of the ids, without those that are not there."""
    rows = db.execute(
        f"{_EXCHANGES} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(exchange_ids),)
    )
    there = {stored.id: stored for stored in _stored_exchanges(rows)}
    return {id: there[id] for id in exchange_ids if id in there}


def exchange_asked_in(
    transcript_id: str, turn_number: int, db: sqlite3.Connection
) -> StoredExchange | None:
    """The exchange whose question this turn is; None if the turn asks nothing."""
    rows = db.execute(
        f"{_EXCHANGES} WHERE transcript_id = ? AND question = ? ORDER BY id LIMIT 1",
        (transcript_id, turn_number),
    )
    return next(iter(_stored_exchanges(rows)), None)


def count_exchanges(db: sqlite3.Connection) -> int:
    """The number of exchanges in the library."""
    return db.execute("SELECT count(*) FROM exchanges").fetchone()[0]


def has_exchanges(db: sqlite3.Connection) -> bool:
    """Whether there is an exchange."""
    return db.execute("SELECT 1 FROM exchanges LIMIT 1").fetchone() is not None


def list_removals(after_revision: int, db: sqlite3.Connection) -> tuple[list[int], list[int]]:
    """Exchange ids and passage ids removed since a revision."""
    rows = checked(
        db.execute(
            "SELECT exchange_id, passage_ids FROM removals WHERE revision > ?", (after_revision,)
        ),
        exchange_id=int,
        passage_ids=TEXT_OR_NONE,
    )
    passage_ids = [id for row in rows for id in read_ids(row["passage_ids"])]
    return [row["exchange_id"] for row in rows], passage_ids


# -- writing: the caller holds a transaction


def write_exchanges(
    indexed: IndexedTranscript,
    revision: int,
    db: sqlite3.Connection,
    same: Collection[int] = (),
) -> None:
    """Store the exchanges of a transcript with their passages, under new ids.

    Args:
        same: numbers of the exchanges that are there already.
    """
    ids: dict[int, int | None] = {}
    for exchange in indexed.exchanges:
        if exchange.number in same:
            continue
        cursor = db.execute(
            "INSERT INTO exchanges (transcript_id, number, question, answers, revision)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                indexed.transcript.id,
                exchange.number,
                exchange.question_turn,
                json.dumps(exchange.answers),
                revision,
            ),
        )
        ids[exchange.number] = cursor.lastrowid
    write_passages(indexed, ids, db)


def touch(transcript_id: str, revision: int, db: sqlite3.Connection) -> None:
    """Make the exchanges of a transcript count as new, for an engine that knows of its details.
    The caller holds a transaction."""
    db.execute(
        "UPDATE exchanges SET revision = ? WHERE transcript_id = ?", (revision, transcript_id)
    )


def delete_exchanges_of(transcript_id: str, revision: int, db: sqlite3.Connection) -> None:
    """Delete the exchanges of a transcript with their passages, and keep their ids in `removals`,
    so that the search indexes forget them too."""
    _delete("transcript_id = ?", transcript_id, revision, db)


def delete_changed_exchanges(
    indexed: IndexedTranscript,
    changed_turns: Collection[int],
    revision: int,
    db: sqlite3.Connection,
) -> set[int]:
    """Delete the exchanges of a transcript that are others now, or whose passages have other
    neighbours, as `delete_exchanges_of` does.

    Args:
        changed_turns: numbers of the turns that have another speaker or text.
    Returns: the numbers of the exchanges that stay; none if they are damaged.
    """
    id = indexed.transcript.id
    try:
        exchanges = [stored.exchange for stored in exchanges_of(id, db)]
        passages = passages_in(id, db)
    except ValueError:
        delete_exchanges_of(id, revision, db)
        return set()
    same = unchanged_exchanges(
        exchanges, passages, indexed.exchanges, indexed.passages, changed_turns
    )
    for exchange_id, number in db.execute(
        "SELECT id, number FROM exchanges WHERE transcript_id = ?", (id,)
    ).fetchall():
        if number not in same:
            _delete("id = ?", exchange_id, revision, db)
    return same


def _delete(where: str, value: str | int, revision: int, db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO removals (revision, exchange_id, passage_ids)"
        " SELECT ?, e.id, json_group_array(p.id) FILTER (WHERE p.id)"
        " FROM exchanges e LEFT JOIN passages p ON p.exchange_id = e.id"
        f" WHERE e.{where} GROUP BY e.id",
        (revision, value),
    )
    db.execute(f"DELETE FROM exchanges WHERE {where}", (value,))


def delete_orphans(db: sqlite3.Connection) -> None:
    """Delete exchanges without transcript and passages without exchange; only damage leaves any."""
    db.execute("DELETE FROM exchanges WHERE transcript_id NOT IN (SELECT id FROM transcripts)")
    db.execute("DELETE FROM passages WHERE exchange_id NOT IN (SELECT id FROM exchanges)")


def _stored_exchanges(rows: Iterable[sqlite3.Row]) -> list[StoredExchange]:
    rows = checked(
        rows, id=int, transcript_id=str, number=int, question=INTEGER_OR_NONE, answers=str
    )
    try:
        answers = read_all_answers([row["answers"] for row in rows])
    except ValueError as error:
        transcript_id = next(id for _, id, _, _, answers in rows if not _are_answers(answers))
        raise DamagedRowError(transcript_id, str(error), is_derived=True) from error
    return [
        StoredExchange(id, transcript_id, Exchange(number, question, own))
        for (id, transcript_id, number, question, _), own in zip(rows, answers, strict=True)
    ]


def _are_answers(column: str) -> bool:
    with suppress(ValueError):
        read_answers(column)
        return True
    return False
