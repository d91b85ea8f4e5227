"""A segment of the dense index: passages that were added together, in a file that never changes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from ..models.embedder import Embeddings
from ..store.contents import Ids

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

MIN_CODED = 5_000  # passages; fewer are compared one by one (data/eval/RESULTS.md#min-coded)
MIN_SMALL = 20_000  # passages; fewer have float16 (data/eval/RESULTS.md#min-small)
_FEW = 5_000  # passages to choose from; so few are compared one by one in any segment
_DEPTH = 800  # that the codes find, whose vectors are compared (data/eval/RESULTS.md#dense-depth)
_DEPTH_TIMES = 8  # the same for each passage that is wanted
_DIMENSIONS = 4  # that four bits stand for (data/eval/RESULTS.md#code-dimensions)
_TRAINED_ON = 10_000  # vectors
_MARGIN = 0.1  # of the range of each dimension, below and above, for vectors that come later
_BLOCK = 50_000  # vectors that are copied at once


class Segment:
    """Passages with their vectors in order of id, float16; many have short codes, which find
    candidates, and still more have 8 bits a dimension. Nobody changes it, so threads share it."""

    def __init__(self, ids: Ids, vectors: faiss.Index, codes: faiss.Index | None, file: str = ""):
        """
        Args:
            file: its name without what comes behind the point; empty for one that is not saved.
        """
        self.ids = ids
        self.file = file
        self._vectors = vectors
        self._codes = codes

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def dim(self) -> int:
        return self._vectors.d

    @property
    def has_codes(self) -> bool:
        return self._codes is not None

    def empty_codes(self) -> faiss.Index:
        """An index of codes like these, of no passages yet; the segment has codes."""
        assert self._codes is not None
        codes = faiss.clone_index(self._codes)
        codes.reset()
        return codes

    def empty_vectors(self) -> faiss.IndexScalarQuantizer | None:
        """An index of vectors of 8 bits as these, of no passages yet; None if these have more."""
        own = self._vectors
        bits = faiss.ScalarQuantizer.QT_8bit
        if not isinstance(own, faiss.IndexScalarQuantizer) or own.sq.qtype != bits:
            return None
        vectors = _new_vectors(self.dim, bits)
        ranges = faiss.vector_to_array(own.sq.trained)
        faiss.copy_array_to_vector(ranges, vectors.sq.trained)
        vectors.is_trained = True
        return vectors

    def named(self, file: str) -> Segment:
        """The same segment with a name."""
        return Segment(self.ids, self._vectors, self._codes, file)

    def rows_of(self, ids: Ids) -> Rows:
        """The rows of those passages that are here."""
        rows = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return rows[self.ids[rows] == ids]

    def blocks(self, rows: Rows) -> Iterator[tuple[Ids, Embeddings]]:
        """Ids and vectors of these rows, some at a time."""
        for start in range(0, len(rows), _BLOCK):
            block = rows[start : start + _BLOCK]
            yield self.ids[block], self._vectors.reconstruct_batch(block)

    def candidates(self, query: Embeddings, k: int, allowed: Mask | None) -> Rows:
        """Rows among which are the k nearest, or, where codes find them, nearly all of these.

        Args:
            allowed: (n_rows,), which rows to choose from; None for all.
        """
        n_allowed = len(self) if allowed is None else int(np.count_nonzero(allowed))
        if allowed is not None and n_allowed <= max(_FEW, k):
            return np.flatnonzero(allowed)
        if self._codes is not None:
            depth = max(_DEPTH, _DEPTH_TIMES * k) * len(self) // n_allowed
            _, found = _search(self._codes, query, min(depth, len(self)))
            found = found if allowed is None else found[allowed[found]]
            if len(found) >= k:
                return found
        parameters = None if allowed is None else _only(allowed)
        return _search(self._vectors, query, min(k, len(self)), parameters)[1]

    def products(self, query: Embeddings, rows: Rows) -> tuple[Rows, Embeddings]:
        """These rows, each once, the best first, and the product of the vector of each with a
        query; NaN for what is no number.

        FAISS computes them, which reads float16 ten times as fast as NumPy does.
        """
        chosen = np.zeros(len(self), dtype=np.bool_)
        chosen[rows] = True
        n_rows = int(np.count_nonzero(chosen))
        if not n_rows:
            return rows, np.zeros(0, dtype=np.float32)
        products, found = _search(self._vectors, query, n_rows, _only(chosen))
        if len(found) < n_rows:
            chosen[found] = False
            found = np.append(found, np.flatnonzero(chosen))
            products = np.append(products, np.full(len(found) - len(products), np.nan, np.float32))
        return found, products

    # -- files

    @property
    def _suffixes(self) -> list[tuple[str, faiss.Index]]:
        codes = [] if self._codes is None else [(".codes", self._codes)]
        return [(".vectors", self._vectors), *codes]

    def write(self, folder: Path) -> None:
        """Write the files. Raises OSError if the disk is full; no file is left then."""
        written: list[Path] = []
        try:
            ids = folder / f"{self.file}.ids"
            written.append(ids)
            write_file(ids, self.ids.astype("<i8").tobytes())
            for suffix, index in self._suffixes:
                written.append(folder / f"{self.file}{suffix}")
                _write_index(index, written[-1])
        except BaseException:
            for file in written:
                file.unlink(missing_ok=True)  # a partial file takes space on a full disk
            raise

    @property
    def files(self) -> list[str]:
        """The names of its files."""
        if self.file == OLD_FILE:
            return [OLD_FILE]
        return [f"{self.file}{suffix}" for suffix in (".ids", *dict(self._suffixes))]


OLD_FILE = "dense.faiss"  # all passages, of earlier versions


def make_segment(
    blocks: Iterable[tuple[Ids, Embeddings]], like: Segment | None = None
) -> Segment | None:
    """A segment of passages, given some at a time with ids that ascend; None of no passages.

    Args:
        like: whose way of coding is taken over, which takes seconds to learn; but a segment of
            `MIN_SMALL` passages learns better than one with fewer did.
    """
    ids: list[Ids] = []
    vectors: faiss.Index | None = None
    for own_ids, own_vectors in blocks:
        if vectors is None:
            vectors = _new_vectors(own_vectors.shape[1], faiss.ScalarQuantizer.QT_fp16)
        ids.append(own_ids)
        vectors.add(np.ascontiguousarray(own_vectors))  # pyright: ignore[reportCallIssue]
    if vectors is None or not vectors.ntotal:
        return None
    segment = Segment(np.concatenate(ids), vectors, None)
    if len(segment) >= MIN_SMALL:
        like = like if like and len(like) >= MIN_SMALL else None
        segment = Segment(segment.ids, _small_vectors(segment, like), None)
    if len(segment) < MIN_CODED or segment.dim % _DIMENSIONS:
        return segment
    return Segment(segment.ids, segment._vectors, _codes_of(segment, like))


def _new_vectors(dim: int, bits: int) -> faiss.IndexScalarQuantizer:
    return faiss.IndexScalarQuantizer(dim, bits, faiss.METRIC_INNER_PRODUCT)


def _small_vectors(segment: Segment, like: Segment | None) -> faiss.IndexScalarQuantizer:
    """The vectors of a segment in 8 bits a dimension. Of a segment like them the ranges stay, so
    that what is written again stays the same."""
    vectors = like.empty_vectors() if like is not None and like.dim == segment.dim else None
    if vectors is None:
        vectors = _new_vectors(segment.dim, faiss.ScalarQuantizer.QT_8bit)
        vectors.sq.rangestat_arg = _MARGIN
        rows = np.linspace(0, len(segment) - 1, min(_BLOCK, len(segment)), dtype=np.int64)
        for _, own in segment.blocks(rows):
            vectors.train(own)  # pyright: ignore[reportCallIssue]
    for _, own in segment.blocks(np.arange(len(segment))):
        vectors.add(own)  # pyright: ignore[reportCallIssue]
    return vectors


def _codes_of(segment: Segment, like: Segment | None) -> faiss.Index:
    """The codes of all passages: a product quantizer, of which FAISS scans many at once.

    Source: André, Kermarrec and Le Scouarnec, "Cache locality is not enough: high-performance
    nearest neighbor search with product quantization fast scan", VLDB 2015.
    """
    if like is not None and like.has_codes and like.dim == segment.dim:
        codes = like.empty_codes()
    else:
        codes = faiss.IndexPQFastScan(
            segment.dim, segment.dim // _DIMENSIONS, 4, faiss.METRIC_INNER_PRODUCT
        )
        rows = np.linspace(0, len(segment) - 1, min(_TRAINED_ON, len(segment)), dtype=np.int64)
        for _, vectors in segment.blocks(rows):
            with _one_thread():
                codes.train(vectors)  # pyright: ignore[reportCallIssue]
    for _, vectors in segment.blocks(np.arange(len(segment))):
        codes.add(vectors)  # pyright: ignore[reportCallIssue]
    return codes


def read_segment(folder: Path, names: list[str]) -> Segment | None:
    """The segment of some files; None if FAISS cannot read one, or they do not fit each other."""
    try:
        if names == [OLD_FILE]:
            return _read_old(folder / OLD_FILE)
        file = Path(names[0]).stem
        indexes = {
            Path(name).suffix: _read_index(folder / name) for name in names if ".ids" not in name
        }
        ids = np.frombuffer((folder / f"{file}.ids").read_bytes(), dtype="<i8").astype(np.int64)
        vectors, codes = indexes[".vectors"], indexes.get(".codes")
    except (RuntimeError, MemoryError, OSError, KeyError, ValueError):  # FAISS's first
        return None
    fits = vectors.ntotal == len(ids) and (codes is None or codes.ntotal == len(ids))
    return Segment(ids, vectors, codes, file) if fits and len(ids) else None


def _read_index(path: Path) -> faiss.Index:
    """An index whose content the system reads as it is needed."""
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)


def _read_old(path: Path) -> Segment | None:
    index = faiss.read_index(str(path))
    if not isinstance(index, faiss.IndexIDMap2):
        return None
    ids = faiss.vector_to_array(index.id_map)
    order = np.argsort(ids)
    inner = faiss.downcast_index(index.index)
    if (order[1:] < order[:-1]).any():
        ordered = faiss.IndexFlatIP(inner.d)
        for start in range(0, len(order), _BLOCK):
            ordered.add(inner.reconstruct_batch(order[start : start + _BLOCK]))
        inner = ordered
    index.own_fields = False
    return Segment(ids[order], inner, None, OLD_FILE)


def _write_index(index: faiss.Index, path: Path) -> None:
    """FAISS does not check that closing the file succeeded: on a full disk the end of the file is
    lost silently. So Python writes the file."""
    with path.open("wb") as file:
        writer = faiss.PyCallbackIOWriter(file.write)  # pyright: ignore[reportAttributeAccessIssue]
        faiss.write_index(index, writer)
        file.flush()
        os.fsync(file.fileno())


def write_file(path: Path, content: bytes) -> None:
    """Write a file, completely on disk when this returns."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _only(rows: Mask) -> faiss.SearchParameters:
    """What limits a search to some rows: (n_rows,)."""
    selector = faiss.IDSelectorBitmap(np.packbits(rows, bitorder="little"))  # pyright: ignore[reportCallIssue]
    return faiss.SearchParameters(sel=selector)  # pyright: ignore[reportCallIssue]


def _search(
    index: faiss.Index, query: Embeddings, k: int, parameters: faiss.SearchParameters | None = None
) -> tuple[Embeddings, Rows]:
    """Products and rows. FAISS pads with -1 if fewer than k are there, and leaves out what is not a
    number."""
    with _one_thread():
        products, rows = index.search(query.reshape(1, -1), k, params=parameters)
    return products[0][rows[0] >= 0], rows[0][rows[0] >= 0]


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let FAISS work in this thread alone: its others wait in a loop for the next step, and on a
    busy machine they take ten times as long together."""
    n_threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(n_threads)
