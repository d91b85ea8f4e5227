"""Answer “compare X and Y” side by side: what was said of each, or what each said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....index.exchanges import speaker_roles
from ....index.text.fold import fold
from ....index.text.terms import content_words
from ...answer import Answer, Hit
from ...reading.talk import Talk
from ...search.filters import speakers_of
from ...understanding.folded_text import FoldedText
from ...understanding.people import without_names
from ...understanding.query import Query
from ...understanding.question import Question
from ...understanding.rules.comparisons import NAMES_HOSTS, SIDES, WORDS_OF_COMPARING
from ...understanding.rules.vocabulary import SAY, THINK, VIEW
from ...understanding.subject import look_for
from ..extractive import best
from ..messages import message
from .request import Request
from .whole_talk.positions import positions
from .whole_talk.subject import people_of
from .whole_talk.talks import meant

_HITS = 5  # considered for each side
_MAX_OF_A_SIDE = 4  # hits
_STANDS = 2  # sentences of each person that take a stand
_MAX_PEOPLE = 4  # who are compared
_FILLER = re.compile(
    rf"^\s*(?:what|how|whether|that|the|both)\b|{SAY.en}|{THINK.en}|{VIEW.en}|\b(?:about|of|on|in)\b"
    rf"|的?{VIEW.zh}|怎么(?:看|说)|(?<![\w])的",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things that are compared."""

    name: str  # as shown
    text: str  # what to look for
    speaker: str | None  # whose words; None for anybody's


def compare(request: Request) -> Answer | None:
    """What was found for each side, under its name; None if neither side or nothing is found.

    Of people also the sentences with which they take a stand; where no side is named, those of
    everybody.
    """
    talks = meant(request)
    sides = sides_of(request) or ()
    people = _people(request, talks, sides)
    stands: dict[str, list[Hit]] = {}
    if people or not sides:
        subject = _subject(request, people)
        if people:
            stands = _stands(talks, people, subject)
        else:
            stands = _stands_of_anyone(request, talks, subject)
        named = people or list(stands)[:_MAX_PEOPLE]
        searched = {side.speaker: side for side in sides}
        sides = [searched.get(name, Side(name, " ".join(subject), name)) for name in named]
    hits: list[Hit] = []
    paragraphs: list[str] = []
    for side in sides:
        found = list(stands.get(side.speaker or "", ()))
        shown = {(hit.transcript.id, hit.turn) for hit in found}
        found += [
            hit for hit in _search(request, side) if (hit.transcript.id, hit.turn) not in shown
        ]
        found = found[:_MAX_OF_A_SIDE]
        lines = [message("side", request.query.language, side=side.name)]
        for hit in found:
            hits.append(replace(hit, rank=len(hits) + 1))
            lines.append(_line(hits[-1], side, request.query))
        if not found:
            lines.append(message("side_missing", request.query.language, side=side.name))
        paragraphs.append("\n".join(lines))
    return request.answer("\n\n".join(paragraphs), hits) if hits else None


def _people(request: Request, talks: Sequence[Talk], sides: Sequence[Side]) -> list[str]:
    """The people who are compared; of “the hosts” these; empty where subjects are."""
    named = [side.speaker for side in sides if side.speaker == side.name]
    if len(named) == 2:
        return [name for name in named if name]
    named = people_of(request, talks)
    if not named and NAMES_HOSTS.matches(fold(request.query.text)):
        roles = [speaker_roles(talk.transcript.turns) for talk in talks]
        named = [name for of_talk in roles for name, role in of_talk.items() if role == "host"]
    return named if 2 <= len(named) <= _MAX_PEOPLE else []


def _subject(request: Request, people: Sequence[str]) -> list[str]:
    """The words of what is compared, without those that ask to compare and the people's names."""
    text = without_names(fold(request.query.look_for.text), [fold(name) for name in people])
    return content_words(WORDS_OF_COMPARING.blank(text))


def _stands(
    talks: Sequence[Talk], people: Sequence[str], subject: Sequence[str]
) -> dict[str, list[Hit]]:
    """By speaker what they say when they take a stand on the subject of the question."""
    stands: dict[str, list[Hit]] = {}
    for talk in talks:
        for speaker, sentences in positions(talk, subject, people or None, most=_STANDS).items():
            hits = [talk.quote(s.span, rank=1, with_question=False) for s in sentences]
            stands.setdefault(speaker, []).extend(hits)
    return stands


