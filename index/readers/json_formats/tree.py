"""Parsed JSON as levels: all objects at one place of its structure, such as “results.*.words.*”.

Fields of inner objects belong to the object of the list that contains them (“speaker.name”).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from .fields import Json, text_of
from .names import KEY_FIELD, names_people, speaker_rank, text_rank, time_kind

# Lists of guesses at the same words, the best first.
GUESSES = ("alternatives", "nBest", "NBest", "nbest", "n_best", "hypotheses", "candidates", "cw")
MAX_DEPTH = 6  # objects within an object of a list; deeper ones stand for themselves
_MIN_ALIKE = 3  # objects of one shape that make an object a list
CHANNELS = ("channels", "tracks")
CHANNEL_FIELD = "@channel"
_MAX_KEYS = 60  # different names of fields; more are no list of utterances
ROW = "#"  # before the number of a column in a row without names


@dataclass(slots=True, eq=False)
class Record:
    """An object of a list, with the fields of its inner objects."""

    fields: dict[str, Json]
    parent: Record | None
    number: int  # its place in the file


@dataclass(slots=True, eq=False)
class Level:
    """All records at one place of the file's structure, in the order of the file."""

    path: str
    parent: Level | None
    records: list[Record] = field(default_factory=list)
    children: dict[str, Level] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The names of most of the records' fields, in the order of the file."""
        counts = Counter(key for record in self.records for key in record.fields)
        common = {key for key, _ in counts.most_common(_MAX_KEYS)}
        return [key for key in counts if key in common]

    def values(self, key: str) -> list[Json]:
        """The values of a field; records without one are left out."""
        return [r.fields[key] for r in self.records if r.fields.get(key) not in (None, "")]

    def child(self, name: str) -> Level:
        """The level of the lists under a name."""
        if name not in self.children:
            self.children[name] = Level(f"{self.path}.{name}".lstrip(".")[-200:], self)
        return self.children[name]

    def inner(self) -> Iterator[Level]:
        """This level and all below it."""
        levels: list[Level] = [self]
        while levels:
            level = levels.pop()
            yield level
            levels += reversed(list(level.children.values()))


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
        inner: list[tuple[Level, Json, Record | None]] = []
        if isinstance(node, Mapping):
            _take_fields(node, "", record, level, inner, MAX_DEPTH)
        elif _is_row(node):
            record.fields.update((f"{ROW}{place}", value) for place, value in enumerate(node))
        elif isinstance(node, list):
            _take_list("", node, record, level, inner)
        waiting += reversed(inner)
    for level in top.inner():
        _name_columns(level)
        _number_channels(level)
    return top


def _take_fields(
    node: Mapping[str, Json],
    prefix: str,
    record: Record,
    level: Level,
    inner: list[tuple[Level, Json, Record | None]],
    depth: int,
) -> None:
    """Put the fields into the record, and the lists among them to `inner`."""
    for key, held in node.items():
        name = prefix + key
        is_guesses = key in GUESSES and isinstance(held, list) and held
        value = held[0] if is_guesses else held
        if isinstance(value, Mapping):
            if value and value.keys() <= {"seconds", "nanos"}:
                record.fields[name] = _seconds(value)
            elif entries := _entries(value):
                inner += [(level.child(f"{name}.*"), entry, record) for entry in entries]
            elif not depth:
                inner.append((level.child(name), value, record))
            else:
                if _is_saying(value) and (prefix or level.parent is None):
                    inner.append((level.child(name), value, record))
                _take_fields(value, f"{name}.", record, level, inner, depth - 1)
        elif isinstance(value, list):
            _take_list(name, value, record, level, inner)
        else:
            record.fields[name] = value


def _take_list(
    name: str,
    node: list[Json],
    record: Record,
    level: Level,
    inner: list[tuple[Level, Json, Record | None]],
) -> None:
    if all(not isinstance(item, dict | list) for item in node):
        if node:
            record.fields[name] = node
    elif _is_pairs(node):
        record.fields[name] = [node[0][0], node[-1][-1]]
    elif any(isinstance(item, str) and item.strip() for item in node):  # text with marked pieces
        record.fields[name] = ["".join(map(_piece, node))]
    else:
        below = level.child(f"{name}.*" if name else "*")
        inner += [(below, item, record) for item in node if isinstance(item, dict | list)]


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
        and 1 < len(node) <= 8
        and all(not isinstance(value, dict | list) for value in node)
        and any(isinstance(value, str) for value in node)
    )


def _seconds(value: Mapping[str, Json]) -> str | None:
    """The text “1.5s” of {"seconds": 1, "nanos": 500000000}."""
    try:
        return f"{int(value.get('seconds') or 0) + int(value.get('nanos') or 0) / 1e9}s"
    except (TypeError, ValueError, OverflowError):
        return None


def _is_saying(node: Mapping[str, Json]) -> bool:
    """Whether an object that is in no list has words and a speaker."""
    return any(text_rank(key) is not None and isinstance(node[key], str) for key in node) and any(
        speaker_rank(key) is not None for key in node
    )


def _entries(node: Mapping[str, Json]) -> list[Json] | None:
    """The values of an object that is a list by number, id or name, with their keys; else None."""
    keys, values = list(node), list(node.values())
    if not values:
        return None
    if all(isinstance(value, Mapping) for value in values):
        shared = set(values[0]).intersection(*values[1:])
        is_alike = len(values) >= _MIN_ALIKE and 2 * len(shared) >= len(values[0]) > 0
        if all(key.isdigit() for key in keys) or (is_alike and not any(map(_means, keys))):
            return [{KEY_FIELD: key, **value} for key, value in node.items()]
    elif len(values) > 1 and names_people(keys) and all(map(_is_list_of_objects, values)):
        return [{KEY_FIELD: key, "": value} for key, value in node.items()]
    return None


def _means(key: str) -> bool:
    return time_kind(key) is not None or text_rank(key) is not None or speaker_rank(key) is not None


def _is_list_of_objects(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _name_columns(level: Level) -> None:
    """Name the columns of rows by their values: words, speaker, start, end."""
    rows = [record.fields for record in level.records if f"{ROW}0" in record.fields]
    if not rows:
        return
    width = max(map(len, rows))
    columns = {
        f"{ROW}{place}": [row.get(f"{ROW}{place}") for row in rows] for place in range(width)
    }
    strings = {
        key: [value for value in values if isinstance(value, str)]
        for key, values in columns.items()
        if any(isinstance(v, str) and re.search(r"[^\W\d]", v) for v in values)
    }
    names: dict[str, str] = {}
    if strings:
        words = max(strings, key=lambda key: sum(map(len, strings[key])))
        names[words] = "text"
        for key, values in strings.items():
            if key != words and len(set(values)) <= max(0.7 * len(values), 2):
                names.setdefault(key, "speaker") if "speaker" not in names.values() else None
    times = (key for key in columns if key not in strings)
    names.update(zip(times, ("start", "end"), strict=False))
    for row in rows:
        for key, name in names.items():
            if key in row:
                row[name] = row.pop(key)


def _number_channels(level: Level) -> None:
    """Give the records of a list such as “channels” their numbers from 0, if they have none."""
    if level.path.removesuffix(".*").rpartition(".")[2].lower() not in CHANNELS:
        return
    if len(level.records) < 2 or any(map(speaker_rank, level.names())):
        return
    for _, group in groupby(level.records, key=lambda record: id(record.parent)):
        for place, record in enumerate(group):
            record.fields[CHANNEL_FIELD] = f"Channel {place}"
