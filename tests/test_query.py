from __future__ import annotations

import time
from itertools import product

import pytest
from turnwise.rag import QuestionError
from turnwise.rag.query import MAX_QUESTION_CHARACTERS, complete_follow_up, understand

SPEAKERS = ["Alex", "Yangqing", "贾扬清", "Q5", "Audrey Tang", "唐鳳"]


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
    assert understand(question, known_speakers=SPEAKERS).of_guest


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
    assert not understand(question, known_speakers=SPEAKERS).of_guest


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("What did Alex say about OpenCL?", ("Alex",)),
        ("does yangqing like Julia?", ("Yangqing",)),
        ("贾扬清怎么看OpenCL", ("贾扬清",)),
        ("唐凤怎么看口罩？", ("唐鳳",)),
        ("What does Audrey think of masks?", ("Audrey Tang",)),
        ("according to Yangqing, what is Caffe?", ("Yangqing",)),
        ("What can Yangqing say of it?", ("Yangqing",)),
        ("What were Yangqing's thoughts?", ("Yangqing",)),
        ("what did Ms. Tang say?", ("Audrey Tang",)),
        ("What did Yangqing and Alex say?", ("Alex", "Yangqing")),
        ("唐鳳回答了什麼", ("唐鳳",)),
        ("唐鳳委員怎麼看", ("唐鳳",)),
        ("唐鳳也說了什麼", ("唐鳳",)),
        ("Yangqing的建议是什么", ("Yangqing",)),
        ("贾扬清不用 OpenCL 的原因是什么", ("贾扬清",)),
        ("Compare Alex's and Yangqing's views", ("Alex", "Yangqing")),
        ("贾扬清和 Alex 对 CUDA 有什么不同看法", ("Alex", "贾扬清")),
        ("What did Speaker 2 say?", ("Speaker 2",)),
        ("李晴问了什么", ("记者李晴",)),
        ("主持人问了什么", ("主持人",)),
        ("What did the guest say?", None),
        ("What does will power mean?", None),
        ("What does Will mean?", ("Will",)),
        ("What is Alexandria?", None),
        ("What is OpenCL?", None),
    ],
)
def test_a_named_speaker_narrows_the_search(question: str, speakers: tuple[str, ...] | None):
    others = ["记者李晴", "主持人", "Speaker 1", "Speaker 2", "The Chair", "The Clerk", "Will"]
    found = understand(question, known_speakers=[*SPEAKERS, *others]).speakers
    assert (found and tuple(sorted(found))) == speakers


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
    assert (query.target, query.speakers) == ("question", speakers)


@pytest.mark.parametrize(
    "question", ["What does he say when people ask him for money?", "主持人问他的时候他说了什么"]
)
def test_answers_to_what_people_ask_are_answers(question: str):
    assert understand(question, known_speakers=SPEAKERS).target == "answer"


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
    assert understand(question).asks_a_fact


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
    assert not understand(question).asks_a_fact


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
    assert understand(question, known_speakers=SPEAKERS).asks_whether_said == asks


def test_the_subject_leaves_out_the_asking_and_the_speaker():
    query = understand("What did Alex say about OpenCL and CUDA?", known_speakers=SPEAKERS)
    assert query.subject == ("opencl", "cuda")
    assert understand("唐鳳怎麼看酸民", known_speakers=SPEAKERS).subject == ("酸民",)
    assert understand("唐鳳對酸民的看法", known_speakers=SPEAKERS).subject == ("酸民",)
    assert understand("What did people ask about Julia?").subject == ("julia",)
    assert understand("Did anybody ever mention Julia?").subject == ("julia",)


@pytest.mark.parametrize(
    ("question", "nobody", "alike"),
    [
        ("What did Barack Obama say about Julia?", "Barack Obama", None),
        ("Did Ales ever mention Julia?", "Ales", "Alex"),
        ("What does Audry think of it?", "Audry", "Audrey Tang"),
        ("What does Audrey think of it?", None, None),
        ("What did he say about Obama?", None, None),
        ("Why did OpenCL fail?", None, None),
        ("Jia Yangqing 怎么看 Julia", None, None),
    ],
)
def test_a_name_that_no_speaker_has_is_noticed(
    question: str, nobody: str | None, alike: str | None
):
    query = understand(question, known_speakers=SPEAKERS)
    assert (query.nobody, query.like_nobody) == (nobody, alike)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What did Audrey Tang say of Tangshan?", "What did say of Tangshan?"),
        ("What does Audrey think of masks?", "What does think of masks?"),
        ("唐鳳怎麼看酸民", "怎麼看酸民"),
        ("What does he think of Audrey Tang?", "What does he think of Audrey Tang?"),
        ("What does Alex say?", "What does say?"),
    ],
)
def test_the_topic_leaves_out_whose_words_are_sought(question: str, topic: str):
    assert understand(question, known_speakers=SPEAKERS).topic == topic


