"""The tables of exchanges and passages, and of the ids that the search indexes must forget.

All that is in them is computed from the turns, so damage to them is mended by computing them again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

import numpy as np

from ..ingest import IndexedTranscript
from ..models.embedder import Embeddings
from ..passages import unchanged_exchanges
from ..transcript import Exchange, Passage
from .records import (
    INTEGER_OR_NONE,
    TEXT_OR_NONE,
    DamagedRowError,
    SpanRows,
    StoredExchange,
    StoredPassage,
    checked,
    passages_of_rows,
    read_all_answers,
    read_answers,
    read_ids,
    read_span_rows,
)
from .vectors import ImpossibleEmbeddingError, read_vectors, usual_dim, vector_columns

_EXCHANGES = "SELECT id, transcript_id, number, question, answers FROM exchanges"
_PASSAGES = (
    "SELECT passages.id AS id, exchange_id, transcript_id, number, spans FROM exchanges"
    " CROSS JOIN passages ON exchanges.id = exchange_id"  # in this order, for the new ones are few
)


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


def exchanges_of(transcript_id: str, db: sqlite3.Connection) -> list[Exchange]:
    """The exchanges of one transcript, in order."""
    rows = db.execute(f"{_EXCHANGES} WHERE transcript_id = ? ORDER BY number", (transcript_id,))
    return [stored.exchange for stored in _stored_exchanges(rows)]


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


def list_passages(after_revision: int, db: sqlite3.Connection) -> list[StoredPassage]:
    """The passages added since a revision, in order of id."""
    rows = db.execute(f"{_PASSAGES} WHERE revision > ? ORDER BY passages.id", (after_revision,))
    return _stored_passages(rows)


def passages_in(transcript_id: str, db: sqlite3.Connection) -> list[Passage]:
    """The passages of one transcript, in order of id."""
    rows = db.execute(f"{_PASSAGES} WHERE transcript_id = ? ORDER BY passages.id", (transcript_id,))
    return [stored.passage for stored in _stored_passages(rows)]


def passages_of(
    exchange_id: int, dim: int, db: sqlite3.Connection
) -> tuple[list[Passage], Embeddings]:
    """The passages of one exchange, in order, and their embeddings: float32 (n, dim)."""
    rows = checked(
        db.execute(
            "SELECT transcript_id, number, spans, embedding FROM passages"
            " JOIN exchanges ON exchanges.id = exchange_id"
            " WHERE exchange_id = ? ORDER BY passages.id",
            (exchange_id,),
        ),
        transcript_id=str,
        number=int,
        spans=str,
        embedding=bytes,
    )
    return passages_of_rows(rows), _embeddings(rows, dim)


def embedded_spans(
    exchange_ids: Sequence[int], dim: int, db: sqlite3.Connection
) -> tuple[SpanRows, Embeddings]:
    """The spans of all passages of some exchanges, int64 (n_spans, 5): exchange id, row of the
    passage's embedding, turn number, first character and end; and the embeddings: float32
    (n_passages, dim)."""
    found = db.execute(
        "SELECT exchange_id, spans, embedding FROM passages"
        " WHERE exchange_id IN (SELECT value FROM json_each(?))",
        (json.dumps(exchange_ids),),
    )
    rows = checked(found, exchange_id=int, spans=str, embedding=bytes)
    if not rows:
        return np.zeros((0, 5), dtype=np.int64), np.zeros((0, dim), dtype=np.float32)
    ids, columns, embeddings = zip(*rows, strict=True)
    try:
        spans, counts = read_span_rows(columns)
    except (ValueError, TypeError) as error:
        exchange_id = next(id for id, spans, _ in rows if not _are_spans(spans))
        raise _damaged(exchange_id, str(error), db) from error
    places = np.repeat(np.arange(len(rows)), counts)
    try:
        vectors = read_vectors(embeddings, dim)
    except ImpossibleEmbeddingError as error:
        raise _damaged(ids[error.place], str(error), db) from error
    return np.column_stack([np.array(ids)[places], places, spans]), vectors


def _are_spans(column: str) -> bool:
    with suppress(ValueError, TypeError):
        read_span_rows([column])
        return True
    return False


def _damaged(exchange_id: int, problem: str, db: sqlite3.Connection) -> DamagedRowError:
    """The error for a damaged passage of an exchange."""
    rows = db.execute("SELECT transcript_id FROM exchanges WHERE id = ?", (exchange_id,))
    return DamagedRowError(str(rows.fetchone()[0]), problem, is_derived=True)


def list_embeddings(after_revision: int, db: sqlite3.Connection) -> tuple[list[int], Embeddings]:
    """Passage ids in order, and their embeddings: float32 (n_passages, dim)."""
    rows = checked(
        db.execute(
            "SELECT passages.id AS id, transcript_id, embedding FROM exchanges"
            " CROSS JOIN passages ON exchanges.id = exchange_id"
            " WHERE revision > ? ORDER BY passages.id",
            (after_revision,),
        ),
        id=int,
        transcript_id=str,
        embedding=bytes,
    )
    return [row["id"] for row in rows], _embeddings(rows)


def embedded_passages_in(
    transcript_id: str, db: sqlite3.Connection
) -> tuple[list[Passage], Embeddings]:
    """The passages of one transcript, in order of id, and their embeddings: float32 (n, dim)."""
    rows = checked(
        db.execute(
            "SELECT transcript_id, number, spans, embedding FROM passages"
            " JOIN exchanges ON exchanges.id = exchange_id"
            " WHERE transcript_id = ? ORDER BY passages.id",
            (transcript_id,),
        ),
        transcript_id=str,
        number=int,
        spans=str,
        embedding=bytes,
    )
    return passages_of_rows(rows), _embeddings(rows)


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


def read_indexed(
    transcript_id: str, db: sqlite3.Connection
) -> tuple[list[StoredExchange], list[StoredPassage], Embeddings]:
    """What a search engine needs of one transcript: exchanges in order, passages in order of id,
    and their embeddings: float32 (n_passages, dim)."""
    of_transcript = (transcript_id,)
    exchanges = db.execute(f"{_EXCHANGES} WHERE transcript_id = ? ORDER BY number", of_transcript)
    rows = checked(
        db.execute(
            "SELECT passages.id AS id, exchange_id, transcript_id, number, spans, embedding"
            " FROM exchanges CROSS JOIN passages ON exchanges.id = exchange_id"
            " WHERE transcript_id = ? ORDER BY passages.id",
            of_transcript,
        ),
        id=int,
        exchange_id=int,
        transcript_id=str,
        number=int,
        spans=str,
        embedding=bytes,
    )
    return _stored_exchanges(exchanges), _with_ids(rows), _embeddings(rows)


def touch(transcript_id: str, revision: int, db: sqlite3.Connection) -> None:
    """Make the exchanges of a transcript count as new, for an engine that knows of its details.
    The caller holds a transaction."""
    db.execute(
        "UPDATE exchanges SET revision = ? WHERE transcript_id = ?", (revision, transcript_id)
    )


def count_passages(db: sqlite3.Connection) -> int:
    """The number of passages in the library."""
    return db.execute("SELECT count(*) FROM passages").fetchone()[0]


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
    new = [
        (passage, embedding)
        for passage, embedding in zip(indexed.passages, indexed.embeddings, strict=True)
        if passage.exchange_number in ids
    ]
    columns = vector_columns(np.stack([embedding for _, embedding in new])) if new else []
    db.executemany(
        "INSERT INTO passages (exchange_id, spans, embedding) VALUES (?, ?, ?)",
        [
            (
                ids[passage.exchange_number],
                json.dumps([[s.turn_number, s.start, s.end] for s in passage.spans]),
                column,
            )
            for (passage, _), column in zip(new, columns, strict=True)
        ],
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
        stored = exchanges_of(id, db), passages_in(id, db)
    except ValueError:
        delete_exchanges_of(id, revision, db)
        return set()
    same = unchanged_exchanges(*stored, indexed.exchanges, indexed.passages, changed_turns)
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


def _stored_passages(rows: Iterable[sqlite3.Row]) -> list[StoredPassage]:
    rows = checked(rows, id=int, exchange_id=int, transcript_id=str, number=int, spans=str)
    return _with_ids(rows)


def _with_ids(rows: Sequence[sqlite3.Row]) -> list[StoredPassage]:
    return [
        StoredPassage(row["id"], row["exchange_id"], row["transcript_id"], passage)
        for row, passage in zip(rows, passages_of_rows(rows), strict=True)
    ]


def _embeddings(rows: Sequence[sqlite3.Row], dim: int | None = None) -> Embeddings:
    """float32 (n_rows, dim) of rows with `transcript_id` and `embedding`.

    Args:
        dim: None for that of most rows.
    """
    columns = [row["embedding"] for row in rows]
    try:
        return read_vectors(columns, usual_dim(columns) if dim is None else dim)
    except ImpossibleEmbeddingError as error:
        transcript_id = rows[error.place]["transcript_id"]
        raise DamagedRowError(transcript_id, str(error), is_derived=True) from error
