from __future__ import annotations

import pytest
from conftest import SPEAKERS
from turnwise.rag.understanding.follow_up import complete_follow_up
from turnwise.rag.understanding.understand import MAX_QUESTION_CHARACTERS, understand


@pytest.mark.parametrize(
    ("history", "question", "complete"),
    [
        (["what did he say about OpenCL"], "and CUDA?", "what did he say about CUDA"),
        (["what did he say about OpenCL"], "What about HIP?", "what did he say about HIP"),
        (["贾扬清怎么看OpenCL的前景"], "那 HIP 呢？", "贾扬清怎么看HIP"),
        (["他對Julia有什麼看法"], "那Python呢？", "他對Python有什麼看法"),
        (["what did he say about OpenCL"], "why?", "what did he say about OpenCL – why?"),
        (
            ["what did he say about OpenCL", "and CUDA?"],
            "and HIP?",
            "what did he say about HIP",
        ),
        (["Why is NVIDIA successful?"], "and AMD?", "AMD: Why is NVIDIA successful?"),
        (["关于OpenCL，他说了什么"], "CUDA呢", "关于CUDA，他说了什么"),
        (["贾扬清怎么看待OpenCL？"], "那些公司呢", "贾扬清怎么看待那些公司？"),
        (["what did Yangqing say about OpenCL"], "And Alex?", "what did Alex say about OpenCL"),
        (["what did he say about OpenCL"], "And Alex?", "what did Alex say about OpenCL"),
        (["What's Alex's take on CUDA?"], "and HIP?", "What's Alex's take on HIP?"),
        (["Alex on CUDA"], "what about HIP?", "Alex on HIP"),
        (["Alex on CUDA"], "and Yangqing?", "Yangqing on CUDA"),
        (["葉思敏對口罩有什麼看法"], "唐鳳呢？", "唐鳳對口罩有什麼看法"),
        (["What did Alex say about it?"], "What will he write?", "What will Alex write?"),
        (["唐鳳對口罩有什麼看法"], "她住在哪裡？", "唐鳳住在哪裡？"),
        ([r"What did C\1 say about it?"], "What will he write?", r"What will C\1 write?"),
        (["What did Alex and Yangqing say?"], "What will he write?", "What will he write?"),
        (
            ["What did Alex ask about Julia?"],
            "What did he answer?",
            "What did Alex ask about Julia? What did he answer?",
        ),
        (["how did Alex answer Q3"], "and Q4?", "how did Alex answer Q4"),
        (["他怎么回答Q3的"], "Q4呢", "他怎么回答Q4的"),
        (["how did Alex answer Q3"], "and Yangqing?", "how did Yangqing answer Q3"),
        (["Q3 问了什么"], "怎么回答的", "Q3 问了什么 – 怎么回答的"),
        (
            ["What did Alex say about it?"],
            "what does he do now?",
            "What did Alex say about it? what does Alex do now?",
        ),
        (["唐鳳怎麼看口罩"], "那他呢？", "他怎麼看口罩"),
        (["业者为什么反对征收"], "那交通部呢", "交通部为什么反对征收"),
        (["唐鳳怎麼看口罩"], "其他人怎麼看口罩", "其他人怎麼看口罩"),
        (["唐鳳怎麼看口罩"], "他們住在哪裡", "他們住在哪裡"),
    ],
)
def test_a_follow_up_is_completed_from_the_history(
    history: list[str], question: str, complete: str
):
    assert (
        complete_follow_up(question, history, [*SPEAKERS, "葉思敏", r"C\1", "Q3", "Q4"]) == complete
    )


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


def test_an_earlier_question_that_was_too_long_does_not_count():
    refused = "x" * (MAX_QUESTION_CHARACTERS + 1)
    follow_up = understand("and CUDA?", history=["what did he say about OpenCL", refused])
    assert follow_up.text == "what did he say about CUDA"
    assert understand("why?", history=[refused]).text == "why?"


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
    assert (query.text, query.wants.more) == ("what did he say about OpenCL", True)
    assert not understand(question, known_speakers=SPEAKERS).wants.more


@pytest.mark.parametrize(
    ("question", "complete"),
    [
        ("how about its ecosystem?", "他怎么看 OpenCL – how about its ecosystem?"),
        ("它有什么问题？", "他怎么看 OpenCL – 它有什么问题？"),
        (
            "what would it take for the ministry to publish its data?",
            "what would it take for the ministry to publish its data?",
        ),
        ("还有什么语言适合硬件设计？", "还有什么语言适合硬件设计？"),
    ],
)
def test_it_goes_back_to_the_question_before_in_a_short_question_only(question: str, complete: str):
    assert complete_follow_up(question, ["他怎么看 OpenCL"], SPEAKERS) == complete


@pytest.mark.parametrize(
    "question", ["thanks!", "好的", "who took part?", "会开了多久？", "ok great"]
)
def test_small_talk_and_questions_about_the_talk_stand_alone(question: str):
    assert complete_follow_up(question, ["what did he say about OpenCL"]) == question


def test_small_talk_in_between_is_passed_over():
    history = ["what did he say about OpenCL", "thanks!"]
    assert complete_follow_up("and CUDA?", history) == "what did he say about CUDA"


def test_it_is_the_talk_only_after_a_question_about_the_talk():
    assert complete_follow_up("when was it?", ["who took part?"]) == "when was it?"
    assert "launch" in complete_follow_up("when was it?", ["what about the launch?"])


