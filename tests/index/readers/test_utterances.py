from __future__ import annotations

import pytest
from turnwise.index.readers.utterances import (
    UNNAMED,
    Utterance,
    join_text,
    marks_in,
    marks_of,
    tidy_name,
    to_seconds,
    to_turns,
    unescape,
)
from turnwise.index.transcript import TimeMark


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


# -- marks


def test_a_turn_keeps_the_times_of_its_utterances():
    (turn,) = to_turns([Utterance("We opened", "A", 1.0, 2.0), Utterance("the gate.", "A", 2.5)])
    assert turn.marks == (TimeMark(0, 1.0, 2.0), TimeMark(10, 2.5))
    assert [turn.time_at(offset) for offset in (0, 9, 10, 19)] == [1.0, 1.0, 2.5, 2.5]


def test_chinese_marks_stand_where_the_words_begin():
    (turn,) = to_turns([Utterance("我们用", "A", 1.0), Utterance("PyTorch 训练", "A", 2.0)])
    assert [turn.text[mark.offset :] for mark in turn.marks] == [
        "我们用PyTorch 训练",
        "PyTorch 训练",
    ]


def test_a_turn_of_one_utterance_has_no_marks():
    (turn,) = to_turns([Utterance("Hello.", "A", 1.0, 2.0)])
    assert (turn.marks, turn.time_at(3)) == ((), 1.0)


def test_words_timed_one_by_one_have_a_mark_after_a_sentence_a_pause_and_a_while():
    said = "one two. three four five six seven eight nine".split()
    times = [0.0, 0.4, 0.8, 1.9, 2.3, 2.7, 3.1, 3.5, 3.9]
    (turn,) = to_turns(
        Utterance(word, "A", start, start + 0.4) for word, start in zip(said, times, strict=True)
    )
    marked = [(turn.text[mark.offset :].split()[0], mark.start_s) for mark in turn.marks]
    assert marked == [("one", 0.0), ("three", 0.8), ("four", 1.9), ("eight", 3.5)]


def test_an_utterance_may_bring_marks_of_its_own():
    marks = (TimeMark(1, 0.0, 1.0), TimeMark(9, 3.0, 4.0), TimeMark(99, 9.0))
    turns = to_turns(
        [Utterance("Before.", "A", 0.0), Utterance(" Hello, so then.", "B", 0, 4, marks=marks)]
    )
    assert turns[1].marks == (TimeMark(0, 0.0, 1.0), TimeMark(8, 3.0, 4.0))


def test_a_mark_never_ends_before_it_begins():
    (turn,) = to_turns(
        [Utterance("One two.", "A", 5.0, 2.0), Utterance("Three four.", "A", 5.0, 6.0)]
    )
    assert turn.marks[0] == TimeMark(0, 5.0, 5.0)


def test_words_joined_to_a_sentence_keep_their_times():
    words = [
        Utterance(word, "A", n)
        for n, word in enumerate(["It", "is", ",", "well", ",", "cold", "."])
    ]
    text = join_text(word.text for word in words)
    assert [text[mark.offset] for mark in marks_of(words, text)] == list("Ii,w,c.")
    (turn,) = to_turns([Utterance(text, "A", 0.0, 7.0, marks=marks_of(words, text))])
    assert turn.time_at(text.index("well")) == 2.0


def test_marks_in_json_are_read_as_far_as_they_are_whole():
    whole = {"offset": 3, "start_s": 1.5, "end_s": None}
    broken = [7, {}, {"offset": "a", "start_s": 1}, {"offset": 2, "start_s": 1}, {"offset": 9}]
    assert marks_in([whole, *broken]) == (TimeMark(3, 1.5),)
    assert marks_in("no list") == ()
