"""What clients of OpenAI's API send: the fields that are read, and what is refused.

Clients send much more (temperature, seeds, ids of chats); none of it changes the speakers' words,
so it is ignored.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .. import records

MAX_INPUTS = 2_048  # texts in one request for embeddings, as OpenAI has it

ModelName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        description="`turnwise`, or `turnwise/ID` for one transcript",
        examples=["turnwise"],
    ),
]
# A limit also makes pydantic look for halves of characters, which it does not in a bare `str`.
Text = Annotated[str, Field(max_length=1_000_000)]


class Sent(BaseModel):
    """A part of a request; fields that are not named here are ignored."""

    model_config = ConfigDict(extra="ignore", strict=True)


class Part(Sent):
    """A part of a message."""

    type: str = Field(max_length=100, examples=["text"])
    text: Text | None = Field(None, description="of parts that are text")


class Message(Sent):
    """A message of the conversation; what is no message has another type."""

    type: str = Field("message", max_length=100)
    role: str | None = Field(None, max_length=100, examples=["user"])
    content: Text | list[Part] | None = None


class Filters(records.FilterFields):
    """What narrows the search: a field of ours, beside those of OpenAI."""

    k: int = Field(5, ge=1, le=50, description="hits considered")


class StreamOptions(Sent):
    """How to stream."""

    include_usage: bool | None = None


class Asking(Sent):
    """What both ways of asking share."""

    model: ModelName
    stream: bool | None = None
    tools: list[dict[str, Any]] | None = Field(None, description="offered tools are not called")
    tool_choice: str | dict[str, Any] | None = Field(None, description="a demanded one is refused")
    turnwise: Filters = Field(default_factory=lambda: Filters.model_validate({}))


class ChatRequest(Asking):
    """A request for a chat completion."""

    messages: list[Message] = Field(
        min_length=1, examples=[[{"role": "user", "content": "what did he say about OpenCL"}]]
    )
    n: int | None = Field(None, description="1: the same question has one answer")
    response_format: dict[str, Any] | None = Field(None, description='{"type": "text"}')
    stream_options: StreamOptions | None = None


class ResponseRequest(Asking):
    """A request for a response."""

    input: Text | list[Message] = Field(examples=["what did he say about OpenCL"])
    metadata: dict[Text, Text] | None = None
    text: dict[str, Any] | None = Field(None, description='{"format": {"type": "text"}}')
    previous_response_id: str | None = Field(None, description="answers are not stored: null")
    conversation: Any = Field(None, description="conversations are not stored: null")
    background: bool | None = Field(None, description="false")


class EmbeddingRequest(Sent):
    """Texts to embed."""

    model: Annotated[str, Field(min_length=1, max_length=500, description="see /v1/models")]
    input: Text | list[Text] | list[int] | list[list[int]] = Field(
        description="a text or several; tokens are refused", examples=["OpenCL"]
    )
    encoding_format: Literal["float", "base64"] | None = None
    dimensions: int | None = Field(None, description="the model's own number, or null")
