"""Which of the questions asked in a talk a question names: “Q7”, “the last question”, “观众”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..index.exchanges import is_audience
from ..index.transcript import Exchange, Transcript, Turn
from .named_people import HONORIFIC

# These read folded text: lower case, Simplified Chinese, half-width punctuation.
ANSWER = r"(?:\b(?:answer(?:s|ed|ing)?|respond(?:s|ed)?|response|repl(?:y|ied))\b|回答|回应|答复)"
_QUESTION = r"(?:\bquestions?\b|问题|提问)"
# Around a speaker's name: to whose questions the answers are sought.
ANSWERED = (
    rf"{ANSWER}了?\s*(?:to\s+)?{{name}}(?![a-z\d_])"
    rf"|\b(?:was|were)\s+{{name}}(?:'s\s+questions?)?\s+answered\b"
    rf"|{{name}}{HONORIFIC}\s*的?{_QUESTION}.{{{{0,9}}}}{ANSWER}"
    rf"|对\s*{{name}}{HONORIFIC}\s*的?{_QUESTION}?的?{ANSWER}"
)
_AUDIENCE = r"(?:\b(?:audience|listeners|viewers)\b|观众|听众|网友|[现台场][场下]的?(?:同学)?)"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMERALS = "一二三四五六七八九十"
_NUMBERS: dict[str, int] = {
    **{word: n for n, word in enumerate(_ORDINALS, start=1)},
    **{word: n for n, word in enumerate(_NUMERALS, start=1)},
    **{"last": -1, "最后一": -1},
}
_NTH = (
    rf"(?:\b({'|'.join(_ORDINALS)}|last|\d{{1,3}}(?=st|nd|rd|th))(?:st|nd|rd|th)?\s+question\b"
    rf"|(?:第([{_NUMERALS}]|\d{{1,3}})|(最后一))个{_QUESTION})"
)
_ASK = r"(?:\bask(?:s|ed)?\b|\bwant(?:s|ed)? to know\b|提?问)"
_WORDS_OF_ASKING = re.compile(rf"{_NTH}|{_AUDIENCE}|{ANSWER}|{_QUESTION}|{_ASK}")


@dataclass(frozen=True, slots=True)
class NamedQuestions:
    """Questions of a talk, on whatever subject."""

    askers: tuple[str, ...] | None  # names in the library; None for anyone's
    of_audience: bool  # only what the audience asked, where a talk shows who that is
    nth: int | None  # only the nth of them in each talk, from 1; -1 for the last
    wants_answers: bool  # and not the questions themselves

    def asked_in(self, talk: Transcript, exchanges: Sequence[Exchange]) -> list[Turn]:
        """The turns that ask them, in order.

        Args:
            exchanges: of the talk, in order.
        """
        turns = [talk.turn(one.question) for one in exchanges if one.question is not None]
        if self.askers is not None:
            turns = [turn for turn in turns if turn.speaker in self.askers]
        if self.of_audience:
            turns = [turn for turn in turns if is_audience(turn.speaker)] or turns
        if self.nth is None:
            return turns
        return turns[-1:] if self.nth < 0 else turns[self.nth - 1 : self.nth]


def find_named_questions(
    folded_question: str, *, askers: Sequence[str], answered: Sequence[str], asks: bool
) -> NamedQuestions | None:
    """The questions that a question about no subject names; None where it names none.

    Args:
        askers: names in the library of those whose questions are sought.
        answered: of those to whose questions the answers are sought.
        asks: whether questions are sought and not answers.
    """
    nth = re.search(_NTH, folded_question)
    wants_answers = not asks and re.search(ANSWER, folded_question) is not None
    of_audience = re.search(_AUDIENCE, folded_question) is not None
    if not (asks or nth or (wants_answers and (answered or of_audience))):
        return None
    word = next(filter(None, nth.groups())) if nth else None
    return NamedQuestions(
        askers=tuple(answered if wants_answers else askers) or None,
        of_audience=of_audience,
        nth=(_NUMBERS.get(word) or int(word)) if word else None,
        wants_answers=wants_answers,
    )


def without_asking(folded_question: str) -> str:
    """What is left without “the third question” and “观众”."""
    return _WORDS_OF_ASKING.sub(" ", folded_question)
