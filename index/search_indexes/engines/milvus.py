"""Milvus, or Milvus Lite, as a vector database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from pymilvus import AnnSearchRequest, DataType, MilvusClient, WeightedRanker
from pymilvus.exceptions import MilvusException

from ...errors import LibraryError
from ...models.embedder import Embeddings
from ..engine import Limits
from .rows import MAX_TERMS_OF_EXCHANGE, Row, wanted_values
from .vector_database import FoundRow

_BATCH = 500  # rows a request: about 5 MB
_AT_ONCE = 8  # requests that count terms
_NOTHING = 0  # a dimension that no term has: Milvus takes no empty sparse vector
_MAX_NAMES = 1024  # speakers of an exchange, tags of a transcript
_KEY_LENGTH = 64
_PRODUCT = {"metric_type": "IP"}
_ARRAYS = {  # field → type and greatest number of its elements
    "speakers": (DataType.VARCHAR, _MAX_NAMES),
    "tags": (DataType.VARCHAR, _MAX_NAMES),
    "terms": (DataType.INT64, MAX_TERMS_OF_EXCHANGE),
}
_TEXTS = ("transcript_id", "asked_by", "date")
_SPARSE = ("passage", "exchange")
_VECTORS = ["exchange_id", "embedding", *_SPARSE]


class MilvusDatabase:
    """A collection of Milvus, strongly consistent: what `upsert` has written is found."""

    def __init__(self, uri: str, collection: str, *, token: str = "", name: str | None = None):
        """Connect.

        Args:
            uri: `http://host:19530`, or the file of Milvus Lite.
            name: how messages call it; None for the uri.
        Raises: LibraryError if nothing answers there.
        """
        self.name = name or f"{uri} ({collection})"
        self._collection = collection
        self._dim: int | None = None
        with self._noticing():
            self._client = MilvusClient(uri, token=token)
        self.refresh()
        self._counting = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="milvus")

    def refresh(self) -> None:
        self._dim = None
        with self._noticing():
            if self._client.has_collection(self._collection):
                about: Any = self._client.describe_collection(self._collection)
                vectors = [f for f in about["fields"] if f["name"] == "embedding"]
                self._dim = int(vectors[0]["params"]["dim"])
                self._client.load_collection(self._collection)

    @property
    def dim(self) -> int | None:
        return self._dim

    def create(self, dim: int) -> None:
        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("exchange_id", DataType.INT64)
        schema.add_field("is_first", DataType.BOOL)
        for field in _TEXTS:
            schema.add_field(field, DataType.VARCHAR, max_length=_KEY_LENGTH)
        for field, (type_, capacity) in _ARRAYS.items():
            length = {"max_length": _KEY_LENGTH} if type_ == DataType.VARCHAR else {}
            schema.add_field(
                field, DataType.ARRAY, element_type=type_, max_capacity=capacity, **length
            )
        schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=dim)
        for field in _SPARSE:
            schema.add_field(field, DataType.SPARSE_FLOAT_VECTOR)
        with self._noticing():
            self._client.create_collection(
                self._collection,
                schema=schema,
                index_params=self._indexes(),
                consistency_level="Strong",
            )
        self._dim = dim

    def _indexes(self) -> Any:
        indexes = MilvusClient.prepare_index_params()
        indexes.add_index("embedding", index_type="AUTOINDEX", **_PRODUCT)
        for field in _SPARSE:
            indexes.add_index(field, index_type="SPARSE_INVERTED_INDEX", **_PRODUCT)
        if "lite" not in self._client.get_server_version():  # Lite reads every row instead
            for field in ("exchange_id", *_TEXTS, *_ARRAYS):
                indexes.add_index(field, index_type="INVERTED")
        return indexes

    def clear(self) -> None:
        with self._noticing():
            self._client.drop_collection(self._collection)
        self._dim = None

    def upsert(self, rows: Sequence[Row]) -> None:
        with self._noticing():
            for start in range(0, len(rows), _BATCH):
                batch = [_fields(row) for row in rows[start : start + _BATCH]]
                self._client.upsert(self._collection, batch)

    def delete(self, exchange_ids: Sequence[int]) -> None:
        if self._dim is None:
            return
        with self._noticing():
            for start in range(0, len(exchange_ids), _BATCH):
                ids = list(map(int, exchange_ids[start : start + _BATCH]))
                self._client.delete(self._collection, filter=f"exchange_id in {ids}")

    def delete_transcript(self, transcript_id: str) -> None:
        if self._dim is not None:
            with self._noticing():
                chosen = _one_of("transcript_id", [transcript_id])
                self._client.delete(self._collection, filter=chosen)

    def search(
        self,
        embedding: Embeddings | None,
        terms: Mapping[int, float],
        k: int,
        limits: Limits,
    ) -> list[FoundRow]:
        wanted: dict[str, Any] = {} if embedding is None else {"embedding": embedding}
        wanted |= {field: dict(terms) for field in _SPARSE} if terms else {}
        chosen = _chosen(limits)
        if self._dim is None or not wanted or chosen is None:
            return []
        requests = [
            AnnSearchRequest([vector], field, _PRODUCT, limit=k, expr=chosen or None)
            for field, vector in wanted.items()
        ]
        # As many as all requests find together, so that the ranker leaves nothing out: the rows
        # come back with their vectors, and the scores are computed from these, exactly.
        ranker = WeightedRanker(*[1.0] * len(requests), norm_score=False)
        with self._noticing():
            [hits] = self._client.hybrid_search(
                self._collection,
                requests,
                ranker,
                limit=k * len(requests),
                output_fields=_VECTORS,
            )
        return [_found(hit["id"], hit["entity"], embedding, terms) for hit in hits]

    def count_holding(self, terms: Sequence[int]) -> list[int]:
        return list(self._counting.map(lambda term: self._count(_holds(term)), terms))

    def holding(self, term: int, k: int, limits: Limits) -> list[int]:
        chosen = _chosen(limits)
        if self._dim is None or chosen is None:
            return []
        with self._noticing():
            rows = self._client.query(
                self._collection,
                filter=" and ".join(filter(None, [_holds(term), chosen])),
                output_fields=["exchange_id"],
                limit=k,
            )
        return [row["exchange_id"] for row in rows]

    def count(self) -> tuple[int, int]:
        return self._count("id > 0"), self._count("is_first == true")

    def _count(self, chosen: str) -> int:
        if self._dim is None:
            return 0
        with self._noticing():
            rows = self._client.query(self._collection, filter=chosen, output_fields=["count(*)"])
        return int(rows[0]["count(*)"])

    def ids(self) -> Iterator[int]:
        if self._dim is None:
            return
        with self._noticing():
            pages = self._client.query_iterator(
                self._collection, batch_size=1000, output_fields=["id"]
            )
            while page := pages.next():
                yield from (row["id"] for row in page)
            pages.close()

    def close(self) -> None:
        self._counting.shutdown()
        self._client.close()

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Turn Milvus's errors into LibraryError."""
        try:
            yield
        except MilvusException as error:
            raise LibraryError(
                f"Milvus does not do what it is asked ({error.message}); check that it runs and "
                "is not full, then try again. If it lost its rows: turnwise doctor --rebuild",
                path=Path(self.name),
            ) from error


