from __future__ import annotations

import json

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.readers.recognised import is_spaced, join_characters, tidy_words
from turnwise.index.readers.utterances import Contents, Utterance
from turnwise.index.transcript import TimeMark

SPACED = "阿 岚 ： 树 苗 从 哪 里 来 ？\n老 周 ： 第 一 批 树 苗 是 从 福 建 运 来 的 。\n阿 岚 ： 最 怕 什 么 ？\n"
JOINED = [
    ("阿岚", "树苗从哪里来？"),
    ("老周", "第一批树苗是从福建运来的。"),
    ("阿岚", "最怕什么？"),
]


def turns(text: str, name: str = "talk.txt") -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read_bytes(text.encode(), name=name).turns]


def as_srt(text: str) -> str:
    return "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{line}\n"
        for n, line in enumerate(text.splitlines(), 1)
    )


@pytest.mark.parametrize(
    "text",
    [pytest.param(SPACED, id="text"), pytest.param(as_srt(SPACED), id="subtitles")],
)
def test_spaced_characters_are_joined_in_words_and_names(text: str):
    assert turns(text) == JOINED


def test_spaced_characters_are_joined_in_json_too():
    said = [{"speaker": "老 周", "text": "第 一 批 树 苗 是 从 福 建 运 来 的 。"}] * 2
    for ensure_ascii in (True, False):
        text = json.dumps({"segments": said}, ensure_ascii=ensure_ascii)
        assert turns(text)[0] == ("老周", "第一批树苗是从福建运来的。")


def test_spaces_around_latin_words_stay():
    assert turns("我们 用 的 是 PyTorch 来 训练 模型 ， 然后 发现 速度 很 慢 啊 。\n")[0][1] == (
        "我们用的是 PyTorch 来训练模型，然后发现速度很慢啊。"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "今天我们来聊聊烘焙的故事 先说一下我的经历 后来我去了云南 那里的老师傅很好",
            id="clauses",
        ),
        pytest.param("张敏 李雷 王五", id="a few names"),
        pytest.param("we use it 我们 用", id="English"),
        pytest.param("", id="nothing"),
    ],
)
def test_spaces_that_part_clauses_stay(text: str):
    assert not is_spaced([text])


def test_join_characters_leaves_latin_and_korean():
    assert join_characters("a b 我 们 c 우리 는") == "a b 我们 c 우리 는"


@pytest.mark.parametrize(
    "tag",
    [
        "<|zh|>",
        "<|HAPPY|><|Speech|><|woitn|>",
        "<|0.00|>",
        "<|startoftranscript|>",
        "[_TT_50]",
        "[_BEG_]",
        "[BLANK_AUDIO]",
        "<unk>",
        "</s>",
        "[UNK]",
        "<sil>",
    ],
)
def test_tags_of_recognisers_are_no_words(tag: str):
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{tag}您种茶多少年了？{tag}二十三年。 {tag}\n"
    assert turns(text, "talk.srt") == [("Speaker", "您种茶多少年了？二十三年。")]


def test_a_tag_before_a_name_hides_no_name():
    text = "<|en|><|HAPPY|>Mara: Why?\n\n<|en|>Owen: So.\n\n<|en|>Mara: Well.\n"
    assert turns(text) == [("Mara", "Why?"), ("Owen", "So."), ("Mara", "Well.")]


@pytest.mark.parametrize(
    "words", ["a <b> c", "x |> f <| y", "[Music] Hello.", "[BLANK] here", "<s3> bucket"]
)
def test_other_brackets_are_words(words: str):
    assert words in turns(f"Mara: {words} and so on.\n\nOwen: No.\n\nMara: Yes.\n")[0][1]


def test_marks_stay_with_their_words():
    said = Utterance(
        "<unk>one <unk>two three", "A", 0.0, 3.0, marks=(TimeMark(5, 0.0), TimeMark(14, 1.0))
    )
    (tidied,) = tidy_words(Contents("x", (said,))).utterances
    assert [tidied.text[mark.offset :] for mark in tidied.marks] == ["one two three", "two three"]


def test_a_tab_or_a_wide_space_still_parts_a_name_from_the_words():
    for mark in ("\t", "\u3000", "  "):
        text = join_characters(f"老 周{mark}第 一 批 树 苗")
        assert text == f"老周{mark}第一批树苗"
