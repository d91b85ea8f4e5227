from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from turnwise.rag import Library

if TYPE_CHECKING:
    from turnwise.ui.page.chat.conversation import Conversation

pytest.importorskip("gradio", reason="the page needs gradio: pip install turnwise[page]")
pytestmark = pytest.mark.slow  # gradio takes seconds


@pytest.fixture
def talk() -> Conversation:
    from turnwise.ui.page.chat.conversation import Conversation

    return Conversation()


def ask(talk: Conversation, *questions: str) -> None:
    from turnwise.ui.page.chat.conversation import Asked

    for question in questions:
        talk.ask(Asked(question))


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [m["content"] if isinstance(m["content"], str) else "(cards)" for m in messages]


def test_questions_wait_and_are_answered_in_order(talk: Conversation):
    ask(talk, "one", "two")
    assert talk.begin() is not None
    assert texts(talk.messages()) == ["one", "…", "two"]
    talk.show("first")
    ask(talk, "three")  # meanwhile
    assert texts(talk.messages()) == ["one", "first", "two", "three"]
    asked = talk.begin()
    assert asked is not None
    assert asked.question == "two"
    assert talk.history() == ["one"]
    assert texts(talk.messages()) == ["one", "first", "two", "…", "three"]


def test_nothing_begins_where_nothing_waits(talk: Conversation):
    assert talk.begin() is None
    assert talk.messages() == []


def test_each_message_belongs_to_its_reply(talk: Conversation, library: Library):
    answer = library.ask("OpenCL")
    for question in ("OpenCL", "lost"):
        ask(talk, question)
        talk.begin()
        talk.show("an answer", answer if question == "OpenCL" else None)
    assert texts(talk.messages()) == ["OpenCL", "an answer", "(cards)", "lost", "an answer"]
    replies = [talk.reply_at(place) for place in range(6)]
    assert [reply and reply.asked.question for reply in replies] == [
        *("OpenCL", "OpenCL", "OpenCL", "lost", "lost", None),
    ]


def test_what_is_shown_is_never_markup(talk: Conversation):
    ask(talk, "<b>?</b>")
    talk.begin()
    talk.show("<img src=x>")
    assert texts(talk.messages()) == ["&lt;b&gt;?&lt;/b&gt;", "&lt;img src=x&gt;"]


def test_the_text_says_how_the_question_was_understood_and_who_worded_it(library: Library):
    from turnwise.ui.page.chat.conversation import answer_text

    answer = library.ask("OpenCL")
    assert answer_text(answer) == answer.text
    shown = answer_text(replace(answer, understood_as="what about OpenCL", model="m"))
    assert shown.startswith("Understood as: what about OpenCL\n\n")
    assert "(Worded by m;" in shown


def test_a_closed_conversation_drops_what_waits(talk: Conversation):
    ask(talk, "one", "two")
    talk.begin()
    talk.close()
    assert talk.is_closed
    assert talk.begin() is None


def test_an_answer_stops_when_a_new_conversation_begins(library: Library):
    import gradio as gr
    from turnwise.ui.page.chat.chat_pane import ChatPane
    from turnwise.ui.page.chat.conversation import Asked, Conversation

    with gr.Blocks():
        pane = ChatPane(library, gr.I18n())
    talk = Conversation()
    talk.ask(Asked("what did he say about OpenCL"))
    messages = pane._answer(talk)
    next(messages)
    next(messages)
    shown, fresh = pane._start_new_chat(talk)
    assert shown == []
    assert fresh is not talk
    assert list(messages) == []
