"""What a JSON file says about the talk: title, date, address, and which tool wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ..plain.page_furniture import find_date
from .fields import Json, text_of
from .meaning.names import is_about_people, is_about_speech
from .speech import Speech
from .structure.level import Level, Record

_TITLES = ("title", "meeting_title", "meetingTitle", "name", "episode_title", "episodeTitle",
           "display_name", "subject", "topic", "标题", "会议主题", "会议名称")  # fmt: skip
_DATES = ("date", "dateString", "recorded_at", "recordedAt", "recording_date", "started_at",
          "startedAt", "start_time", "startTime", "start_time_ms", "meeting_date", "created_at",
          "createdAt", "created", "createdDateTime", "published", "published_at", "publishedAt",
          "timestamp", "datetime", "meeting_start_time", "recording_start_time", "日期", "会议时间",
          "开始时间")  # fmt: skip
_URLS = ("url", "media_url", "audio_url", "video_url", "share_url", "recording_url", "media")
_EPOCH_S = (10**9, 4 * 10**9)  # dates from 2001 to 2096
_EPOCH_MS = (10**11, 10**13)  # dates from 1973 to 2286 in milliseconds
_MAX_TITLE_LENGTH = 300  # characters

# The tool that wrote a list: the end of its path, and fields that its records have.
_FORMATS = (
    ("Podcasting 2.0 JSON", "segments.*", "body"),
    ("Deepgram JSON", "results.utterances.*", "transcript"),
    ("Deepgram JSON", "results.channels.*", ""),
    ("AssemblyAI JSON", "utterances.*", "text start"),
    ("ElevenLabs JSON", "words.*", "text type speaker_id"),
    ("Premiere JSON", "segments.*.words.*", "text eos"),
    ("AssemblyAI JSON", "words.*", "text confidence"),
    ("Whisper JSON", "segments.*", "text"),
    ("Whisper JSON", "chunks.*", "text timestamp"),
    ("whisper.cpp JSON", "transcription.*", "text offsets.from"),
    ("FunASR JSON", "sentence_info.*", ""),
    ("Fireflies JSON", "sentences.*", "speaker_name"),
    ("Fireflies JSON", "*", "sentence speaker_name"),
    ("QMSum JSON", "meeting_transcripts.*", "content"),
    ("Tingwu JSON", "Paragraphs.*", ""),
    ("AWS Transcribe JSON", "results.audio_segments.*", ""),
    ("AWS Transcribe JSON", "results.items.*", ""),
    ("AWS Transcribe JSON", "channel_labels.channels.*", ""),
    ("Rev JSON", "monologues.*", ""),
    ("Recall.ai JSON", "words.*", "start_timestamp.relative"),
    ("Soniox JSON", "tokens.*", "text start_ms"),
    ("Azure Speech JSON", "recognizedPhrases.*", ""),
    ("Watson JSON", "alternatives.timestamps.*", ""),
    ("Google Speech JSON", "results.*", "alternatives.transcript"),
    ("Speechmatics JSON", "results.*", "alternatives.content"),
    ("YouTube JSON", "events.*.segs.*", "utf8"),
    ("YouTube JSON", "*", "text start duration"),
    ("Vosk JSON", "result.*", "word conf"),
)


def format_of(speech: Speech) -> str:
    """The name of the tool that wrote this list; “JSON” if it is unknown."""
    keys = set(speech.level.names())
    for name, path, fields in _FORMATS:
        if _has_path(speech.level, path) and keys.issuperset(fields.split()):
            is_bare = path == "*" and ("speaker" in keys or speech.level.path != "*")
            if not is_bare:
                return name
    return "JSON"


def _has_path(level: Level, path: str) -> bool:
    """Whether a path ends this level's, or that of a list around it."""
    node: Level | None = level
    while node is not None:
        if f".{node.path}".endswith(f".{path}"):
            return True
        node = node.parent
    return False


def title_of(speech: Speech) -> str | None:
    """The title beside the list, else at the top of the file, else further inside."""
    for record, prefix in _holders(speech):
        for key in _TITLES:
            if title := _title(record.fields.get(prefix + key)):
                return title
    for record, _ in _holders(speech):
        for key, value in record.fields.items():
            holder, _, last = key.rpartition(".")
            is_about_talk = not (is_about_people(holder) or is_about_speech(holder))
            if last in _TITLES[:3] and is_about_talk and (title := _title(value)):
                return title
    return None


def _title(value: Json) -> str | None:
    title = text_of(value)
    return title if 0 < len(title) <= _MAX_TITLE_LENGTH and "\n" not in title else None


def date_of(speech: Speech) -> str | None:
    """The date beside the list, else at the top of the file, else of the times themselves."""
    for record, prefix in _holders(speech):
        for key in _DATES:
            if date := _date(record.fields.get(prefix + key)):
                return date
    for record, _ in _holders(speech):
        for key, value in record.fields.items():
            if key.rpartition(".")[2] in _DATES and (date := _date(value)):
                return date
    first_s = speech.times[1].first_s if speech.times else None
    return None if first_s is None else _day(first_s)


def _date(value: Json) -> str | None:
    """The date in a text, or of a number of (milli)seconds since 1970 (UTC); else None."""
    if isinstance(value, str) and re.fullmatch(r"\d{10}|\d{12,13}", value.strip()):
        value = int(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        if _EPOCH_S[0] <= value < _EPOCH_S[1]:
            return _day(value)
        return _day(value / 1000) if _EPOCH_MS[0] <= value < _EPOCH_MS[1] else None
    return find_date(value) if isinstance(value, str) else None


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def url_of(speech: Speech) -> str | None:
    """The address of the recording; None if the file gives none."""
    for record, prefix in _holders(speech):
        for key in _URLS:
            url = record.fields.get(prefix + key)
            if isinstance(url, str) and url.startswith("http"):
                return url
    return None


def _holders(speech: Speech) -> Iterator[tuple[Record, str]]:
    """The objects around a list, with the path inside: what holds it, then from the outside in.

    Objects that have siblings are parts of the talk and say nothing about the whole.
    """
    around: list[tuple[Record, str]] = []
    level = speech.level
    while level.parent is not None:
        outer = level.parent
        if len(outer.records) == 1:
            inner = level.path.removeprefix(outer.path).strip(".").removesuffix(".*")
            parts = inner.split(".")[:-1]
            around += [
                (outer.records[0], "".join(f"{part}." for part in parts[:n]))
                for n in range(len(parts), -1, -1)
            ]
            if level is speech.level:
                yield around[0]
        level = outer
    yield from reversed(around)
