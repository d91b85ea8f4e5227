from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT
from turnwise.index.reader_training.written_talks import Mark, WrittenTalk, read_talks
from turnwise.index.transcript import Turn
from turnwise.rag.answers.forms.whole_talk.dialogue_act_training import examples_of
from turnwise.rag.reading.dialogue_acts import ACTS

pytestmark = pytest.mark.slow  # the import of scikit-learn takes a second


def marked_talk(n: int) -> WrittenTalk:
    turns = (
        Turn(0, "Ann", "The baker on the square closed years ago, as you know."),
        Turn(1, "Bob", f"Their rye bread fed the whole street. I'll ring the other baker {n}."),
        Turn(2, "Ann", "It opened in the spring beside the school, I think."),
    )
    mark = Mark(1, frozenset({"task"}), f"I'll ring the other baker {n}.")
    return WrittenTalk(f"talk {n}", turns, (), (mark,))


def test_a_marked_sentence_is_an_example_of_its_act():
    acts = {text: example.labels for text, example in examples_of(marked_talk(7))}
    assert acts["Their rye bread fed the whole street."] == set()
    assert [text for text, kinds in acts.items() if kinds] == ["I'll ring the other baker 7."]


def test_rules_count_for_their_own_act():
    [_, _, example, *_] = [example for _, example in examples_of(marked_talk(7))]
    assert example.own["task"]["rules:task"] == 1.0
    assert example.own["open"] == {}


def test_every_talk_to_train_on_is_whole():
    talks = read_talks(ROOT / "data" / "training")
    assert len({talk.name for talk in talks}) == len(talks) > 1000
    for talk in talks:
        texts = {turn.number: turn.text for turn in talk.turns}
        for question in talk.questions:
            assert set(question.turns) <= set(texts), talk.name
            assert question.turns or question.nearest in texts, talk.name
        for mark in talk.marks or ():
            assert mark.acts <= set(ACTS)
            assert mark.sentence in texts[mark.turn], talk.name


def test_no_talk_to_train_on_is_evaluated_on():
    evaluated = {
        line[:60]
        for path in (ROOT / "data" / "eval").glob("*/turns/*.jsonl")
        for line in _texts(path)
    }
    trained_on = [turn.text for t in read_talks(ROOT / "data" / "training") for turn in t.turns]
    assert not [text for text in trained_on if len(text) >= 60 and text[:60] in evaluated]


def _texts(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [text for line in lines if len(text := json.loads(line)["text"]) >= 60]
