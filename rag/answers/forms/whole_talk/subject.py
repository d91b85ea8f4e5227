"""What a question about a whole talk narrows its answer to: a subject, and people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .....index.exchanges import speaker_roles
from .....index.text.fold import fold
from .....index.text.terms import content_words
from ....reading.talk import Talk
from ....search.near_words import bundled_vectors, find_words
from ....understanding.people import without_names
from ....understanding.rules.rule import Rule
from ....understanding.rules.whole_talk.words import WORDS_OF_FORMS
from ..request import Request
from .named import names
from .sentences import Sentence
from .talks import KINDS, description_of

_MIN_NEARNESS = 0.6  # of a word of the subject to one of a sentence, on average
_OF_CONTEXT = 0.8  # how much the context counts, where a sentence counts 1
_HITS = 8  # of a search for the subject


def subject_of(
    request: Request, talks: Sequence[Talk], people: Sequence[str], *beside: Rule
) -> list[str]:
    """The words of the subject; empty where the question is about all that was said.

    Args:
        talks: those that the question means; where it is one, its title is no subject.
        people: names that are no subject.
        beside: rules that hold for the question, whose words are no subject.
    """
    text = without_names(fold(request.query.look_for.topic), [fold(name) for name in people])
    for rule in (*KINDS, *beside, WORDS_OF_FORMS):
        text = rule.blank(text)
    title = fold(talks[0].transcript.title) if len(talks) == 1 else ""
    described = _describing(request, talks)
    return [word for word in content_words(text) if word not in title and word not in described]


def _describing(request: Request, talks: Sequence[Talk]) -> list[str]:
    """The words by which the question says which talk it means, if one of them is said there."""
    if len(talks) != 1:
        return []
    words, transcript = description_of(request), talks[0].transcript
    text = fold("\n".join([transcript.title, *(turn.text for turn in transcript.turns)]))
    return words if any(word in text for word in words) else []


def chosen_speakers(request: Request, talks: Sequence[Talk]) -> list[str]:
    """The speakers whose words the filters or the question choose; of “he” the talks' guests."""
    whose = request.query.whose
    chosen = list(request.filters.speakers or whose.speakers or ())
    if not chosen and whose.of_guest:
        roles = [speaker_roles(talk.transcript.turns) for talk in talks]
        chosen = [name for of_talk in roles for name, role in of_talk.items() if role == "guest"]
    return chosen


def people_of(request: Request, talks: Sequence[Talk]) -> list[str]:
    """The chosen speakers and, where no filter chooses, those whose name the question has."""
    chosen = chosen_speakers(request, talks)
    if request.filters.speakers:
        return chosen
    speakers, text = speakers_of(talks), fold(request.query.text)
    return chosen + [n for n in speakers if n not in chosen and names(text, n, speakers)]


def speakers_of(talks: Sequence[Talk]) -> list[str]:
    """The speakers of some talks, each once, in order."""
    return list(dict.fromkeys(name for talk in talks for name in talk.transcript.speakers))


def about(
    request: Request, sentences: Sequence[Sentence], words: Sequence[str], *, turns_before: int = 1
) -> list[Sentence]:
    """The sentences on a subject: those near its words, alone or with what was said just before;
    else those in the turns that a search for it finds.

    Args:
        turns_before: how many turns were said just before.
    """
    if not words or not sentences:
        return list(sentences)
    texts = [sentence.text for sentence in sentences]
    contexts = [_context(sentence, turns_before) for sentence in sentences]
    near, _ = find_words(words, [*texts, *contexts], bundled_vectors())
    alone, in_context = np.split(near.mean(axis=1), 2)
    close = np.maximum(alone, _OF_CONTEXT * in_context)
    if close.max() >= _MIN_NEARNESS:
        least = max(_MIN_NEARNESS, _OF_CONTEXT * close.max())
        return [s for s, value in zip(sentences, close, strict=True) if value >= least]
    evidence = request.search(request.query, request.filters, _HITS)
    found = {(e.hit.transcript.id, e.hit.turn) for e in evidence if e.is_relevant}
    return [s for s in sentences if (s.talk.transcript.id, s.turn.number) in found]


def _context(sentence: Sentence, turns_before: int) -> str:
    """The turn of a sentence with some before it."""
    turns, end = sentence.talk.transcript.turns, sentence.turn.number
    return "\n".join(turn.text for turn in turns[max(0, end - 1 - turns_before) : end])
