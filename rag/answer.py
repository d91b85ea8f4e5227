"""The records that every face shows: hits, citations, answers."""

from __future__ import annotations

from dataclasses import dataclass

from ..index.text.clock import clock
from ..index.transcript import Transcript
from .integrations.notebook import answer_html, hit_html, hits_html
from .reading.address import PassageAddress
from .understanding.query import Form


@dataclass(frozen=True, slots=True)
class TranscriptReference:
    """Which transcript a hit stands in."""

    id: str
    title: str
    date: str | None

    @classmethod
    def to(cls, transcript: Transcript) -> TranscriptReference:
        """The reference to a transcript."""
        return cls(transcript.id, transcript.title, transcript.date)

    def to_dict(self) -> dict[str, object]:
        return {"id": self.id, "title": self.title, "date": self.date}


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """The question that a turn answers."""

    turn: int
    speaker: str
    text: str

    def to_dict(self) -> dict[str, object]:
        return {"turn": self.turn, "speaker": self.speaker, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A turn that fits a query, with the question that it answers."""

    rank: int  # from 1
    score: float  # 0 to 1, higher is better; compares hits of one search only
    transcript: TranscriptReference
    turn: int  # its number in the transcript, from 1
    speaker: str
    text: str  # the whole turn
    quote: str  # its best sentences, verbatim: text[quote_start : quote_start + len(quote)]
    quote_start: int
    start_s: float | None  # when the quote begins, in seconds of the recording; None if untimed
    url: str | None  # of the recording, at that time where it is known
    question: AskedQuestion | None  # None where the turn answers none
    also_in: tuple[TranscriptReference, ...] = ()  # where the same words stand too, by rank

    @property
    def address(self) -> str:
        """The address of the quote, such as `turnwise:0123456789abcdef/27#char=10,58`."""
        end = self.quote_start + len(self.quote)
        return str(PassageAddress(self.transcript.id, self.turn, self.quote_start, end))

    @property
    def place(self) -> str:
        """Title, date, turn and time, for a person to read."""
        time = None if self.start_s is None else clock(self.start_s)
        parts = (self.transcript.title, self.transcript.date, f"turn {self.turn}", time)
        return " · ".join(part for part in parts if part)

    def __str__(self) -> str:
        return f"{self.speaker}: “{self.quote}” ({self.place})"

    def _repr_html_(self) -> str:
        return hit_html(self, self.rank)

    def to_dict(self) -> dict[str, object]:
        return {
            "rank": self.rank,
            "score": round(self.score, 4),
            "address": self.address,
            "transcript": self.transcript.to_dict(),
            "turn": self.turn,
            "speaker": self.speaker,
            "text": self.text,
            "quote": self.quote,
            "quote_start": self.quote_start,
            "start_s": self.start_s,
            "url": self.url,
            "question": self.question.to_dict() if self.question else None,
            "also_in": [transcript.to_dict() for transcript in self.also_in],
        }


class Hits(list[Hit]):
    """Hits, best first; a notebook shows them one below the other."""

    def _repr_html_(self) -> str:
        return hits_html(self)


@dataclass(frozen=True, slots=True)
class Citation:
    """A hit that supports the answer, under the number that stands in its text."""

    n: int  # from 1
    hit: Hit
    verified: bool  # the quote stands in that turn, by that speaker, as stored

    @property
    def speaker(self) -> str:
        return self.hit.speaker

    @property
    def quote(self) -> str:
        return self.hit.quote

    @property
    def turn(self) -> int:
        return self.hit.turn

    @property
    def transcript(self) -> TranscriptReference:
        return self.hit.transcript

    @property
    def address(self) -> str:
        return self.hit.address

    @property
    def question(self) -> AskedQuestion | None:
        return self.hit.question

    def _repr_html_(self) -> str:
        return hit_html(self.hit, self.n)

    def to_dict(self) -> dict[str, object]:
        return {"n": self.n, **self.hit.to_dict(), "verified": self.verified}


@dataclass(frozen=True, slots=True)
class Searched:
    """Where an answer was looked for: what the words of the question said of it, and how much."""

    speakers: tuple[str, ...]  # whom the question names: only their words; empty for everybody's
    asked_by: tuple[str, ...]  # whose questions were answered first; empty for anyone's
    transcripts: tuple[TranscriptReference, ...]  # that it names by title or date; empty for all
    n_transcripts: int  # that were searched
    n_in_library: int

    def to_dict(self) -> dict[str, object]:
        return {
            "speakers": list(self.speakers),
            "asked_by": list(self.asked_by),
            "transcripts": [transcript.to_dict() for transcript in self.transcripts],
            "n_transcripts": self.n_transcripts,
            "n_in_library": self.n_in_library,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, or a refusal."""

    question: str  # as asked
    understood_as: str  # the question, follow-ups completed
    answered: bool  # False for a refusal; its text says what was looked for and where
    text: str
    citations: tuple[Citation, ...]
    model: str | None = None  # the language model that phrased it; None for the speakers' own words
    related: tuple[Hit, ...] = ()  # of a refusal: what is nearest, and perhaps about something else
    form: Form = "statements"  # which kind of answer the question was taken to want
    steps: tuple[str, ...] = ()  # what a language model looked up, each with the places it found
    searched: Searched | None = None  # of an answer of `Library.ask`

    def __str__(self) -> str:
        """The text, then the place of each citation, with its link where there is one."""
        places = [
            f"[{citation.n}] " + " · ".join(filter(None, (citation.hit.place, citation.hit.url)))
            for citation in self.citations
        ]
        return "\n".join([self.text, *places])

    def _repr_html_(self) -> str:
        return answer_html(self.text, self.citations)

    def to_dict(self) -> dict[str, object]:
        return {
            "question": self.question,
            "understood_as": self.understood_as,
            "answered": self.answered,
            "text": self.text,
            "citations": [citation.to_dict() for citation in self.citations],
            "model": self.model,
            "related": [hit.to_dict() for hit in self.related],
            "form": self.form,
            "steps": list(self.steps),
            "searched": self.searched.to_dict() if self.searched else None,
        }