@pytest.mark.parametrize(
    "question", ["谁负责？", "who is responsible?", "when did they start?", "多少钱？"]
)
def test_a_question_that_names_nothing_is_about_what_was_asked_before(question: str):
    before = "what did he say about OpenCL?"
    assert complete_follow_up(question, [before]) == f"{before} {question}"


@pytest.mark.parametrize("question", ["谁迟到了", "who likes CUDA?", "When was Caffe published?"])
def test_a_question_that_names_something_stands_alone(question: str):
    assert complete_follow_up(question, ["what did he say about OpenCL?"]) == question


def test_two_questions_do_not_make_a_third():
    query = understand("who decided that?", history=["what did he say about OpenCL?"])
    assert query.wants.form == "fact"
    assert understand("Thanks? What was decided?").wants.form == "decisions"


def test_the_last_of_several_questions_decides_what_is_asked_for():
    query = understand("when?", history=["how much does OpenCL cost?"])
    assert query.wants.answer_type == "date"


@pytest.mark.parametrize(
    ("before", "question", "complete"),
    [
        ("what does Mei think of Papyrus", "那 Grace 呢", "what does Grace think of Papyrus"),
        ("which wallet does Mei Huang use", "and Grace?", "which wallet does Grace use"),
    ],
)
def test_a_word_of_a_name_is_another_speaker(before: str, question: str, complete: str):
    assert complete_follow_up(question, [before], ["Mei Huang", "Grace Lin"]) == complete


PEOPLE = ["Teo Almqvist", "Mia Brandt", "Ken", "老王", "小李"]
MACHINE = "what does Teo think of the postcard machine"
LOAN = "which bank gave Pinewood the loan for the van"
PENANG = "who is in charge of the warehouse in Penang"
LILLE = "why did the shop in Lille close"
RISE = "小李为什么反对涨价"


@pytest.mark.parametrize(
    ("before", "question", "complete"),
    [
        (MACHINE, "and of the franking service?", "what does Teo think of the franking service"),
        (MACHINE, "and on the price?", "what does Teo think of the price"),
        (MACHINE, "does Mia agree?", "what does Mia think of the postcard machine – {}"),
        (MACHINE, "did Ken like it too?", "what does Ken think of the postcard machine – {}"),
        (MACHINE, "how did Mia react?", "what does Mia think of the postcard machine – {}"),
        (
            MACHINE,
            "and Mia, how does she see it?",
            "what does Mia think of the postcard machine – how does Mia see it?",
        ),
        (
            MACHINE,
            "what about Ken, does he agree?",
            "what does Ken think of the postcard machine – does Ken agree?",
        ),
        (RISE, "老王同意吗", "老王为什么反对涨价 – {}"),
        (RISE, "老王怎么说", "老王为什么反对涨价 – {}"),
        ("老王怎么看换供应商", "小李呢，他同意吗", "小李怎么看换供应商 – 小李同意吗"),
    ],
)
def test_a_follow_up_about_somebody_else_asks_for_their_view(
    before: str, question: str, complete: str
):
    assert complete_follow_up(question, [before], PEOPLE) == complete.format(question)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (LOAN, "and how much did they borrow?"),
        (LOAN, "what interest do they pay?"),
        (LOAN, "what was it for?"),
        (PENANG, "when does she start?"),
        (PENANG, "how can I reach him?"),
        (PENANG, "is she experienced?"),
        (LILLE, "and what do they do before opening somewhere now?"),
        (LILLE, "and how many people worked there?"),
        (LILLE, "how come?"),
        (LILLE, "what happened then?"),
        ("how many chairs did they order", "when do they arrive?"),
        ("how many chairs did they order", "which colour?"),
        ("what are they paying for Squall", "and how many bugs did it find in the photos?"),
        ("仓库那边谁负责", "那她什么时候入职？"),
        ("仓库那边谁负责", "怎么联系她"),
        ("新官网什么时候上线", "为什么推迟了"),
        ("新官网什么时候上线", "还差什么"),
        ("新官网什么时候上线", "预算多少"),
        (RISE, "后来呢"),
        (RISE, "最后涨了吗"),
    ],
)
def test_a_follow_up_goes_on_from_the_question_before(before: str, question: str):
    assert complete_follow_up(question, [before], PEOPLE) == f"{before} – {question}"


@pytest.mark.parametrize(
    ("before", "question"),
    [
        pytest.param("what did she say about Japan", "how did she get into law?", id="the guest"),
        pytest.param(MACHINE, "what are the parking rules there like?", id="names a subject"),
        pytest.param(LILLE, "is there a plan for Ghent?", id="there is"),
        pytest.param(MACHINE, "where is Ken?", id="asks for no view"),
    ],
)
def test_another_question_stands_alone(before: str, question: str):
    assert complete_follow_up(question, [before], PEOPLE) == question


def test_a_follow_up_decides_what_is_wanted_and_the_question_before_is_its_context():
    query = understand("and how much did they borrow?", history=[LOAN])
    assert (query.wants.answer_type, query.wants.form) == ("number", "fact")
    assert query.look_for.words == ("bank", "gave", "pinewood", "loan", "van", "borrow")
    assert query.look_for.context == ("bank", "gave", "pinewood", "loan", "van")
    assert understand("which colour?", history=["when did it start"]).wants.answer_type is None
    assert understand(
        "does Mia agree?", history=[MACHINE], known_speakers=PEOPLE
    ).look_for.words == (
        "postcard",
        "machine",
    )
