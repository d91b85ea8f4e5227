from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.text.asking import asking_sentence
from turnwise.index.text.sentences import marked_spans, sentence_pieces, sentence_spans

ENGLISH = (
    "so tell me when you built the kiln because i remember that your brother was there and he told me"
    " it took three weeks well we started in the spring of 2019 and my brother carried all the bricks"
    " from the old mill which means we had about four thousand of them but then it rained for two"
    " weeks and we had to wait"
)
CHINESE = (
    "我们今天来聊一聊这个咖啡烘焙的事情然后我先说一下我自己的经历我是从二零一五年开始做烘焙的"
    "所以买了一台很便宜的机器结果第一锅就烧糊了但是我没有放弃因为一爆和二爆的声音是不一样的"
    "就是说你要用耳朵去听而不是看温度计"
)
MIXED = (
    "我们当时用 PyTorch 做训练然后发现 GPU 的利用率特别低因为数据读得太慢了所以我们改成了"
    " streaming dataset 的方式但是 debug 起来很麻烦那么后来就写了一个小的 profiler 专门看每一步"
    "花了多少时间结果发现问题在 tokenizer 上"
)


def sentences(text: str, breaks: dict[int, float] | None = None) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, breaks or {})]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        pytest.param(ENGLISH, "because i remember that your brother was there", id="because"),
        pytest.param(ENGLISH, "well we started in the spring of 2019", id="well"),
        pytest.param(ENGLISH, "which means we had about four thousand", id="which means"),
        pytest.param(ENGLISH, "but then it rained for two weeks", id="but then"),
        pytest.param(CHINESE, "然后我先说一下我自己的经历", id="然后"),
        pytest.param(CHINESE, "但是我没有放弃", id="但是"),
        pytest.param(CHINESE, "就是说你要用耳朵去听", id="就是说"),
        pytest.param(MIXED, "所以我们改成了", id="所以, mixed"),
        pytest.param(MIXED, "但是 debug 起来很麻烦", id="但是, mixed"),
    ],
)
def test_words_that_join_sentences_begin_one(text: str, opening: str):
    assert any(sentence.startswith(opening) for sentence in sentences(text)), sentences(text)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, MIXED], ids=["English", "Chinese", "mixed"])
def test_pieces_are_short_whole_words_and_all_of_the_text(text: str):
    pieces = sentences(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert max(map(len, pieces)) <= (82 if text is ENGLISH else 40)
    whole = ("烘焙", "经历", "机器", "声音", "利用率", "tokenizer", "quarry")
    assert all("".join(pieces).count(w) == sum(p.count(w) for p in pieces) for w in whole)


def test_a_sentence_ends_where_somebody_pauses_or_a_cue_does():
    cues = ["the heron stands on the third pile", "every morning my uncle painted", "the door blue"]
    cues = cues * 5
    text = " ".join(cues)
    offsets = [sum(len(cue) + 1 for cue in cues[:n]) for n in range(1, len(cues))]
    pieces = sentences(
        text, {offset: 1.0 for offset in offsets if text[offset:].startswith("every")}
    )
    assert sum(piece.endswith("third pile") for piece in pieces) == 5


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Wait. So " + "we went there, and then we ate, " * 30, id="commas"),
        pytest.param("我们去了那里，然后吃饭，" * 30, id="Chinese commas"),
        pytest.param("We walked along the river and looked at the old mill. " * 9, id="sentences"),
        pytest.param("so we walked along the river and looked at it", id="short"),
        pytest.param("no", id="a word"),
        pytest.param("", id="nothing"),
    ],
)
def test_text_with_punctuation_is_cut_at_its_marks_only(text: str):
    assert sentence_spans(text, {9: 1.0, 40: 1.0}) == marked_spans(text)


def test_only_the_part_without_marks_is_cut():
    pieces = sentences(f"Good morning. {ENGLISH} {ENGLISH}. Thank you.")
    assert (pieces[0], pieces[-1]) == ("Good morning.", "Thank you.")
    assert len(pieces) > 6


def test_a_question_among_words_without_marks_is_found():
    text = (
        f"{ENGLISH} what did you do with the wood that you had cut we put it in the barn for years"
    )
    assert asking_sentence(text).startswith("what did you do with the wood")


def test_long_words_stay_whole():
    text = " ".join(["x" * 300] * 3)
    assert sentences(text) == ["x" * 300] * 3


def test_pieces_of_such_text_are_its_sentences():
    assert list(sentence_pieces(ENGLISH)) == sentence_spans(ENGLISH)


@given(
    st.lists(
        st.sampled_from("so we 我们 然后 the mill PyTorch 2019 因为 but 1 x 吗".split()),
        max_size=120,
    ),
    st.dictionaries(st.integers(0, 400), st.floats(0.1, 1)),
)
def test_no_character_is_lost_and_none_comes_twice(words: list[str], breaks: dict[int, float]):
    text = " ".join(words)
    spans = sentence_spans(text, breaks)
    assert all(start < end for start, end in spans)
    assert "".join(text[start:end] for start, end in spans).split() or not words
    kept = {n for start, end in spans for n in range(start, end)}
    assert sum(end - start for start, end in spans) == len(kept)
    assert all(text[n].isspace() for n in set(range(len(text))) - kept)
