"""What each phrase of a question means, and of a spoken sentence: rules with examples."""

from . import forms, phrases, talks, whole_talk
from .rule import Rule
from .speech import advice, decisions, left_open, tasks, wording

_MODULES = (
    *(phrases, forms, talks, whole_talk),
    *(tasks, decisions, left_open, advice, wording),
)
RULES: tuple[Rule, ...] = tuple(
    rule
    for module in _MODULES
    for value in vars(module).values()
    for rule in (value if isinstance(value, tuple) else (value,))
    if isinstance(rule, Rule)
)
