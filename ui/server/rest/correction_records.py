"""The JSON of corrections, their history, and figures."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ....rag import ChangeKind
from ..records import Hit, Name, Record, Request, TranscriptInfo, TranscriptReference, Turn

Number = Annotated[int, Field(ge=1, le=10_000_000)]
Version = Annotated[
    str | None,
    Field(
        max_length=100,
        description="of the transcript as it was read; if its turns were corrected since, 409",
    ),
]


class EditRequest(Request):
    """What to change of a transcript."""

    title: Name | None = None
    date: str | None = Field(None, max_length=40, description="ISO 8601; “” takes it away")
    url: str | None = Field(None, max_length=2_000, description="“” takes it away")
    tags: list[Name] | None = Field(None, max_length=50, description="in place of the present ones")
    speakers: dict[Name, Name] | None = Field(
        None, max_length=500, description="a speaker as the file or the library says → the name"
    )


class TurnEdit(Request):
    """Other words of a turn."""

    text: str = Field(min_length=1, max_length=600_000)
    version: Version = None


class TurnSplit(Request):
    """Where a turn is cut."""

    at: int = Field(ge=1, le=10_000_000, description="characters of its text before the cut")
    version: Version = None


class TurnJoin(Request):
    """How far turns are joined."""

    last: Number | None = Field(None, description="the last of them; null for the next one")
    version: Version = None


class TurnMove(Request):
    """Turns, and who spoke them."""

    first: Number
    last: Number | None = Field(None, description="included; null for the first alone")
    speaker: Name = Field(description="a name or an alias, or that of somebody new")
    version: Version = None


class Change(Record):
    """What somebody corrected."""

    id: int = Field(description="in order of time")
    kind: ChangeKind
    transcripts: list[str] = Field(description="ids of those that it changes")
    made_at: str = Field(description="UTC, ISO 8601")
    made_by: str | None = Field(description="the name of the key; null without keys")
    before: dict[str, Any] = Field(description="what was there; of a removal without the words")
    after: dict[str, Any]
    undoes: int | None = Field(description="the change that this one takes back")
    undone_by: int | None = Field(description="the change that takes this one back")
    is_undone: bool = Field(description="taken back, and not done again since")


class ChangeList(Record):
    """Changes, oldest first."""

    changes: list[Change]


class Correction(Record):
    """What came of correcting turns."""

    transcript: TranscriptInfo
    turns: list[Turn] = Field(description="as they are now; none if nothing changed")
    shift: int = Field(description="by how much the numbers of all later turns grew")
    change: Change | None = Field(description="null if nothing changed")


class SpeakerFigures(Record):
    """How much one speaker says, asks and answers."""

    name: str
    turns: int
    letters: int = Field(description="a Chinese, Japanese or Korean character counts as three")
    share: float = Field(description="of all letters, 0 to 1")
    seconds: float | None = Field(description="null if a turn is untimed")
    asked: int
    answered: int
    transcript: TranscriptReference | None = Field(description="only for a placeholder")


class AskedBy(Record):
    """How often one speaker answers another."""

    asker: str
    answerer: str
    n: int


class OpenQuestion(Record):
    """A question that nobody answered, or only with “I don't know”."""

    transcript: TranscriptReference
    turn: int
    speaker: str
    asked: str = Field(description="verbatim")
    address: str
    evasion: str | None = Field(description="the words that give no answer, verbatim")
    evaded_by: str | None
    start_s: float | None
    url: str | None


class StripTurn(Record):
    """A turn as a stretch of the talk."""

    turn: int
    speaker: str
    start: float = Field(description="in the unit of the strip, from 0")
    length: float
    letters: int
    asks: bool
    answers: int | None = Field(description="the turn with the question that it answers")


class Figures(Record):
    """The figures of one transcript."""

    transcript: TranscriptReference
    turns: int
    letters: int
    seconds: float | None = Field(description="null if a turn is untimed")
    questions: int
    median_letters: float = Field(description="of a turn")
    speakers: list[SpeakerFigures] = Field(description="who says most, first")
    pairs: list[AskedBy] = Field(description="the most frequent first")
    open_questions: list[OpenQuestion]
    unit: str = Field(description="of the strip: “seconds” or “letters”")
    strip: list[StripTurn] = Field(description="all turns, in order")


class LibraryFigures(Record):
    """The figures of several transcripts together."""

    transcripts: int
    turns: int
    letters: int
    seconds: float = Field(description="of those that are timed")
    timed_transcripts: int
    questions: int
    speakers: list[SpeakerFigures]
    pairs: list[AskedBy]
    open_questions: list[OpenQuestion]


class Examples(Record):
    """What a speaker says here and there."""

    hits: list[Hit]