def _stands_of_anyone(
    request: Request, talks: Sequence[Talk], subject: Sequence[str]
) -> dict[str, list[Hit]]:
    """The same of everybody, in the talks that a search finds; where fewer than two take a stand,
    with nothing for the others who speak of the subject."""
    wants = replace(request.query.wants, form="statements", target="answer")
    query = replace(request.query, wants=wants)
    found = [item.hit for item in best(request.search(query, request.filters, _HITS))]
    found_in = {hit.transcript.id for hit in found}
    stands = _stands([t for t in talks if t.transcript.id in found_in] or talks, [], subject)
    if len(stands) < 2:
        stands |= {hit.speaker: [] for hit in found if hit.speaker not in stands}
    return stands


def sides_of(request: Request) -> tuple[Side, Side] | None:
    """The two sides that a question names; None if it does not name two."""
    question = FoldedText.of(request.query.text)
    match = next(filter(None, (rule.search(question.folded) for rule in SIDES)), None)
    if match is None:
        return None
    x, y = (question.original(match.span(group)).strip() for group in ("x", "y"))
    topic = question.original(match.span("topic")) if match["topic"] else ""
    speakers = speakers_of([info for info in request.infos if request.filters.admits(info)])
    one, other = (_speaker_in(side, speakers) for side in (x, y))
    if one and other and one[0] != other[0]:
        about = " ".join(filter(None, (one[1], other[1], topic)))
        about = " ".join(_FILLER.sub(" ", about).split())
        first, second = one[0], other[0]
        return Side(first, about, first), Side(second, about, second)
    topic = " ".join(_FILLER.sub(" ", topic).split())
    if (one is None) != (other is None):  # “what Ann said about x and y”
        by_ann = _of_one_speaker(x, y, one, other)
        if by_ann:
            return by_ann
    return Side(x, f"{x} {topic}".strip(), None), Side(y, f"{y} {topic}".strip(), None)


def _of_one_speaker(
    x: str, y: str, one: tuple[str, str] | None, other: tuple[str, str] | None
) -> tuple[Side, Side] | None:
    """Two subjects of one person, who is named beside one of them; None if that is all it says."""
    name, rest = one or other or ("", "")
    subject = " ".join(_FILLER.sub(" ", rest).split())
    if not subject:
        return None
    first, second = (subject, y) if one else (x, subject)
    return Side(first, first, name), Side(second, second, name)


def _speaker_in(text: str, speakers: Sequence[str]) -> tuple[str, str] | None:
    """The speaker whom a text names, in full or by one word, and the rest of the text."""
    for name in sorted(speakers, key=len, reverse=True):
        for part in (name, *(word for word in name.split() if len(word) > 1)):
            holders = [other for other in speakers if fold(part) in fold(other).split()]
            if part != name and len(holders) != 1:
                continue
            border = r"(?<![a-z])", r"(?![a-z])"
            pattern = f"{border[0]}{re.escape(fold(part))}(?:['’]s?)?{border[1]}"
            if match := re.search(pattern, fold(text)):
                folded = FoldedText.of(text)
                return name, folded.replaced([match.span()], " ")
    return None


def _search(request: Request, side: Side) -> list[Hit]:
    """The relevant hits of a side, the best three."""
    names = (side.speaker,) if side.speaker else None
    question = replace(Question.of(side.text), names=names or ())
    query = replace(
        request.query,
        look_for=look_for(question),
        whose=replace(request.query.whose, speakers=names, of_guest=False),
        wants=replace(request.query.wants, form="statements", target="answer"),
    )
    if not query.look_for.words and side.speaker:
        return []
    return [item.hit for item in best(request.search(query, request.filters, _HITS))]


def _line(hit: Hit, side: Side, query: Query) -> str:
    quote = message("quote", query.language, quote=hit.quote, n=hit.rank)
    if side.speaker == side.name:
        return quote
    return f"{message('saying', query.language, speaker=hit.speaker)} {quote}"
