"""The outline of a transcript: its questions in order, how each answer begins, and when.

No model is used: every sentence is quoted verbatim from its turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...index.text.asking import asking_sentence
from ...index.text.deep_link import link_to_moment
from ...index.text.length import text_length
from ...index.transcript import Exchange, Transcript, Turn
from ..answer import AskedQuestion, TranscriptReference
from ..search.courtesies import is_filler

_MAX_QUESTIONS = 40  # an outline with more is too long to read
_PLACES = 20  # entries of a transcript in which nobody asks
_SHARE_OF_A_STRETCH = 0.1  # of the transcript's characters; shorter stretches have no entry
_SHORT = 12  # letters; a Chinese character counts as three


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A question and the beginning of its answer; if nobody asks, a sentence of the talk."""

    question: AskedQuestion | None  # its text is the whole turn; None if nobody asks
    asked: str | None  # the asking sentence of that turn, verbatim
    answers: tuple[int, ...]  # numbers of all answering turns; without a question, of the turn
    answer_turn: int | None  # the turn with `answer`; None if nobody answers
    speaker: str | None  # of `answer_turn`
    answer: str | None  # its first sentence, verbatim; two if the first is very short
    start_s: float | None  # when its question, or else its sentence, begins; None if untimed
    url: str | None  # the recording's address, with that time if known

    @property
    def turn(self) -> int:
        """The number of the entry's first turn: the question's if there is one."""
        return self.question.turn if self.question else (self.answer_turn or 1)

    def to_dict(self) -> dict[str, object]:
        return {
            "turn": self.turn,
            "question": self.question.to_dict() if self.question else None,
            "asked": self.asked,
            "answers": list(self.answers),
            "answer_turn": self.answer_turn,
            "speaker": self.speaker,
            "answer": self.answer,
            "start_s": self.start_s,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a transcript; at least one entry."""

    transcript: TranscriptReference
    entries: tuple[OutlineEntry, ...]  # in order of turns
    n_questions: int  # in the transcript; there may be fewer entries

    @property
    def n_left_out(self) -> int:
        """The number of questions without an entry."""
        return self.n_questions - sum(entry.question is not None for entry in self.entries)

    def to_dict(self) -> dict[str, object]:
        return {
            "transcript": self.transcript.to_dict(),
            "n_questions": self.n_questions,
            "entries": [entry.to_dict() for entry in self.entries],
        }


def make_outline(transcript: Transcript, exchanges: Sequence[Exchange]) -> Outline:
    """Outline a transcript by its questions, and by sentences of stretches without questions.

    If there are more than 40 questions, the 40 with the longest answers have an entry.

    A stretch is a run of turns that belong to no question. A stretch with a tenth of the
    transcript's characters or more (a monologue, a talk before its questions, a meeting) is cut
    into pieces of similar length, 20 for a whole transcript. Each piece gives the first sentence
    of its longest turn.

    Args:
        exchanges: the transcript's exchanges, in order.
    """
    asking = [exchange for exchange in exchanges if exchange.question_turn is not None]
    by_length = sorted(asking, key=lambda e: -sum(len(transcript.turn(n).text) for n in e.answers))
    entries = [_entry(transcript, exchange) for exchange in by_length[:_MAX_QUESTIONS]]
    in_an_exchange = {number for exchange in asking for number in exchange.turns}
    for turn in _places(transcript.turns, in_an_exchange):
        entries.append(_entry(transcript, Exchange(0, None, (turn.number,))))
    entries.sort(key=lambda entry: entry.turn)
    reference = TranscriptReference.to(transcript)
    return Outline(reference, tuple(entries), n_questions=len(asking))


def _entry(transcript: Transcript, exchange: Exchange) -> OutlineEntry:
    asking = None if exchange.question_turn is None else transcript.turn(exchange.question_turn)
    begun = _beginning([transcript.turn(number) for number in exchange.answers])
    answering, sentence = begun if begun else (None, None)
    asked = asking_sentence(asking.text) if asking else None
    first, words = (asking, asked) if asking else (answering, sentence)
    start_s = first.time_at(first.text.find(words or "")) if first else None
    return OutlineEntry(
        question=AskedQuestion(asking.number, asking.speaker, asking.text) if asking else None,
        asked=asked,
        answers=exchange.answers,
        answer_turn=answering.number if answering else None,
        speaker=answering.speaker if answering else None,
        answer=sentence,
        start_s=start_s,
        url=link_to_moment(transcript.url, start_s),
    )


def _beginning(turns: Sequence[Turn]) -> tuple[Turn, str] | None:
    """The turn and first sentence of an answer, after “Yeah.” and “对。” unless that is all."""
    for turn in turns:
        spans = turn.sentences()
        for n, (start, end) in enumerate(spans):
            if is_filler(turn.text[start:end]):
                continue
            if text_length(turn.text[start:end]) < _SHORT and n + 1 < len(spans):
                # “No.” alone says little, and left out it is missed.
                return turn, turn.text[start : spans[n + 1][1]]
            return turn, turn.text[start:end]
    for turn in turns:
        for start, end in turn.sentences():
            return turn, turn.text[start:end]
    return None


def _places(turns: Sequence[Turn], in_an_exchange: set[int]) -> Iterator[Turn]:
    """The turns that stand for the stretches in which nobody asks."""
    total = sum(map(_length, turns))
    for is_asked, run in groupby(turns, key=lambda turn: turn.number in in_an_exchange):
        stretch = list(run)
        share = sum(map(_length, stretch)) / total
        if not is_asked and share >= _SHARE_OF_A_STRETCH:
            yield from _longest_of_each_piece(stretch, round(_PLACES * share))


def _longest_of_each_piece(turns: Sequence[Turn], n_pieces: int) -> Iterator[Turn]:
    """The longest turn of each of n pieces of about the same length; a long turn may be all
    of several pieces, and counts once."""
    size = sum(map(_length, turns)) / n_pieces
    pieces: dict[int, list[Turn]] = {}
    before = 0  # as `text_length` counts
    for turn in turns:
        middle = before + _length(turn) / 2
        pieces.setdefault(int(middle / size), []).append(turn)
        before += _length(turn)
    for piece in pieces.values():
        yield max(piece, key=_length)


def _length(turn: Turn) -> int:
    return max(1, text_length(turn.text))  # “…” is a turn, too
