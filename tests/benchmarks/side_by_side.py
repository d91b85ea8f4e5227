"""Turnwise beside LangChain + FAISS, LlamaIndex, txtai and plain FAISS + tantivy: time and quality.

    python -m venv other && other/bin/pip install -e . langchain-community llama-index-core txtai
    other/bin/python tests/benchmarks/side_by_side.py LIBRARY SET [--json FILE]

LIBRARY is a library of `real_libraries.py`, into which the transcripts of SET, an evaluation set,
are added in a copy. All others search the same passages, embedded by the same model, and show them
as they are. A question is answered if a right turn lies within the first 1,000 characters shown,
as `score.py` counts it (hit@1000c). Each question is new; processor time counts all threads, and
the embedding of the question, which takes all of them as long.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import faiss
import numpy as np
import tantivy
from turnwise.index.models.by_name import load_embedder
from turnwise.index.models.embedder import Embeddings
from turnwise.rag import Library
from turnwise.rag.evaluation.matching import covered_turns, worth_finding
from turnwise.rag.evaluation.sets import EvaluationQuery, EvaluationSet, read_set

_SHOWN = 1000  # characters
_K = 10
_WARMING = 5  # questions
Shown = list[tuple[str, str]]  # transcript id, text; best first
Search = Callable[[str], Shown]


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of a library, as the others index them."""

    texts: list[str]
    transcripts: list[str]
    vectors: Embeddings


@dataclass(frozen=True, slots=True)
class Row:
    system: str
    n_passages: int
    p50_ms: float
    p95_ms: float
    hit: float  # share of the questions with a right turn within the characters shown


def passages_of(library: Library) -> Passages:
    """The passages with their own embeddings."""
    store = library._folder.store
    ids, vectors = store.embeddings()
    row = {id: n for n, id in enumerate(ids)}
    stored = [passage for passage in store.passages() if passage.id in row]
    talks = {id: store.transcript(id) for id in {p.transcript_id for p in stored}}
    return Passages(
        [passage.passage.text(talks[passage.transcript_id]) for passage in stored],
        [passage.transcript_id for passage in stored],
        vectors[[row[passage.id] for passage in stored]],
    )


def systems(library: Library, passages: Passages) -> Iterator[tuple[str, Search]]:
    """Each system with its search, one after the other; one that is not installed is left out."""
    embedder = load_embedder()

    def embed(text: str) -> Embeddings:
        return embedder.embed([text])[0]

    def texts(places: Sequence[int]) -> Shown:
        return [(passages.transcripts[n], passages.texts[n]) for n in places]

    yield "Turnwise", lambda q: [(h.transcript.id, h.quote) for h in library.search(q, k=_K)]
    for name, make in (
        ("FAISS + tantivy", _faiss_and_tantivy),
        ("LangChain + FAISS", _langchain),
        ("LlamaIndex", _llama_index),
        ("txtai hybrid", _txtai),
    ):
        try:
            search = make(passages, embed)
        except ImportError as error:
            print(f"{name} is not installed: {error}", flush=True)
            continue
        yield name, lambda q, search=search: texts(search(q))


def _faiss_and_tantivy(
    passages: Passages, embed: Callable[[str], Embeddings]
) -> Callable[[str], list[int]]:
    """Flat FAISS and BM25, fused by rank."""
    dense = faiss.IndexFlatIP(passages.vectors.shape[1])
    dense.add(passages.vectors)
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("place", stored=True, fast=True)
    builder.add_text_field("text")
    lexical = tantivy.Index(builder.build())
    writer = lexical.writer()
    for place, text in enumerate(passages.texts):
        writer.add_document(tantivy.Document(place=place, text=text))
    writer.commit()
    lexical.reload()

    def search(question: str) -> list[int]:
        _, near = dense.search(embed(question)[None], 100)
        searcher = lexical.searcher()
        query, _ = lexical.parse_query_lenient(question, ["text"])
        found = [
            searcher.doc(address)["place"][0] for _, address in searcher.search(query, 100).hits
        ]
        scores: dict[int, float] = {}
        for ranking in (near[0].tolist(), found):
            for rank, place in enumerate(ranking, start=1):
                scores[place] = scores.get(place, 0.0) + 1 / (60 + rank)
        return sorted(scores, key=lambda place: -scores[place])[:_K]

    return search


def _langchain(
    passages: Passages, embed: Callable[[str], Embeddings]
) -> Callable[[str], list[int]]:
    from langchain_community.docstore.in_memory import InMemoryDocstore  # pyright: ignore
    from langchain_community.vectorstores import FAISS  # pyright: ignore
    from langchain_core.documents import Document

    index = faiss.IndexFlatIP(passages.vectors.shape[1])
    index.add(passages.vectors)
    ids = [str(n) for n in range(len(passages.texts))]
    documents = [Document(text, metadata={"n": n}) for n, text in enumerate(passages.texts)]
    store = FAISS(
        lambda text: embed(text).tolist(),
        index,
        InMemoryDocstore(dict(zip(ids, documents, strict=True))),
        dict(enumerate(ids)),
    )
    return lambda q: [found.metadata["n"] for found in store.similarity_search(q, k=_K)]


def _llama_index(
    passages: Passages, embed: Callable[[str], Embeddings]
) -> Callable[[str], list[int]]:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.embeddings import MockEmbedding
    from llama_index.core.schema import QueryBundle, TextNode

    nodes = [
        TextNode(text=text, id_=str(n), embedding=vector)
        for n, (text, vector) in enumerate(
            zip(passages.texts, passages.vectors.tolist(), strict=True)
        )
    ]
    model = MockEmbedding(embed_dim=passages.vectors.shape[1])
    retriever = VectorStoreIndex(nodes, embed_model=model).as_retriever(similarity_top_k=_K)

    def search(question: str) -> list[int]:
        bundle = QueryBundle(question, embedding=embed(question).tolist())
        return [int(found.node.node_id) for found in retriever.retrieve(bundle)]

    return search


def _txtai(passages: Passages, embed: Callable[[str], Embeddings]) -> Callable[[str], list[int]]:
    from txtai import Embeddings as Txtai  # pyright: ignore

    known = dict(zip(passages.texts, passages.vectors, strict=True))

    def transform(texts: Sequence[str]) -> Embeddings:
        return np.stack([known[t] if t in known else embed(t) for t in texts])

    index = Txtai(method="external", transform=transform, hybrid=True)
    index.index([(n, text, None) for n, text in enumerate(passages.texts)])
    return lambda q: [n for n, _ in index.search(q, _K)]


def measure(
    name: str, search: Search, chosen: EvaluationSet, ids: Mapping[str, str], n_passages: int
) -> Row:
    """One row: each question of the set once."""
    queries = [query for query in chosen.queries if query.relevant]
    for query in queries[:_WARMING]:
        search(query.text)
    took: list[float] = []
    hits: list[bool] = []
    for query in queries[_WARMING:]:
        start = time.process_time()
        shown = search(query.text)
        took.append(1e3 * (time.process_time() - start))
        hits.append(_is_hit(shown, query, chosen, ids))
    p50, p95 = np.percentile(took, [50, 95])
    return Row(name, n_passages, float(p50), float(p95), float(np.mean(hits)))


def _is_hit(
    shown: Shown, query: EvaluationQuery, chosen: EvaluationSet, ids: Mapping[str, str]
) -> bool:
    gold = chosen.turns[query.transcript]
    relevant = worth_finding(gold, query.relevant)
    left = _SHOWN
    for transcript, text in shown:
        if transcript == ids[query.transcript] and covered_turns(text[:left], None, gold, relevant):
            return True
        left -= len(text)
        if left <= 0:
            return False
    return False


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("library", type=Path)
    parser.add_argument("set", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    chosen = read_set(given.set)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(given.library, Path(folder) / "library")
        with Library.open(Path(folder) / "library") as library:
            ids: dict[str, str] = {}
            for name, path in chosen.transcripts.items():
                report = library.add(path)
                ids[name] = (report.added + report.unchanged)[0].id
            passages = passages_of(library)
            n_passages = len(passages.texts)
            for name, search in systems(library, passages):
                rows.append(measure(name, search, chosen, ids, n_passages))
                row = rows[-1]
                print(
                    f"| {row.system} | {n_passages:,} | {row.p50_ms:.1f} | {row.p95_ms:.1f} "
                    f"| {row.hit:.3f} |",
                    flush=True,
                )
    if given.json:
        given.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()
