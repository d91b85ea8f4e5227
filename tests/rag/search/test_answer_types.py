from __future__ import annotations

import pytest
from turnwise.rag.search.answer_types import has_type, leaves_open, tells_when
from turnwise.rag.understanding.query import AnswerType


@pytest.mark.parametrize(
    ("answer_type", "text"),
    [
        ("number", "There are 75 forks right now."),
        ("number", "我們有三個辦公室"),
        ("number", "我是第三組的"),
        ("number", "still four 个 crash"),
        ("people", "about twenty engineers work here"),
        ("people", "這個提案總共是7,367人來附議"),
        ("people", "测试500位民众"),
        ("amount", "It costs eight dollars a month."),
        ("amount", "八年8,800億的規模"),
        ("amount", "調高到1,100元"),
        ("amount", "Please do not put $325,000 on it."),
        ("amount", "对学生免费"),
        ("duration", "两个月吧!"),
        ("duration", "用了六个半小时"),
        ("duration", "我在那里15年了"),
        ("duration", "她在3个月里做完"),
        ("duration", "it took 1.8 seconds"),
        ("duration", "after a year or so"),
        ("year", "二零一六年最难"),
        ("year", "我九八年去的"),
        ("date", "一九九八年的事"),
        ("date", "預計會在11月1日上線"),
        ("date", "we live-tape every Thursday"),
        ("date", "发布日期就定在五月二十七号"),
        ("date", "in the spring of 2021"),
        ("share", "可以catch到90％多的交通事故"),
        ("share", "only a quarter of them"),
    ],
)
def test_a_sentence_has_what_is_asked_for(answer_type: AnswerType, text: str):
    assert has_type(text, answer_type)


@pytest.mark.parametrize(
    ("answer_type", "text"),
    [
        ("number", "One could say that this is a good thing."),
        ("number", "我觉得这个一直是一个很有意思的方向"),
        ("people", "每人标五十条，一个下午就够了"),
        ("people", "It is amenable to 20 teams."),
        ("amount", "Papyrus 的优点是便宜"),
        ("amount", "I paid a lot of attention to it."),
        ("duration", "It is a long story."),
        ("duration", "在15年的时候用Caffe"),
        ("duration", "在2011年还没有"),
        ("duration", "二零一六年最难"),
        ("year", "我做了三四年"),
        ("year", "种茶二十三年"),
        ("date", "We march on, and we may win."),
        ("share", "Part of it is true."),
    ],
)
def test_a_sentence_without_what_is_asked_for(answer_type: AnswerType, text: str):
    assert not has_type(text, answer_type)


def test_an_open_answer_is_recognised():
    for text in (
        "I have to ask our lawyers.",
        "这个我要回去问一下",
        "电池的消耗我们还没量",
        "定不了负责人",
    ):
        assert leaves_open(text)
    assert not leaves_open("It takes two months.")


def test_something_else_may_tell_the_time():
    assert tells_when("That was shortly after the crash.")
    assert not tells_when("It was a crash.")
