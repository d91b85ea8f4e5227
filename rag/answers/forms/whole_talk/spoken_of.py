"""Answer “who talked about X?” and “list all X” from a search for X."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from .....index.text.fold import fold
from .....index.text.terms import index_terms
from ....answer import Answer, Hit
from ....reading.talk import Talk
from ....search.near_duplicates import says_the_same
from ....understanding.rules.whole_talk.lists import LISTS_SPEAKERS, ONE_EACH
from ...messages import message
from ..request import Request
from .sentences import sentences_of
from .talks import meant

_HITS = 30  # of the search
_MAX_LISTED = 10
_NEARLY_AS_GOOD = 0.5  # of the best score; hits below are left out


def list_spoken_of(request: Request) -> Answer | None:
    """The people who spoke of something, with the best words of each; of things, the places where
    they are said. Best first. None if nobody spoke of it, or for “what else?”."""
    if request.query.wants.more:
        return None
    folded = fold(request.query.text)
    of_people = LISTS_SPEAKERS.matches(folded)
    evidence = request.search(request.query, request.filters, _HITS)
    hits = [item.hit for item in evidence if item.is_relevant]
    others = [item.hit for item in evidence if not item.is_relevant] if hits else []
    if of_people:
        listed = _one_each([*hits, *_who_say_it(request)])
    elif ONE_EACH.matches(folded):
        listed = _one_each([*hits, *others])
    else:
        terms = set(request.query.look_for.subject)
        listed = _without_repetitions([*hits, *(hit for hit in others if _has_all(terms, hit))])
    if not listed:
        return None
    language = request.query.language
    ranked = [replace(hit, rank=rank) for rank, hit in enumerate(listed[:_MAX_LISTED], start=1)]
    lines = [message("spoke_of_it" if of_people else "places", language), ""]
    for hit in ranked:
        quote = message("quote", language, quote=hit.quote, n=hit.rank)
        lines.append(message("item", language, who=hit.speaker, quote=quote))
    return request.answer("\n".join(lines), ranked)


def _who_say_it(request: Request) -> Iterator[Hit]:
    """Of each speaker the first sentence with all words of the subject, as they were asked."""
    words = request.query.look_for.words
    for talk in meant(request) if words else []:
        yield from _first_of_each(talk, words, request.filters.speakers)


def _first_of_each(
    talk: Talk, words: Sequence[str], speakers: Collection[str] | None
) -> Iterator[Hit]:
    terms = {term for word in words for term in index_terms(word)}
    done: set[str] = set()
    for turn in talk.transcript.turns:
        if turn.speaker in done or (speakers is not None and turn.speaker not in speakers):
            continue
        if not any(word in fold(turn.text) for word in words):
            continue  # quicker than each sentence
        for sentence in sentences_of(talk, turn):
            if terms <= set(index_terms(sentence.text)):
                done.add(turn.speaker)
                yield talk.quote(sentence.span, rank=1, with_question=False)
                break


def _has_all(terms: Collection[str], hit: Hit) -> bool:
    """Whether a turn has all terms of the subject."""
    return bool(terms) and set(terms) <= set(index_terms(hit.text))


def _one_each(hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of each speaker."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.speaker, hit)
    return list(best.values())


def _without_repetitions(hits: Sequence[Hit]) -> list[Hit]:
    listed: list[Hit] = []
    for hit in hits:
        is_near = hit.score >= _NEARLY_AS_GOOD * hits[0].score
        if is_near and not any(says_the_same(hit.quote, other.quote) for other in listed):
            listed.append(hit)
    return listed
