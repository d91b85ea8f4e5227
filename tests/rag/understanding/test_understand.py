from __future__ import annotations

import pytest
from conftest import SPEAKERS
from turnwise.rag import UsageError
from turnwise.rag.understanding.understand import MAX_QUESTION_CHARACTERS, understand


@pytest.mark.parametrize(
    "question",
    [
        "what did he say about OpenCL",
        "他怎么看 Julia？",
        "她覺得呢？",
        "what does the guest think?",
        "嘉宾怎么看",
    ],
)
def test_he_and_the_guest_mean_the_guest(question: str):
    assert understand(question, known_speakers=SPEAKERS).whose.of_guest


@pytest.mark.parametrize(
    "question",
    [
        "他山之石是什么",
        "what about the others",
        "其他框架怎么样",
        "吉他好学吗",
        "他们怎么看",
        "the help",
    ],
)
def test_other_words_do_not_mean_the_guest(question: str):
    assert not understand(question, known_speakers=SPEAKERS).whose.of_guest


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("Who asked about Julia?", None),
        ("谁问了 Julia？", None),
        ("誰問了 Julia？", None),
        ("What did Alex ask about Caffe?", ("Alex",)),
        ("Q5问了什么？", ("Q5",)),
        ("who else asked about it?", None),
        ("What was asked about Julia?", None),
        ("What questions did people ask about Julia?", None),
        ("大家问了哪些关于 Julia 的问题", None),
        ("記者問了什麼", None),
        ("他问了什么？", None),
        ("what did he ask?", None),
    ],
)
def test_questions_about_questions_seek_questions(question: str, speakers: tuple[str, ...] | None):
    query = understand(question, known_speakers=SPEAKERS)
    assert (query.wants.target, query.whose.speakers) == ("question", speakers)


@pytest.mark.parametrize(
    "question", ["What does he say when people ask him for money?", "主持人问他的时候他说了什么"]
)
def test_answers_to_what_people_ask_are_answers(question: str):
    assert understand(question, known_speakers=SPEAKERS).wants.target == "answer"


@pytest.mark.parametrize(
    "question",
    [
        "How long did Caffe take?",
        "in what year did he join",
        "And who wrote it?",
        "does he like Julia?",
        "Caffe做了多久",
        "他去過哪裡？",
        "團隊有幾個人",
        "他喜欢 Julia 吗？",
        "是不是开源的",
    ],
)
def test_a_few_words_can_answer_how_long_who_and_whether(question: str):
    assert understand(question).wants.form == "fact"


@pytest.mark.parametrize(
    "question",
    [
        "what did he say about masks when they were scarce?",
        "how does it work?",
        "why do they do it",
        "OpenCL",
        "为什么做 Caffe",
        "他怎麼看 Julia？",
        "这几年有哪些变化",
    ],
)
def test_other_questions_want_more_than_a_few_words(question: str):
    assert understand(question).wants.form != "fact"


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Did Alex ever mention Julia?", True),
        ("has anybody brought up Julia", True),
        ("贾扬清提到过 Julia 吗？", True),
        ("他有沒有提到 Julia", True),
        ("What did he mention of Julia?", False),
        ("他提到 Julia 的时候说了什么", False),
    ],
)
def test_whether_something_was_said_is_told_from_what(question: str, asks: bool):
    assert understand(question, known_speakers=SPEAKERS).wants.whether_said == asks


def test_the_subject_leaves_out_the_asking_and_the_speaker():
    query = understand("What did Alex say about OpenCL and CUDA?", known_speakers=SPEAKERS)
    assert query.look_for.subject == ("opencl", "cuda")
    assert understand("唐鳳怎麼看酸民", known_speakers=SPEAKERS).look_for.subject == ("酸民",)
    assert understand("唐鳳對酸民的看法", known_speakers=SPEAKERS).look_for.subject == ("酸民",)
    assert understand("What did people ask about Julia?").look_for.subject == ("julia",)
    assert understand("Did anybody ever mention Julia?").look_for.subject == ("julia",)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param(" \n", "is empty", id="white space"),
        pytest.param("x" * 100_000, "has 100,000 characters; shorten it", id="very long"),
    ],
)
def test_a_question_that_is_none_is_refused(question: str, message: str):
    with pytest.raises(UsageError, match=message):
        understand(question)


def test_the_longest_question_is_understood():
    assert understand("x" * MAX_QUESTION_CHARACTERS).wants.target == "answer"


def test_the_answer_comes_in_the_language_of_the_question():
    assert understand("OpenCL 呢？").language == "zh"
    assert understand("what about OpenCL").language == "en"
