"""Find the speaker's field by its values where no field has a usual name."""

from __future__ import annotations

import re
from itertools import pairwise

from ..fields import Json
from ..structure.level import Level
from .names import key_words, may_be_text, names_person

_MIN_RECORDS = 4
_MIN_SHARE = 0.8  # of the records that have the field
_MAX_DIFFERENT = 0.5  # share of the values that differ
_MIN_CHANGES = 0.25  # share of the records at which the value changes: speakers take turns
_MAX_LENGTH = 40  # characters of a name
_NAME = re.compile(
    r"(?![a-z\W\d])[^.!?。！？,，;；\n]*(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St)\.[^.!?,;\n]*)?"
)
_NO_NAME = frozenset(
    """sentiment emotion mood tone category section chapter state country city place location room
    dialect quality polarity level code gender party group tag kind class stage phase day month
    unit style intent act format""".split()
)


def unknown_speaker(level: Level) -> str | None:
    """The field whose values look like the names of people who take turns; None without one."""
    best, most = None, 0
    for key in level.names():
        words = set(key_words(key))
        if words & _NO_NAME or not (may_be_text(key) or names_person(key)):
            continue
        values = [record.fields.get(key) for record in level.records]
        names = [value for value in values if _is_name(value)]
        filled = [value for value in values if value not in (None, "")]
        if len(names) < max(_MIN_RECORDS, _MIN_SHARE * len(values)) or len(names) < len(filled):
            continue
        n_different = len(set(names))
        n_changes = sum(a != b for a, b in pairwise(names))
        is_turns = n_changes >= max(_MIN_CHANGES * len(names), most + 1)
        if 1 < n_different <= max(2, _MAX_DIFFERENT * len(names)) and is_turns:
            best, most = key, n_changes
    return best


def _is_name(value: Json) -> bool:
    return (
        isinstance(value, str)
        and 1 < len(value.strip()) <= _MAX_LENGTH
        and _NAME.fullmatch(value.strip()) is not None
    )
