"""The form of the answer that a question wants: a fact, a list, an overview, …"""

from __future__ import annotations

from dataclasses import replace

from .query import Form
from .question import Question
from .rules.forms import SMALL_TALK
from .rules.phrases import ASKS_WHETHER_SAID, SEEKS_A_FACT, SEEKS_WHO_SAID
from .rules.rule import Rule

# In order: the first rule that holds for a question decides.
_FORMS: tuple[tuple[Form, Rule], ...] = (
    ("small_talk", SMALL_TALK),
    ("fact", SEEKS_A_FACT),
)


def take_form(question: Question) -> Question:
    """The question with the form of its answer, and whether it asks who said something, or if."""
    folded = question.rest.folded
    return replace(
        question,
        wants=replace(
            question.wants,
            form=_form(question),
            who_said=SEEKS_WHO_SAID.matches(folded),
            whether_said=ASKS_WHETHER_SAID.matches(folded),
        ),
    )


def _form(question: Question) -> Form:
    named = question.wants.named_questions
    if named and not named.wants_answers:
        return "list"
    folded = question.rest.folded
    for form, rule in _FORMS:
        if rule.matches(folded):
            return form
    return "statements"
