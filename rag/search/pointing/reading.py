"""What the reader says of the first hits: how likely each answers the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ....index.models.reader import Place, Reader
from ....index.text.asking import asking_sentence
from ....index.text.language import without_other_scripts
from ..hits import Evidence

_READ = 5  # hits
# Of the reader's logit beside the score of a hit (data/eval/RESULTS.md#worth-of-reading).
WORTH_OF_READING = 0.05
_MAX_ASKED = 200  # characters of what was asked there, the last ones


def read(evidence: Sequence[Evidence], question: str, reader: Reader) -> list[Evidence]:
    """The evidence, of which the first five hits are read; none for a question with words in a
    script that the reader does not know.

    Args:
        evidence: in order of rank.
        question: in full: of a follow-up with what it leaves out.
    """
    if without_other_scripts(question) != question:
        return list(evidence)
    logits = reader.logits(question, [_place(item) for item in evidence[:_READ]])
    first = [replace(item, reading=logit) for item, logit in zip(evidence, logits, strict=False)]
    return [*first, *evidence[_READ:]]


def _place(item: Evidence) -> Place:
    asked = item.hit.question
    sentence = asking_sentence(asked.text)[-_MAX_ASKED:] if asked else ""
    return Place(sentence, item.hit.quote)


def readings(evidence: Sequence[Evidence]) -> list[float]:
    """The reader's logit of each hit; of those not read the lowest of the others, 0 without any."""
    lowest = min((item.reading for item in evidence if item.reading is not None), default=0.0)
    return [lowest if item.reading is None else item.reading for item in evidence]
