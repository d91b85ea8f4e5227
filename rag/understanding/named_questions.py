"""Which of the questions asked in a talk a question names: “Q7”, “the last question”, “观众”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...index.exchanges import is_audience
from ...index.transcript import Exchange, Transcript, Turn
from .rules import (
    ANSWERS_TO,
    HOW_ANSWERED,
    NAMES_AUDIENCE,
    NOT_ASKED_HERE,
    NTH_QUESTION,
    WORDS_OF_ASKING,
)
from .vocabulary import AUDIENCE, NUMERALS, ORDINALS

_NUMBERS: dict[str, int] = {
    **{word: n for n, word in enumerate(ORDINALS, start=1)},
    **{word: n for n, word in enumerate(NUMERALS, start=1)},
    **{"last": -1, "最后一": -1},
}


@dataclass(frozen=True, slots=True)
class NamedQuestions:
    """Questions of a talk, on whatever subject."""

    askers: tuple[str, ...] | None  # names in the library; None for anyone's
    of_audience: bool  # only what the audience asked, by its names: “Q3”, “观众”
    nth: int | None  # only the nth of them in each talk, from 1; -1 for the last
    wants_answers: bool  # and not the questions themselves

    def asked_in(self, talk: Transcript, exchanges: Sequence[Exchange]) -> list[Turn]:
        """The turns that ask them, in order.

        Args:
            exchanges: of the talk, in order.
        """
        turns = [talk.turn(e.question_turn) for e in exchanges if e.question_turn is not None]
        if self.askers is not None:
            turns = [turn for turn in turns if turn.speaker in self.askers]
        if self.of_audience:
            turns = [turn for turn in turns if is_audience(turn.speaker)]
        if self.nth is None:
            return turns
        return turns[-1:] if self.nth < 0 else turns[self.nth - 1 : self.nth]


def find_named_questions(
    folded_question: str, *, asking: Sequence[str], answered: Sequence[str], asks: bool
) -> NamedQuestions | None:
    """The questions that a question about no subject names; None where it names none.

    Args:
        asking: names in the library of those whose questions are sought.
        answered: of those to whose questions the answers are sought.
        asks: whether questions are sought and not answers.
    """
    nth = NTH_QUESTION.search(folded_question)
    if nth and NOT_ASKED_HERE.matches(folded_question):
        return None
    answers_audience = any(rule.matches(folded_question, AUDIENCE.either) for rule in ANSWERS_TO)
    how_answered = HOW_ANSWERED.matches(folded_question)
    wants_answers = not asks and bool(answered or answers_audience or (nth and how_answered))
    if not (asks or nth or wants_answers):
        return None
    word = next(filter(None, nth.groups())) if nth else None
    return NamedQuestions(
        askers=tuple(answered if wants_answers else asking) or None,
        of_audience=answers_audience or NAMES_AUDIENCE.matches(folded_question),
        nth=(_NUMBERS.get(word) or int(word)) if word else None,
        wants_answers=wants_answers,
    )


def without_asking(folded_question: str) -> str:
    """What is left without “the third question” and “观众”."""
    return WORDS_OF_ASKING.blank(folded_question)
