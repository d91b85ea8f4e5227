"""Which of the questions asked in a talk a question names: “Q7”, “the last question”, “观众”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...index.exchanges import is_audience
from ...index.transcript import Exchange, Transcript, Turn
from .people import HONORIFIC

# These read folded text: lower case, Simplified Chinese, half-width punctuation.
AUDIENCE = (
    r"(?:(?:the\s+)?\b(?:audience|listeners|viewers)\b"
    r"|(?:现场|台下|场下)的?(?:观众|听众|同学们?)?|观众|听众|网友|同学们)"
)
_ANSWER = r"(?:回[答应复]|答复)"
# Around a name: to whose questions the answers are sought. Not “please answer Q3's …”, “the answer
# Q3 gave”, “大家对Q3的回答满意吗”.
ANSWERED = (
    r"(?:(?<!please )(?<!the )(?<!an )\banswer(?:s|ed|ing)?"
    r"|\b(?:answers?|respon(?:d|ds|ded|se|ses)|repl(?:y|ies|ied))\s+to)"
    r"\s+{name}(?![a-z\d_])(?!(?:\s+\w+)?\s+(?:gave|gives)\b)"
    r"|\b(?:was|were)\s+{name}(?:'s\s+questions?)?\s+answered\b"
    rf"|(?:怎[么样]|如何){_ANSWER}了?\s*{{name}}(?![a-z\d_])"
    rf"|{_ANSWER}了?\s*{{name}}{HONORIFIC}\s*(?:的?(?:问题|提问)|的?时|\W*$)"
    rf"|{{name}}{HONORIFIC}\s*的?(?:问题|提问).{{{{0,9}}}}{_ANSWER}"
    rf"|对\s*{{name}}{HONORIFIC}\s*的?(?:问题|提问)?的?{_ANSWER}(?=\s*(?:是|\W*$))"
)
HOW_ANSWERED = (  # “how did he answer?”, of the questions that are named with it
    r"(?:\b(?:did|does|do)\s+(?:[\w.']+\s+){1,3}(?:answer|respond|reply)\b"
    r"|\b(?:was|were)\b.*\banswered\b|\banswers?\W*$"
    rf"|(?:怎[么样]|如何|什么).{{0,2}}{_ANSWER}|{_ANSWER}[了的]?是?\s*什么|的{_ANSWER}\W*$)"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMERALS = "一二三四五六七八九十"
_NUMBERS: dict[str, int] = {
    **{word: n for n, word in enumerate(_ORDINALS, start=1)},
    **{word: n for n, word in enumerate(_NUMERALS, start=1)},
    **{"last": -1, "最后一": -1},
}
_NTH = (
    rf"(?:\b({'|'.join(_ORDINALS)}|last|\d{{1,3}}(?=st|nd|rd|th))(?:st|nd|rd|th)?\s+question\b"
    r"|\bquestion\s+(?:number\s+|no\.?\s*|#)?(\d{1,3})\b"
    rf"|(?:第([{_NUMERALS}]|\d{{1,3}})|(最后一))个(?:问题|提问))"
)
_WORDS_OF_ASKING = re.compile(
    rf"{_NTH}|{AUDIENCE}|\b(?:answer(?:s|ed|ing)?|respond(?:s|ed)?|response|repl(?:y|ied))\b|{_ANSWER}"
    r"|\bquestions?\b|问题|提?问|\b(?:ask(?:s|ed)?|want(?:s|ed)? to know)\b"
)
# “他提到的第三个问题” and “my last question” are not asked in the talk.
_NOT_ASKED = re.compile(r"提到|[说讲]的|认为|遇到|面[临对]|自己|现在|我的|你的|\b(?:my|your)\b")


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
        turns = [talk.turn(one.question_turn) for one in exchanges if one.question_turn is not None]
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
    nth = re.search(_NTH, folded_question)
    if nth and _NOT_ASKED.search(folded_question):
        return None
    answers_audience = re.search(ANSWERED.format(name=AUDIENCE), folded_question) is not None
    how_answered = re.search(HOW_ANSWERED, folded_question) is not None
    wants_answers = not asks and bool(answered or answers_audience or (nth and how_answered))
    if not (asks or nth or wants_answers):
        return None
    word = next(filter(None, nth.groups())) if nth else None
    return NamedQuestions(
        askers=tuple(answered if wants_answers else asking) or None,
        of_audience=answers_audience or re.search(AUDIENCE, folded_question) is not None,
        nth=(_NUMBERS.get(word) or int(word)) if word else None,
        wants_answers=wants_answers,
    )


def without_asking(folded_question: str) -> str:
    """What is left without “the third question” and “观众”."""
    return _WORDS_OF_ASKING.sub(" ", folded_question)
