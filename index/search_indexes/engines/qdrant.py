"""Qdrant as a vector database: a server, or its local mode in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from ...errors import LibraryError
from ...models.embedder import Embeddings
from ..engine import Limits
from .rows import Row, SparseVector, wanted_values
from .vector_database import FoundRow

_BATCH = 500  # rows a request
_PAGE = 1000
_SPARSE = ("passage", "exchange")
_INDEXED = {
    "exchange_id": models.PayloadSchemaType.INTEGER,
    "terms": models.PayloadSchemaType.INTEGER,
    "day": models.PayloadSchemaType.INTEGER,
    "transcript_id": models.PayloadSchemaType.KEYWORD,
    "asked_by": models.PayloadSchemaType.KEYWORD,
    "speakers": models.PayloadSchemaType.KEYWORD,
    "tags": models.PayloadSchemaType.KEYWORD,
    "is_first": models.PayloadSchemaType.BOOL,
    "is_passage": models.PayloadSchemaType.BOOL,
}


class QdrantDatabase:
    """A collection of Qdrant."""

    def __init__(self, client: QdrantClient, collection: str, *, name: str, is_server: bool):
        """
        Args:
            is_server: whether payloads can have indexes, which the local mode has not.
        """
        self.name = name
        self._client = client
        self._collection = collection
        self._is_server = is_server
        self._dim: int | None = None

    @property
    def dim(self) -> int | None:
        return self._dim

    def refresh(self) -> None:
        self._dim = None
        with self._noticing():
            if self._client.collection_exists(self._collection):
                about = self._client.get_collection(self._collection)
                vectors: Any = about.config.params.vectors
                self._dim = vectors["embedding"].size

    def create(self, dim: int) -> None:
        dense = models.VectorParams(size=dim, distance=models.Distance.DOT)
        with self._noticing():
            self._client.create_collection(
                self._collection,
                vectors_config={"embedding": dense},
                sparse_vectors_config={field: models.SparseVectorParams() for field in _SPARSE},
            )
            if self._is_server:
                for field, kind in _INDEXED.items():
                    self._client.create_payload_index(self._collection, field, kind)
        self._dim = dim

    def clear(self) -> None:
        with self._noticing():
            self._client.delete_collection(self._collection)
        self._dim = None

    def upsert(self, rows: Sequence[Row]) -> None:
        with self._noticing():
            for start in range(0, len(rows), _BATCH):
                points = [_point(row) for row in rows[start : start + _BATCH]]
                self._client.upsert(self._collection, points, wait=True)

    def delete(self, exchange_ids: Sequence[int]) -> None:
        if exchange_ids:
            self._delete(_any("exchange_id", list(map(int, exchange_ids))))

    def delete_transcript(self, transcript_id: str) -> None:
        self._delete(_any("transcript_id", [transcript_id]))

    def _delete(self, chosen: models.FieldCondition) -> None:
        if self._dim is not None:
            selector = models.FilterSelector(filter=models.Filter(must=[chosen]))
            with self._noticing():
                self._client.delete(self._collection, selector, wait=True)

    def search(
        self,
        embedding: Embeddings | None,
        terms: Mapping[int, float],
        k: int,
        limits: Limits,
    ) -> list[FoundRow]:
        wanted: dict[str, Any] = {} if embedding is None else {"embedding": embedding.tolist()}
        wanted |= {field: _sparse(terms) for field in _SPARSE} if terms else {}
        chosen = _chosen(limits)
        if self._dim is None or not wanted or chosen is None:
            return []
        requests = [
            models.QueryRequest(
                query=vector,
                using=field,
                filter=models.Filter(must=chosen),
                limit=k,
                with_payload=["exchange_id"],
                with_vector=True,
            )
            for field, vector in wanted.items()
        ]
        with self._noticing():
            answers = self._client.query_batch_points(self._collection, requests)
        found = {point.id: point for answer in answers for point in answer.points}
        return [_found(point, embedding, terms) for point in found.values()]

    def count_holding(self, terms: Sequence[int]) -> list[int]:
        return [self._count(_any("terms", [term])) for term in terms]

    def holding(self, term: int, k: int, limits: Limits) -> list[int]:
        chosen = _chosen(limits)
        if self._dim is None or chosen is None:
            return []
        with self._noticing():
            points, _ = self._client.scroll(
                self._collection,
                scroll_filter=models.Filter(must=[_any("terms", [term]), *chosen]),
                limit=k,
                with_payload=["exchange_id"],
            )
        return [(point.payload or {})["exchange_id"] for point in points]

    def count(self) -> tuple[int, int]:
        return (
            self._count(_is("is_passage", value=True)),
            self._count(_is("is_first", value=True)),
        )

    def _count(self, chosen: models.FieldCondition) -> int:
        if self._dim is None:
            return 0
        with self._noticing():
            condition = models.Filter(must=[chosen])
            return self._client.count(self._collection, condition, exact=True).count

    def ids(self) -> Iterator[int]:
        if self._dim is None:
            return
        page: Any = None
        while True:
            with self._noticing():
                points, page = self._client.scroll(
                    self._collection, limit=_PAGE, offset=page, with_payload=False
                )
            yield from (_row_id(int(point.id)) for point in points)
            if page is None:
                return

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Turn Qdrant's errors into LibraryError."""
        try:
            yield
        except (UnexpectedResponse, ResponseHandlingException) as error:
            raise LibraryError(
                f"Qdrant does not do what it is asked ({error}); check that it runs and is not "
                "full, then try again. If it lost its rows: turnwise doctor --rebuild",
                path=Path(self.name),
            ) from error