@pytest.mark.parametrize(
    ("history", "question", "complete"),
    [
        (["what did he say about OpenCL"], "and CUDA?", "what did he say about CUDA"),
        (["what did he say about OpenCL"], "What about HIP?", "what did he say about HIP"),
        (["贾扬清怎么看OpenCL的前景"], "那 HIP 呢？", "贾扬清怎么看HIP"),
        (["他對Julia有什麼看法"], "那Python呢？", "他對Python有什麼看法"),
        (["what did he say about OpenCL"], "why?", "what did he say about OpenCL why?"),
        (
            ["what did he say about OpenCL", "and CUDA?"],
            "and HIP?",
            "what did he say about HIP",
        ),
        (["Why is NVIDIA successful?"], "and AMD?", "AMD Why is NVIDIA successful?"),
        (["关于OpenCL，他说了什么"], "CUDA呢", "关于CUDA，他说了什么"),
        (["贾扬清怎么看待OpenCL？"], "那些公司呢", "贾扬清怎么看待那些公司？"),
        (["what did Yangqing say about OpenCL"], "And Alex?", "what did Alex say about OpenCL"),
        (["what did he say about OpenCL"], "And Alex?", "what did Alex say about OpenCL"),
        (["葉思敏對口罩有什麼看法"], "唐鳳呢？", "唐鳳對口罩有什麼看法"),
        (["What did Alex say about it?"], "What will he write?", "What will Alex write?"),
        (["唐鳳對口罩有什麼看法"], "她住在哪裡？", "唐鳳住在哪裡？"),
        (["What did Alex and Yangqing say?"], "What will he write?", "What will he write?"),
        (["What did Alex ask about Julia?"], "What did he answer?", "What did he answer?"),
        (["唐鳳怎麼看口罩"], "其他人怎麼看口罩", "其他人怎麼看口罩"),
        (["唐鳳怎麼看口罩"], "他們住在哪裡", "他們住在哪裡"),
    ],
)
def test_a_follow_up_is_completed_from_the_history(
    history: list[str], question: str, complete: str
):
    assert complete_follow_up(question, history, [*SPEAKERS, "葉思敏"]) == complete


@pytest.mark.parametrize(
    "question",
    [
        "What is unframework?",
        "Caffe做了多久",
        "And what did he say about the culture at Facebook and Google?",
        "那后来到了Facebook之后继续做Caffe你有遇到什么新的问题吗?",
        "Android 怎么样",
    ],
)
def test_a_full_question_is_not_changed_by_the_history(question: str):
    history = ["what did he say about OpenCL"]
    if question == "Android 怎么样":
        history = []
    assert complete_follow_up(question, history) == question


@pytest.mark.parametrize(
    ("question", "message"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param(" \n", "is empty", id="white space"),
        pytest.param("x" * 100_000, "has 100,000 characters; shorten it", id="very long"),
    ],
)
def test_a_question_that_is_none_is_refused(question: str, message: str):
    with pytest.raises(QuestionError, match=message):
        understand(question)


def test_an_earlier_question_that_was_too_long_does_not_count():
    refused = "x" * (MAX_QUESTION_CHARACTERS + 1)
    follow_up = understand("and CUDA?", history=["what did he say about OpenCL", refused])
    assert follow_up.text == "what did he say about CUDA"
    assert understand("why?", history=[refused]).text == "why?"


def test_the_longest_question_is_understood():
    assert understand("x" * MAX_QUESTION_CHARACTERS).target == "answer"


def test_the_answer_comes_in_the_language_of_the_question():
    assert understand("OpenCL 呢？").language == "zh"
    assert understand("what about OpenCL").language == "en"


@pytest.mark.parametrize(
    "question",
    [
        "what else did he say?",
        "and what else?",
        "Anything else?",
        "tell me more",
        "can you elaborate?",
        "还有呢？",
        "還有別的嗎",
        "详细说说",
        "他还说了什么？",
    ],
)
def test_a_wish_for_more_is_the_question_before_again(question: str):
    query = understand(question, history=["what did he say about OpenCL"], known_speakers=SPEAKERS)
    assert (query.text, query.wants_more) == ("what did he say about OpenCL", True)
    assert not understand(question, known_speakers=SPEAKERS).wants_more


@pytest.mark.parametrize(
    ("question", "complete"),
    [
        ("how about its ecosystem?", "他怎么看 OpenCL how about its ecosystem?"),
        ("它有什么问题？", "他怎么看 OpenCL 它有什么问题？"),
        (
            "what would it take for the ministry to publish its data?",
            "what would it take for the ministry to publish its data?",
        ),
        ("还有什么语言适合硬件设计？", "还有什么语言适合硬件设计？"),
    ],
)
def test_it_goes_back_to_the_question_before_in_a_short_question_only(question: str, complete: str):
    assert complete_follow_up(question, ["他怎么看 OpenCL"], SPEAKERS) == complete


def test_a_library_of_a_thousand_speakers_takes_no_longer_to_understand():
    names = [f"Ann{''.join(n)} Smith{''.join(n)}" for n in product("abcdefghij", repeat=3)]
    start = time.perf_counter()
    query = understand("what did Smithabc say about OpenCL", known_speakers=names)
    assert query.speakers == ("Annabc Smithabc",)
    assert time.perf_counter() - start < 1  # 8 s where each name is compared with each other
