"""What an elliptic exchange refers to: “How long did that take?” is about the question before."""

from __future__ import annotations

import re

from ...index.store.records import StoredExchange
from ...index.store.store import Store
from ...index.text.asking import asking_sentence
from ...index.text.fold import fold
from ...index.text.sentences import sentence_spans
from ...index.text.terms import content_words, has_content, words_of
from ...index.transcript import Transcript

_MAX_TURNS_BEFORE = 6  # between the question before and the exchange
_SENTENCES = 3  # of it, the last ones
_MAX_WORDS = 40  # content words of an elliptic exchange; a long answer names its subject
_MAX_ELLIPTIC = 1  # content words of a question that leans on the one before: “And why?”
_REFERS = re.compile(
    r"\b(?:it|that|this|they|them|those|then|he|she|there)\b|整个|[这那]|它|他们?|她们?|其"
)
_MAX_REFERRING = 6  # content words of a question that refers to something


def antecedent(stored: StoredExchange, transcript: Transcript, store: Store) -> str | None:
    """The question before an elliptic exchange; None if there is none, or it needs none."""
    first = min(stored.exchange.turns)
    question = stored.exchange.question_turn
    if question is None or not is_elliptic(asking_sentence(transcript.turn(question).text)):
        return None
    if _has_many_words(stored, transcript, store):
        return None
    for number in range(first - 1, max(0, first - 1 - _MAX_TURNS_BEFORE), -1):
        if store.exchange_asked_in(stored.transcript_id, number):
            text = transcript.turn(number).text
            return text[sentence_spans(text)[-_SENTENCES:][0][0] :]
    return None


def _has_many_words(stored: StoredExchange, transcript: Transcript, store: Store) -> bool:
    """Whether an exchange has more content words than an elliptic one; looks no further."""
    spoken, found = store.spoken(stored.transcript_id), set[str]()
    for number in stored.exchange.turns:
        for word in spoken.words_of(number) or words_of(transcript.turn(number).text):
            if word not in found and has_content(word):
                found.add(word)
                if len(found) > _MAX_WORDS:
                    return True
    return False


def is_elliptic(question: str) -> bool:
    """Whether a question has few words of its own, or refers to something by a pronoun."""
    n_words = len(content_words(question))
    refers = _REFERS.search(fold(question)) is not None
    return n_words <= (_MAX_REFERRING if refers else _MAX_ELLIPTIC)
