"""A transcript with its exchanges: what is read to answer a question about a whole talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...index.text.deep_link import link_to_moment
from ...index.transcript import Exchange, Span, Transcript
from ..answer import AskedQuestion, Hit, TranscriptReference


@dataclass(frozen=True, slots=True)
class Talk:
    """A transcript and its exchanges."""

    transcript: Transcript
    exchanges: Sequence[Exchange]  # in order

    def question_of(self, turn: int) -> int | None:
        """The number of the turn that asks what a turn answers; None if it answers none."""
        return next((e.question_turn for e in self.exchanges if turn in e.answers), None)

    def quote(self, span: Span, *, rank: int, with_question: bool = True) -> Hit:
        """Some characters of a turn as a hit.

        Args:
            rank: its place among the hits, from 1.
            with_question: whether the hit shows the question that the turn answers.
        """
        turn = self.transcript.turn(span.turn_number)
        number = self.question_of(turn.number) if with_question else None
        asked = None if number is None else self.transcript.turn(number)
        return Hit(
            rank=rank,
            score=1.0,
            transcript=TranscriptReference.to(self.transcript),
            turn=turn.number,
            speaker=turn.speaker,
            text=turn.text,
            quote=turn.text[span.start : span.end],
            quote_start=span.start,
            start_s=turn.time_at(span.start),
            url=link_to_moment(self.transcript.url, turn.time_at(span.start)),
            question=AskedQuestion(asked.number, asked.speaker, asked.text) if asked else None,
        )
