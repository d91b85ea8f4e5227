from __future__ import annotations

from pathlib import Path

import pytest
from turnwise.index.models.word_run_training import Example, train
from turnwise.index.models.word_runs import WordRunModel, word_runs

pytestmark = pytest.mark.slow  # the import of scikit-learn takes a second

TEXTS = [
    *((f"who will bring the {thing}?", "task") for thing in ("ladder", "rope", "boat", "paint")),
    *((f"what colour is the {thing}?", "none") for thing in ("ladder", "rope", "boat", "paint")),
]


def trained() -> WordRunModel:
    examples = [
        Example(dict.fromkeys(word_runs(text), 1.0), {label}, text, {"task": {"ends": 1.0}})
        for text, label in TEXTS
    ]
    return train(examples, ["task"], inverse_penalty=1.0, min_sources=2, min_weight=0.05)


def test_what_is_learned_is_written_and_read_again(tmp_path: Path):
    model = trained()
    model.write(tmp_path)
    read = WordRunModel.read(tmp_path)
    assert read.labels == ("task",)
    assert read.weights.keys() == model.weights.keys()

    def odds(text: str) -> float:
        return read.log_odds(dict.fromkeys(word_runs(text), 1.0))["task"]

    assert odds("who will bring the kettle?") > 0 > odds("what colour is the kettle?")


def test_features_of_one_source_or_of_no_weight_are_left_out():
    weights = trained().weights
    assert "who will bring" in weights
    assert "ends" in weights  # what a label alone has stays
    assert "the ladder ?" not in weights  # as often of a task as not
    assert not any("kettle" in name for name in weights)
