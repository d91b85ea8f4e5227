"""What the reader says of the first hits: how likely each answers the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ....index.models.places import Place, place_of
from ....index.models.reader import Reader
from ....index.text.asking import asking_sentence
from ....index.text.fold import fold
from ....index.text.language import without_other_scripts
from ....index.text.terms import words_of
from ....index.transcript import Transcript
from ...understanding.query import Query
from ..hits import Evidence
from ..names_across import other_names

_READ = 5  # hits
_READ_FIRST = 2  # the others only if none of these surely answers
_SURE = 1.0  # logit from which on a hit surely answers (data/eval/RESULTS.md#read-first)
# Of the reader's logit beside the score of a hit (data/eval/RESULTS.md#worth-of-reading).
WORTH_OF_READING = 0.02


def read(
    evidence: Sequence[Evidence],
    query: Query,
    reader: Reader,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence, of which the first five hits are read, or two if one of these surely answers;
    none for a question with words in a script that the reader does not know. Of a question in parts
    the part counts that a hit answers best.

    Args:
        evidence: in order of rank.
        transcript: id → transcript.
    """
    if without_other_scripts(query.text) != query.text:
        return list(evidence)
    places = [_place(item, transcript(item.hit.transcript.id)) for item in evidence[:_READ]]
    questions = [_as_named_in(places, part) for part in query.parts or [query.text]]

    def logits_of(places: Sequence[Place]) -> list[float]:
        by_part = [reader.logits(question, places) for question in questions]
        return [max(of_place) for of_place in zip(*by_part, strict=True)]

    logits = logits_of(places[:_READ_FIRST])
    if max(logits, default=0.0) < _SURE:
        logits += logits_of(places[_READ_FIRST:])
    first = [replace(item, reading=logit) for item, logit in zip(evidence, logits, strict=False)]
    return [*first, *evidence[len(first) :]]


def _as_named_in(places: Sequence[Place], question: str) -> str:
    """The question with a name as the places say it, where only the other language's is said there:
    the reader does not know that 英伟达 is NVIDIA."""
    said = fold("\n".join(text for place in places for text in (place.before, place.text)))
    folded = fold(question)
    words = words_of(folded)
    for found, other in other_names(words):
        name = "".join(words[found.start : found.stop])
        if name not in said and other in said:
            question = folded = folded.replace(name, other)
    return question


def _place(item: Evidence, talk: Transcript) -> Place:
    hit, asked = item.hit, item.hit.question
    sentence = asking_sentence(asked.text) if asked else ""
    end = hit.quote_start + len(hit.quote)
    return place_of(talk.turns, hit.turn - 1, hit.quote_start, end, sentence)


def readings(evidence: Sequence[Evidence]) -> list[float]:
    """The reader's logit of each hit; of those not read the lowest of the others, 0 without any."""
    lowest = min((item.reading for item in evidence if item.reading is not None), default=0.0)
    return [lowest if item.reading is None else item.reading for item in evidence]


def only_ordered(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence in its order, as if it had not been read: only what was found counts in how
    good and how relevant each hit is."""
    return [
        replace(
            item, reading=None, hit=replace(item.hit, score=item.hit.score - WORTH_OF_READING * r)
        )
        for item, r in zip(evidence, readings(evidence), strict=True)
    ]
