"""Answer “what did Alex ask?” with the questions themselves, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ...index.text.asking import asking_sentence
from ...index.transcript import Transcript, Turn
from ..answer import Answer, Citation, Hit, TranscriptReference
from ..deep_link import link_to_moment
from ..understanding.query import Query
from .messages import message, with_notices

_MAX = 20  # questions shown; an outline shows more


def list_questions(
    question: str, query: Query, asking: Sequence[tuple[Transcript, Turn]]
) -> Answer | None:
    """The first 20 asking sentences, by transcript and turn; None if nobody asks.

    “What else?” gives those after the first 20.

    Args:
        asking: the turns that ask, in order.
    """
    if query.wants.more:
        asking = asking[_MAX:]
    if not asking:
        return None
    citations = [
        Citation(n, _hit(transcript, turn, rank=n), verified=True)
        for n, (transcript, turn) in enumerate(asking[:_MAX], start=1)
    ]
    paragraphs = [
        "\n".join([message("asking", query.language, speaker=speaker), *_lines(asked, query)])
        for speaker, asked in groupby(citations, key=lambda citation: citation.speaker)
    ]
    if n_more := len(asking[_MAX:]):
        paragraphs.append(message("more_questions", query.language, count=n_more))
    text = with_notices("\n\n".join(paragraphs), query)
    return Answer(question, query.text, True, text, tuple(citations))


def _hit(transcript: Transcript, turn: Turn, *, rank: int) -> Hit:
    quote = asking_sentence(turn.text)
    return Hit(
        rank=rank,
        score=1.0,
        transcript=TranscriptReference.to(transcript),
        turn=turn.number,
        speaker=turn.speaker,
        text=turn.text,
        quote=quote,
        quote_start=turn.text.index(quote),
        start_s=turn.start_s,
        url=link_to_moment(transcript.url, turn.start_s),
        question=None,
    )


def _lines(citations: Iterable[Citation], query: Query) -> Iterator[str]:
    for citation in citations:
        yield message("quote", query.language, quote=citation.quote, n=citation.n)
