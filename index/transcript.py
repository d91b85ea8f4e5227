"""The domain records: what was said, by whom, and which question it answers."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from itertools import pairwise

from .errors import TranscriptError, TurnNumberError
from .text.language import Language, language_of
from .text.printable import printable
from .text.sentences import sentence_spans

_BREAK = 0.3  # how clear the end of a cue is; each second of silence adds 1


@dataclass(frozen=True, slots=True)
class TimeMark:
    """When a part of a turn is spoken: a cue, a segment or a word of the file."""

    offset: int  # of its first character in the turn's text
    start_s: float  # seconds from the start of the recording, to the millisecond
    end_s: float | None = None


def breaks_at(marks: Sequence[TimeMark]) -> dict[int, float]:
    """Offset of each mark but the first → how clear the break before it is, above 0 to 1."""
    return {
        mark.offset: min(1.0, _BREAK + max(0.0, mark.start_s - (last.end_s or mark.start_s)))
        for last, mark in pairwise(marks)
    }


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of speech by one speaker."""

    number: int  # position in the transcript, from 1
    speaker: str
    text: str
    start_s: float | None = None  # seconds from the start of the recording; None if untimed
    end_s: float | None = None
    label: str | None = None  # the speaker in the file, if it differs from the name
    marks: tuple[TimeMark, ...] = ()  # in order of offsets; empty for a turn of one part
    _sentences: tuple[tuple[int, int], ...] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def time_at(self, offset: int) -> float | None:
        """When the words at this offset are spoken, in seconds: by the last mark at or before it.

        The start of the turn if it has no marks; None if it has no time either.
        """
        n_before = bisect_right(self.marks, offset, key=lambda mark: mark.offset)
        return self.marks[n_before - 1].start_s if n_before else self.start_s

    @property
    def breaks(self) -> dict[int, float]:
        """See `breaks_at`."""
        return breaks_at(self.marks)

    def sentences(self) -> Sequence[tuple[int, int]]:
        """Character ranges [start, end) of the turn's sentences (`sentence_spans`)."""
        if self._sentences is None:
            self.know_sentences(sentence_spans(self.text, self.breaks))
        return self._sentences or ()

    def know_sentences(self, spans: Sequence[tuple[int, int]]) -> None:
        """Keep what `sentences` gives, which takes long to find."""
        object.__setattr__(self, "_sentences", tuple(spans))

    def to_dict(self) -> dict[str, object]:
        about = {name.name: getattr(self, name.name) for name in fields(self) if name.init}
        return {**about, "marks": [asdict(mark) for mark in self.marks]}


