from __future__ import annotations

import pytest
from turnwise.rag.search.pointing.answer_types import (
    has_type,
    leaves_open,
    leaves_who_open,
    leaves_why_open,
    names_day,
    says_what_it_is,
    tells_when,
)
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
        ("share", "most of them"),
        ("number", "我們辦了六十幾場協作會議"),
        ("people", "It's over 120 individuals."),
        ("people", "7% of the population"),
        ("year", "實施辦法制定於43年"),
        ("year", "we did it two years ago"),
        ("name", "我們有一個叫做“防詐達人”的"),
        ("name", "We use Rocket for that."),
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
        ("amount", "It is one point two percent, or two per cent."),
        ("duration", "It is a long story."),
        ("duration", "在15年的时候用Caffe"),
        ("duration", "在2011年还没有"),
        ("duration", "二零一六年最难"),
        ("year", "我做了三四年"),
        ("year", "种茶二十三年"),
        ("date", "We march on, and we may win."),
        ("share", "Part of it is true."),
        ("share", "the most important thing is on the third floor, in half an hour"),
        ("people", "80% of what we planned is there"),
        ("amount", "每天可以產到2,000萬片口罩"),
        ("number", "It was recorded in London in 2016."),
        ("date", "如果哪一點可以改變"),
        ("year", "on the first of May"),
        ("name", "I have written a book, which is good."),
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


def test_what_is_past_is_no_date_of_what_will_be():
    asked = "when will splicing be released?"
    assert not has_type("I mentioned it a while ago.", "date", beside=asked)
    assert has_type("It will be out in 2027.", "date", beside=asked)
    assert has_type("I mentioned it a while ago.", "date", beside="when did you mention it?")


def test_what_the_question_says_itself_tells_nothing():
    assert not has_type("明年很快會告訴你", "date", beside="明年小年夜哪一天補班")
    assert has_type("明年五月三號", "date", beside="明年小年夜哪一天補班")
    assert has_type("It has 58 characters.", "number", beside="how many characters has base58")
    assert not has_type("我們是第一次參加", "number", beside="辦過幾場會議")
    assert has_type("現在是30Hz", "number", beside="現在是多少Hz")


@pytest.mark.parametrize(
    "text", ["It grows, and I have not found out why.", "我也不知道為什麼。", "還沒查到原因"]
)
def test_a_reason_may_stay_open(text: str):
    assert leaves_why_open(text)


@pytest.mark.parametrize(
    "text",
    ["Let's see next week who can.", "A year ago someone discovered the weakness.", "不知道是誰"],
)
def test_a_person_may_stay_open(text: str):
    assert leaves_who_open(text)


def test_nothing_stays_open_where_it_is_told():
    assert not leaves_why_open("大家用好好的，不知道為什麼換")
    assert not leaves_who_open("Ask someone else; Ann knows who did it.")


def test_last_week_is_no_day():
    assert names_day("on March 31st")
    assert names_day("五月二十七号")
    assert not names_day("Last week's numbers first.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("BMS is battery management system.", True),
        ("A “BMS” stands for a small board.", True),
        ("BMS 就是电池管理系统", True),
        ("So the BMS, which is a small board, locks.", True),
        ("The BMS is not the problem.", False),
        ("The BMS is going to Brussels.", False),
        ("BMS 是不是坏了", False),
        ("We looked at the BMS again.", False),
    ],
)
def test_what_something_is(text: str, *, says: bool):
    assert says_what_it_is(text, ["bms"]) == says
