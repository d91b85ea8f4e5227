"""Find the texts of a JSON file that its reader did not use: other lists of speech, long texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ...transcript import Note
from ..utterances import Contents, looks_like_words, words_in
from .fields import TEXT_KEYS, Json, is_list_of, objects_in, text_of

_RUN = 3  # consecutive words, compared to recognise text that was read
_MIN_READ_SHARE = 0.75  # of a text's runs; runs across a border of utterances differ
_OPENING = 40  # characters used to locate a text in the file
_MAX_DISTANCE = 1 << 20  # characters searched for it


class _Read:
    """The words that the reader used."""

    def __init__(self, contents: Contents):
        about = (contents.title or "", *(note.text for note in contents.notes))
        spoken = (utterance.text for utterance in contents.utterances)
        names = dict.fromkeys(u.speaker for u in contents.utterances if u.speaker)
        words = words_in("\n".join((*about, *names, *spoken)))
        self._utterances = {utterance.text.strip() for utterance in contents.utterances}
        self._words = set(words)
        self._runs = set(zip(*(words[i:] for i in range(_RUN)), strict=False))

    def holds(self, text: str) -> bool:
        """Whether the reader used this text."""
        if text in self._utterances:
            return True
        words = words_in(text)
        if len(words) < _RUN:
            return self._words.issuperset(words)
        runs = list(zip(*(words[i:] for i in range(_RUN)), strict=False))
        return sum(run in self._runs for run in runs) >= _MIN_READ_SHARE * len(runs)


def find_unread(data: Json, contents: Contents, file: str) -> tuple[Note, ...]:
    """Texts of parsed JSON that are missing in `contents`, with the lines where they begin.

    A text is what stands in a list of objects with words, or has several words, or stands under a
    name under which such a text stands elsewhere; a list of single words is one text.

    Args:
        file: the JSON as written in the file.
    """
    notes: list[Note] = []
    line, offset = 1, 0
    is_ascii = file.isascii()
    for text in _unread_texts(data, _Read(contents)):
        opening = json.dumps(text[:_OPENING], ensure_ascii=is_ascii)[1:-1]
        ahead = file.find(opening, offset, offset + _MAX_DISTANCE)
        if ahead >= 0:  # otherwise keep the place of the text before
            line += file.count("\n", offset, ahead)
            offset = ahead
        notes.append(Note(line, text))
    return tuple(notes)


def _unread_texts(data: Json, read: _Read) -> Iterator[str]:
    """In the order of the file."""
    texts = list(_texts(data, read))
    keys = {key for key, text, _ in texts if looks_like_words(text) and not read.holds(text)}
    keys |= set(TEXT_KEYS)
    for key, text, is_unread in texts:
        is_said = key in keys and bool(words_in(text))
        if is_said and (is_unread or not read.holds(text)):
            yield text


def _texts(data: Json, read: _Read) -> Iterator[tuple[str, str, bool]]:
    """Each text with the name it stands under, and whether it is in a list that is not read."""
    nodes: list[tuple[str, Json, bool]] = [("", data, False)]
    while nodes:  # not by recursion: JSON may be nested deeper than Python calls
        key, node, is_unread = nodes.pop()
        if isinstance(node, Mapping):
            nodes += [(k, value, is_unread) for k, value in reversed(list(node.items()))]
        elif isinstance(node, list) and is_list_of(node, "word"):
            words = " ".join(text_of(item.get("word")) for item in objects_in(node))
            yield "text", words, is_unread
        elif isinstance(node, list):
            is_other = _is_other_list(node, read)
            nodes += [(key, item, is_other) for item in reversed(node)]
        elif isinstance(node, str):
            yield key, text_of(node), is_unread


def _is_other_list(node: list[Json], read: _Read) -> bool:
    """Whether the node is a list of speech, at least half of which was not read."""
    if not any(is_list_of(node, key) for key in TEXT_KEYS):
        return False
    texts = [text_of(item.get(key)) for item in node for key in TEXT_KEYS]
    texts = [text for text in texts if text]
    return sum(map(read.holds, texts)) <= len(texts) / 2
