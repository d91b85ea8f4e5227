"""One conversation on the page: questions with their answers, and questions that wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import gradio as gr
from markupsafe import escape

from ....rag import Answer, reply_language
from ...labels import label
from ..reader.transcript_html import citation_cards, related_cards

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the filters that the reader had chosen when asking it."""

    question: str
    speakers: list[str] | None = None
    transcripts: list[str] | None = None  # ids


@dataclass(frozen=True, slots=True)
class Reply:
    """A question and what the page shows below it."""

    asked: Asked
    text: str = "…"  # until the answer comes; a language model takes its time
    answer: Answer | None = None  # None until it has come, and for an error

    def messages(self) -> list[Message]:
        """The messages of Gradio's chat."""
        shown = [_message("user", self.asked.question), _message("assistant", self.text)]
        if self.answer is None:
            return shown
        language = reply_language(self.answer.question)
        if self.answer.citations:
            cards = citation_cards(self.answer.citations, language)
            shown.append(_message("assistant", gr.HTML(cards)))
        elif self.answer.related:
            cards = related_cards(self.answer.related, language)
            shown.append(_message("assistant", gr.HTML(cards)))
        return shown


@dataclass(slots=True)
class Conversation:
    """The server keeps one for each open page, and answers questions in the order they were asked.

    A reader may ask while an answer comes: one thread adds questions, another answers them. Each
    change is a single step, so they need no lock.
    """

    replies: list[Reply] = field(default_factory=list)
    waiting: deque[Asked] = field(default_factory=deque)
    is_closed: bool = False  # the reader began another one

    def close(self) -> None:
        """Drop the questions that wait; an answer that is coming stops."""
        self.is_closed = True
        self.waiting.clear()

    def ask(self, asked: Asked) -> None:
        """Add a question behind those that wait."""
        self.waiting.append(asked)

    def begin(self) -> Asked | None:
        """Take the first question that waits, to answer it; None if none waits."""
        if not self.waiting:
            return None
        asked = self.waiting.popleft()
        self.replies.append(Reply(asked))
        return asked

    def show(self, text: str, answer: Answer | None = None) -> None:
        """Show a text below the question that is being answered."""
        self.replies[-1] = replace(self.replies[-1], text=text, answer=answer)

    def history(self) -> list[str]:
        """The questions before the one that is being answered, oldest first."""
        return [reply.asked.question for reply in self.replies[:-1]]

    def messages(self) -> list[Message]:
        """The messages of Gradio's chat; questions that wait come last."""
        answered = [message for reply in self.replies for message in reply.messages()]
        return answered + [_message("user", asked.question) for asked in self.waiting]

    def reply_at(self, place: int) -> Reply | None:
        """The reply that holds the message at this place in `messages`."""
        for reply in self.replies:
            n_messages = len(reply.messages())
            if place < n_messages:
                return reply
            place -= n_messages
        return None


def answer_text(answer: Answer) -> str:
    """The text of an answer, with how the question was understood and who worded it."""
    language = reply_language(answer.question)
    parts: Sequence[str] = (
        label("understood_as", language, question=answer.understood_as)
        if answer.understood_as != answer.question.strip()
        else "",
        label("looked_up", language, steps="; ".join(answer.steps)) if answer.steps else "",
        answer.text,
        label("worded_by", language, model=answer.model) if answer.model else "",
    )
    return "\n\n".join(filter(None, parts))


def _message(role: str, content: str | gr.HTML) -> Message:
    # Even without Markdown, Gradio's chat reads text as HTML, so we escape it.
    return {"role": role, "content": str(escape(content)) if isinstance(content, str) else content}
