from __future__ import annotations

import pytest
from turnwise.index.text.asking import asking_sentence, asks, only_asks


@pytest.mark.parametrize(
    "text",
    [
        "Why did you leave?",
        "這個語言怎麼樣？",
        "你有想過找人一起做嗎？像今天早上就有一組人，他們跟建築師公會一起會勘。",
        "Do you think it can succeed? In Paris the masses are not organised.",
        "那 Facebook 在做什么呢？谢谢。",
        "是不是可以請公視的朋友分享一下經驗。",
        "接下來請致翔說明一下Sandstorm的操作。",
        "请介绍一下这个框架。",
        "我想請教一下，這個計畫的經費從哪裡來。",
        "So tell us about the campaign.",
        "Maybe next week you can show us the protocol step by step.",
        "I’d be really interested to hear your view on this.",
        "I'm curious how much of that was planned.",
        "Can you give any insights into running such a big node.",
    ],
)
def test_where_question_marks_are_written_a_mark_or_a_request_asks(text: str):
    assert asks(text, with_marks=True)


@pytest.mark.parametrize(
    "text",
    [
        "我們要告訴大家怎麼做，如何把資源投入在這個地方，讓討論更完整。",
        "不管是哪一個部會，都可以用這個方式。",
        "比如說獎狀什麼的，大家都喜歡。",
        "Once you know what works and how it works, you can change who does it.",
        "That is what we do there, and it is what I want to do next.",
        "“But why don't you fix this?” people said.",
        "他們就問「為什麼不做？」，很多人都這樣。",
        "It is wrong; it gave the wrong answer. Right?",
        "Well, of course we don't know, right?",
        "Why is that? Because nobody measured it.",
        "And who came? Nobody.",
        "我來補充一下，廣播的節目是先錄好的。",
        "我是警政署交通組的專員，請多多指教，謝謝。",
        "Let me tell you what happened there.",
        "We will tell them about it, and then they tell us about their trip.",
        "I would be happy if they come.",
    ],
)
def test_where_question_marks_are_written_a_word_inside_a_sentence_asks_nothing(text: str):
    assert not asks(text, with_marks=True)


@pytest.mark.parametrize(
    "text",
    [
        "督察組會再做一次嗎",
        "那第三件 首長裁量權 這怎麼回應",
        "可是這個是白牌 等於是要自己上app嗎 還是用你們的app",
        "第一案就沒有 是第一個還是第二個",
        "哪種媒材",
        "你是不是可以被理解",
        "整个的过程你大概做了多久",
        "what do you think about that",
        "okay so how long did it take to write the first version",
        "and are you happy with it",
        "so tell me about your work",
    ],
)
def test_without_question_marks_the_end_of_a_turn_asks(text: str):
    assert asks(text, with_marks=False)


@pytest.mark.parametrize(
    "text",
    [
        "時間就是各種獎懲會進到行政處分",
        "我不知道他們為什麼不來",
        "看看有沒有機會",
        "大家什麼都喜歡",
        "you know what that is and it works",
        "i think this is what we do at the end of the day",
        "it depends on how they use it",
    ],
)
def test_without_question_marks_a_clause_asks_nothing(text: str):
    assert not asks(text, with_marks=False)


def test_a_text_shows_itself_whether_marks_are_written():
    assert not asks(
        "Is it done? It is. I know what it takes, how it works, where we stand, and so on."
    )
    assert asks("这个语言怎么样")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In general?", True),
        ("Okay. Do you mean this community?", True),
        ("I say that I am from Earth, as all of us are. Did I not say that?", False),
        ("We tried several things over the years.", False),
        ("哪種媒材？", True),
        ("我們試過很多方法，最後都沒有成功。你覺得呢？", False),
    ],
)
def test_a_turn_that_only_asks_answers_nothing(text: str, expected: bool):
    assert only_asks(text, with_marks=True) is expected


def test_the_asking_sentence_is_one_with_a_mark_if_there_is_one():
    text = "Tell me how it all began, in as many words as you like. When was it?"
    assert asking_sentence(text) == "When was it?"
    assert asking_sentence("We began. It was long ago.") == "It was long ago."
