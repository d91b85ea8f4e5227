"""FAISS over the embeddings: passages near a query in meaning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import faiss
import numpy as np

from .embedder import Embeddings
from .revision_file import read_revision, write_revision


class DenseIndex:
    """Exact inner-product search, kept in `dense.faiss`.

    The revision beside it is written last. After a kill in between, the index holds more than its
    revision says; it then catches up with what it has already, which does no harm.
    """

    def __init__(self, folder: Path):
        """Read the index; a missing or damaged one is empty, at revision 0."""
        self._path = folder / "dense.faiss"
        self._revision_path = folder / "dense.revision"
        self._index: faiss.Index | None = None
        self.revision = read_revision(self._revision_path)
        if self.revision:
            try:
                self._index = faiss.read_index(str(self._path))
            except RuntimeError:  # FAISS has one kind of error for missing and for damaged
                self.revision = 0

    def __len__(self) -> int:
        return self._index.ntotal if self._index else 0

    def clear(self) -> None:
        """Forget everything; what is on disk stays until `save`."""
        self._index = None
        self.revision = 0

    def update(
        self, ids: Sequence[int], embeddings: Embeddings, *, removed: Collection[int] = ()
    ) -> None:
        """Add passages and remove others; one that is there already is replaced.

        Args:
            embeddings: float32 (n_ids, dim), rows of at most unit length.
        """
        if self._index is not None:
            gone = np.fromiter({*ids, *removed}, dtype=np.int64)
            self._index.remove_ids(faiss.IDSelectorBatch(gone))
        if not ids:
            return
        if self._index is None or self._index.d != embeddings.shape[1]:
            self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(embeddings.shape[1]))
        self._index.add_with_ids(np.ascontiguousarray(embeddings), np.asarray(ids, dtype=np.int64))

    def save(self, revision: int) -> None:
        """Write the index, then the library revision it stands for; each replaced in one step."""
        if self._index is not None:
            temporary = self._path.with_suffix(".faiss.new")
            faiss.write_index(self._index, str(temporary))
            temporary.replace(self._path)
        else:
            self._path.unlink(missing_ok=True)
        write_revision(self._revision_path, revision)
        self.revision = revision

    def search(
        self, embedding: Embeddings, k: int, *, allowed: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """The k nearest passages.

        Args:
            embedding: float32 (dim,), unit length.
            allowed: ids of the passages to choose from; None for all.
        Returns: (passage id, inner product), best first, at most k.
        """
        if self._index is None or k < 1:
            return []
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.fromiter(allowed, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # pyright: ignore[reportCallIssue]
        k = min(k, len(self))
        products, ids = self._index.search(embedding.reshape(1, -1), k, params=parameters)
        # FAISS fills up with -1 where fewer than k are allowed.
        return [
            (int(id), float(product))
            for id, product in zip(ids[0], products[0], strict=True)
            if id >= 0
        ]
