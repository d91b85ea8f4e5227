"""Read the rows of a table as utterances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...errors import TranscriptError
from ..utterances import UNNAMED, Contents, Utterance, to_seconds
from .fields import TEXT_KEYS, name_of, text_of

SPEAKER_KEYS = (
    "speaker",
    "speaker_name",
    "speakerName",
    "name",
    "speaker_label",
    "speaker_id",
    "speakerId",
    "role",
    "author",
    "user",
)
_START_KEYS = (
    "start_s",
    "start",
    "start_time",
    "startTime",
    "begin",
    "from",
    "offset",
    "timestamp",
)
_END_KEYS = ("end_s", "end", "end_time", "endTime", "to")
_SPEAKER_ID = "speaker_id"  # column beside the name, which may be empty


def read_records(records: list[dict[str, str]]) -> Contents:
    """Read table rows by the usual column names. Raises TranscriptError if nothing is said."""
    keys = {key for row in records for key, value in row.items() if value}

    def first(names: Iterable[str]) -> str:
        return next((name for name in names if name in keys), "")

    text, speaker = first(TEXT_KEYS), first(SPEAKER_KEYS)
    start, end = first(_START_KEYS), first(_END_KEYS)
    utterances = tuple(
        Utterance(
            _words_of(row, text),
            _speaker_of(row, speaker),
            to_seconds(row.get(start)),
            to_seconds(row.get(end)),
        )
        for row in records
    )
    if not any(utterance.text.strip() for utterance in utterances):
        raise TranscriptError("the table holds no words; put them in a column “text” or “content”")
    return Contents("JSON", utterances)


def _words_of(row: Mapping[str, str], key: str) -> str:
    return next(filter(None, (text_of(row.get(name)) for name in (key, *TEXT_KEYS))), "")


def _speaker_of(row: Mapping[str, str], key: str) -> str | None:
    """The speaker's name, else id; None if the cell is empty, which repeats the one above."""
    name = name_of(row.get(key) or None) or name_of(row.get(_SPEAKER_ID) or None)
    return name or (UNNAMED if row.get(key) else None)
