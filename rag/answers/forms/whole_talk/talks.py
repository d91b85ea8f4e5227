"""Which talks a question about a whole talk means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .....index.exchanges import speaker_roles
from .....index.store.records import TranscriptInfo
from .....index.text.fold import fold
from .....index.text.terms import content_words
from ....reading.talk import Talk
from ....search.filters import speakers_of
from ....understanding.question import Question
from ....understanding.rules.rule import Rule
from ....understanding.rules.talks import (
    DESCRIBES_A_TALK,
    INTERVIEW,
    LECTURE,
    MEETING,
    PODCAST,
)
from ....understanding.rules.whole_talk.words import WORDS_OF_FORMS
from ....understanding.subject import look_for
from ..request import Request
from .named import names

KINDS = (INTERVIEW, MEETING, PODCAST, LECTURE)
MAX_TALKS = 5  # that are read for one question
_HITS = 8  # of a search for what describes a talk
_QUOTED = re.compile(r"[“\"「《]([^”\"」》]{2,})[”\"」》]")


def meant(request: Request) -> list[Talk]:
    """The talks that a question means, at most 5, the newest first if it may mean several.

    It may mean them by a title in quotation marks, by words of a title, by people who speak there,
    or by what it calls the talk: “the interview” has such a word in its title, or a host and a
    guest. “What else?” means none: an answer about a whole talk shows all that it has.
    """
    if request.query.wants.more:
        return []
    infos = admitted(request)
    if len(infos) > 1:
        for by in (
            _by_quoted_title,
            _by_words_of_title,
            _by_speaker,
            _by_description,
            _by_kind,
        ):
            infos = by(infos, request) or infos
        infos = sorted(infos, key=lambda info: info.date or "", reverse=True)
    talks = list(request.read(infos[:MAX_TALKS]))
    if len(talks) > 1 and INTERVIEW.matches(fold(request.query.text)):
        return list(filter(_is_interview, talks)) or talks
    return talks


def admitted(request: Request) -> list[TranscriptInfo]:
    """The transcripts that the filters admit, in order of the library."""
    return [info for info in request.infos if request.filters.admits(info)]


def _by_quoted_title(infos: Sequence[TranscriptInfo], request: Request) -> list[TranscriptInfo]:
    quoted = [fold(text) for text in _QUOTED.findall(request.query.text)]
    return [info for info in infos if any(text in fold(info.title) for text in quoted)]


def _by_words_of_title(infos: Sequence[TranscriptInfo], request: Request) -> list[TranscriptInfo]:
    """Those whose titles have all words of the question but those of its form."""
    words = content_words(WORDS_OF_FORMS.blank(fold(request.query.text)))
    if not words:
        return []
    return [info for info in infos if all(word in fold(info.title) for word in words)]


def _by_speaker(infos: Sequence[TranscriptInfo], request: Request) -> list[TranscriptInfo]:
    speakers, text = speakers_of(infos), fold(request.query.text)
    named = set(request.query.whose.speakers or ())
    named |= {name for name in speakers if names(text, name, speakers)}
    return [info for info in infos if not named.isdisjoint(info.speakers)]


def description_of(request: Request) -> list[str]:
    """The words by which a question says which talk it means: “the paper boat meeting”."""
    described = DESCRIBES_A_TALK.search(fold(request.query.text))
    text = next(filter(None, described.groups()), "") if described else ""
    for rule in (*KINDS, WORDS_OF_FORMS):
        text = rule.blank(text)
    return content_words(text)


def _by_description(infos: Sequence[TranscriptInfo], request: Request) -> list[TranscriptInfo]:
    """Those whose titles have most of the words that describe the talk; else the one in which a
    search for these words finds the most."""
    words = description_of(request)
    if not words:
        return []
    counts = [sum(word in fold(info.title) for word in words) for info in infos]
    if most := max(counts):
        return [info for info, count in zip(infos, counts, strict=True) if count == most]
    subject = replace(Question.of(" ".join(words)), where=request.query.where)
    query = replace(request.query, look_for=look_for(subject))
    found = Counter[str]()
    for item in request.search(query, request.filters, _HITS):
        if item.is_relevant:
            found[item.hit.transcript.id] += 1
    return [info for info in infos if found and info.id == found.most_common(1)[0][0]]


def _by_kind(infos: Sequence[TranscriptInfo], request: Request) -> list[TranscriptInfo]:
    """Those whose titles have the question's word for a talk."""
    kind = _kind(request.query.text)
    if kind is None or kind is INTERVIEW:  # few titles say that, so its speakers show it
        return []
    return [info for info in infos if kind.matches(fold(info.title))]


def _kind(text: str) -> Rule | None:
    folded = fold(text)
    return next((kind for kind in KINDS if kind.matches(folded)), None)


def _is_interview(talk: Talk) -> bool:
    is_called_so = INTERVIEW.matches(fold(talk.transcript.title))
    return is_called_so or "guest" in speaker_roles(talk.transcript.turns).values()