@dataclass(frozen=True, slots=True)
class Link:
    """A question and its answers as stated by the file."""

    question: int  # number of the asking turn
    answers: tuple[int, ...]  # numbers of the answering turns, in order; at least one


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the file that is not speech: a title, a caption, a footer."""

    line: int  # line number, from 1
    text: str
    after_turn: int | None = None  # the turn before it, 0 for none; None: nobody knows


@dataclass(frozen=True)
class Transcript:
    """One recording's text. Equal turns give equal ids, whatever the file's name.

    Raises:
        TranscriptError: if there is no turn, a turn has no speaker or no text, the numbers do not
            run 1, 2, 3, ..., or a link names a missing turn.
    """

    title: str
    turns: tuple[Turn, ...]
    date: str | None = None  # ISO 8601: 2018-11-02
    source: str | None = None  # the file name it was read from
    url: str | None = None  # address of the recording or text
    format: str | None = None  # the kind of file it was read from: “WebVTT”
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()  # in order of questions; empty if the file states none
    stored_id: str | None = None  # the id in a library, if its turns have changed since
    edited_id: str | None = None  # the `content_id` that people's corrections gave it
    # Words of the file that the reader could not place (they are notes); 0 for a stored transcript.
    n_words_not_read: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        if not self.turns:
            raise TranscriptError(f"transcript “{self.title}” has no turns; give at least one")
        for position, turn in enumerate(self.turns, start=1):
            if turn.number != position:
                raise TranscriptError(
                    f"turn {turn.number} of “{self.title}” is in position {position}; "
                    "number the turns 1, 2, 3, ..."
                )
            if not turn.speaker.strip() or not turn.text.strip():
                raise TranscriptError(
                    f"turn {turn.number} of “{self.title}” has no speaker or no text; give it both"
                )
        for link in self.links:
            numbers = {link.question, *link.answers}
            if not link.answers or not numbers <= set(range(1, len(self.turns) + 1)):
                raise TranscriptError(
                    f"“{self.title}” links turn {link.question} to {list(link.answers)}; it has "
                    f"turns 1 to {len(self.turns)}, and a question needs an answer"
                )

    @property
    def id(self) -> str:
        """The id in a library: the `content_id` with which it was added, whatever is corrected."""
        return self.stored_id or self.content_id

    @property
    def is_damaged(self) -> bool:
        """Whether the stored turns are neither those that were added nor those of a correction."""
        return self.stored_id is not None and self.content_id != (self.edited_id or self.stored_id)

    @cached_property
    def content_id(self) -> str:
        """16 hex digits of SHA-256 over speakers, texts and times, in order.

        It uses the file's labels, so giving a speaker a name does not change the id. The marks
        inside a turn are left out: a library of a version without them keeps its ids.
        """
        digest = hashlib.sha256()
        for turn in self.turns:
            speaker = turn.label or turn.speaker
            fields = (speaker, turn.text, _seconds(turn.start_s), _seconds(turn.end_s))
            digest.update("\x1f".join(fields).encode() + b"\x1e")
        return digest.hexdigest()[:16]

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "title": self.title,
            "date": self.date,
            "source": self.source,
            "url": self.url,
            "format": self.format,
            "language": self.language,
            "speakers": list(self.speakers),
            "notes": [asdict(note) for note in self.notes],
            "links": [asdict(link) for link in self.links],
            "turns": [turn.to_dict() for turn in self.turns],
        }

    def printable(self) -> Transcript:
        """Remove control characters (`printable.py`) from title, notes, names and words.

        Raises: TranscriptError if nothing is left of a turn.
        """
        return replace(
            self,
            title=printable(self.title),
            turns=tuple(
                replace(
                    turn,
                    speaker=printable(turn.speaker),
                    text=printable(turn.text),
                    label=turn.label and printable(turn.label),
                    marks=tuple(
                        replace(mark, offset=len(printable(turn.text[: mark.offset])))
                        for mark in turn.marks
                    )
                    if printable(turn.text) != turn.text
                    else turn.marks,
                )
                for turn in self.turns
            ),
            source=self.source and printable(self.source),
            url=self.url and printable(self.url),
            notes=tuple(replace(note, text=printable(note.text)) for note in self.notes),
        )

    @cached_property
    def language(self) -> Language:
        return language_of(" ".join(turn.text for turn in self.turns))

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Names in order of first appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))

    def turn(self, number: int) -> Turn:
        """The turn with this number. Raises TurnNumberError if there is none."""
        if not 1 <= number <= len(self.turns):
            raise TurnNumberError(
                f"“{self.title}” has no turn {number}; it has 1 to {len(self.turns)}. If a library "
                "raises this for its own turns, run: turnwise doctor --rebuild"
            )
        return self.turns[number - 1]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question (or none) and the turns that answer it."""

    number: int  # position in the transcript, from 1
    question_turn: int | None  # turn number; None if nobody asked
    answers: tuple[int, ...]  # numbers of the answering turns, in order; empty if none answered

    @property
    def turns(self) -> tuple[int, ...]:
        """The turn numbers of question and answers, in order."""
        return self.answers if self.question_turn is None else (self.question_turn, *self.answers)

    def text(self, transcript: Transcript) -> str:
        """The words of question and answers, one line per turn."""
        return "\n".join(transcript.turn(number).text for number in self.turns)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of one turn's text."""

    turn_number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences inside one exchange: the unit that is embedded and searched."""

    exchange_number: int
    spans: tuple[Span, ...]  # in order of turns

    def text(self, transcript: Transcript) -> str:
        """The passage's words, one line per turn."""
        return "\n".join(transcript.turn(s.turn_number).text[s.start : s.end] for s in self.spans)


def _seconds(time_s: float | None) -> str:
    """A time in the form that ids use: SQLite returns 1 as 1.0, and -0.0 as 0.0."""
    return "None" if time_s is None else repr(float(time_s) + 0.0)
