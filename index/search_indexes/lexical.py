"""The lexical index: BM25 by tantivy over jieba words and Latin stems."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import tantivy
from tantivy import Occur, Query

from ..errors import DamagedIndexError
from ..store.contents import Ids
from .revision_file import Revision, are_unchanged, read_revision, write_revision

_META = "meta.json"
_FEW = 1000  # exchanges that a query names one by one (data/eval/RESULTS.md#few-ids)
_MAX_NAMED = 10_000  # the same, if few of the best texts pass (data/eval/RESULTS.md#max-named)
_DEEPER = 4  # times as many texts in each round
_HEAP_BYTES = 50_000_000
_MAX_COUNTED = 20_000  # terms whose numbers of texts are kept
# Parts of tantivy's messages about damage; it raises the same error type for a full disk.
_SIGNS_OF_DAMAGE = (
    "orrupt",
    "FileDoesNotExist",
    "FileAlreadyExists",
    "InvalidData",
    "UnexpectedEof",
)


class LexicalIndex:
    """Texts that belong to exchanges, indexed in a folder of their own.

    All texts are of one kind, passages or exchanges, because BM25 compares each length with the
    average.
    """

    def __init__(self, folder: Path, *, is_writable: bool = True, is_thorough: bool = False):
        """Open the index; a missing or damaged one is empty, at revision 0. Writes nothing.

        Args:
            is_writable: False opens an index in a read-only folder.
            is_thorough: compare the checksum of each file, even of large ones.
        """
        self._folder = folder
        self._revision_path = folder / "revision"
        self._index = tantivy.Index(_schema())  # in memory
        self._is_kept = True  # on disk; otherwise only in memory
        self._is_new = True  # the next update starts from an empty folder
        self._counted: dict[str, tuple[int, int]] = {}  # by term, since the last update
        self._saved = read_revision(self._revision_path, is_thorough=is_thorough)
        if self._saved.number:
            try:
                with self._noticing_damage():
                    self._index = self._open(is_writable=is_writable)
                    self._is_new = False
            except DamagedIndexError:
                self._saved = Revision(0)
        self.revision = self._saved.number

    def _open(self, *, is_writable: bool) -> tantivy.Index:
        if is_writable:
            index = tantivy.Index(_schema(), path=str(self._folder))
        else:
            self._links = _linked(self._folder)
            index = tantivy.Index(_schema(), path=self._links.name)
        index.reload()
        return index

    def __len__(self) -> int:
        with self._noticing_damage():
            return self._index.searcher().num_docs

    @property
    def is_unchanged(self) -> bool:
        """Whether the files, which tantivy reads on demand, are the ones that were opened."""
        return are_unchanged(self._folder, self._saved.marks)

    @property
    def is_touched(self) -> bool:
        """Whether the files have other times than their marks, which `save_marks` renews."""
        return self._saved.is_touched

    def clear(self) -> None:
        """Remove all texts; the files on disk stay until `update`."""
        self._index = tantivy.Index(_schema())
        self._is_new = True
        self._counted = {}
        self.revision = 0

    def keep_in_memory(self) -> None:
        """Remove all texts and never write, because the folder is read-only."""
        self.clear()
        self._is_kept = False
        self._saved = Revision(0)

    def update(
        self, texts: Sequence[tuple[int, Sequence[str]]], *, removed: Collection[int] = ()
    ) -> None:
        """Add texts and remove others; an exchange with a known id is replaced.

        Args:
            texts: (exchange id, terms from `index_terms`); an exchange may have several.
            removed: exchange ids.
        Raises: DamagedIndexError if the index is damaged; OSError or ValueError if writing fails.
        """
        if self._is_new and self._is_kept:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._saved = Revision(0)
            self._folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(_schema(), path=str(self._folder))
        self._is_new = False
        with self._noticing_damage(is_writing=True):
            if self._is_kept:
                _remove_strays(self._folder)
            writer = self._index.writer(_HEAP_BYTES, 1)
            for exchange_id in {*removed, *(id for id, _ in texts)}:
                writer.delete_documents_by_term("exchange_id", exchange_id)
            for exchange_id, terms in texts:
                writer.add_document(
                    tantivy.Document(exchange_id=exchange_id, terms=" ".join(terms))
                )
            # Not a context manager: it would hide that a commit failed.
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
        self._counted = {}

    def save(self, revision: int) -> None:
        """Write the library revision of the index; `update` has already written the texts.

        Raises: DamagedIndexError if a file has changed since it was written.
        """
        if not self._is_kept:
            self.revision = revision
            return
        known = {mark.name: mark for mark in self._saved.marks}
        with self._noticing_damage(is_writing=True):
            files = _files(self._folder)
            self._saved = write_revision(self._revision_path, revision, files, self._saved.marks)
        for mark in self._saved.marks:  # segment files never change; meta.json does
            before = known.get(mark.name, mark)
            if mark.checksum != before.checksum and mark.name != _META:
                self.forget()
                raise self._damaged(f"{mark.name} has changed")
        self.revision = revision

    def save_marks(self) -> None:
        """Write new marks of the current files."""
        self.save(self.revision)

    def forget(self) -> None:
        """Invalidate the index on disk."""
        self._revision_path.unlink(missing_ok=True)
        self.clear()

    def search(
        self, terms: Sequence[str], k: int, *, allowed: Ids | Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Exchanges of the k best texts.

        Args:
            terms: terms from `index_terms`; a repeated term counts once.
            allowed: ids of the exchanges to choose from, ascending; None for all.
        Returns: (exchange id, BM25 of its best text), best first; equal scores in order of id, so
            that runs repeat. At most k.
        Raises: DamagedIndexError if the index cannot be read or gives impossible scores.
        """
        if not terms or k < 1:
            return []
        few = None if allowed is None or len(allowed) > _FEW else allowed
        with self._noticing_damage():
            query = self._query(terms, few)
            searcher = self._index.searcher()
            if allowed is None or few is not None:
                scored = self._best(searcher, query, k)
            else:
                scored = self._best_allowed(searcher, query, terms, k, np.asarray(allowed))
        best: dict[int, float] = {}
        for id, score in scored:
            if id is None or not 0 <= score < math.inf:
                raise self._damaged("it gives impossible scores")
            best.setdefault(int(id), float(score))
        return sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))

    def _best(self, searcher: tantivy.Searcher, query: Query, k: int) -> list[tuple[Any, float]]:
        """(exchange id, score) of the k best texts, best first; None for a lost id."""
        matches = searcher.search(query, k, count=False).hits
        ids = searcher.fast_field_values("exchange_id", [address for _, address in matches])
        return [(id, score) for id, (score, _) in zip(ids, matches, strict=True)]

    def _best_allowed(
        self, searcher: tantivy.Searcher, query: Query, terms: Sequence[str], k: int, allowed: Ids
    ) -> list[tuple[Any, float]]:
        """The same of those that are allowed: so many of the best texts that k are among them.

        A query that names the ids one by one takes longer, unless few of the best texts pass.

        Args:
            query: for the terms, of any exchange.
        """
        depth, n_texts = k, searcher.num_docs
        while True:
            depth = min(_DEEPER * depth, n_texts)
            scored = self._best(searcher, query, depth)
            passes = _is_in(allowed, [id or 0 for id, _ in scored])
            passing = [scored[place] for place in np.flatnonzero(passes).tolist()]
            if len(passing) >= k or len(scored) < depth or depth == n_texts:
                return passing[:k]
            if len(allowed) <= _MAX_NAMED:
                return self._best(searcher, self._query(terms, allowed), k)

    def holds(self, term: str) -> bool:
        """Whether any text has the term. Raises DamagedIndexError if the index cannot be read."""
        n_holding, _ = self._counts(term)
        return n_holding > 0

    def inverse_document_frequency(self, term: str) -> float:
        """How rare a term is among the texts: BM25's idf, above 0; greatest when unknown.

        Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
        2009, with 1 added inside the logarithm, as Lucene and tantivy do.
        Raises: DamagedIndexError if the index cannot be read.
        """
        n_holding, n_texts = self._counts(term)
        return math.log(1 + (n_texts - n_holding + 0.5) / (n_holding + 0.5))

    def _counts(self, term: str) -> tuple[int, int]:
        """The number of texts with a term, and of all texts; a search asks it of a term often."""
        counts = self._counted.get(term)
        if counts is None:
            with self._noticing_damage():
                searcher = self._index.searcher()
                n_texts = searcher.num_docs
                # removed texts count until merged
                counts = min(searcher.doc_freq("terms", term), n_texts), n_texts
            if len(self._counted) >= _MAX_COUNTED:
                self._counted = {}
            self._counted[term] = counts
        return counts

    def _query(self, terms: Sequence[str], allowed: Ids | Sequence[int] | None) -> Query:
        schema = self._index.schema
        any_term = Query.boolean_query(
            [
                (Occur.Should, Query.term_query(schema, "terms", term, "freq"))
                for term in dict.fromkeys(terms)
            ]
        )
        if allowed is None:
            return any_term
        one_of = Query.term_set_query(schema, "exchange_id", sorted(map(int, allowed)))
        return Query.boolean_query(
            [(Occur.Must, any_term), (Occur.Must, Query.const_score_query(one_of, 0.0))]
        )

    @contextmanager
    def _noticing_damage(self, *, is_writing: bool = False) -> Iterator[None]:
        """Turn errors and panics of tantivy into DamagedIndexError.

        While writing, an error that does not mention damage may come from the disk; it is raised
        unchanged.
        """
        try:
            yield
        except DamagedIndexError:
            raise
        except Exception as error:
            is_of_content = isinstance(error, KeyError | TypeError | json.JSONDecodeError)
            is_of_content |= any(sign in str(error) for sign in _SIGNS_OF_DAMAGE)
            if is_writing and not is_of_content:
                raise
            raise self._damaged(str(error)) from error
        except BaseException as error:  # PyO3's PanicException derives from it
            if type(error).__name__ != "PanicException":
                raise
            raise self._damaged(str(error)) from error

    def _damaged(self, problem: str) -> DamagedIndexError:
        name = f"terms/{self._folder.name}"
        return DamagedIndexError(
            f"the search index {name} is damaged ({problem}); run: turnwise doctor --rebuild",
            path=self._folder.parent.parent,
        )


