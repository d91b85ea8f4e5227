"""JSON of speech recognisers, podcast feeds and note takers.

Most hold a list of segments under some key; `_SHAPES` says which key, and how the fields are named.
Some only time single words, which `words.py` joins to sentences.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import inf
from typing import TypeGuard

from ...errors import TranscriptError
from ...transcript import Link, Note
from ..plain.page_furniture import find_date
from ..utterances import UNNAMED, Contents, Utterance, marks_in, to_seconds
from .fields import TEXT_KEYS, Json, at, is_list_of, name_of, objects_in, sound, text_of
from .unread import find_unread
from .words import (
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

_MAX_PAUSE_S = 2.0  # a longer pause may change the speaker


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a format keeps its list of segments, and the names of their fields."""

    format: str
    path: str  # to the list: keys joined by dots; "" is the top
    text: str
    speaker: str = "speaker"
    start: str = "start"
    end: str = "end"
    per_second: int = 1  # units of time per second: 1000 for milliseconds
    words: str = ""  # field with single words, which may have their own speakers
    # After a longer pause a segment without a speaker field no longer belongs to the last speaker.
    pause_s: float = _MAX_PAUSE_S


_SHAPES = (
    _Shape(
        "Podcasting 2.0 JSON", "segments", "body", start="startTime", end="endTime", pause_s=inf
    ),
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
# For lists that are none of these: what the fields beside the words are usually called.
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
_TITLE_KEYS = ("title", "name", "meeting_title", "episode_title")
_SPEAKER_ID = "speaker_id"  # field beside the name, which may be missing
_MAX_LISTS = 10_000  # nodes visited to find segments
_EPOCH_MS = (10**11, 10**13)  # dates from 1973 to 2286 in milliseconds


def is_json(text: str) -> bool:
    """Whether the text begins like a JSON object or a list of objects."""
    return re.match(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[{\]])", text) is not None


def read_json(text: str) -> Contents:
    """Read utterances of any known shape, or of a list of objects with a text and a speaker.

    Raises: TranscriptError if the JSON is damaged, or nothing in it looks like speech.
    """
    data = _parse(text)
    own = _own(data)
    if own:
        return own
    for read in _READERS:
        speech = read(data)
        if speech and any(utterance.text.strip() for utterance in speech[1]):
            format, utterances = speech
            about = _about(data)
            title = next((about[k] for k in _TITLE_KEYS if isinstance(about.get(k), str)), None)
            url = about.get("url") or about.get("media_url") or about.get("audio_url")
            contents = Contents(
                format,
                tuple(utterances),
                title=text_of(title) or None,
                date=_date_of(about.get("date")),
                url=url if isinstance(url, str) and url.startswith("http") else None,
                links=tingwu_links(data) if read is tingwu else (),
            )
            return replace(contents, unread=find_unread(data, contents, text))
    raise TranscriptError(
        "this JSON holds no list of utterances; give a list of objects with “speaker” and “text”"
    )


def _about(data: Json) -> Mapping[str, Json]:
    """The fields beside the segments, completed by the fields at the top."""
    shaped = _shaped(data)
    holder = shaped.holder if shaped else None
    return {
        key: value
        for node in (data, holder)
        if isinstance(node, Mapping)
        for key, value in node.items()
        if value is not None
    }


def _date_of(value: Json) -> str | None:
    """The date in a text, or of a number of milliseconds since 1970 (UTC); else None."""
    if isinstance(value, str) and re.fullmatch(r"\d{12,13}", value.strip()):
        value = int(value)
    if isinstance(value, int | float) and _EPOCH_MS[0] <= value < _EPOCH_MS[1]:
        return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()
    return find_date(str(value or ""))


def _own(data: Json) -> Contents | None:
    """Read what `writers.to_json` wrote: one entry per turn, names and words unchanged."""
    turns = at(data, "turns")
    if not (is_list_of(turns, "number") and is_list_of(turns, "speaker")):
        return None
    said = [turn for turn in turns if _is_text(turn.get("text"))]
    if not said:
        return None
    utterances = tuple(
        Utterance(
            sound(turn["text"]),
            sound(turn["speaker"]) if _is_text(turn.get("speaker")) else UNNAMED,
            to_seconds(turn.get("start_s")),
            to_seconds(turn.get("end_s")),
            opens_turn=True,
            marks=marks_in(turn.get("marks")),
        )
        for turn in said
    )
    title, date, url = (data.get(key) for key in ("title", "date", "url"))
    return Contents(
        "Turnwise JSON",
        utterances,
        title=sound(title) if _is_text(title) else None,
        date=find_date(date) if _is_text(date) else None,
        url=sound(url) if _is_text(url) else None,
        notes=tuple(
            Note(note["line"], sound(note["text"]))
            for note in objects_in(data.get("notes"))
            if isinstance(note.get("line"), int) and _is_text(note.get("text"))
        ),
        links=tuple(_own_links(data, said)),
    )


def _own_links(data: Json, turns: Sequence[Json]) -> Iterator[Link]:
    """The links between turns, which count from 1 even if somebody removed some by hand."""
    places = {str(turn.get("number")): place for place, turn in enumerate(turns, start=1)}
    for link in objects_in(data.get("links")):
        listed = link.get("answers")
        answers = [places.get(str(n)) for n in listed] if isinstance(listed, list) else []
        question = places.get(str(link.get("question")))
        known = tuple(number for number in answers if number)
        if question and known:
            yield Link(question, known)


def _is_text(value: Json) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def read_records(records: list[dict[str, str]]) -> Contents:
    """Read table rows by the usual column names. Raises TranscriptError if nothing is said."""
    # An empty cell repeats the speaker above.
    speech = _guessed([{k: v for k, v in row.items() if v} for row in records], pause_s=inf)
    if not speech or not any(utterance.text.strip() for utterance in speech[1]):
        raise TranscriptError("the table holds no words; put them in a column “text” or “content”")
    return Contents(speech[0], tuple(speech[1]))


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


@dataclass(frozen=True, slots=True)
class _Shaped:
    """Segments of a known shape, and the object that contains them."""

    shape: _Shape
    segments: list[Json]
    holder: Json


def _shaped(data: Json) -> _Shaped | None:
    inner = (
        [value for value in data.values() if isinstance(value, dict)]
        if isinstance(data, dict)
        else []
    )
    for node in (data, *inner):  # many services wrap the result once more
        for shape in _SHAPES:
            segments = at(node, shape.path)
            if is_list_of(segments, shape.text) and (shape.path or _is_bare(segments, shape)):
                return _Shaped(shape, segments, at(node, shape.path.rpartition(".")[0]))
    return None


def _is_bare(segments: Json, shape: _Shape) -> bool:
    """Whether a list at the top has another field of this shape besides the words."""
    if shape.end:
        return is_list_of(segments, shape.speaker)
    return is_list_of(segments, "duration") and not is_list_of(segments, "speaker")


def _listed(data: Json) -> tuple[str, list[Utterance]] | None:
    shaped = _shaped(data)
    if shaped is None:
        return None
    return shaped.shape.format, _utterances(shaped.segments, shaped.shape)


def _funasr(data: Json) -> tuple[str, list[Utterance]] | None:
    """FunASR: one result per file, with sentences in milliseconds and speakers from 0."""
    results = data if isinstance(data, list) else [data]
    segments = [
        sentence
        for result in objects_in(results)
        for sentence in objects_in(result.get("sentence_info")) or [result]
    ]
    if not any(objects_in(at(result, "sentence_info")) for result in results):
        return None
    text = "text" if is_list_of(segments, "text") else "sentence"
    shape = _Shape("FunASR JSON", "", text, "spk", per_second=1000)
    return shape.format, _utterances(segments, shape)


def _utterances(segments: Iterable[Json], shape: _Shape) -> list[Utterance]:
    """The segments as utterances; after a long pause one without a speaker is unnamed."""
    utterances: list[Utterance] = []
    latest_s: float | None = None
    for utterance in (u for segment in segments for u in _segment(segment, shape)):
        start_s = utterance.start_s
        is_late = (
            latest_s is not None and start_s is not None and start_s - latest_s > shape.pause_s
        )
        is_new = is_late and utterance.speaker is None
        utterances.append(replace(utterance, speaker=UNNAMED) if is_new else utterance)
        if utterance.text.strip():
            latest_s = utterance.end_s
    return utterances


def _segment(segment: Json, shape: _Shape) -> Iterator[Utterance]:
    if not isinstance(segment, Mapping):
        return
    speaker = _speaker_of(segment, shape)
    words = (segment.get(shape.words) if shape.words else None) or []
    if is_list_of(words, "word"):
        names = {name for word in words if (name := name_of(at(word, "speaker")))}
        if len(names) > 1:
            spoken = spoken_words(words, text=("word",), speaker="speaker", first_speaker=speaker)
            yield from sentences(timed(spoken, to_seconds(at(segment, shape.start))))
            return
        speaker = speaker or next(iter(names), None)
    start_s = to_seconds(at(segment, shape.start), shape.per_second)
    end_s = to_seconds(at(segment, shape.end), shape.per_second) if shape.end else None
    if not shape.end and start_s is not None:
        duration = to_seconds(segment.get("duration"), 1)
        end_s = None if duration is None else start_s + duration
    yield Utterance(_words_of(segment, shape), speaker, start_s, end_s)


def _words_of(segment: Mapping[str, Json], shape: _Shape) -> str:
    """The words of a segment; in some files their field's name varies between segments."""
    keys = (shape.text, *TEXT_KEYS)
    return next(filter(None, (text_of(segment.get(key)) for key in keys)), "")


def _speaker_of(segment: Mapping[str, Json], shape: _Shape) -> str | None:
    """The speaker's name, else id; UNNAMED if the field is empty, None if it is absent."""
    name = name_of(segment.get(shape.speaker)) or name_of(segment.get(_SPEAKER_ID))
    return name or (UNNAMED if shape.speaker in segment else None)


def _guessed(data: Json, pause_s: float = _MAX_PAUSE_S) -> tuple[str, list[Utterance]] | None:
    """Read the longest list of objects with a text, by the usual field names; None without one."""
    best: list[Json] = []
    queue: list[Json] = [data]
    for _ in range(_MAX_LISTS):
        if not queue:
            break
        node = queue.pop(0)
        if isinstance(node, list):
            has_text = any(is_list_of(node, key) for key in TEXT_KEYS)
            if len(node) > len(best) and has_text:
                best = node
            is_talk = has_text and len(node) > 1 and any(is_list_of(node, k) for k in _START_KEYS)
            if not is_talk:  # otherwise inner lists are the words of a segment
                queue += [item for item in node[:100] if isinstance(item, dict | list)]
        elif isinstance(node, dict):
            queue += [item for item in node.values() if isinstance(item, dict | list)]
    if not best:
        return None
    text = next(key for key in TEXT_KEYS if is_list_of(best, key))
    keys = {key for item in best if isinstance(item, dict) for key in item}

    def first(names: Iterable[str]) -> str:
        return next((name for name in names if name in keys), "")

    shape = _Shape(
        "JSON",
        "",
        text,
        first(SPEAKER_KEYS),
        first(_START_KEYS),
        first(_END_KEYS),
        pause_s=pause_s,
    )
    return "JSON", _utterances(best, shape)


# The first reader that finds speech reads the file.
_READERS = (
    _funasr,
    _listed,
    deepgram_words,
    tingwu,
    aws_items,
    rev,
    google,
    assemblyai_words,
    _guessed,
)
