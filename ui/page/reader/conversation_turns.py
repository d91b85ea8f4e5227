"""The turns of a transcript with their part in the conversation: who asks, who answers what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ....rag import Note, Transcript, Turn
from ..colours import speaker_colour

Part = Literal["question", "answer", "aside"]


class Exchange(Protocol):
    """What is needed of an exchange: see `Library.exchanges`."""

    @property
    def question_turn(self) -> int | None:
        """The number of the turn that asks."""
        ...

    @property
    def answers(self) -> tuple[int, ...]:
        """The numbers of the turns that answer."""
        ...


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as the reader shows it."""

    turn: Turn
    colour: int  # of its speaker
    part: Part  # a turn that asks and answers is a question
    question: Turn | None  # that it answers
    has_answer: bool  # of a question: whether somebody answered
    notes: tuple[Note, ...]  # the lines of the file after it that nobody speaks


def shown_turns(transcript: Transcript, exchanges: Sequence[Exchange]) -> list[ShownTurn]:
    """All turns of a transcript, in order.

    Args:
        exchanges: those of the transcript.
    """
    asked = {exchange.question_turn: exchange.answers for exchange in exchanges}
    answered = {
        number: exchange.question_turn for exchange in exchanges for number in exchange.answers
    }
    after = notes_by_turn(transcript)
    return [
        ShownTurn(
            turn=turn,
            colour=speaker_colour(turn.speaker),
            part=_part(turn.number, asked, answered),
            question=_question(transcript, answered.get(turn.number)),
            has_answer=bool(asked.get(turn.number)),
            notes=after.get(turn.number, ()),
        )
        for turn in transcript.turns
    ]


def notes_by_turn(transcript: Transcript) -> dict[int | None, tuple[Note, ...]]:
    """The notes by the turn that they follow: 0 for those above the first; None: nobody knows."""
    n_turns = len(transcript.turns)
    placed: dict[int | None, list[Note]] = defaultdict(list)
    for note in transcript.notes:
        placed[note.after_turn and min(note.after_turn, n_turns)].append(note)
    return {place: tuple(notes) for place, notes in placed.items()}


def _part(
    number: int, asked: dict[int | None, tuple[int, ...]], answered: dict[int, int | None]
) -> Part:
    if number in asked:
        return "question"
    return "answer" if answered.get(number) is not None else "aside"


def _question(transcript: Transcript, number: int | None) -> Turn | None:
    return None if number is None else transcript.turn(number)
