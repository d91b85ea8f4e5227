"""The table of people's verdicts on answers, with the answer that they saw.

A verdict outlives the transcripts that its answer cites: removing a transcript does not lose it,
and adding the transcript again makes it useful again.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Literal

from ..records import TEXT_OR_NONE, checked

FeedbackVerdict = Literal["helpful", "wrong"]


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A citation as the person saw it."""

    transcript_id: str
    turn: int  # from 1
    quote: str
    question_turn: int | None  # the question shown with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A person's verdict on an answer."""

    question: str  # as asked
    understood_as: str  # the question, follow-ups completed
    speakers: tuple[str, ...] | None  # what the search was narrowed to; None is no limit
    transcripts: tuple[str, ...] | None  # ids
    after: str | None
    before: str | None
    answered: bool
    text: str  # of the answer
    model: str | None  # the language model that phrased it; None for the speakers' own words
    citations: tuple[ShownQuote, ...]
    verdict: FeedbackVerdict
    comment: str | None
    given_at: str  # UTC, ISO 8601: 2018-11-02T09:30:00+00:00

    def to_dict(self) -> dict[str, object]:
        return asdict(self)

    @property
    def narrowed_to(self) -> str:
        """The filters as JSON; part of what identifies the answer."""
        return json.dumps([self.speakers, self.transcripts, self.after, self.before])


def read_feedback(db: sqlite3.Connection) -> list[Feedback]:
    """All verdicts, oldest first. Raises ValueError if one is damaged."""
    rows = db.execute(
        "SELECT question, understood_as, narrowed_to, answered, text, model, citations, verdict,"
        " comment, given_at FROM feedback ORDER BY given_at, rowid"
    )
    rows = checked(
        rows,
        question=str,
        understood_as=str,
        narrowed_to=str,
        answered=int,
        text=str,
        model=TEXT_OR_NONE,
        citations=str,
        verdict=str,
        comment=TEXT_OR_NONE,
        given_at=str,
    )
    return [_feedback(row) for row in rows]


def write_feedback(feedback: Feedback, db: sqlite3.Connection) -> None:
    """Store a verdict; it replaces an earlier one on the same answer. The caller holds a
    transaction."""
    delete_feedback(feedback, db)
    shown = [[c.transcript_id, c.turn, c.quote, c.question_turn] for c in feedback.citations]
    db.execute(
        "INSERT INTO feedback (question, understood_as, narrowed_to, answered, text, model,"
        " citations, verdict, comment, given_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            feedback.question,
            feedback.understood_as,
            feedback.narrowed_to,
            feedback.answered,
            feedback.text,
            feedback.model,
            json.dumps(shown, ensure_ascii=False),
            feedback.verdict,
            feedback.comment,
            feedback.given_at,
        ),
    )


def delete_feedback(feedback: Feedback, db: sqlite3.Connection) -> None:
    """Delete the verdict on the same answer: same question, filters and text. The caller holds a
    transaction."""
    db.execute(
        "DELETE FROM feedback WHERE understood_as = ? AND narrowed_to = ? AND text = ?",
        (feedback.understood_as, feedback.narrowed_to, feedback.text),
    )


def _feedback(row: sqlite3.Row) -> Feedback:
    try:
        speakers, transcripts, after, before = json.loads(row["narrowed_to"])
        citations = tuple(
            ShownQuote(transcript_id=id, turn=turn, quote=quote, question_turn=question_turn)
            for id, turn, quote, question_turn in json.loads(row["citations"])
        )
    except (ValueError, TypeError) as error:
        raise ValueError(f"feedback given at {row['given_at']} cannot be read") from error
    return Feedback(
        question=row["question"],
        understood_as=row["understood_as"],
        speakers=None if speakers is None else tuple(speakers),
        transcripts=None if transcripts is None else tuple(transcripts),
        after=after,
        before=before,
        answered=bool(row["answered"]),
        text=row["text"],
        model=row["model"],
        citations=citations,
        verdict=row["verdict"],
        comment=row["comment"],
        given_at=row["given_at"],
    )
