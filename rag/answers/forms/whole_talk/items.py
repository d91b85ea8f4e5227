"""The text of an answer that lists sentences: a lead line, then an item each, with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from .....index.text.clock import clock
from ....answer import Answer, Hit
from ...messages import message
from ..request import Request
from .sentences import Sentence
from .talks import admitted


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of a list, and what stands before it."""

    sentence: Sentence
    who: str  # the speaker, or who is to do it, in the language of the answer


def answer_with(request: Request, lead: str, items: Sequence[Item]) -> Answer | None:
    """An answer that lists sentences, under the titles of their talks if there are several.

    None if there are no sentences.

    Args:
        lead: the key of the message above them.
        items: those of one talk together.
    """
    if not items:
        return None
    language = request.query.language
    hits: list[Hit] = []
    paragraphs = [message(lead, language)]
    talks = list(_by_talk(items))
    for title, of_talk in talks:
        lines = [message("of_talk", language, title=title)] if len(talks) > 1 else []
        for item in of_talk:
            sentence = item.sentence
            hits.append(sentence.talk.quote(sentence.span, rank=len(hits) + 1, with_question=False))
            quote = message("quote", language, quote=hits[-1].quote, n=hits[-1].rank)
            lines.append(message("item", language, who=item.who + _time(hits[-1]), quote=quote))
        paragraphs.append("\n".join(lines))
    if len(talks) > 1:
        title = talks[0][0]
        count = len(admitted(request))
        paragraphs.append(message("of_some", language, shown=len(talks), count=count, title=title))
    return request.answer("\n\n".join(paragraphs), hits)


def _by_talk(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    groups = [list(g) for _, g in groupby(items, key=lambda item: item.sentence.talk.transcript.id)]
    return [(group[0].sentence.talk.transcript.title, group) for group in groups]


def _time(hit: Hit) -> str:
    return "" if hit.start_s is None else f" ({clock(hit.start_s)})"
