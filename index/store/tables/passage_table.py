"""The table of passages, with their embeddings.

All that is in it is computed from the turns, so damage to it is mended by computing it again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import numpy as np

from ...ingest import IndexedTranscript
from ...models.embedder import Embeddings
from ...transcript import Passage
from ..records import (
    DamagedRowError,
    SpanRows,
    StoredPassage,
    checked,
    passages_of_rows,
    read_span_rows,
)
from ..vectors import ImpossibleEmbeddingError, read_vectors, usual_dim, vector_columns

_PASSAGES = (
    "SELECT passages.id AS id, exchange_id, transcript_id, number, spans FROM exchanges"
    " CROSS JOIN passages ON exchanges.id = exchange_id"  # in this order, for the new ones are few
)


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


def embedded_passages_in(
    transcript_id: str, db: sqlite3.Connection
) -> tuple[list[StoredPassage], Embeddings]:
    """The passages of one transcript, in order of id, and their embeddings: float32 (n, dim)."""
    rows = checked(
        db.execute(
            "SELECT passages.id AS id, exchange_id, transcript_id, number, spans, embedding"
            " FROM exchanges CROSS JOIN passages ON exchanges.id = exchange_id"
            " WHERE transcript_id = ? ORDER BY passages.id",
            (transcript_id,),
        ),
        id=int,
        exchange_id=int,
        transcript_id=str,
        number=int,
        spans=str,
        embedding=bytes,
    )
    return _with_ids(rows), _embeddings(rows)


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


def count_passages(db: sqlite3.Connection) -> int:
    """The number of passages in the library."""
    return db.execute("SELECT count(*) FROM passages").fetchone()[0]


def write_passages(
    indexed: IndexedTranscript, exchange_ids: Mapping[int, int | None], db: sqlite3.Connection
) -> None:
    """Store the passages of some exchanges, under new ids. The caller holds a transaction.

    Args:
        exchange_ids: number of the exchange → its id; passages of others are left out.
    """
    new = [
        (passage, embedding)
        for passage, embedding in zip(indexed.passages, indexed.embeddings, strict=True)
        if passage.exchange_number in exchange_ids
    ]
    columns = vector_columns(np.stack([embedding for _, embedding in new])) if new else []
    db.executemany(
        "INSERT INTO passages (exchange_id, spans, embedding) VALUES (?, ?, ?)",
        [
            (
                exchange_ids[passage.exchange_number],
                json.dumps([[s.turn_number, s.start, s.end] for s in passage.spans]),
                column,
            )
            for (passage, _), column in zip(new, columns, strict=True)
        ],
    )


def _are_spans(column: str) -> bool:
    with suppress(ValueError, TypeError):
        read_span_rows([column])
        return True
    return False


def _damaged(exchange_id: int, problem: str, db: sqlite3.Connection) -> DamagedRowError:
    """The error for a damaged passage of an exchange."""
    rows = db.execute("SELECT transcript_id FROM exchanges WHERE id = ?", (exchange_id,))
    return DamagedRowError(str(rows.fetchone()[0]), problem, is_derived=True)


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
