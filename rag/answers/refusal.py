"""The answer if nothing is relevant: who did not speak of it, and where."""

from __future__ import annotations

from collections.abc import Sequence

from ...index.store.records import TranscriptInfo
from ...index.text.clock import clock
from ..answer import Answer, Hit
from ..search.filters import Filters
from ..understanding.query import Query
from .messages import listing, message, with_notices

_MAX_PLACES = 3


def compose_refusal(
    question: str,
    query: Query,
    filters: Filters,
    infos: Sequence[TranscriptInfo],
    nearest: Sequence[Hit],
    *,
    others: Sequence[Hit] = (),
    beyond: Sequence[Hit] = (),
) -> Answer:
    """A refusal that says what was searched, and who speaks of it elsewhere.

    Args:
        infos: all transcripts of the library.
        nearest: the best hits, in order of rank, none of them relevant.
        others: relevant hits by others, if the search was limited to some speakers.
        beyond: relevant hits in other transcripts, if the search was limited to some.
    """
    language = query.language
    titles = filters.titles(infos)
    if not infos:
        text = message("empty", language)
    elif not titles:
        text = message("no_such_transcripts", language)
    elif query.wants.more and not beyond:
        text = message("nothing_more", language, scope=_scope(titles, query))
    elif others:
        text = message(
            "not_this_speaker",
            language,
            speakers=_whose_words(query, filters),
            scope=_scope(titles, query),
            others=listing(_speakers(others), language),
            places=listing(_places(others, query), language),
        )
    elif beyond:
        text = message(
            "not_these_transcripts",
            language,
            scope=_scope(titles, query),
            others=listing(_speakers(beyond), language),
            places=listing(_places(beyond, query), language),
        )
    else:
        key = "nobody" if query.look_for.words else "no_subject"
        text = message(key, language, scope=_scope(titles, query))
    related = tuple(nearest[:_MAX_PLACES])
    text, form = with_notices(text, query), query.wants.form
    return Answer(question, query.text, False, text, (), related=related, form=form)


def _speakers(hits: Sequence[Hit]) -> list[str]:
    return list(dict.fromkeys(hit.speaker for hit in hits[:_MAX_PLACES]))


def _whose_words(query: Query, filters: Filters) -> str:
    names = filters.speakers or query.whose.speakers
    return listing(list(names), query.language) if names else message("guest", query.language)


def _scope(titles: Sequence[str], query: Query) -> str:
    if len(titles) == 1:
        return message("one_transcript", query.language, title=titles[0])
    return message("transcripts", query.language, count=len(titles))


def _places(hits: Sequence[Hit], query: Query) -> list[str]:
    """One phrase per transcript: “turn 27, 12:31 and turn 30 of “A talk””."""
    turns: dict[str, list[str]] = {}
    for hit in hits[:_MAX_PLACES]:
        time = "" if hit.start_s is None else f", {clock(hit.start_s)}"
        place = message("turn", query.language, turn=hit.turn, time=time)
        turns.setdefault(hit.transcript.title, []).append(place)
    return [
        message("place", query.language, title=title, turns=listing(places, query.language))
        for title, places in turns.items()
    ]
