"""The records that a library's SQLite file gives, beside those of the domain."""

from __future__ import annotations

from dataclasses import dataclass

from .transcript import Exchange, Passage


@dataclass(frozen=True, slots=True)
class StoredExchange:
    """An exchange with the id under which the search indexes know it."""

    id: int
    transcript_id: str
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with the id under which the search indexes know it."""

    id: int
    exchange_id: int
    transcript_id: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class TranscriptInfo:
    """What a list of transcripts shows."""

    id: str
    title: str
    date: str | None
    source: str | None
    url: str | None
    format: str | None  # the kind of file it was read from; None where that is not known
    speakers: tuple[str, ...]  # in order of first appearance
    n_turns: int

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "title": self.title,
            "date": self.date,
            "source": self.source,
            "url": self.url,
            "format": self.format,
            "speakers": list(self.speakers),
            "turns": self.n_turns,
        }


@dataclass(frozen=True, slots=True)
class SpeakerInTranscript:
    """One label of one transcript, with the name that its speaker goes by."""

    transcript_id: str
    label: str  # in the file
    name: str
    n_turns: int
