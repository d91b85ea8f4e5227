"""The questions of a talk that stayed open: nobody answers, or only with “I don't know”."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...index.text.asking import asking_sentence
from ...index.text.fold import fold
from ...index.text.length import text_length
from ...index.transcript import Exchange, Span
from ..understanding.rules.speech import left_open, wording
from .spoken_sentences import spoken_sentences
from .talk import Talk

_MAX_FILLER = 12  # as `text_length` counts: “Well.”
_SHORT_EVASION = 100  # the same; of a longer answer only the first sentence counts
_MAX_EVASION = 400  # as `text_length` counts; a longer answer tells something


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """Where a question is asked, and by which words it stays open."""

    asked: Span  # the asking sentence
    evasion: Span | None  # the sentence that gives no answer; None if nobody says anything


def open_places(talk: Talk) -> Iterator[OpenPlace]:
    """The questions that stayed open, in order."""
    for exchange in talk.exchanges:
        if exchange.question_turn is None or not _asks_something(talk, exchange):
            continue
        evasion = _evasion(talk, exchange)
        if exchange.answers and evasion is None:
            continue
        turn = talk.transcript.turn(exchange.question_turn)
        asked = asking_sentence(turn.text)
        start = turn.text.index(asked)
        yield OpenPlace(Span(turn.number, start, start + len(asked)), evasion)


def _asks_something(talk: Talk, exchange: Exchange) -> bool:
    assert exchange.question_turn is not None
    asked = asking_sentence(talk.transcript.turn(exchange.question_turn).text)
    folded = fold(asked)
    asks = bool(exchange.answers) or wording.IS_ASKED.matches(folded)
    return asks and not wording.ASKS_NOTHING.matches(folded)


def _evasion(talk: Talk, exchange: Exchange) -> Span | None:
    """The sentence by which the answer says that it is none; None if something is answered."""
    turns = [talk.transcript.turn(number) for number in exchange.answers]
    if not turns or sum(text_length(turn.text) for turn in turns) > _MAX_EVASION:
        return None
    first = turns[0].text
    spans = list(spoken_sentences(turns[0]))
    # “I don't know.” is an answer if nothing longer is said.
    said = [span for span in spans if text_length(_at(first, span)) > _MAX_FILLER] or spans
    most = len(said) if text_length(first) <= _SHORT_EVASION else 1
    evading = (s for s in said[:most] if left_open.HAS_NO_ANSWER.matches(fold(_at(first, s))))
    return next(evading, None)


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]
