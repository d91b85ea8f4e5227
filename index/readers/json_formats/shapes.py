"""JSON of speech recognisers, podcast feeds, note takers and chats, read by its shape.

`tree` finds the lists, `names` tells what their fields mean, `speech` reads one as utterances,
and `choice` takes the richest of those that hold the same talk.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

from ...errors import TranscriptError
from ..utterances import UNNAMED, Contents, Utterance
from .about import date_of, format_of, title_of, url_of
from .choice import choose
from .fields import Json
from .inner_text import read_inner_text
from .own import read_own
from .structure.tree import to_levels, with_strings_opened
from .tingwu import tingwu_links
from .unread import find_unread

_OPENING = re.compile(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*(?:[{\]]|\[\s*[\"\[{\d]))")
_TINGWU = "Tingwu JSON"


def is_json(text: str) -> bool:
    """Whether the text begins like a JSON object or a list of objects or rows."""
    return _OPENING.match(text) is not None or _is_list_of_strings(text)


def _is_list_of_strings(text: str) -> bool:
    """Whether the text is a list of strings, and not words that begin with a bracket."""
    if not re.match(r"\ufeff?\s*\[\s*\"", text):
        return False
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return isinstance(data, list) and all(isinstance(item, str) for item in data)


def read_json(text: str) -> Contents:
    """Read the list of utterances in JSON of any shape.

    Raises: TranscriptError if the JSON is damaged, or nothing in it looks like speech.
    """
    data = _parse(text)
    own = read_own(data)
    if own:
        return own
    data = with_strings_opened(data)
    chosen = choose(to_levels(data))
    if chosen is None:
        raise TranscriptError(
            "this JSON holds no list of utterances; give a list of objects with “speaker” and "
            "“text”"
        )
    format = format_of(chosen.main)
    contents = Contents(
        format,
        _in_chinese(chosen.utterances) if format == _TINGWU else chosen.utterances,
        title=title_of(chosen.main),
        date=date_of(chosen.main),
        url=url_of(chosen.main),
        links=tingwu_links(data),
    )
    inner = read_inner_text(contents) or contents
    texts = (utterance.text for utterance in contents.utterances)
    unread = find_unread(data, inner, text, also_read=() if inner is contents else texts)
    return replace(inner, unread=(*inner.unread, *unread))


def _in_chinese(utterances: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    """The utterances with numbered speakers called as 通义听悟 shows them."""
    return tuple(
        replace(u, speaker=re.sub(r"^Speaker (?=\d+$)", "发言人 ", u.speaker or UNNAMED))
        for u in utterances
    )


def _parse(text: str) -> Json:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        lines = _json_lines(text)
        if lines:
            return lines
        raise TranscriptError(
            f"the JSON is damaged: {error.msg} at column {error.colno}; export it again",
            line=error.lineno,
        ) from error
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise TranscriptError(
            "the JSON is nested too deeply, or its numbers are too long, to be a transcript"
        ) from error


def _json_lines(text: str) -> list[Json]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []
