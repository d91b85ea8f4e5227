"""Run the queries of a set against a library of its transcripts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from ..answer import Answer, Hit
from ..library import Library
from ..search.ranking.retrieve import SearchMode
from .answers import quote_measures, text_measures
from .matching import covered_turns, same_question, same_speaker, worth_finding
from .results import Evaluation, Measure, mean, mean_measures, query_measures
from .sets import EvaluationQuery, EvaluationSet

VARIANTS: tuple[SearchMode, ...] = get_args(SearchMode)
OnProgress = Callable[[str, int, int], None]  # (task, number done, total)


def evaluate(
    evaluation_set: EvaluationSet,
    variants: Sequence[SearchMode] = ("hybrid",),
    *,
    model: str | None = None,
    rerank: str | None = None,
    address: Callable[[str], str] = str,
    on_progress: OnProgress | None = None,
) -> list[Evaluation]:
    """Measure each variant of search, in order.

    A query without words has no hits. Answers and refusals are measured only with the first
    variant, if the set has answers or says which queries are answerable; answering always uses
    hybrid search.

    Args:
        model: the embedding model; None for the bundled one.
        rerank: the cross-encoder; None for none.
        address: a temporary folder → the library in it, for another search engine.
    Raises: TranscriptError, ModelError, like `Library.add`.
    """
    report = on_progress or (lambda what, done, total: None)
    with (
        tempfile.TemporaryDirectory() as folder,
        Library(address(folder), model=model, rerank=rerank) as library,
    ):
        ids = _add_transcripts(evaluation_set, library, report)
        differing = tuple(
            name
            for name, id in ids.items()
            if [turn.speaker for turn in library.transcript(id).turns]
            != [turn.speaker for turn in evaluation_set.turns[name]]
        )
        results: list[Evaluation] = []
        for variant in variants:
            rows: list[tuple[EvaluationQuery, dict[str, float]]] = []
            for n, query in enumerate(evaluation_set.queries):
                report(variant, n, len(evaluation_set.queries))
                if query.relevant:
                    hits = _search(query, evaluation_set, library, ids, variant)
                    rows.append((query, measure(query, hits, evaluation_set, ids)))
            measures = mean_measures([row for _, row in rows])
            if not results:
                measures |= _answers(evaluation_set, library, ids)
            results.append(
                Evaluation(
                    evaluation_set.name,
                    variant,
                    measures,
                    _by_group([(query.language, row) for query, row in rows]),
                    _by_group([(query.kind, row) for query, row in rows]),
                    differing,
                )
            )
        return results


def _add_transcripts(
    evaluation_set: EvaluationSet, library: Library, report: OnProgress
) -> dict[str, str]:
    """Add the set's transcripts; return name → id in the library."""
    ids: dict[str, str] = {}
    for name, path in evaluation_set.transcripts.items():
        report("transcripts", len(ids), len(evaluation_set.transcripts))
        added = library.add(path)
        ids[name] = (added.added + added.unchanged)[0].id
    return ids


def _search(
    query: EvaluationQuery,
    evaluation_set: EvaluationSet,
    library: Library,
    ids: Mapping[str, str],
    variant: SearchMode,
) -> list[Hit]:
    if not query.text.strip():
        return []
    return library.search(query.text, mode=variant, **_filters(query, evaluation_set, ids))


def _filters(
    query: EvaluationQuery, evaluation_set: EvaluationSet, ids: Mapping[str, str]
) -> dict[str, Any]:
    """The filters of the search."""
    names = query.filters.get("transcripts")
    if names is None and evaluation_set.searches_one_transcript:
        names = [query.transcript]
    return {**query.filters, "transcripts": names and [ids[name] for name in names]}


def measure(
    query: EvaluationQuery,
    hits: Sequence[Hit],
    evaluation_set: EvaluationSet,
    ids: Mapping[str, str],
) -> dict[str, float]:
    """The measures of one query's hits.

    Args:
        ids: name of each transcript → its id in the hits.
    """
    gold = evaluation_set.turns[query.transcript]
    relevant = worth_finding(gold, query.relevant)
    spans = [frozenset(range(first, last + 1)) & relevant for first, last in query.spans]
    covered = [
        covered_turns(hit.text, hit.question.text if hit.question else None, gold, relevant)
        if ids[query.transcript] in {hit.transcript.id, *(other.id for other in hit.also_in)}
        else set[int]()
        for hit in hits
    ]
    row = query_measures(covered, relevant, [span for span in spans if span] or [relevant])
    if query.answer is not None:
        row |= quote_measures(query.answer, hits, is_right=row["hit@1"] == 1)
    for hit, turns in zip(hits, covered, strict=True):
        if turns:  # the first right hit
            row["speaker"] = any(same_speaker(hit.speaker, gold[n].speaker) for n in turns)
            if query.question_turn is not None and hit.question:
                row["question"] = same_question(hit.question.text, gold[query.question_turn].text)
            break
    return row


def _answers(
    evaluation_set: EvaluationSet, library: Library, ids: Mapping[str, str]
) -> dict[str, Measure]:
    """Measures of answers and refusals, over the queries for which the set has the right answer."""
    given = [
        (query, library.ask(query.text, **_filters(query, evaluation_set, ids)))
        for query in evaluation_set.queries
        if query.text.strip() and (query.answerable is not None or query.answer is not None)
    ]
    rows = [text_measures(query.answer, answer) for query, answer in given if query.answer]
    return mean_measures(rows) | _refusals(given)


def _refusals(given: Sequence[tuple[EvaluationQuery, Answer]]) -> dict[str, Measure]:
    """Precision and recall of refusals: right refusals, and refused unanswerable queries."""
    asked = [(q.answerable, not answer.answered) for q, answer in given if q.answerable is not None]
    shares = {
        "refusal precision": [not answerable for answerable, refused in asked if refused],
        "refusal recall": [refused for answerable, refused in asked if not answerable],
        "answered": [not refused for answerable, refused in asked if answerable],
    }
    return {name: mean(values) for name, values in shares.items() if values}


def _by_group(rows: Sequence[tuple[str, dict[str, float]]]) -> dict[str, dict[str, Measure]]:
    """Measures of each group; empty if all queries are in one group."""
    groups = sorted({group for group, _ in rows})
    if len(groups) < 2:
        return {}
    return {name: mean_measures([row for group, row in rows if group == name]) for name in groups}
