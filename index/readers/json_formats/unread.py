"""Find the texts of a JSON file that its reader did not use: other lists of speech, long texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeGuard

from ...transcript import Note
from ..utterances import Contents, count_words, join_text, looks_like_words
from .fields import TEXT_KEYS, Json, is_list_of, text_of
from .meaning.names import text_rank, time_kind
from .meaning.tokens import are_tokens, writes_spaces
from .repeats import Heard
from .structure.tree import GUESSES

_OPENING = 40  # characters used to locate a text in the file
_MAX_TIME_LENGTH = 40  # characters of a date or time
_MAX_DISTANCE = 1 << 20  # characters searched for it
_LETTER = re.compile(r"[^\W\d_]")
_VARIANTS = ("lexical", "itn", "maskedITN", "raw", "raw_text", "normalized")  # spellings of a text


@dataclass(frozen=True, slots=True)
class _Text:
    key: str  # the name it stands under
    text: str
    is_other: bool = False  # in a list of speech that was not read
    is_guess: bool = False  # at words that are read as they were guessed best


def find_unread(
    data: Json, contents: Contents, file: str, also_read: Iterable[str] = ()
) -> tuple[Note, ...]:
    """Texts of parsed JSON that are missing in `contents`, with the lines where they begin.

    A text is what stands in a list of objects with words, or has several words, or stands under a
    name under which such a text stands elsewhere; a list of single words is one text.

    Args:
        file: the JSON as written in the file.
        also_read: texts from which another reader made the utterances.
    """
    about = (contents.title or "", *(note.text for note in (*contents.notes, *contents.unread)))
    names = dict.fromkeys(u.speaker for u in contents.utterances if u.speaker)
    heard = Heard(
        (*about, *names, *(utterance.text for utterance in contents.utterances), *also_read)
    )
    notes: list[Note] = []
    line, offset = 1, 0
    is_ascii = file.isascii()
    for text in _unread_texts(data, heard):
        opening = json.dumps(text[:_OPENING], ensure_ascii=is_ascii)[1:-1]
        ahead = file.find(opening, offset, offset + _MAX_DISTANCE)
        if ahead >= 0:  # otherwise keep the place of the text before
            line += file.count("\n", offset, ahead)
            offset = ahead
        notes.append(Note(line, text))
    return tuple(notes)


def _unread_texts(data: Json, heard: Heard) -> Iterator[str]:
    """In the order of the file."""
    texts = list(_texts(data, heard))
    keys = {t.key for t in texts if looks_like_words(t.text) and not heard.holds(t.text)}
    keys |= set(TEXT_KEYS)
    for text in texts:
        is_said = text.key in keys and not _is_time(text) and _LETTER.search(text.text) is not None
        holds = heard.knows if text.is_guess else heard.holds
        is_other = text.is_other and not text.is_guess
        if is_said and (is_other or not holds(text.text)):
            yield text.text


def _is_time(text: _Text) -> bool:
    """Whether the text is a date or a time in words and numbers."""
    is_short = len(text.text) <= _MAX_TIME_LENGTH
    return is_short and time_kind(text.key) is not None and any(map(str.isdigit, text.text))


def _texts(data: Json, heard: Heard) -> Iterator[_Text]:
    """Each text, in the order of the file."""
    nodes: list[tuple[str, Json, bool, bool]] = [("", data, False, False)]
    while nodes:  # not by recursion: JSON may be nested deeper than Python calls
        key, node, is_other, is_guess = nodes.pop()
        if isinstance(node, Mapping):
            is_draft = node.get("is_final") is False or node.get("isFinal") is False
            nodes += [
                (name, value, is_other, is_guess or is_draft or name in _VARIANTS)
                for name, value in reversed(list(node.items()))
            ]
        elif isinstance(node, list) and heard.is_utterance(joined := "".join(_pieces(node)) or "…"):
            yield _Text(key, joined, is_other, is_guess)
        elif isinstance(node, list) and (tokens := _tokens(node)):
            yield _Text("text", tokens, is_other, is_guess)
        elif isinstance(node, list):
            is_other = _is_other_list(node, heard)
            for place in range(len(node) - 1, -1, -1):
                is_worse = place > 0 and key in GUESSES
                nodes.append((key, node[place], is_other, is_guess or is_worse))
        elif isinstance(node, str):
            yield _Text(key, text_of(node), is_other, is_guess)


def _tokens(node: list[Json]) -> str:
    """The text of a list of single words; “” for other lists."""
    texts = [text for text in _pieces(node) if text]
    if not are_tokens([count_words(text) for text in texts]):
        return ""
    return "".join(texts) if writes_spaces(texts) else join_text(texts)


def _pieces(node: list[Json]) -> list[str]:
    """The words of each object in a list, or of each row: a word and its times."""
    if all(map(_is_mapping, node)):
        names = [key for item in node[:20] for key in item if text_rank(key) is not None]
        key = min(names, key=lambda name: text_rank(name) or 0, default="")
        return [text_of(item.get(key), strip=False) for item in node] if key else []
    if any(isinstance(item, str) for item in node) and any(map(_is_mapping, node)):
        return [
            text_of(item.get("text") if _is_mapping(item) else item, strip=False) for item in node
        ]
    if not all(isinstance(item, list) for item in node):
        return []
    columns = [[text_of(cell, strip=False) for cell in column] for column in zip_longest(*node)]
    return max(columns, key=lambda column: sum(map(len, column)), default=[])


def _is_mapping(item: Json) -> TypeGuard[Mapping[str, Json]]:
    return isinstance(item, Mapping)


def _is_other_list(node: list[Json], heard: Heard) -> bool:
    """Whether the node is a list of speech, at least half of which was not read."""
    if not any(is_list_of(node, key) for key in TEXT_KEYS):
        return False
    texts = [text_of(item.get(key)) for item in node for key in TEXT_KEYS]
    texts = [text for text in texts if text]
    return bool(texts) and sum(map(heard.holds, texts)) <= len(texts) / 2
