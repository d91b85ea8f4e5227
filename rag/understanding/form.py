"""The form of the answer that a question wants: a fact, a list, an overview, …"""

from __future__ import annotations

import re
from dataclasses import replace

from .query import AnswerType, Form, TalkFact
from .question import Question
from .rules.answer_types import ANSWER_TYPES
from .rules.forms import COMPARES, DEFINES, SMALL_TALK
from .rules.phrases import ASKS_WHETHER_SAID, SEEKS_A_FACT
from .rules.rule import Rule
from .rules.talk_facts import TALK_FACTS

_END_OF_A_QUESTION = re.compile(r"(?<=[?])\s*|\s–\s")
# In order: the first rule that holds for a question decides.
_FORMS: tuple[tuple[Form, Rule], ...] = (
    ("small_talk", SMALL_TALK),
    ("comparison", COMPARES),
    ("definition", DEFINES),
    ("fact", SEEKS_A_FACT),
)


def take_form(question: Question) -> Question:
    """The question with the form of its answer, and whether it asks if something was said."""
    folded = question.rest.folded
    wants = replace(
        question.wants,
        form=_form(question),
        talk_facts=talk_facts(folded),
        answer_type=answer_type(folded),
        whether_said=ASKS_WHETHER_SAID.matches(folded),
    )
    return replace(question, wants=wants)


def talk_facts(folded: str) -> tuple[TalkFact, ...]:
    """The facts of a talk itself that a question asks for, such as who took part."""
    return tuple(fact for fact, rule in TALK_FACTS.items() if rule.matches(folded))


def answer_type(folded: str) -> AnswerType | None:
    """What stands in a sentence that answers; None where any words may.

    Of several questions the last decides: “How much is it? – when?”
    """
    if DEFINES.matches(folded):
        return "definition"
    for part in reversed(_END_OF_A_QUESTION.split(folded)):
        for kind, rule in ANSWER_TYPES.items():
            if rule.matches(part):
                return kind
    return None


def _form(question: Question) -> Form:
    if talk_facts(question.rest.folded):
        return "metadata"
    named = question.wants.named_questions
    if named and not named.wants_answers:
        return "list"
    folded = question.rest.folded
    for form, rule in _FORMS:
        if rule.matches(folded):
            return form
    return "fact" if answer_type(folded) else "statements"
