"""A hit that only asks is no answer: what is said to it is, in one of the next turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ....index.exchanges import writes_question_marks
from ....index.text.asking import asking_sentence, asks
from ....index.text.fold import fold
from ....index.transcript import Span, Transcript, Turn
from ...answer import AskedQuestion
from ...understanding.form import answer_type as type_asked_for
from ...understanding.query import AnswerType
from ..courtesies import is_reply, says_nothing
from ..hits import Evidence, with_quote
from ..near_words import WordVectors
from ..query_terms import Subject
from .points import points
from .shares import shares

_TURNS_AFTER = 3  # among which an answer begins
_MARKS = ("?", "？")
_ASIDE = re.compile(
    r",?\s*(?:by the way|actually|again|exactly|anyway|then|though|please|sorry|来着|啊|呀)\W*$"
)
_BECAUSE = re.compile(
    r"\W*(?:(?:well|oh|um|uh|yeah)\W+)*(?:because|'?cause)\b|\W*(?:对\W*|嗯\W*)?因为"
)
_MAX_SENTENCES = 3  # of the answer, which are quoted


def answering(
    evidence: Sequence[Evidence],
    subject: Subject,
    vectors: WordVectors,
    talks: Sequence[Transcript],
    answer_type: AnswerType | None = None,
) -> list[Evidence]:
    """The evidence, each turn once; where a quote asks for this type of answer, or the words beside
    its question do not tell of the subject, with the turn that answers it as the quote.

    Args:
        talks: of each evidence.
    """
    found: dict[tuple[str, int], Evidence] = {}
    for item, talk in zip(evidence, talks, strict=True):
        answer = item
        only_asks = ends_asking(item.hit.quote, talk) and ends_asking(item.hit.text, talk)
        asks_same = answer_type is not None and answer_type == _asked_for(item.hit.quote)
        if only_asks and (asks_same or not _tells(item.hit.quote, subject, vectors)):
            answer = _answer_to(item, talk, subject, vectors) or item
        found.setdefault((talk.id, answer.hit.turn), answer)
    return [
        replace(item, hit=replace(item.hit, rank=rank))
        for rank, item in enumerate(found.values(), start=1)
    ]


def reason_behind(item: Evidence, talk: Transcript) -> Evidence:
    """The evidence, quoting the next turn if it begins with “because”."""
    number = item.hit.turn + 1
    if number > len(talk.turns) or not _BECAUSE.match(fold(talk.turn(number).text)):
        return item
    return _quoting_first_sentences(item, talk, talk.turn(number))


def definition_behind(item: Evidence, talk: Transcript) -> Evidence:
    """The evidence, quoting the turn that answers if its quote asks what something is."""
    quote = item.hit.quote
    sentences = [quote[start:end] for start, end in Turn(1, "", quote).sentences()]
    asking = [_ASIDE.sub("?", fold(s)) for s in sentences if s.rstrip().endswith(_MARKS)]
    asked = any(type_asked_for(question) == "definition" for question in asking)
    answer = answer_turn(talk, talk.turn(item.hit.turn)) if asked else None
    return _quoting_first_sentences(item, talk, answer) if answer else item


def _quoting_first_sentences(item: Evidence, talk: Transcript, turn: Turn) -> Evidence:
    """The evidence, quoting the first sentences of a turn that answers its hit."""
    spans = turn.sentences()[:_MAX_SENTENCES]
    hit = with_quote(item.hit, talk, Span(turn.number, spans[0][0], spans[-1][1]))
    before = talk.turn(item.hit.turn)
    question = AskedQuestion(before.number, before.speaker, before.text)
    return replace(item, hit=replace(hit, question=question))


def ends_asking(text: str, talk: Transcript) -> bool:
    """Whether words of a talk ask at their end."""
    return asks(text) and asks(text, with_marks=writes_question_marks(talk.turns))


def answer_turn(talk: Transcript, asking: Turn) -> Turn | None:
    """The first of the next turns in which somebody else answers: that says something, and does
    not ask back; None if there is none before the asker goes on."""
    last = min(asking.number + _TURNS_AFTER, len(talk.turns))
    for turn in map(talk.turn, range(asking.number + 1, last + 1)):
        if turn.speaker == asking.speaker:
            return None
        is_empty = says_nothing(turn.text) and not is_reply(turn.text)
        if not is_empty and not ends_asking(turn.text, talk):
            return turn
    return None


def _asked_for(quote: str) -> AnswerType | None:
    """What the question of a quote asks for: “I need the list. Who has it?” for a person."""
    return type_asked_for(fold(asking_sentence(quote)))


def _tells(quote: str, subject: Subject, vectors: WordVectors) -> bool:
    """Whether the sentences of a quote that ask nothing have more of the subject than those that
    ask."""
    sentences = Turn(1, "", quote).sentences()
    texts = [quote[start:end] for start, end in sentences]
    told = " ".join(text for text in texts if not asks(text))
    asked = " ".join(text for text in texts if asks(text))
    if not told or not subject.rarity:
        return False
    in_told, in_asked = shares([told, asked], subject, vectors)
    return in_told > in_asked


def _answer_to(
    item: Evidence, talk: Transcript, subject: Subject, vectors: WordVectors
) -> Evidence | None:
    """The evidence, quoting who answers what its quote asks."""
    asking = talk.turn(item.hit.turn)
    exchange = item.exchange
    if exchange.question_turn == asking.number and exchange.answers:
        first = points(talk, exchange, subject, "person", vectors, exchange.answers)[0].span
    elif turn := answer_turn(talk, asking):
        first = Span(turn.number, *turn.sentences()[0])
    else:
        return None
    sentences = talk.turn(first.turn_number).sentences()
    quoted = [span for span in sentences if span[0] >= first.start][:_MAX_SENTENCES]
    hit = with_quote(item.hit, talk, Span(first.turn_number, first.start, quoted[-1][1]))
    question = AskedQuestion(asking.number, asking.speaker, asking.text)
    return replace(item, hit=replace(hit, question=question))
