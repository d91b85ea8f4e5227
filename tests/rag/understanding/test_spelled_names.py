from __future__ import annotations

import pytest
from conftest import make_transcript
from turnwise.rag import Library, UsageError
from turnwise.rag.understanding.spelled_names import spelled_names
from turnwise.rag.understanding.understand import understand

PEOPLE = {name: name for name in ("贾扬清", "唐鳳", "何龙", "Wang Wei", "Ann Lee", "Alex")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What did Jia Yangqing say?", {"Jia Yangqing": "贾扬清"}),
        ("what did jia yangqing say", {"jia yangqing": "贾扬清"}),
        ("Yangqing Jia's view", {"Yangqing Jia": "贾扬清"}),
        ("Yang-Qing Jia, JIA YANG QING", {"Yang-Qing Jia": "贾扬清", "JIA YANG QING": "贾扬清"}),
        ("jiayangqing怎么看CUDA", {"jiayangqing": "贾扬清"}),
        ("Tang Feng 怎么看", {"Tang Feng": "唐鳳"}),
        ("王维怎么看", {"王维": "Wang Wei"}),
        ("Did He Long speak?", {"He Long": "何龙"}),
        ("did he long for it", {}),
        ("how long will Jia and Tang take", {"Jia": "贾扬清", "Tang": "唐鳳"}),
        ("a tangfeng or a mayangqing", {}),
        ("Jia Yangqings", {}),
        ("Ann Lee and Alex", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_whole_names_are_found_as_they_are_spelled(text: str, found: dict[str, str]):
    assert spelled_names(text, PEOPLE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("What did Ren say?", {"Ren": "任海生"}, id="after did"),
        pytest.param("the view of Mr. Ren, Ren's view", {"Ren": "任海生"}, id="a title"),
        pytest.param("Ren on foreign companies", {"Ren": "任海生"}, id="at the start"),
        pytest.param("what did Mr. Zhou do", {"Zhou": "周师傅"}, id="a name with a title"),
        pytest.param("周先生怎么看", {"周先生": "周师傅"}, id="another title"),
        pytest.param("老周怎么看", {"老周": "周师傅"}, id="among friends"),
        pytest.param("任總怎麼看", {"任總": "任海生"}, id="Traditional"),
        pytest.param("保罗怎么看", {"保罗": "Paul Vixie"}, id="a first name"),
        pytest.param("麥可怎麼看", {"麥可": "Michael Lee"}, id="as Taiwan writes it"),
        pytest.param("what did David say", {"David": "大衛·王"}, id="the reverse"),
        pytest.param("did Ren Zhengfei say so", {}, id="somebody else's first word"),
        pytest.param("how Long is it, and did he long for it", {}, id="no name"),
        pytest.param("what did Li say", {}, id="two people"),
        pytest.param("任务怎么做", {}, id="a word"),
        pytest.param(
            "我有一個疑問，" + "我斷斷續續參加了討論，" * 6 + "昨天任委員也在", {}, id="a story"
        ),
    ],
)
def test_part_of_a_name_finds_one_person(text: str, found: dict[str, str]):
    people = ("任海生", "周师傅", "李晴", "李雷", "Paul Vixie", "Michael Lee", "大衛·王", "龙飞")
    assert spelled_names(text, {name: name for name in people}) == found


def test_what_two_people_are_spelled_like_is_nobody():
    both = {"張鈺旋": "張鈺旋", "張鈺璇": "張鈺璇"}
    assert spelled_names("Zhang Yuxuan", both) == {}
    assert spelled_names("Zhang Yuxuan", both | {"張鈺璇": "張鈺旋"}) == {"Zhang Yuxuan": "張鈺旋"}


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What did Jia Yangqing say about CUDA?", ("cuda",)),
        ("Yangqing Jia对CUDA怎么看", ("cuda",)),
        ("贾扬清对CUDA怎么看", ("cuda",)),
    ],
)
def test_a_speaker_is_recognised_as_spelled(question: str, subject: tuple[str, ...]):
    query = understand(question, known_speakers=["贾扬清", "Alex"])
    assert query.whose.speakers == ("贾扬清",)
    assert query.look_for.subject == subject
    assert query.text == question
    latin = understand("贾扬清对CUDA怎么看", known_speakers=["Yangqing Jia", "Alex"])
    assert (latin.whose.speakers, latin.look_for.subject) == (("Yangqing Jia",), ("cuda",))


def test_a_follow_up_may_spell_the_name():
    query = understand(
        "And Jia Yangqing?",
        history=["what did Alex say about CUDA"],
        known_speakers=["Alex", "贾扬清"],
    )
    assert query.text == "what did Jia Yangqing say about CUDA"
    assert query.whose.speakers == ("贾扬清",)


def test_a_name_that_is_asked_about_is_sought_as_it_is_written():
    query = understand("what happened to Jia Yangqing?", known_speakers=["贾扬清"])
    assert query.look_for.text == "what happened to 贾扬清?"
    assert query.whose.speakers is None


def test_a_filter_may_spell_the_name(library: Library):
    library.add(make_transcript(("唐鳳", "OpenCL is open."), ("Ann", "OpenCL?")))
    assert {hit.speaker for hit in library.search("OpenCL", speakers=["Tang Feng"])} == {"唐鳳"}
    library.add_aliases("Yangqing", ["贾扬清"])
    hits = library.search("OpenCL", speakers=["jia yangqing"])
    assert {hit.speaker for hit in hits} == {"Yangqing"}
    with pytest.raises(UsageError, match="nobody is called “Tang Fang”"):
        library.search("OpenCL", speakers=["Tang Fang"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("贾扬清推荐买 GPU 吗", {"贾扬清": "Yangqing"}, id="the given name"),
        pytest.param("贾扬帆推荐买 GPU 吗", {}, id="another given name"),
        pytest.param("贾清怎么看", {}, id="a part of it"),
    ],
)
def test_a_whole_chinese_name_is_that_of_who_is_called_by_the_given_name(
    text: str, found: dict[str, str]
):
    people = {name: name for name in ("Yangqing", "Alex", "Ann")}
    assert spelled_names(text, people) == found
