"""tantivy over jieba words and Latin stems: BM25."""

from __future__ import annotations

import math
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from .revision_file import read_revision, write_revision

_HEAP_BYTES = 50_000_000


class LexicalIndex:
    """Texts that belong to exchanges, kept in a folder of their own.

    Texts of one kind only, all passages or all exchanges: BM25 compares each with the average
    length of all.
    """

    def __init__(self, folder: Path):
        """Open the index; a missing or damaged one is made anew, at revision 0."""
        self._folder = folder
        self._revision_path = folder / "revision"
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = tantivy.Index(_schema(), path=str(folder))
        except ValueError:  # damaged, or of another schema
            shutil.rmtree(folder)
            folder.mkdir()
            self._index = tantivy.Index(_schema(), path=str(folder))
        self.revision = read_revision(self._revision_path)
        self._index.reload()

    def __len__(self) -> int:
        return self._index.searcher().num_docs

    def clear(self) -> None:
        """Remove every text."""
        with self._index.writer(_HEAP_BYTES, 1) as writer:
            writer.delete_all_documents()
        self._index.reload()
        self.revision = 0

    def update(
        self, texts: Sequence[tuple[int, Sequence[str]]], *, removed: Collection[int] = ()
    ) -> None:
        """Add texts and remove others; an exchange that is there already is replaced.

        Args:
            texts: (exchange id, terms as `index_terms` gives them); an exchange may have several.
            removed: exchange ids.
        """
        with self._index.writer(_HEAP_BYTES, 1) as writer:
            for exchange_id in {*removed, *(id for id, _ in texts)}:
                writer.delete_documents_by_term("exchange_id", exchange_id)
            for exchange_id, terms in texts:
                writer.add_document(
                    tantivy.Document(exchange_id=exchange_id, terms=" ".join(terms))
                )
        self._index.reload()

    def save(self, revision: int) -> None:
        """Note the library revision it stands for; the texts are on disk since `update`."""
        write_revision(self._revision_path, revision)
        self.revision = revision

    def search(
        self, terms: Sequence[str], k: int, *, allowed: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Exchanges of the k best texts.

        Args:
            terms: as `index_terms` gives them; one that comes twice counts once.
            allowed: ids of the exchanges to choose from; None for all.
        Returns: (exchange id, BM25 of its best text), best first; equal scores in order of id, so
            that runs repeat. At most k.
        """
        if not terms or k < 1:
            return []
        query = self._query(terms, allowed)
        searcher = self._index.searcher()
        found = searcher.search(query, k, count=False).hits
        ids = searcher.fast_field_values("exchange_id", [address for _, address in found])
        best: dict[int, float] = {}
        for id, (score, _) in zip(ids, found, strict=True):
            assert id is not None
            best.setdefault(int(id), float(score))
        return sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))

    def holds(self, term: str) -> bool:
        """Whether any text has the term."""
        return self._index.searcher().doc_freq("terms", term) > 0

    def inverse_document_frequency(self, term: str) -> float:
        """How rare a term is among the texts: BM25's idf, above 0; greatest when unknown.

        Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
        2009, with 1 added inside the logarithm, as Lucene and tantivy do.
        """
        searcher = self._index.searcher()
        holding = searcher.doc_freq("terms", term)
        return math.log(1 + (searcher.num_docs - holding + 0.5) / (holding + 0.5))

    def _query(self, terms: Sequence[str], allowed: Collection[int] | None) -> Query:
        schema = self._index.schema
        any_term = Query.boolean_query(
            [
                (Occur.Should, Query.term_query(schema, "terms", term, "freq"))
                for term in dict.fromkeys(terms)
            ]
        )
        if allowed is None:
            return any_term
        one_of = Query.term_set_query(schema, "exchange_id", sorted(allowed))
        return Query.boolean_query(
            [(Occur.Must, any_term), (Occur.Must, Query.const_score_query(one_of, 0.0))]
        )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("exchange_id", indexed=True, fast=True)
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
