"""Which sentences of a talk take on a task, decide something, or leave something open.

Rules for this found a fifth to a half of what a reader marks in other talks, so a linear model
decides (data/dialogue-acts/README.md). It looks at runs of one to three words of the sentence, of
the end of the turn before and of the beginning of the turn after: “I can take that”, “Sure.”
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ...index.errors import ModelError
from ...index.paths import bundled_dialogue_acts
from ...index.text.fold import fold
from ...index.text.language import CJK
from ...index.text.length import text_length
from ...index.transcript import Span, Transcript

ACTS = ("task", "decision", "open")
WEIGHTS_FILE = "weights.tsv"
BIAS = "bias"
_LONGEST_RUN = 3  # words
_BEFORE, _AFTER = 40, 25  # characters of the turns around
_IS_NUMBER = "#"
# A Chinese character counts as a word, and so does a mark that ends a question or a clause.
_WORD = re.compile(rf"[a-z][a-z'’]*|\d+|[{CJK}]|[?!,]")
_WORTH_OF_THE_SENTENCE, _WORTH_OF_TURNS_AROUND = 0.7, 0.4  # beside numbers from 0 to about 7
_LAST_PART = 0.85  # of a talk
_MOST_POINTS = 5.0  # of rules, that count


@dataclass(frozen=True, slots=True)
class DialogueActs:
    """The weights of each feature, for task, decision and open."""

    weights: Mapping[str, tuple[float, ...]]

    @classmethod
    def read(cls, folder: Path) -> DialogueActs:
        """From a folder with `weights.tsv`. Raises ModelError if it is missing or damaged."""
        path = folder / WEIGHTS_FILE
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            rows = (line.split("\t") for line in lines[1:])
            weights = {name: tuple(map(float, values)) for name, *values in rows}
            if any(len(values) != len(ACTS) for values in weights.values()):
                raise ValueError("a line has too few numbers")
        except (OSError, ValueError) as error:
            raise ModelError(f"{path} cannot be read ({error}); install Turnwise again") from error
        return cls(weights)

    def log_odds(self, features: Mapping[str, float]) -> dict[str, float]:
        """The logit of the probability of each act."""
        sums = list(self.weights.get(BIAS, (0.0,) * len(ACTS)))
        for name, value in features.items():
            for i, weight in enumerate(self.weights.get(name, ())):
                sums[i] += weight * value
        return dict(zip(ACTS, sums, strict=True))


@lru_cache(maxsize=1)
def bundled_acts() -> DialogueActs:
    """The bundled weights, read once."""
    return DialogueActs.read(bundled_dialogue_acts())


def features_of(talk: Transcript, span: Span) -> dict[str, float]:
    """What the model looks at, of the sentence at these characters of a talk."""
    turn = talk.turn(span.turn_number)
    sentence = turn.text[span.start : span.end]
    n_turns, number = len(talk.turns), span.turn_number
    before = talk.turn(number - 1).text[-_BEFORE:] if number > 1 else ""
    after = talk.turn(number + 1).text[:_AFTER] if number < n_turns else ""
    place = number / n_turns
    return {
        **dict.fromkeys(_runs(sentence), _WORTH_OF_THE_SENTENCE),
        **{f"before:{run}": _WORTH_OF_TURNS_AROUND for run in _runs(before)},
        **{f"after:{run}": _WORTH_OF_TURNS_AROUND for run in _runs(after)},
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


def _runs(text: str) -> Iterator[str]:
    """All runs of up to three words, with the begin and end of the text as words."""
    found = _WORD.findall(fold(text))
    words = ["^", *(_IS_NUMBER if word.isdigit() else word for word in found), "$"]
    for n in range(1, _LONGEST_RUN + 1):
        for start in range(len(words) - n + 1):
            yield " ".join(words[start : start + n])
