"""What each phrase of a question means, and of a spoken sentence: rules with examples."""

from . import (
    answer_types,
    comparisons,
    definitions,
    forms,
    names,
    phrases,
    sayings,
    talk_facts,
    talks,
    views,
    volunteers,
)
from .rule import Rule
from .speech import advice, corrections, decisions, favours, left_open, stances, tasks, wording
from .whole_talk import decisions as asked_decisions
from .whole_talk import lists, open_questions, overviews, words
from .whole_talk import tasks as asked_tasks

_MODULES = (
    *(phrases, sayings, names, forms, comparisons, definitions, talk_facts, answer_types, talks),
    *(
        views,
        volunteers,
        tasks,
        favours,
        decisions,
        left_open,
        advice,
        stances,
        corrections,
        wording,
    ),
    *(words, overviews, asked_tasks, asked_decisions, open_questions, lists),
)


def _rules_in(value: object) -> tuple[object, ...]:
    """What a module holds under one name: a rule, or several in a tuple or table."""
    if isinstance(value, dict):
        return tuple(value.values())
    return value if isinstance(value, tuple) else (value,)


RULES: tuple[Rule, ...] = tuple(
    rule
    for module in _MODULES
    for value in vars(module).values()
    for rule in _rules_in(value)
    if isinstance(rule, Rule)
)