def _is_in(ids: Ids, values: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Whether each value is among some ids, which ascend: (n_values,)."""
    places = np.minimum(np.searchsorted(ids, values), len(ids) - 1)
    return ids[places] == values


def _files(folder: Path) -> list[Path]:
    """The files of the index: the last commit (meta.json), and the files that it names."""
    meta = folder / _META
    deletes: dict[str, str | None] = {}
    for segment in json.loads(meta.read_text("utf-8"))["segments"]:
        name = segment["segment_id"].replace("-", "")
        last = segment["deletes"]
        deletes[name] = f"{name}.{last['opstamp']}.del" if last else None
    parts = [
        file
        for file in sorted(folder.iterdir())
        if (name := file.name.partition(".")[0]) in deletes
        and (file.suffix != ".del" or file.name == deletes[name])
    ]
    return [meta, *parts]


def _remove_strays(folder: Path) -> None:
    """Remove lists of deleted texts that no commit names, left by a kill.

    tantivy would use the same names again, and a commit fails if a name is taken.
    """
    if not (folder / _META).exists():
        return
    known = _files(folder)
    for file in folder.glob("*.del"):
        if file not in known:
            file.unlink(missing_ok=True)


def _linked(folder: Path) -> TemporaryDirectory[str]:
    """A temporary folder with links to an index's files, where tantivy can make its lock files."""
    links = TemporaryDirectory(prefix="turnwise-index-")
    for file in folder.iterdir():
        if file.suffix != ".lock":
            link = Path(links.name) / file.name
            try:
                link.symlink_to(file.absolute())
            except OSError:  # Windows requires a permission for links
                shutil.copyfile(file, link)
    return links


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("exchange_id", indexed=True, fast=True)
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
