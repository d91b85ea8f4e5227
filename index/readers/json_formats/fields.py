"""Read the fields of foreign JSON, whose values may have any type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..utterances import unescape

Json = Any  # whatever json.loads returns

# Usual names of the field with the words.
TEXT_KEYS = ("text", "content", "body", "transcript", "sentence", "utterance", "message")


def at(node: Json, path: str) -> Json:
    """The value at a path such as "results.channels.0"; None if there is none."""
    for key in path.split(".") if path else ():
        if isinstance(node, Mapping):
            node = node.get(key)
        elif isinstance(node, list) and key.isdigit() and int(key) < len(node):
            node = node[int(key)]
        else:
            return None
    return node


def is_list_of(value: Json, key: str) -> bool:
    """Whether the value is a list of objects, and the first ones have this field."""
    return (
        isinstance(value, list)
        and any(isinstance(item, Mapping) and key in item for item in value[:20])
        and all(isinstance(item, Mapping) for item in value)
    )


def objects_in(value: Json) -> list[Mapping[str, Json]]:
    """The objects in a list; empty if the value is not a list."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def text_of(value: Json, *, strip: bool = True) -> str:
    """The text of a field; “” if the value is not a string."""
    text = sound(value) if isinstance(value, str) else ""
    text = unescape(text) if "&" in text else text
    return text.strip() if strip else text


def name_of(value: Json) -> str | None:
    """A speaker's name; a bare number or letter becomes “Speaker 0”."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("label") or value.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    name = sound(str(value)).strip()
    return f"Speaker {name}" if re.fullmatch(r"\d{1,3}|[A-Z]", name) else name or None


def sound(text: str) -> str:
    """Replace unpaired surrogates, which JSON can hold and UTF-8 cannot."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