def _fields(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "exchange_id": row.exchange_id,
        "is_first": row.is_first,
        "transcript_id": row.transcript_id,
        "asked_by": row.asked_by,
        "date": row.date,
        "speakers": list(row.speakers[:_MAX_NAMES]),
        "tags": list(row.tags[:_MAX_NAMES]),
        "terms": list(row.terms),
        "embedding": row.embedding,
        "passage": dict(row.passage) or {_NOTHING: 1.0},
        "exchange": dict(row.exchange) or {_NOTHING: 1.0},
    }


def _found(
    id: int, row: Mapping[str, Any], embedding: Embeddings | None, terms: Mapping[int, float]
) -> FoundRow:
    vector = np.asarray(row["embedding"], dtype=np.float32)
    return FoundRow(
        id=id,
        exchange_id=row["exchange_id"],
        cosine=0.0 if embedding is None else float(vector @ embedding),
        passage=_product(row["passage"], terms),
        exchange=_product(row["exchange"], terms),
    )


def _product(row: Mapping[int, float], terms: Mapping[int, float]) -> float:
    return sum(weight * row.get(term, 0.0) for term, weight in terms.items())


def _holds(term: int) -> str:
    return f"array_contains(terms, {term:d})"


def _chosen(limits: Limits) -> str | None:
    """The limits as an expression of Milvus, “” for none; None if nothing passes them."""
    given = wanted_values(limits)
    if not all(given.values()):
        return None
    parts = [_one_of(field, values) for field, values in given.items()]
    if limits.after is not None:
        parts.append(f"date >= {_text(limits.after)}")
    if limits.before is not None:
        parts.append(f'date != "" and date <= {_text(limits.before)}')
    return " and ".join(parts)


def _one_of(field: str, values: Sequence[str]) -> str:
    """Whether a field, or an element of it, is one of some values."""
    texts = f"[{', '.join(map(_text, values))}]"
    return f"array_contains_any({field}, {texts})" if field in _ARRAYS else f"{field} in {texts}"


def _text(value: str) -> str:
    """A literal. Keys, ids and dates need no quoting; any other text would be a mistake."""
    assert all(character.isalnum() or character in "-_" for character in value), value
    return f'"{value}"'
