"""What the reader says of the first hits: how likely each answers the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ....index.models.places import Place, place_of
from ....index.models.reader import Reader
from ....index.text.asking import asking_sentence
from ....index.text.language import without_other_scripts
from ....index.transcript import Transcript
from ..hits import Evidence

_READ = 5  # hits
# Of the reader's logit beside the score of a hit (data/eval/RESULTS.md#worth-of-reading).
WORTH_OF_READING = 0.05


def read(
    evidence: Sequence[Evidence],
    question: str,
    reader: Reader,
    transcript: Callable[[str], Transcript],
) -> list[Evidence]:
    """The evidence, of which the first five hits are read; none for a question with words in a
    script that the reader does not know.

    Args:
        evidence: in order of rank.
        question: in full: of a follow-up with what it leaves out.
        transcript: id → transcript.
    """
    if without_other_scripts(question) != question:
        return list(evidence)
    places = [_place(item, transcript(item.hit.transcript.id)) for item in evidence[:_READ]]
    logits = reader.logits(question, places)
    first = [replace(item, reading=logit) for item, logit in zip(evidence, logits, strict=False)]
    return [*first, *evidence[_READ:]]


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
