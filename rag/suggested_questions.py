"""Questions to begin with, and to go on with: what was asked in the transcripts themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..index.exchanges import link_exchanges
from ..index.paths import sample_transcripts
from ..index.text.length import text_length
from ..index.text.sentences import sentence_spans
from ..index.transcript import Transcript
from .library import Library
from .understanding.follow_up import is_short

_MIN_LENGTH, _MAX_LENGTH = 8, 100  # as `text_length` counts
_MIN_ANSWER_LENGTH = 60  # the same: “Yes, I can hear you.” answers nothing that others would ask


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of a transcript."""

    turn: int
    text: str
    n_reasons: int  # for asking it: it is answered at some length, and says what it is about


_SAMPLE_QUESTIONS = [  # about the interview that comes with Turnwise
    "what did he say about OpenCL",
    "谁问了 Julia？",
    "research 和 production 的矛盾是什么？",
    "What is unframework?",
]


def example_questions(library: Library) -> list[str]:
    """Up to four questions that show what can be asked of this library."""
    infos = library.transcripts()
    if infos and _id_of_sample_interview() in {info.id for info in infos}:
        return _SAMPLE_QUESTIONS
    return suggest_questions(library)


def suggest_questions(library: Library, n: int = 4) -> list[str]:
    """Up to n short questions that were asked and answered, from several transcripts.

    Those come first that were answered at some length and say what they are about.
    """
    by_transcript = [_best_first(library, info.id) for info in library.transcripts()[: 2 * n]]
    suggestions: list[str] = []
    while len(suggestions) < n and any(by_transcript):
        suggestions += [questions.pop(0) for questions in by_transcript if questions]
    return suggestions[:n]


def next_questions(library: Library, id: str, turn: int, n: int = 4) -> list[str]:
    """Up to n short questions that were asked and answered in a transcript, those after a turn
    first; only questions that were answered at some length and say what they are about.

    Args:
        turn: its number, from 1; the question that it answers is left out.
    Raises: UsageError if the transcript is not there.
    """
    asked = [each for each in _questions(library.transcript(id)) if each.n_reasons == 2]
    answered_here = max((each.turn for each in asked if each.turn <= turn), default=0)
    later = [each.text for each in asked if each.turn > turn]
    earlier = [each.text for each in asked if each.turn < answered_here]
    return list(dict.fromkeys(later + earlier))[:n]


@cache
def _id_of_sample_interview() -> str:
    from ..index.readers import read_path  # late: packages for Word and web pages come with it

    [transcript] = read_path(sample_transcripts() / "interview.txt").transcripts
    return transcript.id


def _best_first(library: Library, id: str) -> list[str]:
    asked = sorted(_questions(library.transcript(id)), key=lambda each: -each.n_reasons)
    return [each.text for each in asked]


def _questions(transcript: Transcript) -> Iterator[_Asked]:
    """The short questions that are answered, in order."""
    for exchange in link_exchanges(transcript.turns, transcript.links):
        if exchange.question_turn is None or not exchange.answers:
            continue
        answers = (transcript.turn(number).text for number in exchange.answers)
        at_length = sum(map(text_length, answers)) >= _MIN_ANSWER_LENGTH
        text = transcript.turn(exchange.question_turn).text
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            if sentence[-1] in "?？" and _MIN_LENGTH <= text_length(sentence) <= _MAX_LENGTH:
                n_reasons = at_length + (not is_short(sentence))
                yield _Asked(exchange.question_turn, sentence, n_reasons)
