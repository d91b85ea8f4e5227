"""The passage at an address: its words, who says them, and the question that they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...index.errors import NotFoundError
from ...index.text.deep_link import link_to_moment
from ...index.transcript import Exchange, Transcript, Turn
from ..answer import AskedQuestion, TranscriptReference
from .address import PassageAddress


@dataclass(frozen=True, slots=True)
class AddressedPassage:
    """A turn, or a part of it, with the question that it answers."""

    address: PassageAddress
    transcript: TranscriptReference
    turn: Turn
    quote: str  # the addressed characters; the whole turn if the address names none
    question: AskedQuestion | None
    url: str | None  # of the recording, at the time of the quote where that is known

    def to_dict(self) -> dict[str, object]:
        return {
            "address": str(self.address),
            "transcript": self.transcript.to_dict(),
            "turn": self.turn.number,
            "speaker": self.turn.speaker,
            "text": self.turn.text,
            "quote": self.quote,
            "quote_start": self.address.start or 0,
            "start_s": self.turn.time_at(self.address.start or 0),
            "url": self.url,
            "question": self.question.to_dict() if self.question else None,
        }


def read_passage(
    address: PassageAddress, transcript: Transcript, exchanges: Sequence[Exchange]
) -> AddressedPassage:
    """The passage at an address in its transcript.

    Raises: NotFoundError if the transcript has no such turn, or the turn no such characters.
    """
    if address.turn > len(transcript.turns):
        raise NotFoundError(
            f"“{transcript.title}” has {len(transcript.turns)} turns; there is no {address.turn}"
        )
    turn = transcript.turn(address.turn)
    if address.end is not None and address.end > len(turn.text):
        raise NotFoundError(
            f"turn {turn.number} of “{transcript.title}” has {len(turn.text)} characters; "
            f"{address} goes beyond them"
        )
    return AddressedPassage(
        address,
        TranscriptReference.to(transcript),
        turn,
        turn.text[address.start : address.end],
        _question_of(turn.number, transcript, exchanges),
        link_to_moment(transcript.url, turn.time_at(address.start or 0)),
    )


def _question_of(
    turn_number: int, transcript: Transcript, exchanges: Sequence[Exchange]
) -> AskedQuestion | None:
    """The question that a turn answers; None if it answers none."""
    for exchange in exchanges:
        if turn_number in exchange.answers and exchange.question_turn is not None:
            question = transcript.turn(exchange.question_turn)
            return AskedQuestion(question.number, question.speaker, question.text)
    return None
