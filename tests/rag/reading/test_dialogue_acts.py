from __future__ import annotations

import pytest
from turnwise.index.models.word_runs import BIAS, WordRunModel
from turnwise.index.transcript import Span, Transcript, Turn
from turnwise.rag.reading.dialogue_acts import bundled_acts, features_of, features_of_rules


def talk(*spoken: tuple[str, str]) -> Transcript:
    return Transcript("talk", tuple(Turn(n, *turn) for n, turn in enumerate(spoken, start=1)))


def odds(transcript: Transcript, number: int) -> dict[str, float]:
    span = Span(number, 0, len(transcript.turn(number).text))
    return bundled_acts().log_odds(features_of(transcript, span))


# None of these sentences is in the talks that were trained on.
@pytest.mark.parametrize(
    ("act", "before", "sentence", "after"),
    [
        pytest.param("task", "Who rings the baker?", "I can do that tonight.", "Thanks.", id="en"),
        pytest.param(
            "task", "谁去联系面包店？", "我来吧，今晚我打个电话。", "好，辛苦了。", id="zh"
        ),
        pytest.param(
            "decision",
            "So, plates or bowls?",
            "Alright, bowls it is then.",
            "Good.",
            id="en settles",
        ),
        pytest.param("decision", "用盘子还是碗？", "行，那就用碗吧。", "好。", id="zh settles"),
        pytest.param(
            "open", "And the oven?", "No idea yet, we'll have to see.", "Okay.", id="en leaves open"
        ),
        pytest.param("open", "烤箱的钱谁出？", "这个还没定，再看吧。", "嗯。", id="zh leaves open"),
    ],
)
def test_acts_are_told_from_what_stands_beside_them(
    act: str, before: str, sentence: str, after: str
):
    told = talk(("Ann", before), ("Bob", sentence), ("Ann", after))
    found = odds(told, 2)
    assert max(found, key=lambda name: found[name]) == act
    assert found[act] > odds(told, 1)[act]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("My grandmother baked bread on Sundays.", id="en"),
        pytest.param("我奶奶以前每个星期天都烤面包。", id="zh"),
    ],
)
def test_what_is_only_told_is_no_act(sentence: str):
    told = talk(("Ann", "Tell us."), ("Bob", sentence), ("Ann", "Lovely."))
    assert max(odds(told, 2).values()) < -1.0


def test_features_are_runs_of_words_of_the_sentence_and_of_the_turns_around():
    told = talk(("Ann", "谁来？"), ("Bob", "I'll take 12. Later."), ("Ann", "Sure"))
    features = features_of(told, Span(2, 0, 13))
    assert {"i'll take #", "take", "before:来 ? $", "after:^ sure"} <= set(features)
    assert "later" not in features


def test_rules_count_by_their_points():
    acts = WordRunModel(("task",), {BIAS: (-1.0,), "rules:task:points": (0.5,)})
    assert acts.log_odds(features_of_rules("task", 2.0))["task"] == pytest.approx(0.0)
    assert acts.log_odds(features_of_rules("task", 50.0))["task"] == pytest.approx(1.5)
    assert features_of_rules("task", None) == {}
