"""What stands in a field of somebody else's JSON, which may be anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..utterances import unescape

Json = Any  # what json.loads gives

# What the field with the words is usually called.
TEXT_KEYS = ("text", "content", "body", "transcript", "sentence", "utterance", "message")


def at(node: Json, path: str) -> Json:
    """What stands at a path such as "results.channels.0"; None if nothing does."""
    for key in path.split(".") if path else ():
        if isinstance(node, Mapping):
            node = node.get(key)
        elif isinstance(node, list) and key.isdigit() and int(key) < len(node):
            node = node[int(key)]
        else:
            return None
    return node


def is_list_of(value: Json, key: str) -> bool:
    """A list of objects of which the first ones have this field."""
    return (
        isinstance(value, list)
        and any(isinstance(item, Mapping) and key in item for item in value[:20])
        and all(isinstance(item, Mapping) for item in value)
    )


def objects_in(value: Json) -> list[Mapping[str, Json]]:
    """The objects of a list; none where it is no list."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def text_of(value: Json, *, strip: bool = True) -> str:
    """The words of a field; “” if it is no text."""
    text = unescape(sound(value)) if isinstance(value, str) else ""
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
    """Without halves of characters, which JSON can hold and UTF-8 cannot."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