def open_qdrant(
    where: Path | str, collection: str, *, name: str, token: str = ""
) -> QdrantDatabase:
    """A collection of a server (`http://host:6333`), or of the local mode in a folder.

    Raises: LibraryError if nothing answers there, or another process has the folder.
    """
    try:
        if isinstance(where, Path):
            client = QdrantClient(path=str(where))
        else:
            client = QdrantClient(where, api_key=token or None, check_compatibility=False)
    except RuntimeError as error:
        raise LibraryError(
            f"Qdrant cannot open it ({error}); one process at a time has a folder", path=Path(name)
        ) from error
    database = QdrantDatabase(client, collection, name=name, is_server=isinstance(where, str))
    database.refresh()
    return database


def _point(row: Row) -> models.PointStruct:
    vector: dict[str, Any] = {"embedding": row.embedding.tolist()}
    vector |= {
        field: _sparse(terms)
        for field, terms in zip(_SPARSE, (row.passage, row.exchange), strict=True)
        if terms
    }
    payload = {
        "exchange_id": row.exchange_id,
        "is_first": row.is_first,
        "is_passage": row.id > 0,
        "transcript_id": row.transcript_id,
        "asked_by": row.asked_by,
        "day": _day(row.date),
        "speakers": list(row.speakers),
        "tags": list(row.tags),
        "terms": list(row.terms),
    }
    return models.PointStruct(id=_point_id(row.id), vector=vector, payload=payload)


def _point_id(row_id: int) -> int:
    """Qdrant has no ids below 0: those of passages are even, those of exchanges odd."""
    return 2 * row_id if row_id > 0 else 1 - 2 * row_id


def _row_id(point_id: int) -> int:
    return point_id // 2 if point_id % 2 == 0 else (1 - point_id) // 2


def _found(
    point: models.ScoredPoint, embedding: Embeddings | None, terms: Mapping[int, float]
) -> FoundRow:
    vectors: Any = point.vector
    dense = np.asarray(vectors["embedding"], dtype=np.float32)
    scores = [_product(vectors.get(field), terms) for field in _SPARSE]
    return FoundRow(
        id=_row_id(int(point.id)),
        exchange_id=(point.payload or {})["exchange_id"],
        cosine=0.0 if embedding is None else float(dense @ embedding),
        passage=scores[0],
        exchange=scores[1],
    )


def _product(vector: models.SparseVector | None, terms: Mapping[int, float]) -> float:
    if vector is None:
        return 0.0
    pairs = zip(vector.indices, vector.values, strict=True)
    return sum(weight * terms.get(term, 0.0) for term, weight in pairs)


def _sparse(terms: SparseVector) -> models.SparseVector:
    return models.SparseVector(indices=list(terms), values=list(terms.values()))


def _day(date: str) -> int:
    """A date as a number that is ordered as its text: 20181102, 20180000 for “2018”; 0 for none."""
    return int(date.replace("-", "")[:8].ljust(8, "0")) if date else 0


def _chosen(limits: Limits) -> list[Any] | None:
    """The limits as conditions of Qdrant; None if nothing passes them."""
    given = wanted_values(limits)
    if not all(given.values()):
        return None
    conditions = [_any(field, values) for field, values in given.items()]
    if limits.after is not None or limits.before is not None:
        first = 1 if limits.after is None else _day(limits.after)
        last = None if limits.before is None else _day(limits.before)
        range_ = models.Range(gte=first, lte=last)
        conditions.append(models.FieldCondition(key="day", range=range_))
    return conditions


def _any(field: str, values: list[Any]) -> models.FieldCondition:
    """Whether a field, or an element of it, is one of some values."""
    return models.FieldCondition(key=field, match=models.MatchAny(any=values))


def _is(field: str, *, value: bool) -> models.FieldCondition:
    return models.FieldCondition(key=field, match=models.MatchValue(value=value))
