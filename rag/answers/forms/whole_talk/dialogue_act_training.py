"""`make dialogue-acts`: train the weights that tell tasks, decisions and open points.

It needs the extra `train`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from .....index.exchanges import link_exchanges
from .....index.reader_training.written_talks import WrittenTalk, read_talks
from .....index.transcript import Transcript, Turn
from ....reading.dialogue_acts import ACTS, BIAS, WEIGHTS_FILE, features_of, features_of_rules
from ....reading.spoken_sentences import spoken_sentences
from ....reading.talk import Talk
from .decisions import decisions_by_rules
from .open_questions import open_by_rules
from .sentences import most_points
from .tasks import tasks_by_rules

_INVERSE_PENALTY = 0.15  # C of the regression; chosen by leaving talks out
_MIN_TALKS = 3  # a rarer feature is left out
_MIN_WEIGHT = 0.08  # a feature of smaller ones is left out
_RULES = {"task": tasks_by_rules, "decision": decisions_by_rules, "open": open_by_rules}
_NOT_OF_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a marked talk."""

    talk: str
    text: str
    features: dict[str, float]
    of_rules: dict[str, dict[str, float]]  # act → features of the rules for it
    acts: frozenset[str]


def examples_of(talk: WrittenTalk) -> Iterator[Example]:
    """All sentences of a marked talk, as they are quoted."""
    number_of = {turn.number: n for n, turn in enumerate(talk.turns, start=1)}
    turns = tuple(Turn(n, turn.speaker, turn.text) for n, turn in enumerate(talk.turns, start=1))
    transcript = Transcript(talk.name, turns)
    found = Talk(transcript, link_exchanges(turns))
    points = {act: most_points(by_rules(found)) for act, by_rules in _RULES.items()}
    marks = [(number_of[m.turn], _folded(m.sentence), m.acts) for m in talk.marks or ()]
    for turn in turns:
        for span in spoken_sentences(turn):
            text = turn.text[span.start : span.end]
            folded = _folded(text)
            acts = {
                act
                for number, said, kinds in marks
                for act in kinds
                if number == turn.number and folded and (said in folded or folded in said)
            }
            of_rules = {act: features_of_rules(act, points[act].get(span)) for act in ACTS}
            features = features_of(transcript, span)
            yield Example(talk.name, text, features, of_rules, frozenset(acts))


def train(examples: Sequence[Example]) -> dict[str, tuple[float, ...]]:
    """The weights of each feature, for each act: a logistic regression with an L2 penalty, fitted
    to all common features, then to those that had some weight."""
    vectorizer = DictVectorizer()
    found = vectorizer.fit_transform([example.features for example in examples])
    talks = {name: n for n, name in enumerate(sorted({example.talk for example in examples}))}
    is_common = _n_talks(found, [talks[e.talk] for e in examples], len(talks)) >= _MIN_TALKS
    names = vectorizer.get_feature_names_out()[is_common]
    found = found[:, np.flatnonzero(is_common)]
    weights = _fit(examples, found, names)
    has_weight = [max(map(abs, weights[name])) >= _MIN_WEIGHT for name in names]
    return _fit(examples, found[:, np.flatnonzero(has_weight)], names[has_weight])


def _fit(
    examples: Sequence[Example], found: csr_matrix, names: npt.NDArray[np.str_]
) -> dict[str, tuple[float, ...]]:
    weights: dict[str, list[float]] = {}
    for i, act in enumerate(ACTS):
        rules = DictVectorizer()
        of_rules = rules.fit_transform([example.of_rules[act] for example in examples])
        model = LogisticRegression(C=_INVERSE_PENALTY, max_iter=500)
        is_act = [act in example.acts for example in examples]
        model.fit(hstack([found, of_rules]).tocsr(), is_act)
        values = [*np.ravel(model.intercept_).tolist(), *np.ravel(model.coef_).tolist()]
        for name, value in zip([BIAS, *names, *rules.get_feature_names_out()], values, strict=True):
            weights.setdefault(str(name), [0.0] * len(ACTS))[i] = value
    return {name: tuple(values) for name, values in weights.items()}


def write(weights: dict[str, tuple[float, ...]], folder: Path) -> None:
    """Write `weights.tsv`, in order of the names."""
    lines = ["\t".join(["feature", *ACTS])]
    lines += ["\t".join([name, *(f"{w:.3f}" for w in weights[name])]) for name in sorted(weights)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _n_talks(found, talk_of: Sequence[int], n_talks: int) -> np.ndarray:
    """In how many talks each feature is."""
    rows, columns = found.nonzero()
    of_talk = np.array(talk_of, dtype=np.int64)[rows]
    seen = np.unique(columns.astype(np.int64) * n_talks + of_talk) // n_talks
    return np.bincount(seen, minlength=found.shape[1])


def _folded(text: str) -> str:
    return _NOT_OF_WORDS.sub("", text).lower()


def main(
    talks: Annotated[Path, typer.Argument(help="A folder of marked talks, as data/training.")],
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = Path("data/dialogue-acts"),
) -> None:
    """Train the weights: a minute."""
    marked = [talk for talk in read_talks(talks) if talk.marks is not None]
    examples = [example for talk in marked for example in examples_of(talk)]
    weights = train(examples)
    write(weights, out)
    typer.echo(f"{len(marked)} talks, {len(examples)} sentences, {len(weights)} features")


if __name__ == "__main__":
    typer.run(main)
