"""Records whose fields have no usual names: rows, channels, speakers as keys, questions.

Each gets fields with the names that other tools use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ...utterances import count_words
from ..fields import Json
from ..meaning.names import speaker_rank, text_rank, time_kind
from .level import Level, Record

ROW = "#"  # before the number of a column in a row without names
CHANNEL_FIELD = "@channel"
_CHANNELS = ("channels", "tracks")
_SPEAKER, _TEXT = "speaker", "text"
_MAX_SHARE = 0.7  # of the values in a column of speakers that may differ
_MIN_WORDS = 3  # of a text on average, where its field has the speaker's name
_MAX_NAME_LENGTH = 40  # characters
# Fields of an object that holds a question and its answer.
_ASKED = ("question", "q", "prompt", "human", "user", "interviewer", "问题", "提问", "问", "提问者")
_ANSWERED = ("answer", "a", "response", "completion", "assistant", "gpt", "bot", "interviewee",
             "guest", "reply", "回答", "答案", "答", "受访者", "嘉宾")  # fmt: skip


def means_something(key: str) -> bool:
    """Whether the name of a field tells what it holds."""
    return time_kind(key) is not None or text_rank(key) is not None or speaker_rank(key) is not None


def is_saying(node: Mapping[str, Json]) -> bool:
    """Whether an object has words and a speaker."""
    return any(text_rank(key) is not None and isinstance(node[key], str) for key in node) and any(
        speaker_rank(key) is not None for key in node
    )


def parallel_lists(node: Mapping[str, Json]) -> tuple[set[str], list[Json]] | None:
    """Rows of lists of one length, such as all words and all speakers; None without such lists."""
    lists = {
        key: value
        for key, value in node.items()
        if isinstance(value, list)
        and len(value) > 1
        and not any(isinstance(item, dict | list) for item in value)
    }
    names = {key: _singular(key) for key in lists}
    texts = [key for key in lists if text_rank(names[key]) is not None]
    texts = [key for key in texts if any(isinstance(item, str) for item in lists[key])]
    if not texts:
        return None
    n = len(lists[texts[0]])
    kept = [key for key in lists if len(lists[key]) == n and means_something(names[key])]
    if not any(speaker_rank(names[key]) is not None or time_kind(names[key]) for key in kept):
        return None
    rows = [{names[key]: lists[key][place] for key in kept} for place in range(n)]
    return set(kept), rows


def _singular(key: str) -> str:
    return key if means_something(key) else key.removesuffix("s")


def name_fields(level: Level) -> None:
    """Give the records' fields usual names where they have none."""
    _name_columns(level)
    _number_channels(level)
    _split_by_key(level)


def _name_columns(level: Level) -> None:
    """Name the columns of rows by the first row, or by their values."""
    rows = [record.fields for record in level.records if f"{ROW}0" in record.fields]
    if not rows:
        return
    names = _titles(rows[0])
    if names:
        rows[0].clear()
    else:
        names = _names_by_values(rows)
    for row in rows:
        for key, name in names.items():
            if key in row:
                row[name] = row.pop(key)


def _titles(row: Mapping[str, Json]) -> dict[str, str]:
    """The names of the columns if the row holds them; else empty."""
    names = {key: value for key, value in row.items() if isinstance(value, str)}
    are_names = len(names) == len(row) > 1 and all(map(means_something, names.values()))
    return names if are_names and any(text_rank(n) is not None for n in names.values()) else {}


def _names_by_values(rows: Sequence[Mapping[str, Json]]) -> dict[str, str]:
    width = max(map(len, rows))
    columns = {f"{ROW}{n}": [row.get(f"{ROW}{n}") for row in rows] for n in range(width)}
    strings = {
        key: [value for value in values if isinstance(value, str)]
        for key, values in columns.items()
        if any(isinstance(v, str) and re.search(r"[^\W\d]", v) for v in values)
    }
    names: dict[str, str] = {}
    numbers = [key for key in columns if key not in strings]
    if strings:
        words = max(strings, key=lambda key: sum(map(len, strings[key])))
        n_words = sum(map(count_words, strings[words]))
        if n_words < _MIN_WORDS * len(rows) and not _are_times(columns, numbers):
            return {}
        names[words] = _TEXT
        speakers = (k for k, v in strings.items() if k != words and _recur(v))
        names.update((key, _SPEAKER) for key in list(speakers)[:1])
    names.update(zip(numbers, ("start", "end"), strict=False))
    return names


def _are_times(columns: Mapping[str, Sequence[Json]], numbers: Sequence[str]) -> bool:
    """Whether the first two columns of numbers hold starts and ends."""
    if len(numbers) < 2:
        return False
    pairs = zip(columns[numbers[0]], columns[numbers[1]], strict=True)
    return all(
        isinstance(start, int | float) and isinstance(end, int | float) and start <= end
        for start, end in pairs
    )


def _recur(names: Sequence[str]) -> bool:
    return len(set(names)) <= max(_MAX_SHARE * len(names), 2)


def _number_channels(level: Level) -> None:
    """Give the records of a list such as “channels” their numbers from 0, if they have none."""
    if level.list_name.lower() not in _CHANNELS or len(level.records) < 2:
        return
    if any(speaker_rank(key) is not None for key in level.names()):
        return
    for _, group in groupby(level.records, key=lambda record: id(record.parent)):
        for place, record in enumerate(group):
            record.fields[CHANNEL_FIELD] = f"Channel {place}"


def _split_by_key(level: Level) -> None:
    """Make utterances of fields that are called by their speakers: {"Mara": "…"}, or Q and A."""
    names = level.names()
    if not level.records or any(text_rank(name) is not None for name in names):
        return
    asked = next((name for name in names if name.lower() in _ASKED), None)
    answered = next((name for name in names if name.lower() in _ANSWERED), None)
    keys = [asked, answered] if asked and answered else _speakers_as_keys(level)
    texts = [v for key in keys if key for v in level.values(key) if isinstance(v, str)]
    if not texts or sum(map(count_words, texts)) < _MIN_WORDS * len(texts):
        return
    records = [part for record in level.records for part in _by_key(record, keys)]
    level.records[:] = records


def _by_key(record: Record, keys: Sequence[str | None]) -> Iterator[Record]:
    shared = {key: value for key, value in record.fields.items() if key not in keys}
    said = [key for key in keys if key and isinstance(record.fields.get(key), str)]
    for key in said:
        fields = {**shared, _SPEAKER: key, _TEXT: record.fields[key]}
        yield Record(fields, record.parent, record.number)
    if not said:
        yield record


def _speakers_as_keys(level: Level) -> list[str | None]:
    """The only field of each record, if its names recur; else empty."""
    keys = [next(iter(record.fields)) for record in level.records if len(record.fields) == 1]
    is_name = all(0 < len(key) <= _MAX_NAME_LENGTH and not means_something(key) for key in keys)
    if len(keys) < len(level.records) or len(keys) < 2 or not is_name or not _recur(keys):
        return []
    return list(dict.fromkeys(keys))
