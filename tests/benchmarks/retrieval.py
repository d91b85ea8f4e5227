"""Score search, question links and refusals on evaluation sets.

    python tests/benchmarks/retrieval.py data/eval/seed [MORE_SETS] [--model NAME] [--json]

A set is a folder with `meta.json`, `transcripts/*`, `turns/*.turns.jsonl` (turns from 0) and
`queries.jsonl`. A hit counts when its turn is relevant. Where `meta.json` says that the scope is
the transcript, only the query's transcript is searched.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import ir_measures
from ir_measures import RR, Qrel, ScoredDoc, Success
from turnwise.rag import Hit, Library

MEASURES = [Success @ 1, Success @ 3, Success @ 10, RR @ 10]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = [evaluate(folder, arguments.model) for folder in arguments.sets]
    if arguments.json:
        json.dump(rows, sys.stdout, indent=1)
    else:
        print_table(rows)


def evaluate(folder: Path, model: str | None = None) -> dict[str, Any]:
    """Measures of one set; a measure that the set cannot give is None."""
    queries = [json.loads(line) for line in (folder / "queries.jsonl").open(encoding="utf-8")]
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as temporary, Library(temporary, model=model) as library:
        ids = {
            path.stem: library.add(path).added[0].id
            for path in sorted((folder / "transcripts").iterdir())
        }
        gold = {name: _gold_turns(folder, name) for name in ids}
        for name, id in ids.items():
            _check_turns(library, id, gold[name])
        hits = {
            query["id"]: library.search(
                query["query"],
                transcripts=[ids[query["transcript"]]] if meta["scope"] == "transcript" else None,
            )
            if query["query"].strip()
            else []  # an empty query is a miss
            for query in queries
        }
        answered = {
            query["id"]: library.ask(query["query"]).answered
            for query in queries
            if "answerable" in query
        }
    return {
        "set": folder.name,
        "queries": sum(1 for query in queries if query["relevant"]),
        **_ranking_measures(queries, hits, ids),
        **_attribution(queries, hits, ids, gold),
        **_refusals(queries, answered),
    }


def _ranking_measures(
    queries: list[dict[str, Any]], hits: dict[str, list[Hit]], ids: dict[str, str]
) -> dict[str, Any]:
    answerable = [query for query in queries if query["relevant"]]
    qrels = [
        Qrel(query["id"], f"{ids[query['transcript']]}:{index + 1}", 1)
        for query in answerable
        for index in query["relevant"]
    ]
    run = [
        ScoredDoc(query["id"], f"{hit.transcript.id}:{hit.turn}", -hit.rank)
        for query in answerable
        for hit in hits[query["id"]]
    ]
    values = ir_measures.calc_aggregate(MEASURES, qrels, run)
    names = ["hit@1", "hit@3", "hit@10", "MRR@10"]
    return {n: round(values[measure], 3) for n, measure in zip(names, MEASURES, strict=True)}


def _attribution(
    queries: list[dict[str, Any]],
    hits: dict[str, list[Hit]],
    ids: dict[str, str],
    gold: dict[str, list[dict[str, Any]]],
) -> dict[str, Any]:
    """Are the speaker and the question of each query's first right hit the gold ones?"""
    speakers: list[bool] = []
    questions: list[bool] = []
    for query in queries:
        relevant = {(ids[query["transcript"]], index + 1) for index in query["relevant"]}
        right = [h for h in hits[query["id"]] if (h.transcript.id, h.turn) in relevant]
        if not right:
            continue
        turns = gold[query["transcript"]]
        speakers.append(right[0].speaker == turns[right[0].turn - 1]["speaker"])
        if query.get("question_turn") is not None:
            cited = right[0].question
            questions.append(cited is not None and cited.turn == query["question_turn"] + 1)
    return {"speaker": _share(speakers), "question link": _share(questions)}


def _refusals(queries: list[dict[str, Any]], answered: dict[str, bool]) -> dict[str, Any]:
    return {
        "answered of answerable": _share(
            [answered[q["id"]] for q in queries if q.get("answerable") is True]
        ),
        "refused of unanswerable": _share(
            [not answered[q["id"]] for q in queries if q.get("answerable") is False]
        ),
    }


def _share(outcomes: list[bool]) -> str | None:
    return f"{sum(outcomes)}/{len(outcomes)}" if outcomes else None


def _gold_turns(folder: Path, name: str) -> list[dict[str, Any]]:
    with (folder / "turns" / f"{name}.turns.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _check_turns(library: Library, id: str, gold: list[dict[str, Any]]) -> None:
    """Turn numbers only compare when the reader found the gold turns."""
    read = library.transcript(id).turns
    differing = [
        turn.number
        for turn, expected in zip(read, gold, strict=False)
        if turn.speaker != expected["speaker"]
    ]
    if len(read) != len(gold) or differing:
        print(
            f"{id}: {len(read)} turns read, {len(gold)} in the gold; the first that differ: "
            f"{differing[:3]}",
            file=sys.stderr,
        )


def print_table(rows: list[dict[str, Any]]) -> None:
    columns = list(rows[0])
    print("| " + " | ".join(columns) + " |")
    print("|" + " --- |" * len(columns))
    for row in rows:
        print("| " + " | ".join("–" if row[c] is None else str(row[c]) for c in columns) + " |")


if __name__ == "__main__":
    main()
