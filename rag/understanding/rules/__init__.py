"""What each phrase of a question means: rules with examples, built from one vocabulary."""

from . import answer_types, forms, phrases, talk_facts
from .rule import Rule


def _rules_in(value: object) -> tuple[object, ...]:
    """What a module holds under one name: a rule, or several in a tuple or table."""
    if isinstance(value, dict):
        return tuple(value.values())
    return value if isinstance(value, tuple) else (value,)


RULES: tuple[Rule, ...] = tuple(
    rule
    for module in (phrases, forms, talk_facts, answer_types)
    for value in vars(module).values()
    for rule in _rules_in(value)
    if isinstance(rule, Rule)
)
