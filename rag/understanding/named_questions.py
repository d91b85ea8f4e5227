"""Which of the questions asked in a talk a question names: “Q7”, “the last question”, “观众”."""

from __future__ import annotations

from dataclasses import replace

from ...index.exchanges import is_audience
from .query import NamedQuestions
from .question import Question
from .rules.sayings import (
    ANSWERS_TO,
    HOW_ANSWERED,
    NAMES_AUDIENCE,
    NOT_ASKED_HERE,
    NTH_QUESTION,
    ONLY_SAYS,
    SEEKS_QUESTIONS,
)
from .rules.vocabulary import AUDIENCE, NUMERALS, ORDINALS
from .subject import subject_words, words_beside_asking

_NUMBERS: dict[str, int] = {
    **{word: n for n, word in enumerate(ORDINALS, start=1)},
    **{word: n for n, word in enumerate(NUMERALS, start=1)},
    **{"last": -1, "最后一": -1},
}


def take_named_questions(question: Question) -> Question:
    """The question with the questions of the talk that it names, if it names no subject."""
    seeks_questions = (
        question.wants.target == "question"
        or SEEKS_QUESTIONS.matches(question.rest.folded)
        or _seeks_what_the_audience_says(question)
    )
    target = "question" if seeks_questions else "answer"
    question = replace(question, wants=replace(question.wants, target=target))
    if words_beside_asking(question):
        return question
    return replace(
        question, wants=replace(question.wants, named_questions=_named_questions(question))
    )


def _seeks_what_the_audience_says(question: Question) -> bool:
    """“What did Q8 say?”: what the audience says is questions."""
    speakers = question.whose.speakers
    return (
        speakers is not None
        and ONLY_SAYS.matches(question.rest.folded)
        and all(map(is_audience, speakers))
        and not subject_words(question)
    )


def _named_questions(question: Question) -> NamedQuestions | None:
    """The questions that a question about no subject names; None where it names none."""
    folded, answers_to = question.rest.folded, question.whose.answers_to
    seeks_questions = question.wants.target == "question"
    nth = NTH_QUESTION.search(folded)
    if nth and NOT_ASKED_HERE.matches(folded):
        return None
    answers_audience = any(rule.matches(folded, AUDIENCE.either) for rule in ANSWERS_TO)
    answers_nth = nth is not None and HOW_ANSWERED.matches(folded)
    wants_answers = not seeks_questions and bool(answers_to or answers_audience or answers_nth)
    if not (seeks_questions or nth or wants_answers):
        return None
    word = next(filter(None, nth.groups())) if nth else None
    return NamedQuestions(
        askers=answers_to if wants_answers else question.whose.speakers,
        of_audience=answers_audience or NAMES_AUDIENCE.matches(folded),
        nth=(_NUMBERS.get(word) or int(word)) if word else None,
        wants_answers=wants_answers,
    )
