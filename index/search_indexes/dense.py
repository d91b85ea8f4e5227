"""The dense index: FAISS over embeddings, finds passages similar in meaning to a query."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import faiss
import numpy as np

from ..errors import DamagedIndexError
from ..models.embedder import Embeddings
from ..store.contents import Ids
from .revision_file import Revision, read_revision, write_revision

_FEW = 1000  # ids
MAX_COSINE = 1.01  # rows have at most unit length; the rest is rounding


class DenseIndex:
    """Exact inner-product search over `dense.faiss`.

    The revision file is written last and marks the index file. After a kill in between, the mark
    does not match, and the index is rebuilt.
    """

    def __init__(self, folder: Path, *, is_thorough: bool = False):
        """Read the index; a missing or damaged one is empty, at revision 0.

        Args:
            is_thorough: compare the file's checksum even if the file is large.
        """
        self._folder = folder
        self._path = folder / "dense.faiss"
        self._revision_path = folder / "dense.revision"
        self._index: faiss.Index | None = None
        self._saved = read_revision(self._revision_path, is_thorough=is_thorough)
        self._is_kept = True  # on disk; otherwise only in memory
        if self._saved.marks:
            self._index = _read_index(self._path)
            if self._index is None:
                self._saved = Revision(0)
        self.revision = self._saved.number

    def __len__(self) -> int:
        return self._index.ntotal if self._index else 0

    @property
    def is_touched(self) -> bool:
        """Whether the file has another time than its mark, which `save_marks` renews."""
        return self._saved.is_touched

    def clear(self) -> None:
        """Remove all passages; the file on disk stays until `save`."""
        self._index = None
        self.revision = 0

    def keep_in_memory(self) -> None:
        """Remove all passages and never write, because the folder is read-only."""
        self.clear()
        self._is_kept = False

    def update(
        self, ids: Sequence[int], embeddings: Embeddings, *, removed: Collection[int] = ()
    ) -> None:
        """Add passages and remove others; a passage with a known id is replaced.

        Copies of this index, which others may be searching, stay as they are.

        Args:
            embeddings: float32 (n_ids, dim), rows of at most unit length.
        """
        if self._index is not None:
            self._index = faiss.clone_index(self._index)
            gone = np.fromiter({*ids, *removed}, dtype=np.int64)
            self._index.remove_ids(faiss.IDSelectorBatch(gone))
        if not ids:
            return
        if self._index is None or self._index.d != embeddings.shape[1]:
            self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(embeddings.shape[1]))
        self._index.add_with_ids(np.ascontiguousarray(embeddings), np.asarray(ids, dtype=np.int64))

    def save(self, revision: int) -> None:
        """Write the index, then its library revision; each file is replaced atomically.

        Raises: OSError or RuntimeError if writing fails; the files stay unchanged.
        """
        if self._is_kept and self._index is not None:
            _write_index(self._index, self._path)
        elif self._is_kept:
            self._path.unlink(missing_ok=True)
        self._write_revision(revision)

    def save_marks(self) -> None:
        """Write a new mark of the current file."""
        self._write_revision(self.revision)

    def _write_revision(self, revision: int) -> None:
        if self._is_kept:
            files = [self._path] if self._index is not None else []
            self._saved = write_revision(self._revision_path, revision, files)
        self.revision = revision

    def forget(self) -> None:
        """Invalidate the index on disk."""
        self._revision_path.unlink(missing_ok=True)
        self.clear()

    def search(
        self, embedding: Embeddings, k: int, *, allowed: Ids | Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The k nearest passages.

        Args:
            embedding: float32 (dim,), unit length.
            allowed: ids of the passages to choose from; None for all.
        Returns: (passage id, inner product), best first, at most k.
        Raises: DamagedIndexError if a product is impossible for vectors of at most unit length.
        """
        k = min(k, len(self))
        if self._index is None or k < 1:
            return []
        parameters = None
        if allowed is not None:
            selector = _selector(np.asarray(allowed, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # pyright: ignore[reportCallIssue]
        with _one_thread():
            products, ids = self._index.search(embedding.reshape(1, -1), k, params=parameters)
        # FAISS pads with -1 if fewer than k are allowed; it never returns a NaN.
        is_hit = ids[0] >= 0
        is_complete = allowed is not None or is_hit.all()
        if not is_complete or not (np.abs(products[0][is_hit]) <= MAX_COSINE).all():
            raise DamagedIndexError("dense.faiss gives impossible scores", path=self._folder)
        return list(zip(ids[0][is_hit].tolist(), products[0][is_hit].tolist(), strict=True))

    def products(self, embedding: Embeddings, ids: Ids) -> tuple[Ids, Embeddings]:
        """The ids of those passages that are there, and the product of each with a query.

        Args:
            embedding: float32 (dim,), unit length.
        Raises: DamagedIndexError if a product is impossible for vectors of at most unit length.
        """
        if self._index is None or not len(ids):
            return ids[:0], np.zeros(0, dtype=np.float32)
        try:
            vectors = self._index.reconstruct_batch(ids)
        except RuntimeError:  # one is not there
            known = faiss.vector_to_array(self._index.id_map)
            ids = ids[np.isin(ids, known)]
            vectors = self._index.reconstruct_batch(ids)
        products = vectors @ embedding
        if not (np.abs(products) <= MAX_COSINE).all():
            raise DamagedIndexError("dense.faiss gives impossible scores", path=self._folder)
        return ids, products


@contextmanager
def _one_thread() -> Iterator[None]:
    """Search in this thread alone: FAISS's others would wait in a loop for the next search."""
    n_threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(n_threads)


def _selector(ids: Ids) -> faiss.IDSelector:
    """What lets these ids through: a set of few, or a bit for each id up to the greatest."""
    if len(ids) <= _FEW:
        return faiss.IDSelectorBatch(ids)
    is_in = np.zeros(int(ids.max()) + 1, dtype=np.bool_)
    is_in[ids] = True
    bits = np.packbits(is_in, bitorder="little")
    return faiss.IDSelectorBitmap(bits)  # pyright: ignore[reportCallIssue]


def _read_index(path: Path) -> faiss.Index | None:
    """Read the index; None if FAISS cannot read it or it has another type."""
    try:
        index = faiss.read_index(str(path))
    except (RuntimeError, MemoryError):  # FAISS raises the same for missing and damaged
        return None
    return index if isinstance(index, faiss.IndexIDMap2) else None


def _write_index(index: faiss.Index, path: Path) -> None:
    """Replace the file after the new one is completely on disk.

    FAISS does not check that closing the file succeeded: on a full disk the end of the file is
    lost silently. So Python writes the file.
    """
    temporary = path.with_suffix(".faiss.new")
    try:
        with temporary.open("wb") as file:
            writer = faiss.PyCallbackIOWriter(file.write)  # pyright: ignore[reportAttributeAccessIssue]
            faiss.write_index(index, writer)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)  # a partial file takes space on a full disk
        raise
