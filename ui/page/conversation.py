"""One conversation on the page: what was asked and answered, and what waits to be answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import gradio as gr
from markupsafe import escape

from ...rag import Answer, reply_language
from ..labels import label
from .transcript_html import citation_cards, related_cards

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the filters that were chosen when it was asked."""

    question: str
    speakers: list[str] | None = None
    transcripts: list[str] | None = None  # ids


@dataclass(frozen=True, slots=True)
class Reply:
    """A question that was asked, and what is shown below it."""

    asked: Asked
    text: str = "…"  # until the answer comes; a language model takes its time
    answer: Answer | None = None  # None while it comes, and where it is an error

    def messages(self) -> list[Message]:
        """As Gradio's chat shows them."""
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
    """Kept on the server, one a page. Questions are answered in the order they were asked.

    A question may be asked while another is answered: one thread asks, another answers, and each
    changes the object by single steps.
    """

    replies: list[Reply] = field(default_factory=list)
    waiting: deque[Asked] = field(default_factory=deque)

    def ask(self, asked: Asked) -> None:
        """Put a question at the end of those that wait."""
        self.waiting.append(asked)

    def begin(self) -> Asked | None:
        """Begin to answer the first question that waits; None if none does."""
        if not self.waiting:
            return None
        asked = self.waiting.popleft()
        self.replies.append(Reply(asked))
        return asked

    def show(self, text: str, answer: Answer | None = None) -> None:
        """Put a text below the question that is answered now."""
        self.replies[-1] = replace(self.replies[-1], text=text, answer=answer)

    def history(self) -> list[str]:
        """The questions before the one that is answered now, oldest first."""
        return [reply.asked.question for reply in self.replies[:-1]]

    def messages(self) -> list[Message]:
        """All of it as Gradio's chat shows it; questions that wait stand at the end."""
        answered = [message for reply in self.replies for message in reply.messages()]
        return answered + [_message("user", asked.question) for asked in self.waiting]

    def reply_at(self, place: int) -> Reply | None:
        """The reply that the message at this place in `messages` is a part of."""
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
        answer.text,
        label("worded_by", language, model=answer.model) if answer.model else "",
    )
    return "\n\n".join(filter(None, parts))


def _message(role: str, content: str | gr.HTML) -> Message:
    # Even without Markdown the chat takes text for HTML, so text goes in escaped.
    return {"role": role, "content": str(escape(content)) if isinstance(content, str) else content}
