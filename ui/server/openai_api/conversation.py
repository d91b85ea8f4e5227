"""Messages → the question, and the questions before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ....rag import UsageError
from .requests import Asking, ChatRequest, Message, ResponseRequest

MAX_HISTORY = 50  # earlier questions that are read, the latest ones
_TEXT_PARTS = ("text", "input_text", "output_text", "refusal")
_PASSED_OVER = ("reasoning", "item_reference")  # items of a conversation that hold no message


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a client has sent, as texts."""

    question: str
    history: tuple[str, ...]  # earlier questions, oldest first
    texts: tuple[str, ...]  # of all messages, to count their tokens


def read_chat(request: ChatRequest) -> Conversation:
    """The conversation of a chat completion. Raises UsageError for what cannot be answered."""
    _check_tools(request)
    if request.n is not None and request.n != 1:
        raise UsageError("n must be 1: the same question has one answer")
    _check_format(request.response_format, "response_format")
    return read_messages(request.messages)


def read_response(request: ResponseRequest) -> Conversation:
    """The conversation of a response. Raises UsageError for what cannot be answered."""
    _check_tools(request)
    if request.previous_response_id is not None or request.conversation is not None:
        raise UsageError(
            "answers are not stored here, so previous_response_id and conversation find none; "
            "send the earlier messages in input"
        )
    if request.background:
        raise UsageError("background is not possible here; leave it out, or use stream")
    _check_format((request.text or {}).get("format"), "text.format")
    if isinstance(request.input, str):
        return Conversation(request.input, (), (request.input,))
    return read_messages(request.input)


def read_messages(messages: Sequence[Message]) -> Conversation:
    """The last message of the user is the question, the earlier ones are the history.

    Instructions (system, developer) change nothing, and neither do earlier answers.

    Raises: UsageError if there is no question, or something in it is no text.
    """
    asked: list[str] = []
    texts: list[str] = []
    for message in messages:
        if message.type in _PASSED_OVER:
            continue
        if message.type != "message" or message.role in ("tool", "function"):
            raise UsageError(_NO_TOOLS)
        text = _text_of(message)
        texts.append(text)
        if message.role == "user":
            asked.append(text)
    if not asked:
        raise UsageError("no message has the role “user”; the last one that has is the question")
    return Conversation(asked[-1], tuple(asked[:-1][-MAX_HISTORY:]), tuple(texts))


_NO_TOOLS = (
    "no tools are called here; leave out tool messages, and a tool_choice that demands a tool"
)


def _check_tools(request: Asking) -> None:
    """Raises UsageError if a tool is demanded; one that is only offered need not be called."""
    if request.tool_choice not in (None, "auto", "none"):
        raise UsageError(_NO_TOOLS)


def _check_format(wanted: Any, field: str) -> None:
    kind = wanted.get("type", "text") if isinstance(wanted, dict) else "text"
    if kind != "text":
        raise UsageError(f"answers are text with citations; leave out {field}")


def _text_of(message: Message) -> str:
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    for part in message.content:
        if part.type not in _TEXT_PARTS:
            raise UsageError(
                f"a message has a part of the type “{part.type[:50]}”; only text can be asked"
            )
    return "\n".join(part.text or "" for part in message.content)
