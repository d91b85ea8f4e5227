"""Questions to begin with: what was asked in the transcripts themselves."""

from __future__ import annotations

from ..index.exchanges import link_exchanges
from ..index.text.length import text_length
from ..index.text.sentences import sentence_spans
from .library import Library

_MIN_LENGTH, _MAX_LENGTH = 8, 100  # as `text_length` counts


def suggest_questions(library: Library, n: int = 4) -> list[str]:
    """Up to n short questions that were asked and answered, from several transcripts."""
    by_transcript = [_questions(library, info.id) for info in library.transcripts()[: 2 * n]]
    suggestions: list[str] = []
    while len(suggestions) < n and any(by_transcript):
        suggestions += [questions.pop(0) for questions in by_transcript if questions]
    return suggestions[:n]


def _questions(library: Library, id: str) -> list[str]:
    transcript = library.transcript(id)
    asked = [
        transcript.turn(exchange.question_turn).text
        for exchange in link_exchanges(transcript.turns, transcript.links)
        if exchange.question_turn is not None and exchange.answers
    ]
    sentences = [text[start:end] for text in asked for start, end in sentence_spans(text)]
    return [s for s in sentences if s[-1] in "?？" and _MIN_LENGTH <= text_length(s) <= _MAX_LENGTH]
