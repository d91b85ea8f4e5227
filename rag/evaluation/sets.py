"""Evaluation sets on disk: a folder with `meta.json`, `transcripts/`, `turns/`, `queries.jsonl`.

`turns/NAME.turns.jsonl` holds the gold turns of `transcripts/NAME.*`, counted from 0. A query has
`id`, `query`, `transcript` (NAME) and `relevant` (gold turns). It may have `lang`, `type`, `spans`,
`question_turn`, `answerable`, `answer` (words or a summary of the gold turns) and `filters`
(`speakers`, `transcripts`, `after`, `before`: filters of the search). In `meta.json`, `scope` says
whether one transcript is searched (“transcript”) or all (“corpus”).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...index.errors import EvaluationError

_UNKNOWN = ""
_FILTERS = {"speakers", "transcripts", "after", "before"}


@dataclass(frozen=True, slots=True)
class GoldTurn:
    """A turn as annotated in the evaluation set."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class EvaluationQuery:
    """A query with its gold answer."""

    id: str
    text: str
    transcript: str  # name of the transcript
    relevant: frozenset[int]  # gold turns, from 0; empty if nothing answers
    spans: tuple[tuple[int, int], ...]  # (first, last) gold turn of each answering stretch
    question_turn: int | None  # gold turn of the question that the relevant turn answers
    answerable: bool | None  # None if the set does not say
    language: str
    kind: str
    answer: str | None = None  # the answer, verbatim or summarised
    filters: Mapping[str, Any] = field(
        default_factory=dict
    )  # for `Library.search`, with NAMEs instead of ids


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Transcripts with gold turns and queries."""

    name: str
    folder: Path
    searches_one_transcript: bool
    transcripts: Mapping[str, Path]  # by name
    turns: Mapping[str, tuple[GoldTurn, ...]]  # by name of the transcript
    queries: tuple[EvaluationQuery, ...]


def read_set(folder: Path) -> EvaluationSet:
    """Read the evaluation set in a folder.

    Raises: EvaluationError if a file is missing or damaged, or a query names a missing transcript
        or turn.
    """
    meta = _read_json(folder / "meta.json")
    paths = sorted((folder / "transcripts").glob("*")) if folder.is_dir() else []
    transcripts = {path.stem: path for path in paths}
    if not transcripts:
        raise EvaluationError("there are no transcripts/ in it", source=folder)
    turns = {
        name: tuple(
            GoldTurn(str(turn["speaker"]), str(turn["text"]))
            for turn in _read_lines(folder / "turns" / f"{name}.turns.jsonl", "speaker", "text")
        )
        for name in transcripts
    }
    place = folder / "queries.jsonl"
    rows = _read_lines(place, "id", "query", "transcript", "relevant")
    queries = tuple(_query(row, turns, place) for row in rows)
    if not queries:
        raise EvaluationError("it holds no queries", source=place)
    scope = meta.get("scope") if isinstance(meta, dict) else None
    if scope not in ("transcript", "corpus"):
        raise EvaluationError(
            'it must say "scope": "transcript" or "corpus"', source=folder / "meta.json"
        )
    return EvaluationSet(
        folder.resolve().name, folder, scope == "transcript", transcripts, turns, queries
    )


def _query(
    row: dict[str, Any], turns: Mapping[str, tuple[GoldTurn, ...]], place: Path
) -> EvaluationQuery:
    name, relevant = row["transcript"], row["relevant"]
    known = range(len(turns.get(name, ())))
    if name not in turns or not all(turn in known for turn in relevant):
        raise EvaluationError(
            f"query {row['id']} names turns {relevant} of {name}, which do not exist",
            source=place,
        )
    filters = row.get("filters") or {}
    if filters.keys() - _FILTERS or not set(filters.get("transcripts") or ()) <= turns.keys():
        raise EvaluationError(
            f"query {row['id']} has unknown filters, or its filters name missing transcripts",
            source=place,
        )
    return EvaluationQuery(
        id=str(row["id"]),
        text=row["query"],
        transcript=name,
        relevant=frozenset(relevant),
        spans=tuple((first, last) for first, last in row.get("spans") or ()),
        question_turn=row.get("question_turn"),
        answerable=row.get("answerable"),
        language=row.get("lang") or _UNKNOWN,
        kind=row.get("type") or _UNKNOWN,
        answer=row.get("answer") or None,
        filters=filters,
    )


def _read_json(path: Path) -> Any:
    try:
        return json.loads(_read(path))
    except ValueError as error:
        raise EvaluationError(f"it is damaged: {error}", source=path) from error


def _read_lines(path: Path, *keys: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise EvaluationError(f"line {number} is damaged: {error}", source=path) from error
        missing = [key for key in keys if not isinstance(row, dict) or key not in row]
        if missing:
            raise EvaluationError(f"line {number} lacks {', '.join(missing)}", source=path)
        rows.append(row)
    return rows


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise EvaluationError(
            f"cannot be read ({error}); an evaluation set has meta.json, transcripts/, turns/ and "
            "queries.jsonl",
            source=path,
        ) from error
