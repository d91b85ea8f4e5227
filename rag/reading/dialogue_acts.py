"""Which sentences of a talk take on a task, decide something, or leave something open.

Rules for this found a fifth to a half of what a reader marks in other talks, so a linear model
decides (data/dialogue-acts/README.md). It looks at runs of one to three words of the sentence, of
the end of the turn before and of the beginning of the turn after: “I can take that”, “Sure.”
"""

from __future__ import annotations

import math
from functools import lru_cache

from ...index.models.word_runs import WordRunModel, word_runs
from ...index.paths import bundled_dialogue_acts
from ...index.text.length import text_length
from ...index.transcript import Span, Transcript

ACTS = ("task", "decision", "open")
_BEFORE, _AFTER = 40, 25  # characters of the turns around
_WORTH_OF_THE_SENTENCE, _WORTH_OF_TURNS_AROUND = 0.7, 0.4  # beside numbers from 0 to about 7
_LAST_PART = 0.85  # of a talk
_MOST_POINTS = 5.0  # of rules, that count


@lru_cache(maxsize=1)
def bundled_acts() -> WordRunModel:
    """The bundled model of `ACTS`, read once."""
    return WordRunModel.read(bundled_dialogue_acts())


def features_of(talk: Transcript, span: Span) -> dict[str, float]:
    """What the model looks at, of the sentence at these characters of a talk."""
    turn = talk.turn(span.turn_number)
    sentence = turn.text[span.start : span.end]
    n_turns, number = len(talk.turns), span.turn_number
    before = talk.turn(number - 1).text[-_BEFORE:] if number > 1 else ""
    after = talk.turn(number + 1).text[:_AFTER] if number < n_turns else ""
    place = number / n_turns
    return {
        **dict.fromkeys(word_runs(sentence), _WORTH_OF_THE_SENTENCE),
        **{f"before:{run}": _WORTH_OF_TURNS_AROUND for run in word_runs(before)},
        **{f"after:{run}": _WORTH_OF_TURNS_AROUND for run in word_runs(after)},
        "length:sentence": math.log1p(len(sentence)),
        "length:turn": math.log1p(text_length(turn.text)),
        "place": place,
        "place:last": float(place > _LAST_PART),
    }


def features_of_rules(act: str, points: float | None) -> dict[str, float]:
    """The same of the rules for an act: the points that they give; None if they find nothing."""
    if points is None:
        return {}
    return {f"rules:{act}": 1.0, f"rules:{act}:points": min(points, _MOST_POINTS)}
