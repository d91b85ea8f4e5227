from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.understanding.understand import understand

QUESTIONS = {
    "overview": (
        "Summarize the interview", "Can you give me a summary of the podcast?", "what is this about", "what's it about?",
        "What was the meeting about?", "what did they talk about", "what are they talking about?", "key points", "key takeaways",
        "give me the gist", "tl;dr", "what were the main topics", "what topics did they cover?", "which themes are discussed",
        "I need a quick recap of the meeting", "what was discussed?", "what did I miss?", "要点", "会议要点", "总结一下", "帮我总结这个会议",
        "请概括主要内容", "这次会议讲了什么", "主要讲了什么", "这段对话是关于什么的", "大意是什么", "他们聊了哪些话题", "內容大綱", "重點是什麼",
        "會議紀要", "大概说了些什么", "這集節目在講什麼", "summarize 一下", "give me 一个 overview",
        "quick summary pls", "幫我總結一下這場會議",
    ),
    "tasks": (
        "action items", "to-dos", "What are the next steps?", "who will do what", "who has to do what by when", "what needs to be done?",
        "what will Tom do by Friday", "What did Priya ask Lena to do?", "What does Anna need to do", "Tom's tasks", "what did Tom promise",
        "who is responsible for the poster", "who's going to call the printer", "what should Lena prepare?", "待办", "谁负责什么", "谁负责海报",
        "下一步是什么", "Tom 要做什么", "小李需要做什么", "會後各部會要做什麼", "谁去联系场地", "行动项", "王芳让李明做什么", "Kevin 的 to-do 是什么",
        "what did Wei say he'd do", "What does Ann say she will do?", "小李说他会做什么",
    ),
    "decisions": (
        "what was decided", "what did they agree on", "decisions", "which decisions were made", "outcome of the meeting", "what was agreed?",
        "what was decided about the budget", "决定了什么", "定了什么", "结论是什么", "達成了哪些共識", "最后怎么定的", "会上定了哪些事", "哪些事情定下来了",
        "icon 最后怎么 decide 的",
    ),
    "open_questions": (
        "what is still open", "unanswered questions", "which questions were not answered", "what hasn't been decided yet", "open issues",
        "what did nobody answer", "还有哪些没定", "哪些問題沒有回答", "还有哪些问题没有解决", "未解决的问题", "待定的有哪些", "哪些问题没人回答",
        "有哪些问题没有得到回答",
    ),
    "list": (
        "list all questions", "what questions did the audience ask", "all questions Ann asked", "列出所有观众的问题", "主持人问了哪些问题",
        "who talked about Julia", "谁谈到了成本", "what did Grace recommend", "everything Grace recommended to Tom", "提了哪些建议",
        "list all books mentioned", "which companies were mentioned", "提到了哪些公司", "all the predictions for next year",
        "which online editors does Sid name", "what card games did they mention",
    ),
}  # fmt: skip
OTHER_QUESTIONS = (
    "Why did they decide to wait?", "Who wrote Caffe?", "what did he say about OpenCL", "谁写了 Caffe", "他为什么离开", "when is the launch?",
    "did they agree to postpone the launch?", "who decided to move the launch?", "What happened in 2016?", "what does open source mean",
    "what's the main reason he left?", "what is his job?", "what did Tom do before?", "他做了什么工作", "what is the task of the government?",
    "how did they decide on the name", "what did he decide to study", "他决定学什么", "what does he want to do after college",
    "Caffe的历史遗留问题", "是由什么决定的", "what did she say about the next step of evolution", "市场预算是多少？", "他对结论怎么看",
)  # fmt: skip
PEOPLE = [
    "Tom",
    "Lena Park",
    "Priya",
    "Grace",
    "Ann",
    "Anna",
    "张伟",
    "王芳",
    "李明",
    "小李",
    "Kevin",
]


@pytest.mark.parametrize(
    ("question", "form"),
    [(question, form) for form, questions in QUESTIONS.items() for question in questions],
)
def test_a_question_about_a_whole_talk_has_its_form(question: str, form: str):
    assert understand(question, known_speakers=PEOPLE).wants.form == form


@pytest.mark.parametrize("question", OTHER_QUESTIONS)
def test_a_question_like_one_about_a_whole_talk_is_answered_as_before(question: str):
    assert understand(question, known_speakers=PEOPLE).wants.form in (
        "statements",
        "fact",
        "definition",
    )


def test_a_long_question_is_not_about_a_whole_talk():
    story = "I was in the meeting where you all talked about it, and it was a long day for us. " * 3
    assert understand(f"{story} What was decided?").wants.form == "statements"


@pytest.fixture
def two_eves(tmp_path: Path, embedder: BigramEmbedder) -> Iterator[Library]:
    with Library.open(tmp_path / "eves", embedder=embedder) as library:
        library.add(make_transcript(("Eve Lee", "What do ducks eat?"), ("Bob", "They eat grass.")))
        library.add(make_transcript(("Eve Fox", "Where do swans live?"), ("Bob", "On the lake.")))
        yield library


def test_of_two_people_with_a_name_in_common_the_one_in_the_chosen_talk_is_meant(
    two_eves: Library,
):
    [chosen] = [info.id for info in two_eves.transcripts() if "Eve Lee" in info.speakers]
    answer = two_eves.ask("what did Eve ask?", transcripts=[chosen])
    assert [citation.quote for citation in answer.citations] == ["What do ducks eat?"]
