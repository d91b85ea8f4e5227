"""Ask a language model for one JSON object."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping, Sequence
from contextlib import closing

from ...index.errors import LanguageModelError
from .language_model import LanguageModel, Message

_MAX_TOKENS = 300
_MAX_CHARS = 20 * _MAX_TOKENS  # some servers ignore the limit, and some models think aloud
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)

logger = logging.getLogger(__name__)


def json_reply(model: LanguageModel, messages: Sequence[Message]) -> Mapping[str, object] | None:
    """The first JSON object in the model's reply; None if it writes none, or fails."""
    raw = ""
    try:
        with closing(model.stream(messages, max_tokens=_MAX_TOKENS)) as pieces:
            for piece in pieces:
                raw += piece
                if len(raw) > _MAX_CHARS:
                    break
    except LanguageModelError as error:
        logger.warning("%s", error)
        return None
    text = _THOUGHTS.sub("", raw)
    start = text.find("{")
    if start < 0:
        return None
    try:
        value, _ = json.JSONDecoder().raw_decode(text[start:])
    except (ValueError, RecursionError):
        return None
    return value  # an object, since it begins with “{”


def strings_in(reply: Mapping[str, object], key: str) -> list[str] | None:
    """A list of texts in a reply; an absent one or null is empty; None if it is something else."""
    value = reply.get(key)
    if value is None:
        return []
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    return [item.strip() for item in value if item.strip()]
