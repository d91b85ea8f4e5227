"""Compare embedding models by dense search alone, on evaluation sets and held-out pairs.

    python tests/benchmarks/encoders.py SET… [--model NAME]… [--corpus FOLDER] [--exclude SOURCE]…

Each set's passages are made and embedded as a library does it; a query ranks the exchanges by the
cosine of their best passage, in all transcripts or, where `meta.json` says so, in its own. With a
corpus, the rows that training holds out are ranked too: each first text against all second texts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, ScoredDoc, Success
from turnwise.index.ingest import index_transcript
from turnwise.index.models.by_name import DEFAULT_MODEL, load_embedder
from turnwise.index.models.embedder import Embedder, Embeddings
from turnwise.index.readers import read_path

_MAX_HELD_OUT = 2000  # of one file


@dataclass(frozen=True)
class Task:
    """Queries, what may be found, and for each query the relevant ids."""

    name: str
    queries: list[str]
    ids: list[str]  # of the things found; several embeddings may share one
    embeddings: Embeddings
    relevant: list[set[str]]
    within: list[str]  # what the ids that a query may find begin with


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--model", action="append", dest="models")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--exclude", action="append", default=[])
    arguments = parser.parse_args()
    header = ["model"]
    for model in arguments.models or [DEFAULT_MODEL]:
        embedder = load_embedder(model)
        row = [Path(model).name]
        tasks = [task for folder in arguments.sets for task in evaluation_set(folder, embedder)]
        if arguments.corpus:
            tasks += held_out_tasks(arguments.corpus, arguments.exclude, embedder)
        for task in tasks:
            if len(header) <= len(tasks):
                header.append(f"{task.name} ({len(task.queries)})")
                if len(header) > len(tasks):
                    print(f"| {' | '.join(header)} |\n|{' --- |' * len(header)}")
            hit, reciprocal_rank = score(task, embedder)
            row.append(f"{hit:.3f} / {reciprocal_rank:.3f}")
        print(f"| {' | '.join(row)} |", flush=True)


def evaluation_set(folder: Path, embedder: Embedder) -> Iterator[Task]:
    """One of the sets that `turnwise eval` reads, by language of the query."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    lines = (folder / "queries.jsonl").read_text("utf-8").splitlines()
    queries = [q for q in map(json.loads, lines) if q["relevant"] and q["query"].strip()]
    ids: list[str] = []
    embeddings: list[Embeddings] = []
    turns_of: dict[str, set[str]] = {}  # "transcript:turn" → the exchanges it is in
    for path in sorted((folder / "transcripts").iterdir()):
        indexed = index_transcript(read_path(path).transcripts[0], embedder)
        for exchange in indexed.exchanges:
            for turn in exchange.answers or exchange.turns:
                exchanges = turns_of.setdefault(f"{path.stem}:{turn - 1}", set())
                exchanges.add(f"{path.stem}:{exchange.number}")
        ids += [f"{path.stem}:{passage.exchange_number}" for passage in indexed.passages]
        embeddings.append(indexed.embeddings)
    found = np.concatenate(embeddings)
    languages = sorted({query["lang"] for query in queries})
    for language in languages:
        asked = [query for query in queries if query["lang"] == language]
        yield Task(
            folder.name + (f" {language}" if len(languages) > 1 else ""),
            [query["query"] for query in asked],
            ids,
            found,
            [
                set().union(*(turns_of.get(f"{q['transcript']}:{i}", set()) for i in q["relevant"]))
                for q in asked
            ],
            [f"{q['transcript']}:" if meta["scope"] == "transcript" else "" for q in asked],
        )


def held_out_tasks(folder: Path, exclude: Sequence[str], embedder: Embedder) -> Iterator[Task]:
    """Sentences both ways, queries with their passages in each direction, other languages."""
    from turnwise.index.encoder_training.corpus import read_corpus

    corpus = read_corpus(folder, exclude=exclude, held_out=True)
    there = [(pair.second, pair.first) for pair in corpus.parallel[:_MAX_HELD_OUT]]
    yield _pairs("sentences zh→en", there, embedder)
    yield _pairs("sentences en→zh", [(en, zh) for zh, en in there], embedder)
    for direction, pairs in corpus.queries.items():
        texts = [(pair.first, pair.second) for pair in pairs[:_MAX_HELD_OUT]]
        yield _pairs(f"queries {direction}", texts, embedder)
    for language, pairs in sorted(corpus.other_languages.items()):
        texts = [(pair.second, pair.first) for pair in pairs[:_MAX_HELD_OUT]]
        yield _pairs(f"sentences {language}→en", texts, embedder)


def _pairs(name: str, pairs: Sequence[tuple[str, str]], embedder: Embedder) -> Task:
    ids = [f"{name}:{i}" for i in range(len(pairs))]
    found = embedder.embed([second for _, second in pairs])
    queries = [first for first, _ in pairs]
    return Task(f"held-out {name}", queries, ids, found, [{id} for id in ids], [""] * len(pairs))


def score(task: Task, embedder: Embedder) -> tuple[float, float]:
    """hit@1 and MRR@10."""
    cosines = embedder.embed(task.queries) @ task.embeddings.T
    run: list[ScoredDoc] = []
    for i, (row, within) in enumerate(zip(cosines, task.within, strict=True)):
        best: list[str] = []
        for j in np.argsort(-row, kind="stable"):
            if task.ids[j].startswith(within) and task.ids[j] not in best:
                best.append(task.ids[j])
            if len(best) == 10:
                break
        # Ranks, not cosines: two exchanges may share a passage, and measures differ on ties.
        run += [ScoredDoc(str(i), id, -rank) for rank, id in enumerate(best)]
    qrels = [
        Qrel(str(i), id, 1)
        for i, relevant in enumerate(task.relevant)
        for id in relevant or {"in no exchange"}  # cannot be found: a miss
    ]
    values = ir_measures.calc_aggregate([Success @ 1, RR @ 10], qrels, run)
    return values[Success @ 1], values[RR @ 10]


if __name__ == "__main__":
    main()
