"""Answer “what did Alex ask?” with the questions themselves, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ....index.text.asking import asking_sentence
from ....index.transcript import Span, Turn
from ...answer import Answer, Hit
from ...reading.talk import Talk
from ...understanding.query import NamedQuestions, Query
from ..messages import message
from .request import Request

_MAX = 20  # questions shown; an outline shows more


def list_questions(request: Request) -> Answer | None:
    """The first 20 asking sentences, by transcript and turn; None if nobody asks.

    “What else?” gives those after the first 20.
    """
    query, named = request.query, request.query.wants.named_questions
    if named is None:
        return None
    named = replace(named, askers=request.filters.speakers or named.askers)
    asking = asked_in(request.talks(), named)[_MAX if query.wants.more else 0 :]
    if not asking:
        return None
    hits = [_quote(talk, turn, rank) for rank, (talk, turn) in enumerate(asking[:_MAX], start=1)]
    paragraphs = [
        "\n".join([message("asking", query.language, speaker=speaker), *_lines(asked, query)])
        for speaker, asked in groupby(hits, key=lambda hit: hit.speaker)
    ]
    if n_more := len(asking[_MAX:]):
        paragraphs.append(message("more_questions", query.language, count=n_more))
    return request.answer("\n\n".join(paragraphs), hits)


def asked_in(talks: Sequence[Talk], named: NamedQuestions) -> list[tuple[Talk, Turn]]:
    """The turns that ask the named questions, in order; where nobody has a name of the audience,
    anybody's."""
    asked = [
        (talk, turn) for talk in talks for turn in named.asked_in(talk.transcript, talk.exchanges)
    ]
    if named.of_audience and not asked:
        return asked_in(talks, replace(named, of_audience=False))
    return asked


def _quote(talk: Talk, turn: Turn, rank: int) -> Hit:
    quote = asking_sentence(turn.text)
    start = turn.text.index(quote)
    span = Span(turn.number, start, start + len(quote))
    return talk.quote(span, rank=rank, with_question=False)


def _lines(hits: Iterable[Hit], query: Query) -> Iterator[str]:
    for hit in hits:
        yield message("quote", query.language, quote=hit.quote, n=hit.rank)
