"""The tags above the lines of an LRC file: “[ti:茶山夜话]”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...transcript import Note
from .draft import Draft

_TAG = re.compile(
    r"\s*\[(?P<name>ti|ar|al|au|by|re|ve|tool|offset|length|la|lang|id|lr):(?P<value>[^\]]*)\]\s*$"
)
_TIMED = re.compile(r"\s*\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\]")


def take_tags(lines: Sequence[tuple[int, str]], draft: Draft) -> list[tuple[int, str]]:
    """Move an LRC file's tags from the lines to the notes; put its title in `draft`."""
    if not any(_TIMED.match(text) for _, text in lines):
        return list(lines)
    rest: list[tuple[int, str]] = []
    for number, text in lines:
        tag = _TAG.match(text)
        if tag is None:
            rest.append((number, text))
            continue
        if tag["name"] == "ti" and draft.title is None:
            draft.title = tag["value"].strip() or None
        draft.notes.append(Note(number, text.strip()))
    return rest
