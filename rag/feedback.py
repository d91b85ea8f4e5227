"""People's verdicts on answers: a record from an answer, and an evaluation set from the records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..index.errors import EvaluationError, UsageError, check_text
from ..index.speakers import SpeakerNames
from ..index.store.feedback_table import Feedback, FeedbackVerdict, ShownQuote
from ..index.text.language import language_of
from ..index.transcript import Transcript
from .answer import Answer
from .search.filters import Filters
from .understanding.follow_up import asks_for_more


@dataclass(frozen=True, slots=True)
class FeedbackExport:
    """What became of the records in an evaluation set."""

    folder: Path
    n_queries: int  # in queries.jsonl
    n_wrong: int  # in wrong.jsonl: a person must say what would have been right
    n_left_out: int  # whose transcript or speaker is gone; refusals of “what else?”

    def to_dict(self) -> dict[str, object]:
        return {
            "folder": str(self.folder),
            "queries": self.n_queries,
            "wrong": self.n_wrong,
            "left_out": self.n_left_out,
        }


def make_feedback(
    answer: Answer, filters: Filters, verdict: FeedbackVerdict, comment: str | None
) -> Feedback:
    """The record of a verdict that is given now. Raises UsageError for a comment with half a
    character."""
    return Feedback(
        question=answer.question,
        understood_as=answer.understood_as,
        speakers=filters.speakers,
        transcripts=filters.transcripts,
        after=filters.after,
        before=filters.before,
        answered=answer.answered,
        text=answer.text,
        model=answer.model,
        citations=tuple(
            ShownQuote(
                citation.transcript.id,
                citation.turn,
                citation.quote,
                citation.question.turn if citation.question else None,
            )
            for citation in answer.citations
        ),
        verdict=verdict,
        comment=check_text(comment or "", "the comment").strip() or None,
        given_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
    )


def export_feedback(
    records: Iterable[Feedback],
    transcripts: Mapping[str, Transcript],
    names: SpeakerNames,
    folder: Path,
) -> FeedbackExport:
    """Write an evaluation set (`evaluation/sets.py`): all transcripts, and the feedback as queries.

    The turns that a helpful answer cites are relevant; a helpful refusal cannot be answered. All
    helpful answers to one question are one query; where they cite several transcripts, one for
    each, looked for in that one alone. What a wrong answer should have been nobody said: it goes
    into `wrong.jsonl`, from where a person may move it to `queries.jsonl` with its turns.
    Files are called by the transcript's id.

    Args:
        transcripts: id → transcript, all of the library.
        folder: is made; there may be an empty one.
    Raises: UsageError if the folder is not empty, or there is nothing to write; EvaluationError
        if it cannot be written.
    """
    records = list(records)
    spoken = {speaker for one in transcripts.values() for speaker in one.speakers}
    known = [one for one in records if _can_be_asked(one, transcripts, spoken, names)]
    if not known:
        raise UsageError(
            "there is no feedback on what is in the library; give some on the page, or with "
            "“turnwise feedback give”"
        )
    helpful: dict[tuple[str, str], list[Feedback]] = {}
    for one in known:
        if one.verdict == "helpful":
            helpful.setdefault((one.understood_as, one.narrowed_to), []).append(one)
    queries = [
        query
        for n, said in enumerate(helpful.values(), start=1)
        for query in _helpful_queries(n, said, transcripts, names)
    ]
    wrong = [
        _wrong_query(n, one, transcripts, names)
        for n, one in enumerate((one for one in known if one.verdict == "wrong"), start=1)
    ]
    _make_folder(folder)
    try:
        _write_transcripts(transcripts, folder)
        meta = {"source": "feedback", "scope": "corpus", "n_queries": len(queries)}
        (folder / "meta.json").write_text(json.dumps(meta) + "\n", "utf-8")
        _write_lines(folder / "queries.jsonl", queries)
        if wrong:
            _write_lines(folder / "wrong.jsonl", wrong)
    except OSError as error:
        raise EvaluationError(f"cannot be written ({error})", source=folder) from error
    return FeedbackExport(folder, len(queries), len(wrong), len(records) - len(known))


def _can_be_asked(
    one: Feedback, transcripts: Mapping[str, Transcript], spoken: set[str], names: SpeakerNames
) -> bool:
    if not transcripts:
        return False  # a query names a transcript, whatever it asks
    if asks_for_more(one.question) and not one.answered:
        return False  # what it is understood as has an answer
    ids = {*(cited.transcript_id for cited in one.citations), *(one.transcripts or ())}
    speakers = {names.name_of(name) for name in one.speakers or ()}
    return ids <= transcripts.keys() and speakers <= spoken


def _helpful_queries(
    number: int,
    said: Sequence[Feedback],
    transcripts: Mapping[str, Transcript],
    names: SpeakerNames,
) -> Iterator[dict[str, object]]:
    """The queries of all helpful answers to one question; of refusals where there is no answer."""
    query = _query(f"helpful-{number}", said[0], transcripts, names)
    shown: dict[str, list[ShownQuote]] = {}  # by transcript
    for cited in (cited for one in said for cited in one.citations):
        shown.setdefault(cited.transcript_id, []).append(cited)
    if not shown:
        yield query | {"relevant": [], "answerable": False}
    for place, (id, cited) in enumerate(shown.items(), start=1):
        one = query | {
            "transcript": id,
            "relevant": sorted({quote.turn - 1 for quote in cited}),
            "speaker": transcripts[id].turn(cited[0].turn).speaker,
            "answerable": True,
        }
        if len(shown) > 1:  # a query is about one transcript
            one["id"] = f"helpful-{number}-{place}"
            one["filters"] = _filters(said[0], names) | {"transcripts": [id]}
        if cited[0].question_turn is not None:
            one["question_turn"] = cited[0].question_turn - 1
        yield one


def _wrong_query(
    number: int, one: Feedback, transcripts: Mapping[str, Transcript], names: SpeakerNames
) -> dict[str, object]:
    """A query without gold, with what was shown."""
    citations = [
        {"transcript": cited.transcript_id, "turn": cited.turn - 1, "quote": cited.quote}
        for cited in one.citations
    ]
    shown = {"answered": one.answered, "text": one.text, "citations": citations}
    query = _query(f"wrong-{number}", one, transcripts, names)
    return query | {"relevant": [], "comment": one.comment, "shown": shown}


def _query(
    id: str, one: Feedback, transcripts: Mapping[str, Transcript], names: SpeakerNames
) -> dict[str, object]:
    """What a query has whatever was said of it; where nothing is cited it names any transcript."""
    searched = one.transcripts or tuple(transcripts)
    query: dict[str, object] = {
        "id": id,
        "query": one.understood_as,
        "lang": language_of(one.understood_as),
        "transcript": one.citations[0].transcript_id if one.citations else searched[0],
    }
    filters = _filters(one, names)
    return query | ({"filters": filters} if filters else {})


def _filters(one: Feedback, names: SpeakerNames) -> dict[str, object]:
    """What the search was narrowed to, as queries say it."""
    filters = {
        "speakers": one.speakers and list(dict.fromkeys(map(names.name_of, one.speakers))),
        "transcripts": one.transcripts and list(one.transcripts),
        "after": one.after,
        "before": one.before,
    }
    return {name: value for name, value in filters.items() if value is not None}


def _make_folder(folder: Path) -> None:
    """Make the folder with those inside it. Raises UsageError where something is in it."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is not empty; name a new folder, or an empty one")
        for part in ("transcripts", "turns"):
            (folder / part).mkdir(parents=True)
    except OSError as error:
        raise EvaluationError(f"cannot be made ({error})", source=folder) from error


def _write_transcripts(transcripts: Mapping[str, Transcript], folder: Path) -> None:
    from ..index.writers import to_json  # late: packages that readers need come with it

    for id, transcript in transcripts.items():
        (folder / "transcripts" / f"{id}.json").write_text(to_json(transcript), "utf-8")
        turns = [
            {
                "index": turn.number - 1,
                "speaker": turn.speaker,
                "text": turn.text,
                "start": turn.start_s,
                "end": turn.end_s,
            }
            for turn in transcript.turns
        ]
        _write_lines(folder / "turns" / f"{id}.turns.jsonl", turns)


def _write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), "utf-8")
