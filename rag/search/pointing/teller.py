"""Who tells it: of an exchange, the turn that ends with a question, where its answer says nothing
of the subject."""

from __future__ import annotations

from ....index.text.asking import asks
from ....index.transcript import Transcript
from ..hits import Evidence
from ..near_words import WordVectors
from ..query_terms import Subject
from .points import points, quoting
from .shares import shares

# Shares of the subject, by rarity (data/eval/RESULTS.md#told-in-the-question).
_MAX_IN_THE_ANSWER = 0.3
_MIN_MORE_IN_THE_QUESTION = 0.5


def by_teller(item: Evidence, talk: Transcript, subject: Subject, vectors: WordVectors) -> Evidence:
    """The evidence, quoting the turn that asks, if its sentences that ask nothing tell of the
    subject and neither its question nor the quoted turn does: “We don't call it a school, for
    children learn there. And is this a typo?” “Yes.”"""
    question = item.exchange.question_turn
    if (
        not subject.rarity
        or item.hit.question is None
        or question is None
        or question == item.hit.turn
    ):
        return item
    [in_answer] = shares([item.hit.text], subject, vectors)
    if in_answer > _MAX_IN_THE_ANSWER:
        return item
    turn = talk.turn(question)
    sentences = [turn.text[start:end] for start, end in turn.sentences()]
    told = " ".join(sentence for sentence in sentences if not asks(sentence))
    asked = " ".join(sentence for sentence in sentences if asks(sentence))
    in_told, in_asked = shares([told, asked], subject, vectors)
    elsewhere = max(in_asked, in_answer)
    if elsewhere > _MAX_IN_THE_ANSWER or in_told - elsewhere < _MIN_MORE_IN_THE_QUESTION:
        return item
    return quoting(
        item, talk, points(talk, item.exchange, subject, "person", vectors, [question])[0]
    )
