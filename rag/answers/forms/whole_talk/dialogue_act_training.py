"""`make dialogue-acts`: train the weights that tell tasks, decisions and open points.

It needs the extra `train`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from .....index.exchanges import link_exchanges
from .....index.models.word_run_training import Example, train
from .....index.paths import bundled_dialogue_acts
from .....index.reader_training.written_talks import WrittenTalk, read_talks
from .....index.transcript import Transcript, Turn
from ....reading.dialogue_acts import ACTS, features_of, features_of_rules
from ....reading.spoken_sentences import spoken_sentences
from ....reading.talk import Talk
from .decisions import decisions_by_rules
from .open_questions import open_by_rules
from .sentences import most_points
from .tasks import tasks_by_rules

_FOLDER = bundled_dialogue_acts()
_INVERSE_PENALTY = 0.15
_MIN_TALKS = 3  # a feature of fewer is left out
_MIN_WEIGHT = 0.08
_RULES = {"task": tasks_by_rules, "decision": decisions_by_rules, "open": open_by_rules}
_NOT_OF_WORDS = re.compile(r"\W+")


def examples_of(talk: WrittenTalk) -> Iterator[tuple[str, Example]]:
    """All sentences of a marked talk, as they are quoted, each with its features and acts."""
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
            own = {act: features_of_rules(act, points[act].get(span)) for act in ACTS}
            yield text, Example(features_of(transcript, span), acts, talk.name, own)


def _folded(text: str) -> str:
    return _NOT_OF_WORDS.sub("", text).lower()


def main(
    talks: Annotated[Path, typer.Argument(help="A folder of marked talks, as data/training.")],
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = _FOLDER,
) -> None:
    """Train the weights: a minute."""
    marked = [talk for talk in read_talks(talks) if talk.marks is not None]
    examples = [example for talk in marked for _, example in examples_of(talk)]
    model = train(
        examples,
        ACTS,
        inverse_penalty=_INVERSE_PENALTY,
        min_sources=_MIN_TALKS,
        min_weight=_MIN_WEIGHT,
    )
    model.write(out)
    typer.echo(f"{len(marked)} talks, {len(examples)} sentences, {len(model.weights)} features")


if __name__ == "__main__":
    typer.run(main)
