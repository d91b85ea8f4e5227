"""Answer “summarize the meeting” with the themes of the talk, in order, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from .....index.text.asking import asking_sentence
from .....index.text.clock import clock
from .....index.text.fold import fold
from ....answer import Answer, Hit
from ....reading.overview import Overview, Theme, make_overview
from ....reading.talk import Talk
from ....search.near_words import bundled_vectors
from ....understanding.rules.speech.wording import IS_ASKED
from ....understanding.rules.whole_talk.overviews import (
    OVERVIEW,
    WHY_AN_OVERVIEW,
    WORDS_OF_OVERVIEWS,
)
from ...messages import listing, message, shorten
from ..request import Request
from .all_said import list_all_said
from .subject import chosen_speakers, people_of, subject_of
from .talks import admitted, meant

_MAX_QUESTION_CHARS = 90
_MAX_PEOPLE = 6  # named in a lead line
_NO_SUBJECT = (WHY_AN_OVERVIEW, OVERVIEW, WORDS_OF_OVERVIEWS)


def give_overview(request: Request) -> Answer | None:
    """The themes of a talk; of several talks a line each, the newest first.

    None if the question names a subject, or there is nothing to quote.
    """
    talks = meant(request)
    people = chosen_speakers(request, talks)
    if people and not OVERVIEW.matches(fold(request.query.look_for.text)):
        said = list_all_said(request, talks, people)
        if said:
            return said
    elif subject_of(request, talks, people_of(request, talks), *_NO_SUBJECT):
        return None
    if len(talks) > 1:
        return _of_several(request, talks, people)
    for talk in talks:
        overview = make_overview(talk, bundled_vectors(), speakers=people or None)
        if overview.hits:
            return request.answer(_text(request, talk, overview), overview.hits)
    return None


def _text(request: Request, talk: Talk, overview: Overview) -> str:
    paragraphs = [_lead(request, talk)]
    if overview.opening:
        paragraphs.append(_line(request, overview.opening))
    paragraphs += [_theme(request, theme) for theme in overview.themes]
    return "\n\n".join(paragraphs)


def _lead(request: Request, talk: Talk) -> str:
    """“Birds” (2024-05-01), with Ann and Bob; 42 turns."""
    language, transcript = request.query.language, talk.transcript
    named = list(transcript.speakers[:_MAX_PEOPLE])
    n_others = len(transcript.speakers) - len(named)
    people = listing(named, language) if not n_others else ", ".join(named) + f" + {n_others}"
    title = message("one_transcript", language, title=transcript.title)
    date = f" ({transcript.date})" if transcript.date else ""
    values = {"title": title, "date": date, "people": people, "count": len(transcript.turns)}
    return message("overview", language, **values)


def _theme(request: Request, theme: Theme) -> str:
    language = request.query.language
    if theme.start_s is not None:
        where = clock(theme.start_s)
    elif theme.first_turn == theme.last_turn:
        where = message("turn", language, turn=theme.first_turn, time="")
    else:
        turns = f"{theme.first_turn}–{theme.last_turn}"
        where = message("turns", language, turns=turns)
    line = _line(request, theme.hit)
    question = theme.hit.question
    if question and IS_ASKED.matches(fold(asking_sentence(question.text))):
        asked = shorten(asking_sentence(question.text), _MAX_QUESTION_CHARS)
        line = message("asked_then", language, asker=question.speaker, asked=asked, line=line)
    return f"{where} · {line}"


def _line(request: Request, hit: Hit) -> str:
    language = request.query.language
    quote = message("quote", language, quote=hit.quote, n=hit.rank)
    return message("said", language, speaker=hit.speaker, quote=quote)


def _of_several(request: Request, talks: Sequence[Talk], people: Sequence[str]) -> Answer | None:
    """A line on each talk, the newest first, and how to ask about one."""
    language = request.query.language
    hits: list[Hit] = []
    lines: list[str] = []
    for talk in talks:
        overview = make_overview(
            talk, bundled_vectors(), speakers=people or None, first_rank=len(hits) + 1, most=1
        )
        if overview.hits:
            hit = overview.hits[0]
            hits.append(hit)
            lines.append(f"{_lead(request, talk)}\n{_line(request, hit)}")
    if not hits:
        return None
    lead = message("overviews", language, shown=len(hits), count=len(admitted(request)))
    how = message("name_one", language, title=talks[0].transcript.title)
    return request.answer("\n\n".join([lead, *lines, how]), hits)
