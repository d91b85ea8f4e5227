"""A linear model over runs of words: a text → the log odds of each label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import ModelError
from ..text.fold import fold
from ..text.language import CJK

WEIGHTS_FILE = "weights.tsv"
BIAS = "bias"
_LONGEST_RUN = 3  # words
_IS_NUMBER = "#"
# A Chinese character counts as a word, and so does a mark that ends a question or a clause.
_WORD = re.compile(rf"[a-z][a-z'’]*|\d+|[{CJK}]|[?!,]")


@dataclass(frozen=True, slots=True)
class WordRunModel:
    """The weights of each feature, for each label."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]  # feature → a weight for each label

    @classmethod
    def read(cls, folder: Path) -> WordRunModel:
        """From a folder with `weights.tsv`: a heading with the labels, then a line a feature.

        Raises: ModelError if it is missing or damaged.
        """
        path = folder / WEIGHTS_FILE
        try:
            heading, *lines = path.read_text(encoding="utf-8").splitlines()
            labels = tuple(heading.split("\t")[1:])
            rows = (line.split("\t") for line in lines)
            weights = {name: tuple(map(float, values)) for name, *values in rows}
            if any(len(values) != len(labels) for values in weights.values()):
                raise ValueError("a line has too few numbers")
        except (OSError, ValueError) as error:
            raise ModelError(f"{path} cannot be read ({error}); install Turnwise again") from error
        return cls(labels, weights)

    def write(self, folder: Path) -> None:
        """Write `weights.tsv`, in order of the features."""
        lines = ["\t".join(["feature", *self.labels])]
        for name in sorted(self.weights):
            lines.append("\t".join([name, *(f"{weight:.3f}" for weight in self.weights[name])]))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / WEIGHTS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def log_odds(self, features: Mapping[str, float]) -> dict[str, float]:
        """The logit of the probability of each label."""
        sums = list(self.weights.get(BIAS, (0.0,) * len(self.labels)))
        for name, value in features.items():
            for i, weight in enumerate(self.weights.get(name, ())):
                sums[i] += weight * value
        return dict(zip(self.labels, sums, strict=True))


def word_runs(text: str) -> Iterator[str]:
    """All runs of up to three words, with the begin and end of the text as words."""
    found = _WORD.findall(fold(text))
    words = ["^", *(_IS_NUMBER if word.isdigit() else word for word in found), "$"]
    for n in range(1, _LONGEST_RUN + 1):
        for start in range(len(words) - n + 1):
            yield " ".join(words[start : start + n])
