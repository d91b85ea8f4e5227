"""Turn parsed JSON into levels: all objects at one place of its structure are one list.

Fields of inner objects belong to the object of the list that contains them (“speaker.name”).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..fields import Json, text_of
from ..meaning.names import KEY_FIELD, is_about_people, names_people
from .level import Level, Record
from .unnamed import ROW, is_saying, means_something, name_fields, parallel_lists

# Lists of guesses at the same words, the best first.
GUESSES = ("alternatives", "nBest", "NBest", "nbest", "n_best", "hypotheses", "candidates", "cw")
_MAX_DEPTH = 6  # objects within an object of a list; deeper ones stand for themselves
_MAX_COLUMNS = 8  # of a row without names
_MIN_ALIKE = 3  # objects of one shape that make an object a list
_TEXT = "text"  # name of the field of strings that have none


def opened(text: str) -> Json:
    """What a string holds if it is JSON itself; None if it is not."""
    text = text.strip()
    if re.match(r"\{\s*\"|\[\s*[{\[]", text) and text[-1] in "}]":
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return None
    return None


def with_strings_opened(data: Json) -> Json:
    """The data, changed in place: strings that hold JSON become what they hold."""
    top = [data]
    nodes: list[Any] = [top]
    while nodes:
        node = nodes.pop()
        places = node.items() if isinstance(node, dict) else enumerate(node)
        for place, value in list(places):
            inner = opened(value) if isinstance(value, str) else None
            if inner is not None:
                node[place] = inner
            if isinstance(node[place], dict | list):
                nodes.append(node[place])
    return top[0]


def to_levels(data: Json) -> Level:
    """The levels of parsed JSON, from the top."""
    top = Level("", None)
    waiting: list[tuple[Level, Json, Record | None]] = [(top, data, None)]
    number = 0
    while waiting:  # not by recursion: JSON may be nested deeper than Python calls
        level, node, parent = waiting.pop()
        number += 1
        record = Record({}, parent, number)
        level.records.append(record)
        filling = _Filling(level, record)
        if isinstance(node, Mapping):
            filling.take_fields(node)
        elif _is_row(node) and level is not top:
            record.fields.update((f"{ROW}{place}", value) for place, value in enumerate(node))
        elif isinstance(node, list):
            filling.take_list("", node)
        waiting += reversed(filling.inner)
    for level in list(top.inner()):
        name_fields(level)
    return top


@dataclass(slots=True)
class _Filling:
    """A record that gets its fields, and the objects of its lists."""

    level: Level
    record: Record
    inner: list[tuple[Level, Json, Record | None]] = field(default_factory=list)

    def take_fields(self, node: Mapping[str, Json], prefix: str = "", depth: int = 0) -> None:
        """Take the fields of an object inside the record, and the lists among them."""
        columns = parallel_lists(node)
        if columns:
            self._take_objects(f"{prefix}columns.*", columns[1])
        for key, held in node.items():
            name = prefix + key
            is_guesses = key in GUESSES and isinstance(held, list) and held
            value = held[0] if is_guesses else held
            if columns and key in columns[0]:
                continue
            if isinstance(value, list) and self._is_lone_person(key, value):
                value = value[0]
            if isinstance(value, Mapping):
                self._take_object(name, value, depth)
            elif isinstance(value, list):
                self.take_list(name, value)
            else:
                self.record.fields[name] = value

    def _take_object(self, name: str, value: Mapping[str, Json], depth: int) -> None:
        if value and value.keys() <= {"seconds", "nanos"}:
            self.record.fields[name] = _seconds(value)
        elif entries := _entries(name, value):
            self._take_objects(f"{name}.*", entries)
        elif depth == _MAX_DEPTH:
            self._take_objects(name, [value])
        else:
            if is_saying(value) and (depth or self.level.parent is None):
                self._take_objects(name, [value])
            self.take_fields(value, f"{name}.", depth + 1)

    def take_list(self, name: str, node: list[Json]) -> None:
        """Take a list: of values, of times, of pieces of a text, or of objects."""
        if all(not isinstance(item, dict | list) for item in node):
            if node:
                self.record.fields[name or _TEXT] = node
        elif _is_pairs(node):
            self.record.fields[name] = [node[0][0], node[-1][-1]]
        elif any(isinstance(item, str) and item.strip() for item in node):
            self.record.fields[name or _TEXT] = ["".join(map(_piece, node))]
        else:
            items = [item for item in node if isinstance(item, dict | list)]
            self._take_objects(f"{name}.*" if name else "*", items)

    def _take_objects(self, name: str, items: list[Json]) -> None:
        below = self.level.child(name)
        self.inner += [(below, item, self.record) for item in items]

    def _is_lone_person(self, key: str, value: list[Json]) -> bool:
        """Whether a list inside an object of a list holds the one who speaks."""
        is_lone = len(value) == 1 and isinstance(value[0], Mapping)
        return is_lone and self.level.parent is not None and is_about_people(key)


def _piece(item: Json) -> str:
    text = item.get("text") if isinstance(item, Mapping) else item
    return text_of(text, strip=False)


def _is_pairs(node: list[Json]) -> bool:
    """Whether the list holds a begin and an end for each character or word."""
    return all(
        isinstance(row, list) and len(row) == 2 and all(isinstance(n, int | float) for n in row)
        for row in node
    )


def _is_row(node: Json) -> bool:
    """Whether the node is a row of a table without names: a word and its times."""
    return (
        isinstance(node, list)
        and 1 < len(node) <= _MAX_COLUMNS
        and all(not isinstance(value, dict | list) for value in node)
        and any(isinstance(value, str) for value in node)
    )


def _seconds(value: Mapping[str, Json]) -> str | None:
    """The text “1.5s” of {"seconds": 1, "nanos": 500000000}."""
    try:
        return f"{int(value.get('seconds') or 0) + int(value.get('nanos') or 0) / 1e9}s"
    except (TypeError, ValueError, OverflowError):
        return None


def _entries(name: str, node: Mapping[str, Json]) -> list[Json] | None:
    """The values of an object that is a list by number, id or name, with their keys; else None."""
    keys, values = list(node), list(node.values())
    if not values:
        return None
    if all(isinstance(value, Mapping) for value in values):
        shared = set(values[0]).intersection(*values[1:])
        is_people = is_about_people(name.rpartition(".")[2]) and name.endswith("s")
        is_alike = is_people or len(values) >= _MIN_ALIKE
        is_alike = is_alike and 2 * len(shared) >= len(values[0]) > 0
        if all(key.isdigit() for key in keys) or (is_alike and not any(map(means_something, keys))):
            return [{KEY_FIELD: key, **value} for key, value in node.items()]
    elif len(values) > 1 and names_people(keys) and all(map(_is_list_of_objects, values)):
        return [{KEY_FIELD: key, "": value} for key, value in node.items()]
    return None


def _is_list_of_objects(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)
