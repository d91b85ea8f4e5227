"""CSV and TSV with a row a turn and the names of the columns above."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from ..errors import TranscriptError
from .contents import Contents, Utterance
from .json_files import TEXT_KEYS, read_records

_MOST_COLUMNS = 50
_WHISPER = ["start", "end", "text"]  # in milliseconds, tabs between


def is_table(text: str) -> bool:
    """Whether the first line names columns, one of them for the words."""
    names = _columns(text)
    return 1 < len(names) <= _MOST_COLUMNS and any(name in TEXT_KEYS for name in names)


def read_table(text: str) -> Contents:
    """Each row as an utterance.

    Raises: TranscriptError if the rows cannot be told apart or hold no words.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text), _columns(text), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise TranscriptError(f"the table is damaged ({error}); export it again") from error
    contents = replace(read_records(rows[1:]), format="table")
    is_whisper = _columns(text) == _WHISPER and _delimiter(text) == "\t"
    if is_whisper and all(f"{row['start']}{row['end']}".isdecimal() for row in rows[1:]):
        return replace(contents, utterances=tuple(map(_in_seconds, contents.utterances)))
    return contents


def _in_seconds(utterance: Utterance) -> Utterance:
    """The utterance with times that were milliseconds."""
    start_s, end_s = utterance.start_s, utterance.end_s
    return replace(
        utterance,
        start_s=None if start_s is None else start_s / 1000,
        end_s=None if end_s is None else end_s / 1000,
    )


def _columns(text: str) -> list[str]:
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip()
    return [name.strip().strip('"').lower() for name in first.split(_delimiter(text))]


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max("\t;,", key=first.count)
