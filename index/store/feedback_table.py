"""What people said of answers, in a library's SQLite file, with what they were shown.

A record outlives the transcripts that its answer cites: what a person judged is not lost because a
transcript was removed, and is of use again when it comes back.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Literal

from .records import TEXT_OR_NONE, checked

FeedbackVerdict = Literal["helpful", "wrong"]


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A citation as it was shown."""

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
        """What the search was narrowed to, as it tells this answer from others: JSON."""
        return json.dumps([self.speakers, self.transcripts, self.after, self.before])


def read_feedback(db: sqlite3.Connection) -> list[Feedback]:
    """All records, in order of when they were given. Raises ValueError if one is damaged."""
    rows = db.execute(
        "SELECT question, understood_as, narrowed_to, answered, text, model, citations, verdict,"
        " comment, given_at FROM feedback ORDER BY given_at, rowid"
    )
    types = (str, str, str, int, str, TEXT_OR_NONE, str, str, TEXT_OR_NONE, str)
    return [_feedback(*row) for row in checked(rows, *types)]


def write_feedback(feedback: Feedback, db: sqlite3.Connection) -> None:
    """Store a record in the place of an earlier one on the same answer. Within a transaction."""
    forget_feedback(feedback, db)
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


def forget_feedback(feedback: Feedback, db: sqlite3.Connection) -> None:
    """Drop what was said of the same answer: question, limits and text. Within a transaction."""
    db.execute(
        "DELETE FROM feedback WHERE understood_as = ? AND narrowed_to = ? AND text = ?",
        (feedback.understood_as, feedback.narrowed_to, feedback.text),
    )


def _feedback(
    question: str,
    understood_as: str,
    narrowed_to: str,
    answered: int,
    text: str,
    model: str | None,
    citations: str,
    verdict: FeedbackVerdict,
    comment: str | None,
    given_at: str,
) -> Feedback:
    try:
        speakers, transcripts, after, before = json.loads(narrowed_to)
        shown = tuple(ShownQuote(*row) for row in json.loads(citations))
    except (ValueError, TypeError) as error:
        raise ValueError(f"feedback given at {given_at} cannot be read") from error
    return Feedback(
        question=question,
        understood_as=understood_as,
        speakers=None if speakers is None else tuple(speakers),
        transcripts=None if transcripts is None else tuple(transcripts),
        after=after,
        before=before,
        answered=bool(answered),
        text=text,
        model=model,
        citations=shown,
        verdict=verdict,
        comment=comment,
        given_at=given_at,
    )
