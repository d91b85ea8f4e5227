"""What plays a recording: its kind, and the one host from which it loads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from ....rag import Transcript, is_web_address

YOUTUBE = "https://www.youtube-nocookie.com"
_KINDS: dict[str, Literal["audio", "video"]] = {
    **dict.fromkeys((".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac"), "audio"),
    **dict.fromkeys((".mp4", ".m4v", ".webm", ".ogv", ".mov"), "video"),
}
_HOST = re.compile(r"[\w.-]+(?::\d+)?")  # nothing that could end a directive of a policy
_VIDEO_ID = re.compile(r"[\w-]{6,20}")


@dataclass(frozen=True, slots=True)
class Player:
    """How a recording is played."""

    kind: Literal["audio", "video", "youtube"]
    source: str  # address of the file, or id of the video
    origin: str  # https://host: all that the policy of the page opens for it

    @property
    def host(self) -> str:
        return self.origin.partition("://")[2]

    @property
    def policy(self) -> str:
        """The directive of a Content-Security-Policy that lets it load."""
        return f"{'frame-src' if self.kind == 'youtube' else 'media-src'} {self.origin}"


def player_of(url: str | None) -> Player | None:
    """The player for the address of a recording; None if it is a page and no recording."""
    if url is None or not is_web_address(url):
        return None
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if (video := _youtube_id(host, parts.path, parts.query)) is not None:
        return Player("youtube", video, YOUTUBE)
    kind = _KINDS.get(PurePosixPath(parts.path).suffix.lower())
    if kind is None or not _HOST.fullmatch(parts.netloc):
        return None
    return Player(kind, url, f"{parts.scheme}://{parts.netloc}")


def _youtube_id(host: str, path: str, query: str) -> str | None:
    """The id of a video on YouTube."""
    if host == "youtu.be":
        id = path.removeprefix("/").partition("/")[0]
    elif re.fullmatch(r"(?:[\w-]+\.)?youtube(?:-nocookie)?\.com", host):
        shown = re.fullmatch(r"/(?:embed|shorts|live|v)/([^/]+)/?", path)
        id = shown[1] if shown else parse_qs(query).get("v", [""])[0]
    else:
        return None
    return id if _VIDEO_ID.fullmatch(id) else None


@dataclass(frozen=True, slots=True)
class TurnTimes:
    """When a turn is spoken, for a browser: offsets count UTF-16 units, as its strings do."""

    number: int
    start_s: float
    end_s: float | None
    marks: tuple[tuple[int, float], ...]  # (offset, seconds) of its cues or words


def turn_times(transcript: Transcript) -> list[TurnTimes]:
    """The times of the turns that have one, in order."""
    return [
        TurnTimes(
            turn.number,
            turn.start_s,
            turn.end_s,
            tuple((_utf16_length(turn.text[: mark.offset]), mark.start_s) for mark in turn.marks),
        )
        for turn in transcript.turns
        if turn.start_s is not None
    ]


def _utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
