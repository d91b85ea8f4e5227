"""The dense index: FAISS over embeddings, finds passages similar in meaning to a query."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

import numpy as np

from ..errors import DamagedIndexError
from ..models.embedder import Embeddings
from ..store.contents import Ids
from .revision_file import Revision, read_revision, write_revision
from .segment import OLD_FILE, Mask, Segment, make_segment, read_segment, write_file

MAX_COSINE = 1.01  # rows have at most unit length; the rest is rounding
_MAX_REMOVED = 0.25  # share of a segment; beyond that its other passages are written again
_MAX_JOINED = 400_000  # passages of a segment; a larger one would take long and much memory
_NO_IDS: Ids = np.zeros(0, dtype=np.int64)
_NO_PRODUCTS: Embeddings = np.zeros(0, dtype=np.float32)


class DenseIndex:
    """Inner-product search over segments, files that never change: `dense-7.vectors` and others.

    Adding writes a segment, and joins it with earlier ones that are not twice as large; so a
    passage is written again a few times, however many there are. Removing writes a list of ids.
    The revision file is written last and names the files that count. After a kill before that, it
    names the files of the revision before.
    """

    def __init__(self, folder: Path, *, is_thorough: bool = False):
        """Read the index; a missing or damaged one is empty, at revision 0.

        Args:
            is_thorough: compare the files' checksums even if they are large.
        """
        self._folder = folder
        self._revision_path = folder / "dense.revision"
        self._segments: tuple[Segment, ...] = ()
        self._removed: Ids = _NO_IDS  # ascending; still in a segment
        self._list: str | None = None  # the file of these
        self._saved = read_revision(self._revision_path, is_thorough=is_thorough)
        self._is_kept = True  # on disk; otherwise only in memory
        if self._saved.marks and not self._read():
            self._saved = Revision(0)
        self.revision = self._saved.number

    def _read(self) -> bool:
        """Read the files that the revision file names; False if one is damaged."""
        names = [mark.name for mark in self._saved.marks]
        lists = [name for name in names if name.endswith(".removed")]
        others = [name for name in names if name not in lists]
        segments = [
            read_segment(self._folder, list(own))
            for _, own in groupby(others, key=lambda name: name.partition(".")[0])
        ]
        self._list = lists[0] if lists else None
        try:
            content = b"".join((self._folder / name).read_bytes() for name in lists)
            self._removed = np.frombuffer(content, dtype="<i8").astype(np.int64)
        except (OSError, ValueError):
            return False
        self._segments = tuple(segment for segment in segments if segment is not None)
        return len(self._segments) == len(segments)

    def __len__(self) -> int:
        return sum(map(len, self._segments)) - len(self._removed)

    @property
    def is_touched(self) -> bool:
        """Whether a file has another time than its mark, which `save_marks` renews."""
        return self._saved.is_touched

    def clear(self) -> None:
        """Remove all passages; the files on disk stay until `save`."""
        self._segments, self._removed, self._list = (), _NO_IDS, None
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
        if self._segments and len(ids) and self._segments[0].dim != embeddings.shape[1]:
            self.clear()
        new = np.asarray(ids, dtype=np.int64)
        gone = np.fromiter(removed, dtype=np.int64, count=len(removed))
        here = [segment.ids[segment.rows_of(gone)] for segment in self._segments]
        self._removed = np.unique(np.concatenate([self._removed, *here]))
        segments = [
            kept
            for segment in self._segments
            for kept in (self._joined([segment], new) if len(segment.rows_of(new)) else [segment])
        ]
        order = np.argsort(new)
        added = make_segment([(new[order], embeddings[order])], self._largest) if len(new) else None
        segments += [added] if added else []
        while len(segments) > 1 and _are_joined(segments[-2], segments[-1]):
            segments[-2:] = self._joined(segments[-2:])
        self._segments = tuple(
            kept
            for segment in segments
            for kept in (self._joined([segment]) if self._is_thinned(segment) else [segment])
        )

    @property
    def _largest(self) -> Segment | None:
        """The largest segment, which new ones are like."""
        return max(self._segments, key=len, default=None)

    def _is_thinned(self, segment: Segment) -> bool:
        """Whether so many of its passages are removed that the others are written again."""
        return len(segment.rows_of(self._removed)) > _MAX_REMOVED * len(segment)

    def _joined(self, segments: Sequence[Segment], without: Ids = _NO_IDS) -> list[Segment]:
        """One segment of the passages of several, without the removed ones and some others, which
        count as removed no longer; none of no passages."""
        gone = np.union1d(self._removed, without)

        def blocks() -> Iterator[tuple[Ids, Embeddings]]:
            for segment in segments:
                yield from segment.blocks(np.flatnonzero(~np.isin(segment.ids, gone)))

        all_ids = np.concatenate([segment.ids for segment in segments])
        if (all_ids[1:] > all_ids[:-1]).all():
            joined = make_segment(blocks(), self._largest)
        else:  # after a passage was replaced
            ids, vectors = zip(*blocks(), strict=True)
            order = np.argsort(np.concatenate(ids))
            joined = make_segment([(np.concatenate(ids)[order], np.concatenate(vectors)[order])])
        self._removed = self._removed[~np.isin(self._removed, all_ids)]
        return [joined] if joined else []

    def save(self, revision: int) -> None:
        """Write what is new, then the library revision; what is there already never changes.

        Raises: OSError or RuntimeError if writing fails; the index on disk stays as it was.
        """
        if self._is_kept:
            number = 1 + max(map(_number, self._folder.glob("dense-*.*")), default=0)
            new = [segment for segment in self._segments if not segment.file]
            old = [segment for segment in self._segments if segment.file]
            named = [segment.named(f"dense-{number + n}") for n, segment in enumerate(new)]
            for segment in named:
                segment.write(self._folder)
            # What is on disk takes no memory of its own.
            read = [read_segment(self._folder, segment.files) for segment in named]
            mapped = (on_disk or own for on_disk, own in zip(read, named, strict=True))
            self._segments = (*old, *mapped)
            self._write_list(f"dense-{number + len(new)}.removed")
        self._write_revision(revision)
        if self._is_kept:
            self._remove_others()

    def save_marks(self) -> None:
        """Write new marks of the current files."""
        self._write_revision(self.revision)

    def _write_list(self, name: str) -> None:
        """Write the ids of removed passages, if they are others than those on disk."""
        content = self._removed.astype("<i8").tobytes()
        before = [self._folder / mark.name for mark in self._saved.marks]
        lists = [file for file in before if file.suffix == ".removed" and file.exists()]
        self._list = lists[0].name if lists and lists[0].read_bytes() == content else None
        if len(self._removed) and self._list is None:
            write_file(self._folder / name, content)
            self._list = name

    @property
    def _files(self) -> list[Path]:
        """The files of the index as it is."""
        names = [name for segment in self._segments for name in segment.files]
        names += [self._list] if self._list else []
        return [self._folder / name for name in names]

    def _write_revision(self, revision: int) -> None:
        if self._is_kept:
            self._saved = write_revision(
                self._revision_path, revision, self._files, self._saved.marks
            )
        self.revision = revision

    def _remove_others(self) -> None:
        """Remove the files that no longer count; another process may be reading them."""
        here = {file.name for file in self._files}
        for file in [*self._folder.glob("dense-*.*"), self._folder / OLD_FILE]:
            if file.name not in here:
                with suppress(OSError):
                    file.unlink(missing_ok=True)

    def forget(self) -> None:
        """Invalidate the index on disk."""
        self._revision_path.unlink(missing_ok=True)
        self.clear()

    def search(
        self, embedding: Embeddings, k: int, *, allowed: Ids | Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The k nearest passages; of those in a segment with codes nearly always these.

        Args:
            embedding: float32 (dim,), unit length.
            allowed: ids of the passages to choose from; None for all.
        Returns: (passage id, inner product), best first, at most k; equal ones in order of id.
        Raises: DamagedIndexError if a product is impossible for vectors of at most unit length.
        """
        ids, products = self.nearest(embedding, k, allowed=allowed)
        order = np.lexsort((ids, -products))
        return list(zip(ids[order].tolist(), products[order].tolist(), strict=True))

    def nearest(
        self,
        embedding: Embeddings,
        k: int,
        *,
        allowed: Ids | Sequence[int] | None = None,
        also: Ids = _NO_IDS,
    ) -> tuple[Ids, Embeddings]:
        """The k nearest passages as `search` finds them, and some others that are there; in any
        order, each once: their ids, and the product of each with the query.

        Args:
            also: the ids of the others.
        Raises: as `search`.
        """
        chosen = None if allowed is None else np.asarray(allowed, dtype=np.int64)
        also = also[~np.isin(also, self._removed)] if len(self._removed) else also
        found: list[tuple[Ids, Embeddings, Mask, Mask]] = []
        for segment in self._segments:
            others = segment.rows_of(also)
            mask = self._mask(segment, chosen)
            n_wanted = min(k, len(segment) if mask is None else int(np.count_nonzero(mask)))
            near = segment.candidates(embedding, n_wanted, mask) if n_wanted > 0 else others[:0]
            rows, products = segment.products(embedding, np.concatenate([near, others]))
            self._check(products, n_wanted)
            is_other = np.zeros(len(segment), dtype=np.bool_)
            is_other[others] = True
            may_be_near = np.ones(len(rows), np.bool_) if mask is None else mask[rows]
            found.append((segment.ids[rows], products, is_other[rows], may_be_near))
        if not found:
            return _NO_IDS, _NO_PRODUCTS
        ids, products, is_kept, may_be_near = map(np.concatenate, zip(*found, strict=True))
        near = np.flatnonzero(may_be_near)
        if len(near) > k > 0:
            near = near[products[near] >= np.partition(products[near], -k)[-k]]
        is_kept[near[np.lexsort((ids[near], -products[near]))[: max(k, 0)]]] = True
        return ids[is_kept], products[is_kept]

    def products(self, embedding: Embeddings, ids: Ids) -> tuple[Ids, Embeddings]:
        """Those of some passages that are there, as `nearest` gives others."""
        return self.nearest(embedding, 0, also=ids)

    def _mask(self, segment: Segment, chosen: Ids | None) -> Mask | None:
        """Which rows of a segment may be found; None for all."""
        gone = segment.rows_of(self._removed)
        if chosen is None and not len(gone):
            return None
        mask = np.full(len(segment), chosen is None)
        if chosen is not None:
            mask[segment.rows_of(chosen)] = True
        mask[gone] = False
        return mask

    def _check(self, products: Embeddings, n_wanted: int) -> None:
        if len(products) < n_wanted or not (np.abs(products) <= MAX_COSINE).all():
            raise DamagedIndexError("the dense index gives impossible scores", path=self._folder)


def _are_joined(earlier: Segment, later: Segment) -> bool:
    return len(earlier) < 2 * len(later) and len(earlier) + len(later) <= _MAX_JOINED


def _number(file: Path) -> int:
    number = file.name.partition(".")[0].rpartition("-")[2]
    return int(number) if number.isdecimal() else 0
