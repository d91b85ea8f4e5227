"""The form of the answer that a question wants: a fact, a list, an overview, …"""

from __future__ import annotations

from dataclasses import replace

from .query import Form
from .question import Question
from .rules.forms import SMALL_TALK
from .rules.phrases import ASKS_WHETHER_SAID, SEEKS_A_FACT
from .rules.rule import Rule
from .rules.whole_talk import (
    ASKS_WHY,
    DECISIONS,
    LISTS_ADVICE,
    LISTS_QUESTIONS,
    LISTS_SPEAKERS,
    LISTS_THINGS,
    OPEN_QUESTIONS,
    OVERVIEW,
    TASKS,
)

# In order: the first rule that holds for a question decides.
_FORMS: tuple[tuple[Form, Rule], ...] = (
    ("small_talk", SMALL_TALK),
    ("open_questions", OPEN_QUESTIONS),
    ("decisions", DECISIONS),
    ("tasks", TASKS),
    ("list", LISTS_QUESTIONS),
    ("list", LISTS_ADVICE),
    ("overview", OVERVIEW),
    ("list", LISTS_SPEAKERS),
    ("list", LISTS_THINGS),
)

_MAX_LENGTH = 200  # characters of a question about a whole talk; a longer one tells a story


def take_form(question: Question) -> Question:
    """The question with the form of its answer, and whether it asks if something was said."""
    folded = question.rest.folded
    whether_said = ASKS_WHETHER_SAID.matches(folded)
    otherwise: Form = "fact" if SEEKS_A_FACT.matches(folded) else "statements"
    form = _form(question) or otherwise
    wants = replace(question.wants, form=form, otherwise=otherwise, whether_said=whether_said)
    return replace(question, wants=wants)


def _form(question: Question) -> Form | None:
    """The form that a rule decides on; None where none does."""
    folded, named = question.rest.folded, question.wants.named_questions
    is_short = len(folded) <= _MAX_LENGTH
    if not is_short or ASKS_WHY.matches(folded) or (named and named.wants_answers):
        return None
    if named and not OPEN_QUESTIONS.matches(folded):
        return "list"
    return next((form for form, rule in _FORMS if rule.matches(folded)), None)
