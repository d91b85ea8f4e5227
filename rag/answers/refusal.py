"""The answer if nothing is relevant: who did not speak of it, and where."""

from __future__ import annotations

from collections.abc import Sequence

from ...index.exchanges import is_audience
from ...index.store.records import TranscriptInfo
from ...index.text.clock import clock
from ..answer import Answer, Hit
from ..search.filters import Filters, speakers_of
from ..understanding.query import Query
from .messages import listing, message, shorten, with_notices

_MAX_PLACES = 3
_MAX_NAMES = 4  # of speakers to ask about
_MAX_WORDS_SHOWN = 90  # characters of a quote, two columns each in Chinese


def compose_refusal(
    question: str,
    query: Query,
    filters: Filters,
    infos: Sequence[TranscriptInfo],
    nearest: Sequence[Hit],
    *,
    others: Sequence[Hit] = (),
    beyond: Sequence[Hit] = (),
    is_spoken_of: bool = False,
) -> Answer:
    """A refusal that says what was searched, what is nearest, and how to ask otherwise.

    Args:
        infos: all transcripts of the library.
        nearest: the best hits, in order of rank, none of them relevant.
        others: relevant hits by others, if the search was limited to some speakers.
        beyond: relevant hits in other transcripts, if the search was limited to some.
        is_spoken_of: whether the subject is spoken of, without the number or date asked for.
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
        if is_spoken_of and query.wants.answer_type not in (None, "definition"):
            key = f"no_{query.wants.answer_type}"
        text = message(key, language, scope=_scope(titles, query))
    related = tuple(nearest[:_MAX_PLACES])
    if titles and query.look_for.words and not query.wants.more:
        shown = others or beyond or related
        lines = [text, *_nearest_lines(shown, query, are_relevant=bool(others or beyond))]
        text = "\n".join([*lines, _how_to_ask(filters, infos, query)])
    text, form = with_notices(text, query), query.wants.form
    return Answer(question, query.text, False, text, (), related=related, form=form)


def _nearest_lines(hits: Sequence[Hit], query: Query, *, are_relevant: bool) -> list[str]:
    """A line for each place: who, where, and how the quote begins."""
    language = query.language
    lines = [
        message(
            "near",
            language,
            speaker=hit.speaker,
            place=_places([hit], query)[0],
            words=shorten(
                hit.quote, _MAX_WORDS_SHOWN if hit.quote.isascii() else _MAX_WORDS_SHOWN // 2
            ),
        )
        for hit in hits[:_MAX_PLACES]
    ]
    return lines if are_relevant or not lines else [message("nearest", language), *lines]


def _how_to_ask(filters: Filters, infos: Sequence[TranscriptInfo], query: Query) -> str:
    """How to find more: by a word, a speaker, the outline."""
    admitted = [info for info in infos if filters.admits(info)]
    names = [name for name in speakers_of(admitted) if not is_audience(name)][:_MAX_NAMES]
    key = "ask_otherwise" if len(admitted) == 1 else "ask_otherwise_of_several"
    return message(key, query.language, names=listing(names, query.language))


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
