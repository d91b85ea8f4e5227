"""People's verdicts on answers: storing them, and exporting them as an evaluation set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Unpack

from ..index.errors import EvaluationError, UsageError, check_text
from ..index.folder import LibraryFolder
from ..index.speakers import SpeakerNames
from ..index.store.tables.feedback_table import Feedback, FeedbackVerdict, ShownQuote
from ..index.text.language import language_of
from ..index.transcript import Transcript
from .answer import Answer
from .reading.reading_library import ReadingLibrary
from .search.filters import FilterOptions, Filters
from .understanding.follow_up import asks_for_more


@dataclass(frozen=True, slots=True)
class FeedbackExport:
    """What an export wrote."""

    folder: Path
    n_queries: int  # in queries.jsonl
    n_wrong: int  # in wrong.jsonl: a person must add the right answer
    n_left_out: int  # transcript, speaker or words are gone, or they refuse “what else?”

    def to_dict(self) -> dict[str, object]:
        return {
            "folder": str(self.folder),
            "queries": self.n_queries,
            "wrong": self.n_wrong,
            "left_out": self.n_left_out,
        }


class FeedbackLibrary(ReadingLibrary):
    """The part of `Library` that keeps what people say of answers."""

    def give_feedback(
        self,
        answer: Answer,
        verdict: FeedbackVerdict | None,
        *,
        comment: str | None = None,
        **filters: Unpack[FilterOptions],
    ) -> None:
        """Store a person's verdict on an answer, with the answer itself.

        It replaces an earlier verdict on that answer, changes no search, and waits for no writer.

        Args:
            verdict: “helpful” or “wrong”; None takes an earlier one back.
            speakers, transcripts, tags, after, before: those that the question was asked with.
        Raises: UsageError for another verdict, or a filter as for `search`; LibraryError if it
            cannot be written.
        """
        infos = self.transcripts()
        if not infos:
            raise UsageError("the library is empty; add a transcript first: turnwise add FILE")
        searched = self._filters(infos, filters).without_tags(infos)
        give_feedback(answer, verdict, comment, searched, self._folder)

    def feedback(self) -> list[Feedback]:
        """People's verdicts on answers, oldest first, also on answers from removed transcripts."""
        with self._folder.reading():
            return self._folder.store.feedback()

    def export_feedback(self, folder: str | Path) -> FeedbackExport:
        """Write the feedback as an evaluation set for `turnwise eval` into a new folder.

        Helpful answers become its queries. Wrong ones go to `wrong.jsonl` beside them, where a
        person can add the right answer.

        Raises:
            UsageError: if the folder is not empty or there is no feedback.
            EvaluationError: if it cannot be written.
        """
        ids = [info.id for info in self.transcripts()]
        transcripts = {
            transcript.id: transcript for transcript in self._transcripts.read_present(ids)
        }
        return export_feedback(
            self.feedback(), transcripts, self._speaker_names(), Path(folder).expanduser()
        )


def make_feedback(
    answer: Answer, filters: Filters, verdict: FeedbackVerdict, comment: str | None
) -> Feedback:
    """The record of a verdict given now. Raises UsageError for half a character in the comment."""
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


def give_feedback(
    answer: Answer,
    verdict: FeedbackVerdict | None,
    comment: str | None,
    filters: Filters,
    folder: LibraryFolder,
) -> None:
    """Store a verdict that is given now; None deletes the earlier one on the same answer.

    Raises: UsageError for another verdict; LibraryError if it cannot be written.
    """
    if verdict not in ("helpful", "wrong", None):
        raise UsageError(f"the verdict is “{verdict}”; give “helpful” or “wrong”")
    feedback = make_feedback(answer, filters, verdict or "helpful", comment)
    if verdict is None:
        folder.store.forget_feedback(feedback)
    else:
        folder.store.write_feedback(feedback)


def export_feedback(
    records: Iterable[Feedback],
    transcripts: Mapping[str, Transcript],
    names: SpeakerNames,
    folder: Path,
) -> FeedbackExport:
    """Write an evaluation set (`evaluation/sets.py`): all transcripts, and the feedback as queries.

    The turns that a helpful answer cites are relevant; the question of a helpful refusal cannot be
    answered. All helpful answers to one question become one query, or if they cite several
    transcripts, one query for each transcript, searched in that one alone. For a wrong answer
    nobody said what is right: it goes to `wrong.jsonl`, from where a person can move it to
    `queries.jsonl` with its turns. Files are named by the transcript's id.

    Args:
        transcripts: id → transcript, all of the library.
        folder: is created; an empty one may exist.
    Raises: UsageError if the folder is not empty, or there is nothing to write; EvaluationError
        if it cannot be written.
    """
    records = list(records)
    speakers = {name for transcript in transcripts.values() for name in transcript.speakers}
    asked = [
        feedback for feedback in records if _can_be_asked(feedback, transcripts, speakers, names)
    ]
    known = [now for feedback in asked if (now := _at_present(feedback, transcripts))]
    if not known:
        raise UsageError(
            "there is no feedback on what is in the library; give some on the page, or with "
            "“turnwise feedback give”"
        )
    helpful: dict[tuple[str, str], list[Feedback]] = {}
    wrong: list[Feedback] = []
    for feedback in known:
        if feedback.verdict == "helpful":
            key = (feedback.understood_as, feedback.narrowed_to)
            helpful.setdefault(key, []).append(feedback)
        else:
            wrong.append(feedback)
    queries = [
        query
        for number, same_question in enumerate(helpful.values(), start=1)
        for query in _helpful_queries(number, same_question, transcripts, names)
    ]
    wrong_queries = [
        _wrong_query(number, feedback, transcripts, names)
        for number, feedback in enumerate(wrong, start=1)
    ]
    _make_folder(folder)
    try:
        _write_transcripts(transcripts, folder)
        meta = {"source": "feedback", "scope": "corpus", "n_queries": len(queries)}
        (folder / "meta.json").write_text(json.dumps(meta) + "\n", "utf-8")
        _write_lines(folder / "queries.jsonl", queries)
        if wrong_queries:
            _write_lines(folder / "wrong.jsonl", wrong_queries)
    except OSError as error:
        raise EvaluationError(f"cannot be written ({error})", source=folder) from error
    return FeedbackExport(folder, len(queries), len(wrong_queries), len(records) - len(known))


