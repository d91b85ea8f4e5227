from __future__ import annotations

from pathlib import Path

import pytest
from turnwise.index.errors import ModelError
from turnwise.index.models.word_runs import WordRunModel, word_runs


def test_runs_are_of_one_to_three_words_with_begin_and_end():
    runs = set(word_runs("I'll take 12, 好"))
    assert {"^ i'll", "i'll take #", "take # ,", ", 好 $", "好"} <= runs
    assert max(len(run.split()) for run in runs) == 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(None, id="missing"),
        pytest.param("", id="empty"),
        pytest.param("feature\ttask\topen\nbias\t1\n", id="too few numbers"),
        pytest.param("feature\ttask\topen\nbias\tx\t0\n", id="no number"),
    ],
)
def test_damaged_weights_are_an_error(tmp_path: Path, text: str | None):
    if text is not None:
        (tmp_path / "weights.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"weights\.tsv cannot be read .*; install Turnwise again"):
        WordRunModel.read(tmp_path)
