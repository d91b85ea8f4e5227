"""What each phrase of a question means: rules with examples, built from one vocabulary."""

from . import forms, phrases
from .rule import Rule

RULES: tuple[Rule, ...] = tuple(
    rule
    for module in (phrases, forms)
    for value in vars(module).values()
    for rule in (value if isinstance(value, tuple) else (value,))
    if isinstance(rule, Rule)
)
