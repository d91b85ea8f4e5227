"""The figures of a talk or a library: who speaks how much and when, who asks, what stayed open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median

from ...index.speakers import is_placeholder
from ...index.text.deep_link import link_to_moment
from ...index.text.length import text_length
from ...index.transcript import Span, Turn
from ..answer import TranscriptReference
from .address import PassageAddress
from .open_questions import open_places
from .talk import Talk


@dataclass(frozen=True, slots=True)
class SpeakerFigures:
    """How much one speaker says, asks and answers."""

    name: str
    n_turns: int
    letters: int  # of all words; a Chinese, Japanese or Korean character counts as three
    share: float  # of all letters, from 0 to 1
    seconds: float | None  # None if a turn is untimed
    n_asked: int  # questions
    n_answered: int  # questions that they answer, alone or with others
    transcript: TranscriptReference | None = None  # only of a placeholder among several transcripts

    def to_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "turns": self.n_turns,
            "letters": self.letters,
            "share": self.share,
            "seconds": self.seconds,
            "asked": self.n_asked,
            "answered": self.n_answered,
            "transcript": self.transcript.to_dict() if self.transcript else None,
        }


@dataclass(frozen=True, slots=True)
class StripTurn:
    """A turn as a stretch of the talk."""

    turn: int  # number
    speaker: str
    start: float  # in the unit of the strip, from 0
    length: float
    letters: int  # as `text_length` counts
    asks: bool
    answers: int | None  # the turn with the question that it answers

    def to_dict(self) -> dict[str, object]:
        return {
            "turn": self.turn,
            "speaker": self.speaker,
            "start": self.start,
            "length": self.length,
            "letters": self.letters,
            "asks": self.asks,
            "answers": self.answers,
        }


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that nobody answered, or only with “I don't know”."""

    transcript: TranscriptReference
    turn: int
    speaker: str
    asked: str  # the asking sentence, verbatim
    address: PassageAddress
    evasion: str | None  # the words that give no answer, verbatim
    evaded_by: str | None  # who says them
    start_s: float | None
    url: str | None  # of the recording, at that time where it is known

    def to_dict(self) -> dict[str, object]:
        return {
            "transcript": self.transcript.to_dict(),
            "turn": self.turn,
            "speaker": self.speaker,
            "asked": self.asked,
            "address": str(self.address),
            "evasion": self.evasion,
            "evaded_by": self.evaded_by,
            "start_s": self.start_s,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class AskedBy:
    """How often one speaker answers another."""

    asker: str
    answerer: str
    n: int

    def to_dict(self) -> dict[str, object]:
        return {"asker": self.asker, "answerer": self.answerer, "n": self.n}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one transcript."""

    transcript: TranscriptReference
    n_turns: int
    letters: int
    seconds: float | None  # from the first turn to the end of the last; None if one is untimed
    n_questions: int
    median_letters: float  # of a turn
    speakers: tuple[SpeakerFigures, ...]  # who says most, first
    pairs: tuple[AskedBy, ...]  # the most frequent first
    open_questions: tuple[OpenQuestion, ...]  # in order
    unit: str  # of the strip: “seconds”, or “letters” if a turn is untimed
    strip: tuple[StripTurn, ...]  # all turns, in order

    def to_dict(self) -> dict[str, object]:
        return {
            "transcript": self.transcript.to_dict(),
            "turns": self.n_turns,
            "letters": self.letters,
            "seconds": self.seconds,
            "questions": self.n_questions,
            "median_letters": self.median_letters,
            "speakers": [speaker.to_dict() for speaker in self.speakers],
            "pairs": [pair.to_dict() for pair in self.pairs],
            "open_questions": [question.to_dict() for question in self.open_questions],
            "unit": self.unit,
            "strip": [turn.to_dict() for turn in self.strip],
        }


@dataclass(frozen=True, slots=True)
class LibraryFigures:
    """The figures of several transcripts together."""

    n_transcripts: int
    n_turns: int
    letters: int
    seconds: float  # of those that are timed
    n_timed: int  # transcripts
    n_questions: int
    speakers: tuple[SpeakerFigures, ...]  # who says most, first; a placeholder for each transcript
    pairs: tuple[AskedBy, ...]  # the most frequent first
    open_questions: tuple[OpenQuestion, ...]  # in order of transcripts

    def to_dict(self) -> dict[str, object]:
        return {
            "transcripts": self.n_transcripts,
            "turns": self.n_turns,
            "letters": self.letters,
            "seconds": self.seconds,
            "timed_transcripts": self.n_timed,
            "questions": self.n_questions,
            "speakers": [speaker.to_dict() for speaker in self.speakers],
            "pairs": [pair.to_dict() for pair in self.pairs],
            "open_questions": [question.to_dict() for question in self.open_questions],
        }


def make_figures(talk: Talk) -> Figures:
    """The figures of one transcript."""
    turns = talk.transcript.turns
    lengths_s = seconds_of(turns)
    letters = [text_length(turn.text) for turn in turns]
    is_timed = lengths_s is not None
    strip = tuple(_strip(talk, letters, lengths_s))
    return Figures(
        transcript=TranscriptReference.to(talk.transcript),
        n_turns=len(turns),
        letters=sum(letters),
        seconds=max(round(turn.start + turn.length, 3) for turn in strip) if is_timed else None,
        n_questions=sum(exchange.question_turn is not None for exchange in talk.exchanges),
        median_letters=median(letters),
        speakers=count_speakers(talk),
        pairs=_pairs(_answerings(talk)),
        open_questions=tuple(_open_questions(talk)),
        unit="seconds" if is_timed else "letters",
        strip=strip,
    )


def merge_figures(figures: Iterable[Figures]) -> LibraryFigures:
    """The figures of several transcripts together; equal names are one speaker, but for
    placeholders such as “Speaker 1”, who are somebody else in each."""
    figures = list(figures)
    timed = [each.seconds for each in figures if each.seconds is not None]
    letters = sum(each.letters for each in figures)
    pairs: Counter[tuple[str, str]] = Counter()
    for each in figures:
        pairs.update({(pair.asker, pair.answerer): pair.n for pair in each.pairs})
    return LibraryFigures(
        n_transcripts=len(figures),
        n_turns=sum(each.n_turns for each in figures),
        letters=letters,
        seconds=round(sum(timed), 3),
        n_timed=len(timed),
        n_questions=sum(each.n_questions for each in figures),
        speakers=_merged_speakers(figures, letters),
        pairs=_pairs(pairs),
        open_questions=tuple(question for each in figures for question in each.open_questions),
    )


def count_speakers(talk: Talk) -> tuple[SpeakerFigures, ...]:
    """The figures of each speaker of a talk, who says most first."""
    turns = talk.transcript.turns
    lengths_s = seconds_of(turns)
    n_turns = Counter(turn.speaker for turn in turns)
    letters: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    for turn, length_s in zip_longest(turns, lengths_s or ()):
        letters[turn.speaker] += text_length(turn.text)
        seconds[turn.speaker] += length_s or 0
    asked = Counter(
        talk.transcript.turn(exchange.question_turn).speaker
        for exchange in talk.exchanges
        if exchange.question_turn is not None
    )
    answered: Counter[str] = Counter()
    for (_, answerer), n in _answerings(talk).items():
        answered[answerer] += n
    total = letters.total() or 1
    return tuple(
        SpeakerFigures(
            name,
            n_turns[name],
            n_letters,
            n_letters / total,
            None if lengths_s is None else round(seconds[name], 3),
            asked[name],
            answered[name],
        )
        for name, n_letters in letters.most_common()
    )


def seconds_of(turns: Sequence[Turn]) -> list[float] | None:
    """How long each turn lasts; None if one has no time.

    A turn without an end lasts until the next one starts; the last one, if nothing is known, as
    long as its letters take at the pace of the others.
    """
    if any(turn.start_s is None for turn in turns):
        return None
    lengths: list[float] = []
    for turn, following in zip_longest(turns, turns[1:]):
        marked_s = [mark.end_s for mark in reversed(turn.marks)]
        ends = [turn.end_s, following and following.start_s, *marked_s]
        end_s = next((end for end in ends if end is not None), None)
        if end_s is None:
            pace = sum(lengths) / max(1, sum(text_length(turn.text) for turn in turns[:-1]))
            lengths.append(pace * text_length(turn.text))
        else:
            lengths.append(max(0.0, end_s - (turn.start_s or 0.0)))
    return [round(length, 3) for length in lengths]


def _answerings(talk: Talk) -> Counter[tuple[str, str]]:
    """(Who asks, who answers) → how many questions."""
    counts: Counter[tuple[str, str]] = Counter()
    for exchange in talk.exchanges:
        if exchange.question_turn is not None:
            asker = talk.transcript.turn(exchange.question_turn).speaker
            answerers = {talk.transcript.turn(number).speaker: 1 for number in exchange.answers}
            counts.update((asker, answerer) for answerer in answerers)
    return counts


def _pairs(counts: Counter[tuple[str, str]]) -> tuple[AskedBy, ...]:
    return tuple(AskedBy(asker, answerer, n) for (asker, answerer), n in counts.most_common())


def _open_questions(talk: Talk) -> Iterable[OpenQuestion]:
    reference = TranscriptReference.to(talk.transcript)
    for place in open_places(talk):
        turn = talk.transcript.turn(place.asked.turn_number)
        start_s = turn.time_at(place.asked.start)
        evading = place.evasion and talk.transcript.turn(place.evasion.turn_number)
        yield OpenQuestion(
            reference,
            turn.number,
            turn.speaker,
            _words(turn, place.asked),
            PassageAddress(reference.id, turn.number, place.asked.start, place.asked.end),
            _words(evading, place.evasion) if evading and place.evasion else None,
            evading.speaker if evading else None,
            start_s,
            link_to_moment(talk.transcript.url, start_s),
        )


def _words(turn: Turn, span: Span) -> str:
    return turn.text[span.start : span.end]


def _strip(
    talk: Talk, letters: Sequence[int], lengths_s: Sequence[float] | None
) -> Iterable[StripTurn]:
    turns = talk.transcript.turns
    asking = {exchange.question_turn for exchange in talk.exchanges}
    question_of = {
        number: exchange.question_turn
        for exchange in reversed(talk.exchanges)
        for number in exchange.answers
    }
    first_s = turns[0].start_s or 0.0
    n_before = 0
    for turn, n_letters, length_s in zip_longest(turns, letters, lengths_s or ()):
        start = n_before if length_s is None else round((turn.start_s or 0.0) - first_s, 3)
        yield StripTurn(
            turn.number,
            turn.speaker,
            start,
            n_letters if length_s is None else length_s,
            n_letters,
            turn.number in asking,
            question_of.get(turn.number),
        )
        n_before += n_letters


def _merged_speakers(figures: Sequence[Figures], letters: int) -> tuple[SpeakerFigures, ...]:
    by_person: dict[tuple[str, str], list[tuple[SpeakerFigures, TranscriptReference]]] = {}
    for each in figures:
        for speaker in each.speakers:
            where = each.transcript.id if is_placeholder(speaker.name) else ""
            by_person.setdefault((speaker.name, where), []).append((speaker, each.transcript))
    merged = [
        SpeakerFigures(
            name,
            sum(speaker.n_turns for speaker, _ in parts),
            sum(speaker.letters for speaker, _ in parts),
            sum(speaker.letters for speaker, _ in parts) / max(1, letters),
            _sum_or_none([speaker.seconds for speaker, _ in parts]),
            sum(speaker.n_asked for speaker, _ in parts),
            sum(speaker.n_answered for speaker, _ in parts),
            parts[0][1] if where and len(figures) > 1 else None,
        )
        for (name, where), parts in by_person.items()
    ]
    return tuple(sorted(merged, key=lambda speaker: -speaker.letters))


def _sum_or_none(seconds: Sequence[float | None]) -> float | None:
    """The seconds together; None if one is not known."""
    known = [each for each in seconds if each is not None]
    return round(sum(known), 3) if len(known) == len(seconds) else None
