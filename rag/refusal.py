"""The answer when nothing fits: who did not speak of it, and where."""

from __future__ import annotations

from collections.abc import Sequence

from ..index.stored import TranscriptInfo
from .answer import Answer, Hit
from .filters import Filters
from .messages import clock, listing, message
from .query import Query
from .search import Evidence

_MOST_PLACES = 3


def compose_refusal(
    question: str,
    query: Query,
    filters: Filters,
    infos: Sequence[TranscriptInfo],
    elsewhere: Sequence[Evidence],
) -> Answer:
    """A refusal that says what was searched.

    Args:
        infos: all transcripts of the library.
        elsewhere: what others say on it, where the search was for some speakers only.
    """
    language = query.language
    titles = filters.titles(infos)
    if not infos:
        text = message("empty", language)
    elif not titles:
        text = message("no_such_transcripts", language)
    elif elsewhere:
        hits = [evidence.hit for evidence in elsewhere[:_MOST_PLACES]]
        text = message(
            "not_this_speaker",
            language,
            speakers=_whose_words(query, filters),
            scope=_scope(titles, query),
            others=listing(list(dict.fromkeys(hit.speaker for hit in hits)), language),
            places=listing(_places(hits, query), language),
        )
    else:
        text = message("nobody", language, scope=_scope(titles, query))
    return Answer(question, query.text, False, text, ())


def _whose_words(query: Query, filters: Filters) -> str:
    names = filters.speakers or query.speakers
    return listing(list(names), query.language) if names else message("guest", query.language)


def _scope(titles: Sequence[str], query: Query) -> str:
    if len(titles) == 1:
        return message("one_transcript", query.language, title=titles[0])
    return message("transcripts", query.language, count=len(titles))


def _places(hits: Sequence[Hit], query: Query) -> list[str]:
    """One phrase a transcript: “turn 27, 12:31 and turn 30 of “A talk””."""
    turns: dict[str, list[str]] = {}
    for hit in hits:
        time = "" if hit.start_s is None else f", {clock(hit.start_s)}"
        place = message("turn", query.language, turn=hit.turn, time=time)
        turns.setdefault(hit.transcript.title, []).append(place)
    return [
        message("place", query.language, title=title, turns=listing(places, query.language))
        for title, places in turns.items()
    ]
