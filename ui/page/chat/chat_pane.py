"""On the page: the conversation, the question, and what limits the answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr
from markupsafe import escape

from ....rag import Answer, FeedbackVerdict, Library, TurnwiseError, example_questions
from ...labels import label, preferred_language
from .conversation import Asked, Conversation, Message, answer_text
from .filters import Filters

# The cards below an answer may be long: the page scrolls to the question and its answer.
_SHOW_LAST_QUESTION = """() => {
    const asked = document.querySelectorAll("#chat .message-row.user-row");
    asked[asked.length - 1]?.scrollIntoView({ block: "start" });
}"""


class ChatPane:
    """Takes questions, shows answers with their citations, and keeps what readers think of them."""

    def __init__(self, library: Library, text: gr.I18n):
        """Create the pane in the part of the page that is open."""
        self._library = library
        self._chat = gr.Chatbot(
            label=text("chat"),
            height="62vh",
            autoscroll=False,
            render_markdown=False,
            latex_delimiters=[],
            buttons=[],
            feedback_options=("Like", "Dislike"),
            examples=[{"text": question} for question in example_questions(library)],
            elem_id="chat",
        )
        self._conversation = gr.State(Conversation())
        with gr.Row():
            self._question = gr.Textbox(
                placeholder=text("ask_placeholder"),
                label=text("ask"),
                show_label=False,
                scale=8,
                autofocus=True,
                elem_id="question",
            )
            self._ask = gr.Button(text("ask"), variant="primary", scale=1, elem_id="ask")
        with gr.Row():
            self.filters = Filters(library, text)
        self._new_chat = gr.Button(text("new_chat"), size="sm", elem_id="new-chat")
        self._connect()

    def _connect(self) -> None:
        """Say what happens when a question is asked, an answer judged or a new chat begun."""
        chosen = self._chat.example_select(
            _chosen_example, None, self._question, api_visibility="private"
        )
        events = (self._question.submit, self._ask.click, chosen.then)
        for event in events:
            self._answer_after(event)
        self._new_chat.click(
            self._start_new_chat,
            self._conversation,
            [self._chat, self._conversation],
            api_visibility="private",
        )
        self._chat.like(
            self._judge,
            self._conversation,
            None,
            trigger_mode="multiple",
            api_visibility="private",
        )

    def _answer_after(self, event: Any) -> None:
        """Take the question at once, and answer it after those asked before it.

        “multiple”: by default Gradio drops an event while the one before it is under way.
        """
        taken = event(
            self._take,
            [self._question, self._conversation, *self.filters.lists],
            [self._question, self._chat],
            concurrency_id="take",  # in the order in which they come
            show_progress="hidden",
            trigger_mode="multiple",
            api_visibility="private",
        )
        answered = taken.then(
            self._answer,
            self._conversation,
            self._chat,
            concurrency_id="answer",  # one at a time, however they were asked
            show_progress="hidden",
            trigger_mode="multiple",
            api_visibility="private",
        )
        answered.then(None, js=_SHOW_LAST_QUESTION)

    def _start_new_chat(self, conversation: Conversation) -> tuple[list[Message], Conversation]:
        """Close the conversation, and begin an empty one.

        Gradio's own `cancels` would stop the answer, too; but if it comes before the event has
        begun, the queue of answers stands still for everybody.
        """
        conversation.close()
        return [], Conversation()

    def _take(
        self,
        question: str,
        conversation: Conversation,
        speakers: list[str],
        transcripts: list[str],
    ) -> tuple[str, list[Message]]:
        """Put the question in the queue; an empty text box, and the messages with it."""
        if question.strip():
            conversation.ask(Asked(question, speakers or None, transcripts or None))
        return "", conversation.messages()

    def _answer(self, conversation: Conversation) -> Iterator[list[Message]]:
        """Answer the first question that waits; all messages, each time the answer has grown.

        Stops if the conversation is closed.
        """
        asked = conversation.begin()
        yield conversation.messages()
        if asked is None:
            return
        text = ""
        try:
            for event in self._library.stream(
                asked.question,
                history=conversation.history(),
                speakers=asked.speakers,
                transcripts=asked.transcripts,
            ):
                if isinstance(event, Answer):
                    conversation.show(answer_text(event), event)
                else:
                    text += event
                    conversation.show(text)
                if conversation.is_closed:
                    return
                yield conversation.messages()
        except TurnwiseError as error:
            conversation.show(str(error))
            yield conversation.messages()

    def _judge(self, conversation: Conversation, event: gr.LikeData, request: gr.Request) -> None:
        """Keep the verdict on the answer whose button was pressed; pressed again, take it back."""
        reply = conversation.reply_at(event.index) if isinstance(event.index, int) else None
        if reply is None or reply.answer is None:  # an error, or the server was started again
            raise gr.Error(label("not_kept", preferred_language(request.headers)))
        verdict: FeedbackVerdict | None = None  # taken back where “liked” is neither
        if isinstance(event.liked, bool):
            verdict = "helpful" if event.liked else "wrong"
        try:
            self._library.give_feedback(
                reply.answer,
                verdict,
                speakers=reply.asked.speakers,
                transcripts=reply.asked.transcripts,
            )
        except TurnwiseError as error:
            raise gr.Error(str(escape(str(error)))) from error


def _chosen_example(event: gr.SelectData) -> str:
    return event.value["text"]
