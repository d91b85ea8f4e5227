"""Questions to begin with: what was asked in the transcripts themselves."""

from __future__ import annotations

from functools import cache

from ..index.exchanges import link_exchanges
from ..index.paths import sample_transcripts
from ..index.text.length import text_length
from ..index.text.sentences import sentence_spans
from .library import Library

_MIN_LENGTH, _MAX_LENGTH = 8, 100  # as `text_length` counts

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
    """Up to n short questions that were asked and answered, from several transcripts."""
    by_transcript = [_questions(library, info.id) for info in library.transcripts()[: 2 * n]]
    suggestions: list[str] = []
    while len(suggestions) < n and any(by_transcript):
        suggestions += [questions.pop(0) for questions in by_transcript if questions]
    return suggestions[:n]


@cache
def _id_of_sample_interview() -> str:
    from ..index.readers import read_path  # late: packages for Word and web pages come with it

    [transcript] = read_path(sample_transcripts() / "interview.txt").transcripts
    return transcript.id


def _questions(library: Library, id: str) -> list[str]:
    transcript = library.transcript(id)
    asked = [
        transcript.turn(exchange.question_turn).text
        for exchange in link_exchanges(transcript.turns, transcript.links)
        if exchange.question_turn is not None and exchange.answers
    ]
    sentences = [text[start:end] for text in asked for start, end in sentence_spans(text)]
    return [s for s in sentences if s[-1] in "?？" and _MIN_LENGTH <= text_length(s) <= _MAX_LENGTH]