def _can_be_asked(
    feedback: Feedback,
    transcripts: Mapping[str, Transcript],
    speakers: set[str],
    names: SpeakerNames,
) -> bool:
    if not transcripts:
        return False  # every query names a transcript
    if asks_for_more(feedback.question) and not feedback.answered:
        return False  # the completed question has an answer: the one before
    cited = {citation.transcript_id for citation in feedback.citations}
    searched_speakers = {names.name_of(name) for name in feedback.speakers or ()}
    ids = cited | set(feedback.transcripts or ())
    return ids <= transcripts.keys() and searched_speakers <= speakers


def _at_present(feedback: Feedback, transcripts: Mapping[str, Transcript]) -> Feedback | None:
    """The feedback with the numbers that its turns have now; None if a quote stands nowhere any
    more, because its words were corrected."""
    citations: list[ShownQuote] = []
    for shown in feedback.citations:
        turns = transcripts[shown.transcript_id].turns
        places = [turn.number for turn in turns if shown.quote in turn.text]
        if not places:
            return None
        turn = min(places, key=lambda number: abs(number - shown.turn))
        question = shown.question_turn and shown.question_turn + turn - shown.turn
        if question is not None and not 1 <= question <= len(turns):
            question = None
        citations.append(replace(shown, turn=turn, question_turn=question))
    return replace(feedback, citations=tuple(citations))


def _helpful_queries(
    number: int,
    same_question: Sequence[Feedback],
    transcripts: Mapping[str, Transcript],
    names: SpeakerNames,
) -> Iterator[dict[str, object]]:
    """The queries of all helpful answers to one question, or of its helpful refusals."""
    query = _query(f"helpful-{number}", same_question[0], transcripts, names)
    quotes_by_transcript: dict[str, list[ShownQuote]] = {}
    for feedback in same_question:
        for quote in feedback.citations:
            quotes_by_transcript.setdefault(quote.transcript_id, []).append(quote)
    if not quotes_by_transcript:
        yield query | {"relevant": [], "answerable": False}
    for place, (id, quotes) in enumerate(quotes_by_transcript.items(), start=1):
        first = quotes[0]
        in_transcript = query | {
            "transcript": id,
            "relevant": sorted({quote.turn - 1 for quote in quotes}),
            "speaker": transcripts[id].turn(first.turn).speaker,
            "answerable": True,
        }
        if len(quotes_by_transcript) > 1:  # a query is about one transcript
            in_transcript["id"] = f"helpful-{number}-{place}"
            filters = _filters(same_question[0], names) | {"transcripts": [id]}
            in_transcript["filters"] = filters
        if first.question_turn is not None:
            in_transcript["question_turn"] = first.question_turn - 1
        yield in_transcript


def _wrong_query(
    number: int, feedback: Feedback, transcripts: Mapping[str, Transcript], names: SpeakerNames
) -> dict[str, object]:
    """A query without relevant turns, with the answer that the person saw."""
    citations = [
        {"transcript": quote.transcript_id, "turn": quote.turn - 1, "quote": quote.quote}
        for quote in feedback.citations
    ]
    shown = {"answered": feedback.answered, "text": feedback.text, "citations": citations}
    query = _query(f"wrong-{number}", feedback, transcripts, names)
    return query | {"relevant": [], "comment": feedback.comment, "shown": shown}


def _query(
    id: str, feedback: Feedback, transcripts: Mapping[str, Transcript], names: SpeakerNames
) -> dict[str, object]:
    """What every query has; if the answer cites nothing, it names the first transcript searched."""
    searched = feedback.transcripts or tuple(transcripts)
    query: dict[str, object] = {
        "id": id,
        "query": feedback.understood_as,
        "lang": language_of(feedback.understood_as),
        "transcript": feedback.citations[0].transcript_id if feedback.citations else searched[0],
    }
    filters = _filters(feedback, names)
    return query | ({"filters": filters} if filters else {})


def _filters(feedback: Feedback, names: SpeakerNames) -> dict[str, object]:
    """The filters that the question was asked with, in the format of an evaluation set."""
    speakers = feedback.speakers and list(dict.fromkeys(map(names.name_of, feedback.speakers)))
    filters = {
        "speakers": speakers,
        "transcripts": feedback.transcripts and list(feedback.transcripts),
        "after": feedback.after,
        "before": feedback.before,
    }
    return {name: value for name, value in filters.items() if value is not None}


def _make_folder(folder: Path) -> None:
    """Create the folder and those inside it. Raises UsageError if it is not empty."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is not empty; name a new folder, or an empty one")
        for part in ("transcripts", "turns"):
            (folder / part).mkdir(parents=True)
    except OSError as error:
        raise EvaluationError(f"cannot be created ({error})", source=folder) from error


def _write_transcripts(transcripts: Mapping[str, Transcript], folder: Path) -> None:
    from ..index.writers import to_json  # late: it loads the packages of the readers

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
