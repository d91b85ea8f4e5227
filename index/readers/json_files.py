"""JSON of speech recognisers, podcast feeds and note takers.

Most are a list of segments under some key; `_SHAPES` says where, and what its fields are called.
Some only time single words, which are put together here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from ..errors import TranscriptError
from .contents import Contents, Utterance, to_seconds
from .furniture import find_date
from .json_fields import Json, at, is_list_of, name_of, text_of
from .json_words import (
    assemblyai_words,
    aws_items,
    deepgram_words,
    google,
    rev,
    sentences,
    spoken_words,
    timed,
    tingwu,
    tingwu_links,
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A list of segments, and the names of their fields."""

    format: str
    path: str  # to the list, keys divided by dots; "" is the top
    text: str
    speaker: str = "speaker"
    start: str = "start"
    end: str = "end"
    per_second: int = 1  # units of the times: 1000 for milliseconds
    words: str = ""  # the field with single words, which may have speakers of their own


_SHAPES = (
    _Shape("Podcasting 2.0 JSON", "segments", "body", start="startTime", end="endTime"),
    _Shape("Deepgram JSON", "results.utterances", "transcript"),
    _Shape("AssemblyAI JSON", "utterances", "text", per_second=1000),
    _Shape("Whisper JSON", "segments", "text", words="words"),
    _Shape(
        "whisper.cpp JSON",
        "transcription",
        "text",
        start="offsets.from",
        end="offsets.to",
        per_second=1000,
    ),
    _Shape("Fireflies JSON", "sentences", "text", "speaker_name", "start_time", "end_time"),
    _Shape(
        "Fireflies JSON",
        "data.transcript.sentences",
        "text",
        "speaker_name",
        "start_time",
        "end_time",
    ),
    _Shape(
        "Fireflies JSON", "transcript.sentences", "text", "speaker_name", "start_time", "end_time"
    ),
    _Shape("Fireflies JSON", "", "sentence", "speaker_name", "startTime", "endTime"),
    _Shape("QMSum JSON", "meeting_transcripts", "content"),
    _Shape(
        "AWS Transcribe JSON",
        "results.audio_segments",
        "transcript",
        "speaker_label",
        "start_time",
        "end_time",
    ),
    _Shape("YouTube JSON", "", "text", start="start", end=""),
)
# For lists that are none of these: what the fields are usually called.
TEXT_KEYS = ("text", "content", "body", "transcript", "sentence", "utterance", "message")
_SPEAKER_KEYS = (
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
_TITLE_KEYS = ("title", "name", "meeting_title", "episode_title")
_MOST_LISTS = 10_000  # nodes looked at in search of segments


def is_json(text: str) -> bool:
    """Whether it begins as a JSON object, or as a list of objects, does."""
    return re.match(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[{\]])", text) is not None


def read_json(text: str) -> Contents:
    """Utterances of any known shape, or of a list of objects with a text and a speaker.

    Raises: TranscriptError if it is damaged, or nothing in it looks like speech.
    """
    data = _parse(text)
    own = _own(data)
    if own:
        return own
    for read in _READERS:
        found = read(data)
        if found and any(utterance.text.strip() for utterance in found[1]):
            format, utterances = found
            top = data if isinstance(data, dict) else {}
            title = next((top[k] for k in _TITLE_KEYS if isinstance(top.get(k), str)), None)
            url = top.get("url") or top.get("media_url") or top.get("audio_url")
            return Contents(
                format,
                tuple(utterances),
                title=text_of(title) or None,
                date=find_date(str(top.get("date") or "")),
                url=url if isinstance(url, str) and url.startswith("http") else None,
                links=tingwu_links(data) if read is tingwu else (),
            )
    raise TranscriptError(
        "this JSON holds no list of things said; objects with “speaker” and “text” are read"
    )


def _own(data: Json) -> Contents | None:
    """What `writers.to_json` wrote: names and words as they stand, an entry a turn."""
    turns = at(data, "turns")
    if not (is_list_of(turns, "number") and is_list_of(turns, "speaker")):
        return None
    said = [turn for turn in turns if _is_text(turn.get("speaker")) and _is_text(turn.get("text"))]
    if not said:
        return None
    utterances = tuple(
        Utterance(
            turn["text"],
            turn["speaker"],
            to_seconds(turn.get("start_s")),
            to_seconds(turn.get("end_s")),
            opens_turn=True,
        )
        for turn in said
    )
    title, date, url = (data.get(key) for key in ("title", "date", "url"))
    return Contents(
        "Turnwise JSON",
        utterances,
        title=title if _is_text(title) else None,
        date=find_date(date) if _is_text(date) else None,
        url=url if _is_text(url) else None,
    )


def _is_text(value: Json) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def read_records(records: list[dict[str, str]]) -> Contents:
    """Rows of a table, by the usual names of columns. Raises TranscriptError if nothing is said."""
    found = _guessed(records)
    if not found or not any(utterance.text.strip() for utterance in found[1]):
        raise TranscriptError("the table holds no words; a column “text” or “content” is read")
    return Contents(found[0], tuple(found[1]))


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
    except (RecursionError, ValueError) as error:  # or a number of thousands of digits
        raise TranscriptError(
            "the JSON is nested too deeply, or its numbers are too long, to be a transcript"
        ) from error


def _json_lines(text: str) -> list[Json]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def _listed(data: Json) -> tuple[str, list[Utterance]] | None:
    inner = (
        [value for value in data.values() if isinstance(value, dict)]
        if isinstance(data, dict)
        else []
    )
    for node in (data, *inner):  # many services wrap the result once more
        for shape in _SHAPES:
            segments = at(node, shape.path)
            if is_list_of(segments, shape.text):
                return shape.format, [u for segment in segments for u in _segment(segment, shape)]
    return None


def _segment(segment: Json, shape: _Shape) -> Iterator[Utterance]:
    if not isinstance(segment, Mapping):
        return
    speaker = name_of(at(segment, shape.speaker))
    words = (segment.get(shape.words) if shape.words else None) or []
    if is_list_of(words, "word") and len({name_of(at(w, "speaker")) for w in words} - {None}) > 1:
        spoken = spoken_words(words, text=("word",), speaker="speaker", first_speaker=speaker)
        yield from sentences(timed(spoken, to_seconds(at(segment, shape.start))))
        return
    start_s = to_seconds(at(segment, shape.start), shape.per_second)
    end_s = to_seconds(at(segment, shape.end), shape.per_second) if shape.end else None
    if not shape.end and start_s is not None:
        duration = to_seconds(segment.get("duration"), 1)
        end_s = None if duration is None else start_s + duration
    yield Utterance(text_of(segment.get(shape.text)), speaker, start_s, end_s)


def _guessed(data: Json) -> tuple[str, list[Utterance]] | None:
    """The longest list of objects that have a text, by the usual names of fields."""
    best: list[Json] = []
    queue: list[Json] = [data]
    for _ in range(_MOST_LISTS):
        if not queue:
            break
        node = queue.pop(0)
        if isinstance(node, list):
            if len(node) > len(best) and any(is_list_of(node, key) for key in TEXT_KEYS):
                best = node
            queue += [item for item in node[:100] if isinstance(item, dict | list)]
        elif isinstance(node, dict):
            queue += [item for item in node.values() if isinstance(item, dict | list)]
    if not best:
        return None
    text = next(key for key in TEXT_KEYS if is_list_of(best, key))
    keys = {key for item in best if isinstance(item, dict) for key in item}

    def first(names: Iterable[str]) -> str:
        return next((name for name in names if name in keys), "")

    shape = _Shape("JSON", "", text, first(_SPEAKER_KEYS), first(_START_KEYS), first(_END_KEYS))
    return "JSON", [u for segment in best for u in _segment(segment, shape)]


# The first that finds something said.
_READERS = (_listed, deepgram_words, tingwu, aws_items, rev, google, assemblyai_words, _guessed)
