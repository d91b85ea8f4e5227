from __future__ import annotations

import pytest
from turnwise.index.readers.utterances import (
    UNNAMED,
    Utterance,
    join_text,
    tidy_name,
    to_seconds,
    to_turns,
    unescape,
)


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        pytest.param(["we use", "it"], "we use it", id="English"),
        pytest.param(["我们", "用它"], "我们用它", id="Chinese"),
        pytest.param(["それ", "です"], "それです", id="Japanese"),
        pytest.param(["우리는", "갑니다"], "우리는 갑니다", id="Korean, which has spaces"),
        pytest.param(["我们用", "PyTorch", "训练"], "我们用PyTorch训练", id="mixed"),
        pytest.param(["it", "'s", "fine", ",", "so", "."], "it's fine, so.", id="punctuation"),
        pytest.param(["对", "，", "好", "。"], "对，好。", id="Chinese punctuation"),
        pytest.param(["he said", "“yes”", "and left"], "he said “yes” and left", id="quotes"),
        pytest.param(["他说", "“好”", "就走"], "他说“好”就走", id="Chinese quotes"),
        pytest.param(["he said", "'yes'"], "he said 'yes'", id="straight quotes"),
        pytest.param(["", "a", "", "b"], "a b", id="empty pieces"),
        pytest.param(
            ["见 http://example.com:8080/x", "备注如下"],
            "见 http://example.com:8080/x 备注如下",
            id="Chinese after an address",
        ),
        pytest.param(
            ["见http://example.com/x", "，", "如下"],
            "见http://example.com/x，如下",
            id="punctuation after an address",
        ),
        pytest.param([], "", id="nothing"),
    ],
)
def test_pieces_join_as_they_are_written(pieces: list[str], joined: str):
    assert join_text(pieces) == joined


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param(1.5, 1.5, id="number"),
        pytest.param("1.5", 1.5, id="text"),
        pytest.param("1.5s", 1.5, id="Google"),
        pytest.param("01:02", 62.0, id="minutes"),
        pytest.param("01:02:03,5", 3723.5, id="hours"),
        pytest.param(None, None, id="none"),
        pytest.param(True, None, id="truth"),
        pytest.param(-1, None, id="negative"),
        pytest.param(float("nan"), None, id="not a number"),
        pytest.param(float("inf"), None, id="infinite"),
        pytest.param("soon", None, id="word"),
        pytest.param("9" * 5000, None, id="5000 digits"),
    ],
)
def test_numbers_and_clock_times_become_seconds(value: object, seconds: float | None):
    assert to_seconds(value) == seconds


def test_milliseconds_become_seconds():
    assert to_seconds(1500, 1000) == 1.5


def test_timed_utterances_of_one_speaker_are_one_turn():
    timed = [Utterance("One", "Alex", 0, 1), Utterance("two.", None, 1, 2)]
    untimed = [Utterance("One.", "Alex"), Utterance("Two.", "Alex")]
    assert [turn.text for turn in to_turns(timed)] == ["One two."]
    assert [turn.text for turn in to_turns(untimed)] == ["One.", "Two."]


def test_a_long_turn_is_cut_at_the_end_of_a_sentence():
    utterances = [
        Utterance("We went", "Alex", 0, 119),
        Utterance("home.", "Alex", 119, 125),
        Utterance("Then", "Alex", 125, 130),
    ]
    assert [turn.text for turn in to_turns(utterances)] == ["We went home.", "Then"]


def test_a_long_turn_without_an_end_of_sentence_is_cut_too():
    utterances = [Utterance("on and on", "Alex", n * 60, n * 60 + 60) for n in range(4)]
    assert [turn.end_s for turn in to_turns(utterances)] == [180, 240]


def test_a_first_speaker_without_a_name_is_unnamed():
    assert [turn.speaker for turn in to_turns([Utterance("Hi."), Utterance("Yes.", "Bob")])] == [
        UNNAMED,
        "Bob",
    ]


def test_utterances_without_words_are_left_out():
    assert to_turns([Utterance("  ", "Alex"), Utterance("", "Bob")]) == ()


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("Anna Berg (Host)", "Anna Berg"),
        ("Anna Berg (anna@example.org)", "Anna Berg"),
        ("张敏（主持人）", "张敏"),
        ("Anna  Berg ", "Anna Berg"),
        ("(Guest)", UNNAMED),
        ("Anna (laughing)", "Anna"),
        ("主持人（笑）", "主持人"),
        ("Anna (she/her)", "Anna"),
        ("Anna Berg (External)", "Anna Berg"),
        ("Anna Berg (she/her) (Host)", "Anna Berg"),
        ("张敏（外部）", "张敏"),
        ("Speaker (Boston)", "Speaker (Boston)"),
        ("王小明（北京）", "王小明（北京）"),
    ],
)
def test_a_name_is_freed_of_roles_pronouns_and_addresses(name: str, tidy: str):
    assert tidy_name(name) == tidy


@pytest.mark.parametrize(
    ("text", "plain"),
    [("we&#39;re", "we're"), ("R&amp;D", "R&D"), ("a & b", "a & b"), ("AT&T; so", "AT&T; so")],
)
def test_html_entities_are_decoded(text: str, plain: str):
    assert unescape(text) == plain
